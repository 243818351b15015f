//! Videos that are there: as they were meant or not, changed, withdrawn, measured, found again.

use std::time::Duration;

use channel_youtube::contract::Misbehaviour;
use channel_youtube::{Look, Privacy, SendError, Video};
use jiff::SignedDuration;

use crate::world::{World, source, video};

const MP4: &str = "video/mp4";

#[tokio::test]
async fn a_video_that_is_locked_is_not_published() {
    let world = World::new().await;
    let channel = world.channel();
    world.server.lock_private(true);
    let begun = world.clock.now();
    let error = channel.upload(&video("Một"), MP4, &source()).await.unwrap_err();
    assert!(
        matches!(&error, SendError::Withheld { receipt, reason }
            if receipt.outside_id == "video1" && reason.code.as_deref() == Some("private")),
        "{error}"
    );
    // Looking again says the same, and nothing is sent again.
    let again = channel
        .upload_again(&video("Một"), MP4, &source(), None, begun)
        .await;
    assert_eq!(again, Err(error));
    assert_eq!(world.server.videos().len(), 1);
    // One that was meant to be private is as it was meant.
    let private = Video {
        privacy: Privacy::Private,
        ..video("Hai")
    };
    channel.upload(&private, MP4, &source()).await.unwrap();
}

#[tokio::test]
async fn a_video_that_the_service_rejects_is_withheld() {
    let world = World::new().await;
    world.server.upload_status("rejected");
    let error = world
        .channel()
        .upload(&video("Một"), MP4, &source())
        .await
        .unwrap_err();
    assert!(matches!(error, SendError::Withheld { .. }), "{error}");
}

#[tokio::test]
async fn a_video_that_cannot_be_read_back_is_unknown_and_then_found() {
    let world = World::new().await;
    let channel = world.channel_with(|config| config.tries = 1);
    let begun = world.clock.now();
    world.server.script().times("videos", Misbehaviour::HangUp, 2);
    let error = channel.upload(&video("Một"), MP4, &source()).await.unwrap_err();
    assert!(matches!(error, SendError::Unknown { .. }), "{error}");
    world.pass(Duration::from_hours(1));
    channel
        .upload_again(&video("Một"), MP4, &source(), None, begun)
        .await
        .unwrap();
    assert_eq!(world.server.videos().len(), 1);
}

#[tokio::test]
async fn a_timed_video_is_private_until_then() {
    let world = World::new().await;
    let timed = Video {
        privacy: Privacy::Private,
        publish_at: Some(
            world
                .clock
                .now()
                .checked_add(SignedDuration::from_hours(9))
                .unwrap(),
        ),
        ..video("Một")
    };
    world.channel().upload(&timed, MP4, &source()).await.unwrap();
    let resource = &world.server.videos()[0].resource;
    assert_eq!(resource["status"]["publishAt"], "2025-03-10T09:00:00Z");
    assert_eq!(resource["snippet"]["tags"][0], "dau-Một");
}

#[tokio::test]
async fn a_video_is_changed_hidden_measured_and_removed() {
    let world = World::new().await;
    let channel = world.channel();
    channel.upload(&video("Một"), MP4, &source()).await.unwrap();
    let changed = video("Một, bản sửa");
    world.next("update", Misbehaviour::TakeAndHangUp);
    let error = channel.update("video1", &changed).await.unwrap_err();
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
    channel.update("video1", &changed).await.unwrap();
    assert_eq!(world.server.videos()[0].title(), "Một, bản sửa");
    channel.hide("video1", &changed).await.unwrap();
    assert_eq!(world.server.videos()[0].privacy(), "private");

    let statistics = channel.statistics("video1").await.unwrap();
    assert_eq!(
        (statistics.views, statistics.likes, statistics.comments),
        (Some(1204), Some(31), None)
    );
    channel.remove("video1").await.unwrap();
    channel.remove("video1").await.unwrap();
    assert!(world.server.videos().is_empty());
    let error = channel.statistics("video1").await.unwrap_err();
    assert!(matches!(error, SendError::Refused { .. }), "{error}");
    let error = channel.update("video1", &changed).await.unwrap_err();
    assert!(matches!(error, SendError::Refused { .. }), "{error}");
}

#[tokio::test]
async fn looking_goes_by_the_marker_through_pages_and_minds_the_time() {
    let world = World::new().await;
    let channel = world.channel();
    let small = channel_youtube::MemorySource(b"x"[..].into());
    let begun = world.clock.now();
    channel.upload(&video("Một"), MP4, &small).await.unwrap();
    for n in 0..60 {
        channel
            .upload(&video(&format!("Tin {n}")), MP4, &small)
            .await
            .unwrap();
    }
    // The same title with another marker is another video.
    let other = Video {
        marker: Some("khac".to_owned()),
        ..video("Một")
    };
    assert_eq!(channel.look(&other, begun).await, Ok(Look::CannotTell));
    world.pass(Duration::from_mins(10));
    assert_eq!(channel.look(&other, begun).await, Ok(Look::NotThere));
    let found = channel.look(&video("Một"), begun).await.unwrap();
    assert!(matches!(found, Look::There(receipt) if receipt.outside_id == "video1"));
    let untagged = Video {
        marker: None,
        ..video("Một")
    };
    let found = channel.look(&untagged, begun).await.unwrap();
    assert!(matches!(found, Look::There(_)));
    world.pass(Duration::from_hours(1));
    let later = world.clock.now();
    world.pass(Duration::from_hours(1));
    assert_eq!(channel.look(&untagged, later).await, Ok(Look::NotThere));
}

#[tokio::test]
async fn a_video_that_shows_late_is_waited_for() {
    let world = World::new().await;
    let channel = world.channel_with(|config| config.tries = 0);
    let small = channel_youtube::MemorySource(b"x"[..].into());
    let begun = world.clock.now();
    world.server.show_late(1);
    world.next("chunk", Misbehaviour::TakeAndHangUp);
    channel.upload(&video("Một"), MP4, &small).await.unwrap_err();
    let first = channel
        .upload_again(&video("Một"), MP4, &small, None, begun)
        .await
        .unwrap_err();
    assert!(matches!(first, SendError::Unknown { .. }), "{first}");
    channel
        .upload_again(&video("Một"), MP4, &small, None, begun)
        .await
        .unwrap();
    assert_eq!(world.server.videos().len(), 1);
}
