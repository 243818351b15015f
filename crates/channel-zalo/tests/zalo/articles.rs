//! What becomes of an article with a service that misbehaves; and that there is never a second one.

use std::time::Duration;

use crate::world::{World, article};
use channel_zalo::contract::{Misbehaviour, hostile};
use channel_zalo::{Look, Need, SendError, Visibility};
use serde_json::json;

#[tokio::test]
async fn an_article_is_published_read_back_changed_and_withdrawn() {
    let world = World::new().await;
    let zalo = world.zalo();
    world.server.keep_processing(3);
    let receipt = zalo.publish(&article("Chỉ số CCHC 2024")).await.unwrap();
    assert_eq!(receipt.outside_id, "art1");
    assert_eq!(receipt.link.as_deref(), Some("https://rd.example/detail/art1"));
    assert_eq!(world.server.script().calls("verify"), 4);
    assert_eq!(zalo.rate().unwrap().limit, 4000);

    let listed = zalo.article("art1").await.unwrap();
    assert_eq!((listed.views, listed.shares), (Some(12), Some(3)));
    assert_eq!(listed.created_at, Some(world.clock.now()));

    let changed = article("Chỉ số CCHC năm 2024");
    zalo.update_article("art1", &changed).await.unwrap();
    assert_eq!(world.server.articles()[0].title(), "Chỉ số CCHC năm 2024");
    zalo.hide_article("art1", &changed).await.unwrap();
    assert_eq!(world.server.articles()[0].status(), "hide");
    assert_eq!(
        zalo.article("art1").await.unwrap().visibility,
        Some(Visibility::Hide)
    );
    zalo.remove_article("art1").await.unwrap();
    zalo.remove_article("art1").await.unwrap();
    assert!(world.server.articles().is_empty());
}

#[tokio::test]
async fn text_travels_composed() {
    use unicode_normalization::UnicodeNormalization;
    let world = World::new().await;
    let decomposed: String = "Nghị quyết".nfd().collect();
    world.zalo().publish(&article(&decomposed)).await.unwrap();
    assert_eq!(world.server.articles()[0].title(), "Nghị quyết");
}

#[tokio::test]
async fn every_class_of_error_number_is_told_apart() {
    let world = World::new().await;
    let zalo = world.zalo();
    for (code, class) in [
        (-32, "retry"),
        (-211, "retry"),
        (-100, "retry"),
        (-204, "account"),
        (-221, "account"),
        (-223, "permission"),
        (-9999, "account"),
        (-201, "refused"),
        (-240, "refused"),
    ] {
        world.says("create", code);
        let error = zalo.publish(&article("Một")).await.unwrap_err();
        let told = match &error {
            SendError::Retry { .. } => "retry",
            SendError::Refused { .. } => "refused",
            SendError::NeedsPerson {
                need: Need::Account, ..
            } => "account",
            SendError::NeedsPerson {
                need: Need::Permission,
                ..
            } => "permission",
            _ => "other",
        };
        assert_eq!(told, class, "{code}");
        assert_eq!(error.code(), Some(code.to_string().as_str()));
    }
    assert!(world.server.articles().is_empty());
}

#[tokio::test]
async fn doubt_after_creating_is_never_a_second_article() {
    for how in [
        Misbehaviour::TakeAndHangUp,
        Misbehaviour::TakeAndStaySilent,
        Misbehaviour::Garbage,
    ] {
        let world = World::new().await;
        let zalo = world.zalo_with(world.store(), |config| config.http.call_seconds = 1);
        let begun = world.clock.now();
        world.next("create", how.clone());
        let error = zalo.publish(&article("Một")).await.unwrap_err();
        assert!(matches!(error, SendError::Unknown { .. }), "{how:?}: {error}");
        let receipt = zalo.publish_again(&article(" Một  "), begun).await.unwrap();
        assert_eq!(receipt.outside_id, "art1");
        assert_eq!(world.server.articles().len(), 1, "{how:?}");
    }
}

#[tokio::test]
async fn what_was_not_taken_is_published_again_once_its_absence_proves_something() {
    let world = World::new().await;
    let zalo = world.zalo();
    let begun = world.clock.now();
    world.next("create", Misbehaviour::HangUp);
    zalo.publish(&article("Một")).await.unwrap_err();
    let error = zalo.publish_again(&article("Một"), begun).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown { .. }), "{error}");
    assert_eq!(world.server.articles().len(), 0);
    world.pass(Duration::from_mins(10));
    zalo.publish_again(&article("Một"), begun).await.unwrap();
    assert_eq!(world.server.articles().len(), 1);
}

#[tokio::test]
async fn an_article_that_is_still_being_made_is_waited_for() {
    let world = World::new().await;
    let zalo = world.zalo_with(world.store(), |config| config.questions = 2);
    let begun = world.clock.now();
    world.server.keep_processing(4);
    let error = zalo.publish(&article("Một")).await.unwrap_err();
    let SendError::Unknown { clue: Some(clue), .. } = error else {
        panic!("{error}");
    };
    assert_eq!(zalo.look("Một", begun).await, Ok(Look::CannotTell));
    assert_eq!(zalo.look("Một", begun).await, Ok(Look::CannotTell));
    let done = zalo
        .wait_for(&channel_zalo::ArticleToken(clue.reveal().to_owned()))
        .await
        .unwrap();
    assert_eq!(done.id, "art1");
    zalo.publish_again(&article("Một"), begun).await.unwrap();
    assert_eq!(world.server.articles().len(), 1);
}

