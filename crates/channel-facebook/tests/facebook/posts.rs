//! What becomes of a post with a service that misbehaves; and that there is never a second one.

use std::time::Duration;

use channel_facebook::contract::{Misbehaviour, hostile};
use channel_facebook::{Look, Need, Photo, Post, SendError};
use jiff::SignedDuration;
use serde_json::json;

use crate::world::{World, post};

#[tokio::test]
async fn a_post_is_published_measured_changed_and_withdrawn() {
    let world = World::new().await;
    let page = world.page();
    let receipt = page.publish(&post("Hội thi tìm hiểu CCHC")).await.unwrap();
    assert_eq!(receipt.outside_id, "1050_1");
    assert_eq!(receipt.link.as_deref(), Some("https://www.example/1050_1"));
    assert_eq!(page.usage().unwrap().percent, 28);

    let figures = page.figures("1050_1").await.unwrap();
    assert_eq!(
        (figures.shares, figures.reactions, figures.comments),
        (None, Some(17), Some(2))
    );
    assert_eq!(figures.created_at, Some(world.clock.now()));

    page.update("1050_1", "Hội thi: thêm giải").await.unwrap();
    assert_eq!(world.server.posts()[0].message, "Hội thi: thêm giải");
    page.remove("1050_1").await.unwrap();
    // Gone already is as good.
    page.remove("1050_1").await.unwrap();
    assert!(world.server.posts().is_empty());
}

#[tokio::test]
async fn an_album_is_one_post_and_half_of_it_is_none() {
    let world = World::new().await;
    let page = world.page();
    let album = Post {
        photos: vec![
            Photo::Url {
                url: "https://vidu.example/1.jpg".to_owned(),
                caption: "Một".to_owned(),
            },
            Photo::File {
                name: "2.png".to_owned(),
                kind: "image/png".to_owned(),
                bytes: b"\x89PNG".to_vec(),
                caption: "Hai".to_owned(),
            },
        ],
        ..post("Ảnh hội nghị")
    };
    world.next("photo", Misbehaviour::TakeAndHangUp);
    let error = page.publish(&album).await.unwrap_err();
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
    assert!(world.server.posts().is_empty());
    page.publish(&album).await.unwrap();
    assert_eq!(world.server.posts()[0].photos, ["photo2", "photo3"]);
    assert_eq!(world.server.posts().len(), 1);
}

#[tokio::test]
async fn every_class_of_code_is_told_apart() {
    let world = World::new().await;
    let page = world.page();
    for (status, code, class) in [
        (400, 1, "retry"),
        (400, 2, "retry"),
        (500, 1, "unknown"),
        (503, 2, "unknown"),
        (400, 4, "retry"),
        (400, 17, "retry"),
        (403, 341, "retry"),
        (400, 32, "retry"),
        (400, 613, "retry"),
        (403, 3, "permission"),
        (403, 10, "permission"),
        (403, 200, "permission"),
        (403, 299, "permission"),
        (400, 102, "consent"),
        (401, 190, "consent"),
        (400, 368, "account"),
        (400, 4242, "account"),
        (400, 100, "refused"),
        (400, 1_609_005, "refused"),
        // The body decides, whatever the status says.
        (200, 100, "refused"),
    ] {
        world.says("post", status, code);
        let error = page.publish(&post("Một")).await.unwrap_err();
        let told = match &error {
            SendError::Retry { .. } => "retry",
            SendError::Refused { .. } => "refused",
            SendError::Unknown { .. } => "unknown",
            SendError::Withheld { .. } => "withheld",
            SendError::NeedsPerson { need, .. } => match need {
                Need::Consent => "consent",
                Need::Permission => "permission",
                _ => "account",
            },
        };
        assert_eq!(told, class, "{status} {code}");
        assert_eq!(error.code(), Some(code.to_string().as_str()));
    }
    assert!(world.server.posts().is_empty());
}

#[tokio::test]
async fn a_limit_of_calls_says_how_long_to_wait() {
    let world = World::new().await;
    let mut how = Misbehaviour::answer(400, json!({"error": {"code": 32, "message": "limit"}}));
    if let Misbehaviour::Answer { headers, .. } = &mut how {
        let usage = r#"{"1050":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":19}]}"#;
        headers.insert("X-Business-Use-Case-Usage".to_owned(), usage.to_owned());
    }
    world.next("post", how);
    let page = world.page();
    let error = page.publish(&post("Một")).await.unwrap_err();
    assert!(
        matches!(error, SendError::Retry { after: Some(after), .. } if after == Duration::from_mins(19)),
        "{error}"
    );
    assert_eq!(page.usage().unwrap().percent, 100);
}

#[tokio::test]
async fn doubt_is_never_a_second_post() {
    for how in [
        Misbehaviour::TakeAndHangUp,
        Misbehaviour::TakeAndStaySilent,
        Misbehaviour::Garbage,
    ] {
        let world = World::new().await;
        let page = world.page_with(|config| config.http.call_seconds = 1);
        let begun = world.clock.now();
        world.next("post", how.clone());
        let error = page.publish(&post("Một  hai\nba")).await.unwrap_err();
        assert!(matches!(error, SendError::Unknown { .. }), "{how:?}: {error}");
        let receipt = page.publish_again(&post("Một hai ba"), begun).await.unwrap();
        assert_eq!(receipt.outside_id, "1050_1");
        assert_eq!(world.server.posts().len(), 1, "{how:?}");
    }
}

