//! Tokens, quotas and the reasons of the service.

use std::time::Duration;

use channel_youtube::contract::Misbehaviour;
use channel_youtube::{Need, SendError};
use serde_json::json;

use crate::world::{World, source, video};

#[tokio::test]
async fn fifty_calls_ask_for_one_token() {
    let world = World::new().await;
    let channel = world.channel();
    world.next("token", Misbehaviour::Slow(20));
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let channel = channel.clone();
            tokio::spawn(async move { channel.health().await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().title, "Sở thử nghiệm");
    }
    assert_eq!(world.server.script().calls("token"), 1);
    world.pass(Duration::from_hours(1));
    channel.health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 2);
    // One that is no longer accepted is replaced once.
    world.server.expire_access();
    channel.health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 3);
}

#[tokio::test]
async fn a_consent_that_was_taken_back_needs_a_person() {
    let world = World::new().await;
    let channel = world.channel_with(|config| config.refresh_token = "taken-back".into());
    let error = channel.health().await.unwrap_err();
    assert!(
        matches!(&error, SendError::NeedsPerson { need: Need::Consent, reason }
            if reason.code.as_deref() == Some("invalid_grant")),
        "{error}"
    );
    assert!(!format!("{error:?} {channel:?}").contains("taken-back"));
    // Trouble of the service is not a refusal.
    world.next("token", Misbehaviour::answer(503, json!({"error": "backend"})));
    let error = world.channel().health().await.unwrap_err();
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
}

#[tokio::test]
async fn every_reason_is_told_apart() {
    let world = World::new().await;
    let channel = world.channel();
    for (status, reason, told) in [
        (403, "quotaExceeded", "retry"),
        (400, "uploadLimitExceeded", "retry"),
        (403, "rateLimitExceeded", "retry"),
        (500, "backendError", "retry"),
        (401, "youtubeSignupRequired", "account"),
        (403, "forbidden", "permission"),
        (403, "insufficientPermissions", "permission"),
        (400, "invalidTitle", "refused"),
        (400, "invalidPublishAt", "refused"),
        (400, "mediaBodyRequired", "refused"),
    ] {
        // A 401 is asked once more, with a new token.
        for _ in 0..1 + usize::from(status == 401) {
            world.says("start", status, reason);
        }
        let error = channel
            .upload(&video("Một"), "video/mp4", &source())
            .await
            .unwrap_err();
        let is = match &error {
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
        assert_eq!(is, told, "{reason}");
        assert_eq!(error.code(), Some(reason));
    }
    assert!(world.server.videos().is_empty());
}

#[tokio::test]
async fn quotas_say_how_long_to_wait() {
    let world = World::new().await;
    let channel = world.channel();
    // The clock stands at midnight UTC on 10 March 2025: 5 in the afternoon in California, summer time.
    for (reason, hours) in [("quotaExceeded", 7), ("uploadLimitExceeded", 24)] {
        world.says("start", 403, reason);
        let error = channel
            .upload(&video("Một"), "video/mp4", &source())
            .await
            .unwrap_err();
        assert!(
            matches!(error, SendError::Retry { after: Some(after), .. } if after == Duration::from_hours(hours)),
            "{error:?}"
        );
    }
    // In the middle of an upload, too, and nothing is there.
    world.next("chunk", Misbehaviour::Slow(0));
    world.says("chunk", 403, "quotaExceeded");
    let error = channel
        .upload(&video("Một"), "video/mp4", &source())
        .await
        .unwrap_err();
    assert!(
        matches!(error, SendError::Retry { after: Some(_), .. }),
        "{error}"
    );
    assert!(world.server.videos().is_empty());
}
