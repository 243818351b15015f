//! Messages, broadcasts and uploads.

use crate::world::World;
use channel_zalo::contract::Misbehaviour;
use channel_zalo::{Audience, Message, SendError};
use serde_json::json;

fn hello() -> Message {
    Message::Text("Xin chào".to_owned())
}

#[tokio::test]
async fn people_and_groups_get_messages() {
    let world = World::new().await;
    let zalo = world.zalo();
    let receipt = zalo.send_to_user("871", &hello()).await.unwrap();
    assert_eq!(receipt.outside_id, "msg1");
    let picture = zalo.upload_image("a.png", b"\x89PNG....".to_vec()).await.unwrap();
    let image = Message::Image {
        attachment_id: picture,
        text: "Ảnh".to_owned(),
    };
    zalo.send_to_group("g1", &image).await.unwrap();
    let file = zalo
        .upload_file("Kế hoạch.pdf", "application/pdf", b"%PDF".to_vec())
        .await
        .unwrap();
    zalo.send_to_user("871", &Message::File { token: file })
        .await
        .unwrap();
    let sent = world.server.messages();
    assert_eq!(
        sent[0],
        json!({"recipient": {"user_id": "871"}, "message": {"text": "Xin chào"}})
    );
    assert_eq!(
        sent[1].pointer("/message/attachment/payload/elements/0/attachment_id"),
        Some(&json!("upload1-8"))
    );
    assert_eq!(
        sent[2].pointer("/message/attachment/payload/token"),
        Some(&json!("upload2-4"))
    );
}

#[tokio::test]
async fn a_message_without_an_answer_is_unknown() {
    let world = World::new().await;
    for how in [Misbehaviour::TakeAndHangUp, Misbehaviour::Garbage] {
        world.next("user-message", how);
        let error = world.zalo().send_to_user("871", &hello()).await.unwrap_err();
        assert!(matches!(error, SendError::Unknown { .. }), "{error}");
    }
    world.says("user-message", -230);
    let error = world.zalo().send_to_user("871", &hello()).await.unwrap_err();
    assert!(matches!(error, SendError::Refused { .. }), "{error}");
    assert_eq!(world.server.messages().len(), 2);
}

#[tokio::test]
async fn articles_are_broadcast_to_chosen_people() {
    let world = World::new().await;
    let zalo = world.zalo();
    let audience = Audience {
        cities: vec!["4".to_owned(), "9".to_owned()],
        ..Audience::default()
    };
    zalo.broadcast(&["art1".to_owned()], &audience).await.unwrap();
    assert_eq!(
        world.server.broadcasts()[0].pointer("/recipient/target"),
        Some(&json!({"cities": "4,9"}))
    );
    for wrong in [0, 6] {
        let ids = vec!["art1".to_owned(); wrong];
        let error = zalo.broadcast(&ids, &audience).await.unwrap_err();
        assert!(matches!(error, SendError::Refused { .. }), "{error}");
    }
    assert_eq!(world.server.script().calls("broadcast"), 1);
}

#[tokio::test]
async fn uploads_are_checked_and_may_be_repeated() {
    let world = World::new().await;
    let zalo = world.zalo();
    for (name, bytes) in [
        ("a.gif", b"GIF89a".to_vec()),
        ("a.png", Vec::new()),
        (
            "a.jpg",
            [&[0xFF, 0xD8, 0xFF, 0xE0][..], &vec![0; 1 << 20]].concat(),
        ),
    ] {
        let error = zalo.upload_image(name, bytes).await.unwrap_err();
        assert!(matches!(error, SendError::Refused { .. }), "{error}");
    }
    assert_eq!(world.server.script().calls("upload"), 0);
    world.next("upload", Misbehaviour::TakeAndHangUp);
    let error = zalo.upload_image("a.png", b"\x89PNG".to_vec()).await.unwrap_err();
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
}

#[tokio::test]
async fn quota_and_users_are_read() {
    let world = World::new().await;
    let zalo = world.zalo();
    assert_eq!(zalo.quota().await.unwrap().0[0]["remain"], 2);
    let (users, total) = zalo.users(0).await.unwrap();
    assert_eq!(
        (users.as_slice(), total),
        (&["871".to_owned(), "872".to_owned()][..], 2)
    );
}
