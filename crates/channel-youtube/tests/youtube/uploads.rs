//! Uploads that break: what was taken is not sent again, and there is never a second video.

use std::time::Duration;

use channel_youtube::contract::{Misbehaviour, hostile};
use channel_youtube::{FileSource, Look, MemorySource, SendError, Session, Source};

use crate::world::{World, source, video};

const MP4: &str = "video/mp4";

fn unknown(error: &SendError) -> bool {
    matches!(error, SendError::Unknown { .. })
}

fn retry(error: &SendError) -> bool {
    matches!(error, SendError::Retry { .. })
}

#[tokio::test]
async fn a_video_arrives_whole_in_chunks() {
    let world = World::new().await;
    let receipt = world
        .channel()
        .upload(&video("Một"), MP4, &source())
        .await
        .unwrap();
    assert_eq!(receipt.outside_id, "video1");
    assert_eq!(
        receipt.link.as_deref(),
        Some("https://www.youtube.com/watch?v=video1")
    );
    assert_eq!(world.server.script().calls("chunk"), 3);
    assert_eq!(world.server.script().calls("ask"), 0);
    assert_eq!(world.server.content("video1").unwrap(), source().0);
}

#[tokio::test]
async fn a_file_is_read_as_it_lies() {
    let world = World::new().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &source().0).unwrap();
    let from_file = FileSource::new(file.path()).await.unwrap();
    assert_eq!(from_file.length(), source().length());
    world.next("chunk", Misbehaviour::TakeAndHangUp);
    world
        .channel()
        .upload(&video("Một"), MP4, &from_file)
        .await
        .unwrap();
    assert_eq!(world.server.content("video1").unwrap(), source().0);

    // One that got shorter is not sent, and nothing is published.
    std::fs::write(file.path(), b"short").unwrap();
    let error = world
        .channel()
        .upload(&video("Hai"), MP4, &from_file)
        .await
        .unwrap_err();
    assert!(retry(&error), "{error}");
    assert_eq!(world.server.videos().len(), 1);
}

#[tokio::test]
async fn every_break_in_every_chunk_is_mended() {
    let breaks = [
        Misbehaviour::HangUp,
        Misbehaviour::TakeAndHangUp,
        Misbehaviour::Garbage,
        Misbehaviour::answer(503, serde_json::json!({})),
        Misbehaviour::answer(500, serde_json::json!("x")),
        // No range although something was taken: nothing is believed to be there.
        Misbehaviour::answer(308, serde_json::json!(null)),
    ];
    for how in breaks {
        for chunk in 0..3 {
            let world = World::new().await;
            let script = world.server.script();
            script.times("chunk", Misbehaviour::Slow(0), chunk);
            script.next("chunk", how.clone());
            let result = world.channel().upload(&video("Một"), MP4, &source()).await;
            assert!(result.is_ok(), "{how:?} {chunk}: {result:?}");
            assert_eq!(world.server.videos().len(), 1, "{how:?} {chunk}");
            assert_eq!(world.server.content("video1").unwrap(), source().0);
        }
    }
}

#[tokio::test]
async fn a_chunk_that_is_taken_in_part_goes_on_from_there() {
    let world = World::new().await;
    world.server.take_at_most(100_000);
    // The service is not asked: 308 says how much it has.
    let result = world.channel().upload(&video("Một"), MP4, &source()).await;
    result.unwrap();
    assert_eq!(world.server.content("video1").unwrap(), source().0);
    assert_eq!(world.server.script().calls("chunk"), 6);
}

#[tokio::test]
async fn lost_bytes_are_sent_again() {
    let world = World::new().await;
    let channel = world.channel_with(|config| config.tries = 1);
    let session = channel
        .start(&video("Một"), MP4, source().length())
        .await
        .unwrap();
    world.next("chunk", Misbehaviour::Slow(0));
    world.server.script().times("chunk", Misbehaviour::HangUp, 2);
    let error = channel
        .send_all(&session, &video("Một"), &source())
        .await
        .unwrap_err();
    assert!(retry(&error), "{error}");
    world.server.lose_bytes();
    channel.resume(&session, &video("Một"), &source()).await.unwrap();
    assert_eq!(world.server.content("video1").unwrap(), source().0);
}

#[tokio::test]
async fn a_kept_session_goes_on_after_a_crash() {
    let world = World::new().await;
    let channel = world.channel_with(|config| config.tries = 0);
    let session = channel
        .start(&video("Một"), MP4, source().length())
        .await
        .unwrap();
    world.next("chunk", Misbehaviour::Slow(0));
    world.next("chunk", Misbehaviour::TakeAndHangUp);
    channel
        .send_all(&session, &video("Một"), &source())
        .await
        .unwrap_err();
    let sent = world.server.script().calls("chunk");

    let kept = Session::kept(session.reveal(), &world.server.base().unwrap()).unwrap();
    let after = world.channel();
    after.resume(&kept, &video("Một"), &source()).await.unwrap();
    assert_eq!(world.server.script().calls("chunk"), sent + 1);
    // And once more, after it was finished.
    after.resume(&kept, &video("Một"), &source()).await.unwrap();
    assert_eq!(world.server.videos().len(), 1);
    assert!(!format!("{kept:?}").contains("upload"));
    assert!(Session::kept("https://elsewhere.example/upload", &world.server.base().unwrap()).is_none());
}