#[tokio::test]
async fn a_post_that_shows_late_is_waited_for() {
    let world = World::new().await;
    let page = world.page();
    let begun = world.clock.now();
    world.server.show_late(1);
    world.next("post", Misbehaviour::TakeAndHangUp);
    page.publish(&post("Một")).await.unwrap_err();
    let error = page.publish_again(&post("Một"), begun).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown { .. }), "{error}");
    page.publish_again(&post("Một"), begun).await.unwrap();
    assert_eq!(world.server.posts().len(), 1);
}

#[tokio::test]
async fn what_was_not_taken_is_published_again() {
    let world = World::new().await;
    let page = world.page();
    let begun = world.clock.now();
    world.next("post", Misbehaviour::HangUp);
    page.publish(&post("Một")).await.unwrap_err();
    // The words of a visitor are not ours.
    world.server.visitor_writes("Một");
    world.pass(Duration::from_mins(2));
    let receipt = page.publish_again(&post("Một"), begun).await.unwrap();
    assert_eq!(receipt.outside_id, "1050_2");
    // And an old post is not this one.
    world.pass(Duration::from_hours(24));
    let begun = world.clock.now();
    world.pass(Duration::from_mins(2));
    page.publish_again(&post("Một"), begun).await.unwrap();
    assert_eq!(world.server.posts().len(), 3);
}

#[tokio::test]
async fn a_duplicate_is_the_receipt_of_what_is_there() {
    let world = World::new().await;
    let page = world.page();
    world.server.refuse_duplicates();
    let first = page.publish(&post("Một")).await.unwrap();
    world.pass(Duration::from_hours(1));
    let second = page.publish(&post("Một")).await.unwrap();
    assert_eq!(first.outside_id, second.outside_id);
    assert_eq!(world.server.posts().len(), 1);
    // The service says so, but the post is not to be found.
    world.says("post", 400, 506);
    let error = page.publish(&post("Hai")).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown { .. }), "{error}");
}

#[tokio::test]
async fn the_search_goes_through_pages() {
    let world = World::new().await;
    let page = world.page();
    let begun = world.clock.now();
    world.next("post", Misbehaviour::TakeAndHangUp);
    page.publish(&post("Một")).await.unwrap_err();
    for n in 0..120 {
        page.publish(&post(&format!("Bài {n}"))).await.unwrap();
    }
    let receipt = page.publish_again(&post("Một"), begun).await.unwrap();
    assert_eq!(receipt.outside_id, "1050_1");
    assert_eq!(world.server.script().calls("list"), 3);
    // More posts than are read: nothing is proved.
    for n in 0..140 {
        page.publish(&post(&format!("Tin {n}"))).await.unwrap();
    }
    world.pass(Duration::from_hours(1));
    assert_eq!(page.look(&post("Khác"), begun).await, Ok(Look::CannotTell));
}

#[tokio::test]
async fn a_timed_post_is_found_before_its_time() {
    let world = World::new().await;
    let page = world.page();
    let begun = world.clock.now();
    let timed = Post {
        at: Some(begun.checked_add(SignedDuration::from_hours(5)).unwrap()),
        ..post("Sáng mai")
    };
    world.next("post", Misbehaviour::TakeAndHangUp);
    page.publish(&timed).await.unwrap_err();
    page.publish_again(&timed, begun).await.unwrap();
    let posts = world.server.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].scheduled, Some(timed.at.unwrap().as_second()));
}

#[tokio::test]
async fn a_post_without_words_is_a_matter_for_a_person() {
    let world = World::new().await;
    let page = world.page();
    let silent = Post {
        link: Some("https://vidu.example/".to_owned()),
        ..Post::default()
    };
    let begun = world.clock.now();
    world.next("post", Misbehaviour::TakeAndHangUp);
    page.publish(&silent).await.unwrap_err();
    world.pass(Duration::from_hours(1));
    let error = page.publish_again(&silent, begun).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown { .. }), "{error}");
    assert_eq!(world.server.posts().len(), 1);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_proves_nothing() {
    let world = World::new().await;
    let page = world.page();
    let begun = world.clock.now();
    world.pass(Duration::from_hours(1));
    for body in [
        json!({}),
        json!([]),
        json!({"data": {}}),
        json!({"data": [{"message": "x"}]}),
        json!({"data": [7]}),
    ] {
        world.next("list", Misbehaviour::answer(200, body.clone()));
        let error = page.publish_again(&post("Một"), begun).await.unwrap_err();
        assert!(matches!(error, SendError::Retry { .. }), "{body}: {error}");
    }
    assert_eq!(world.server.script().calls("post"), 0);
}

#[tokio::test]
async fn hostile_answers_are_never_success_and_do_no_harm() {
    let world = World::new().await;
    let page = world.page();
    let begun = world.clock.now();
    world.pass(Duration::from_hours(1));
    for text in hostile() {
        let raw = Misbehaviour::Raw(text.clone());
        let shown: String = text.chars().take(60).collect();
        for call in ["post", "list", "update", "delete"] {
            world.next(call, raw.clone());
        }
        page.publish(&post("Một")).await.unwrap_err();
        let look = page.look(&post("Không có"), begun).await;
        assert!(!matches!(look, Ok(Look::There(_))), "{shown}: {look:?}");
        page.update("1050_1", "x").await.unwrap_err();
        page.remove("1050_9").await.unwrap_err();
        for call in ["read", "page", "debug", "accounts"] {
            world.next(call, raw.clone());
        }
        let _ = page.figures("1050_1").await;
        let _ = page.health().await;
        let pages = page.pages_of("me", &"user-token".into()).await;
        assert!(
            pages.is_err() || pages.is_ok_and(|pages| pages.is_empty()),
            "{shown}"
        );
    }
}
