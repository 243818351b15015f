//! How the access is doing.

use channel_facebook::{Need, SendError};
use serde_json::json;

use crate::world::{World, post};

#[tokio::test]
async fn health_names_what_is_missing() {
    let world = World::new().await;
    let page = world.page();
    world.server.grant(&["pages_show_list", "pages_manage_posts"]);
    let health = page.health().await.unwrap();
    assert_eq!(health.name, "Trang thử nghiệm");
    assert_eq!(health.missing, ["pages_read_engagement"]);
    assert_eq!(health.ends_at, None);
}

#[tokio::test]
async fn an_expired_token_needs_a_person() {
    let world = World::new().await;
    let page = world.page_with(|config| config.token = "old".into());
    let error = page.publish(&post("Một")).await.unwrap_err();
    assert!(
        matches!(&error, SendError::NeedsPerson { need: Need::Consent, reason }
            if reason.code.as_deref() == Some("190/463") && reason.text.contains("expired")),
        "{error}"
    );
    // Nothing that is shown holds a token.
    assert!(!format!("{error:?} {page:?}").contains("old"));
    world.next(
        "debug",
        channel_facebook::contract::Misbehaviour::answer(200, json!({"data": {"is_valid": false}})),
    );
    let error = world.page().health().await.unwrap_err();
    assert!(
        matches!(
            error,
            SendError::NeedsPerson {
                need: Need::Consent,
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn errors_of_the_network_do_not_show_tokens() {
    let world = World::new().await;
    let page = world.page();
    drop(world);
    let error = loop {
        // The port is free once the server has ended, which takes a moment.
        match page.figures("1050_1").await {
            Err(error @ SendError::Retry { .. }) => break error,
            _ => tokio::task::yield_now().await,
        }
    };
    assert!(!error.to_string().contains("token"), "{error}");
}

#[tokio::test]
async fn pages_of_a_person_are_listed_with_what_may_be_done() {
    let world = World::new().await;
    let pages = world.page().pages_of("me", &"user-token".into()).await.unwrap();
    let told: Vec<_> = pages
        .iter()
        .map(|page| (page.id.as_str(), page.may_publish))
        .collect();
    assert_eq!(told, [("1050", true), ("9", false)]);
    assert!(!format!("{pages:?}").contains("page-token"));
}