#[tokio::test]
async fn trouble_with_asking_does_not_make_a_failure_of_an_accepted_article() {
    let world = World::new().await;
    let zalo = world.zalo();
    world.next("verify", Misbehaviour::HangUp);
    world.next("verify", Misbehaviour::Garbage);
    world.says("verify", -32);
    zalo.publish(&article("Một")).await.unwrap();
    world.says("verify", -201);
    let error = zalo.publish(&article("Hai")).await.unwrap_err();
    assert!(matches!(error, SendError::Refused { .. }), "{error}");
    // Disabled after it was accepted: it may be there.
    world.says("verify", -204);
    let error = zalo.publish(&article("Ba")).await.unwrap_err();
    assert!(
        matches!(error, SendError::Unknown { clue: Some(_), .. }),
        "{error}"
    );
}

#[tokio::test]
async fn the_search_goes_through_pages_and_minds_the_time() {
    let world = World::new().await;
    let zalo = world.zalo();
    // The same title a day before is another article.
    zalo.publish(&article("Bản tin tuần")).await.unwrap();
    world.pass(Duration::from_hours(24));
    let begun = world.clock.now();
    world.next("create", Misbehaviour::TakeAndHangUp);
    zalo.publish(&article("Bản tin tuần")).await.unwrap_err();
    for n in 0..25 {
        zalo.publish(&article(&format!("Bài {n}"))).await.unwrap();
    }
    let receipt = zalo.publish_again(&article("Bản tin tuần"), begun).await.unwrap();
    assert_eq!(receipt.outside_id, "art2");
    world.pass(Duration::from_hours(1));
    let later = world.clock.now();
    world.pass(Duration::from_hours(1));
    assert_eq!(zalo.look("Bản tin tuần", later).await, Ok(Look::NotThere));
}

#[tokio::test]
async fn a_list_that_cannot_be_read_proves_nothing() {
    let world = World::new().await;
    let zalo = world.zalo();
    let begun = world.clock.now();
    world.pass(Duration::from_hours(1));
    for body in [
        json!({"error": 0, "data": {"something": []}}),
        json!({"error": 0}),
        json!({"error": 0, "data": [{"title": "without id"}]}),
        json!("x"),
    ] {
        world.next("list", Misbehaviour::answer(200, body.clone()));
        let error = zalo.publish_again(&article("Một"), begun).await.unwrap_err();
        assert!(matches!(error, SendError::Retry { .. }), "{body}: {error}");
    }
    assert_eq!(world.server.script().calls("create"), 0);
}

#[tokio::test]
async fn what_does_not_fit_is_not_sent() {
    let world = World::new().await;
    let mut long = article(&"ớ".repeat(151));
    long.body.clear();
    let error = world.zalo().publish(&long).await.unwrap_err();
    assert!(
        matches!(&error, SendError::Refused { reason } if reason.text.contains("151") && reason.text.contains("body")),
        "{error}"
    );
    assert_eq!(world.server.script().calls("create"), 0);
}

#[tokio::test]
async fn a_proxy_that_says_too_many_is_a_retry_with_its_time() {
    let world = World::new().await;
    let mut how = Misbehaviour::answer(429, json!("slow down"));
    if let Misbehaviour::Answer { headers, .. } = &mut how {
        headers.insert("Retry-After".to_owned(), "30".to_owned());
    }
    world.next("create", how);
    let error = world.zalo().publish(&article("Một")).await.unwrap_err();
    assert!(
        matches!(error, SendError::Retry { after: Some(after), .. } if after == Duration::from_secs(30)),
        "{error}"
    );
}

#[tokio::test]
async fn hostile_answers_are_never_success_and_do_no_harm() {
    let world = World::new().await;
    let zalo = world.zalo_with(world.store(), |config| config.questions = 1);
    let begun = world.clock.now();
    world.pass(Duration::from_hours(1));
    for text in hostile() {
        let shown: String = text.chars().take(60).collect();
        for call in ["create", "verify", "list", "update", "remove", "upload"] {
            world.next(call, Misbehaviour::Raw(text.clone()));
        }
        zalo.create_article(&article("Một")).await.unwrap_err();
        zalo.publish(&article("Một")).await.unwrap_err();
        let look = zalo.look("Không có", begun).await;
        assert!(!matches!(look, Ok(Look::There(_))), "{shown}: {look:?}");
        zalo.update_article("art1", &article("Một")).await.unwrap_err();
        zalo.remove_article("art9").await.unwrap_err();
        zalo.upload_image("a.png", b"\x89PNG".to_vec()).await.unwrap_err();
        for call in ["detail", "account", "quota", "users"] {
            world.next(call, Misbehaviour::Raw(text.clone()));
        }
        let _ = zalo.article("art1").await;
        let _ = zalo.health().await;
        let _ = zalo.quota().await;
        let _ = zalo.users(0).await;
    }
}