#[tokio::test]
async fn an_upload_that_begins_elsewhere_is_not_followed() {
    let world = World::new().await;
    let mut how = Misbehaviour::answer(200, serde_json::json!({}));
    if let Misbehaviour::Answer { headers, .. } = &mut how {
        headers.insert(
            "Location".to_owned(),
            "https://elsewhere.example/?upload_id=1".to_owned(),
        );
    }
    world.next("start", how);
    let error = world
        .channel()
        .upload(&video("Một"), MP4, &source())
        .await
        .unwrap_err();
    assert!(retry(&error), "{error}");
}

#[tokio::test]
async fn no_answer_to_the_last_byte_is_never_a_second_video() {
    let world = World::new().await;
    let channel = world.channel_with(|config| config.tries = 1);
    let begun = world.clock.now();
    let script = world.server.script();
    script.times("chunk", Misbehaviour::Slow(0), 2);
    script.next("chunk", Misbehaviour::TakeAndHangUp);
    script.times("ask", Misbehaviour::HangUp, 2);
    let error = channel.upload(&video("Một"), MP4, &source()).await.unwrap_err();
    assert!(unknown(&error), "{error}");
    assert!(
        !format!("{error:?}").contains("upload_id"),
        "a session must not print"
    );
    let SendError::Unknown { clue: Some(clue), .. } = error else {
        unreachable!("it is unknown, with the session");
    };
    let session = Session::kept(clue.reveal(), &world.server.base().unwrap()).unwrap();
    channel
        .upload_again(&video("Một"), MP4, &source(), Some(&session), begun)
        .await
        .unwrap();
    // Without the session, and after it is gone: found by its marker.
    channel
        .upload_again(&video("Một"), MP4, &source(), None, begun)
        .await
        .unwrap();
    world.server.forget_sessions();
    channel
        .upload_again(&video("Một"), MP4, &source(), Some(&session), begun)
        .await
        .unwrap();
    assert_eq!(world.server.videos().len(), 1);
}

#[tokio::test]
async fn trouble_with_the_token_after_the_last_byte_is_doubt_too() {
    let world = World::new().await;
    let channel = world.channel();
    let script = world.server.script();
    script.times("chunk", Misbehaviour::Slow(0), 2);
    script.next("chunk", Misbehaviour::TakeAndHangUp);
    world.says("ask", 401, "authError");
    world.next("token", Misbehaviour::Slow(0));
    world.next(
        "token",
        Misbehaviour::answer(400, serde_json::json!({"error": "invalid_grant"})),
    );
    let error = channel.upload(&video("Một"), MP4, &source()).await.unwrap_err();
    assert!(unknown(&error), "{error}");
    assert_eq!(world.server.videos().len(), 1);
}

#[tokio::test]
async fn a_session_that_goes_before_the_end_is_begun_anew() {
    let world = World::new().await;
    let channel = world.channel();
    let begun = world.clock.now();
    world.next("chunk", Misbehaviour::Slow(0));
    world.says("chunk", 404, "notFound");
    let error = channel.upload(&video("Một"), MP4, &source()).await.unwrap_err();
    assert!(retry(&error), "{error}");
    channel.upload(&video("Một"), MP4, &source()).await.unwrap();

    // A kept session that is gone proves nothing before the list has settled.
    let session = channel
        .start(&video("Hai"), MP4, source().length())
        .await
        .unwrap();
    world.server.forget_sessions();
    let again = || async {
        channel
            .upload_again(&video("Hai"), MP4, &source(), Some(&session), begun)
            .await
    };
    let error = again().await.unwrap_err();
    assert!(unknown(&error), "{error}");
    world.pass(Duration::from_mins(10));
    again().await.unwrap();
    assert_eq!(world.server.videos().len(), 2);
}

#[tokio::test]
async fn a_service_that_takes_nothing_is_given_up() {
    let world = World::new().await;
    world.server.take_at_most(0);
    let channel = world.channel_with(|config| config.tries = 3);
    let error = channel.upload(&video("Một"), MP4, &source()).await.unwrap_err();
    assert!(retry(&error), "{error}");
    assert_eq!(world.server.script().calls("chunk"), 4);
}

#[tokio::test]
async fn hostile_answers_are_never_success_and_do_no_harm() {
    let small = MemorySource(b"x"[..].into());
    for call in ["start", "chunk", "token", "videos", "uploads", "channel"] {
        let world = World::new().await;
        let channel = world.channel_with(|config| config.tries = 0);
        let begun = world.clock.now();
        for text in hostile() {
            let shown: String = text.chars().take(60).collect();
            let before = world.server.videos().len();
            world.server.expire_access();
            world.next(call, Misbehaviour::Raw(text.clone()));
            if ["uploads", "channel"].contains(&call) {
                let look = channel.look(&video("Một"), begun).await;
                assert!(!matches!(look, Ok(Look::There(_))), "{call} {shown}");
            } else {
                let error = channel.upload(&video("Một"), MP4, &small).await.unwrap_err();
                // A retry promises that nothing is there.
                let there = world.server.videos().len() - before;
                assert!(there == 0 || !retry(&error), "{call} {shown}: {error}");
            }
        }
    }
}
