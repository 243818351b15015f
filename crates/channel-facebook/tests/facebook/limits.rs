//! Limits hold for any post.

use channel_facebook::{Fault, Photo, Post, limits};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::world::post;

proptest! {
    #[test]
    fn a_time_fits_from_ten_minutes_to_thirty_days(ahead in -3600_i64..4_000_000) {
        let now = Timestamp::from_second(1_741_564_800).unwrap();
        let timed = Post {
            at: now.checked_add(SignedDuration::from_secs(ahead)).ok(),
            ..post("Một")
        };
        prop_assert_eq!(
            timed.faults(now).is_empty(),
            (600..=2_592_000).contains(&ahead)
        );
    }

    #[test]
    fn any_kind_of_picture_is_judged_without_harm(kind in "\\PC{0,30}") {
        let photo = Photo::File { name: "a".to_owned(), kind: kind.clone(), bytes: vec![1], caption: String::new() };
        let faults = Post { photos: vec![photo], ..post("Một") }.faults(Timestamp::UNIX_EPOCH);
        prop_assert_eq!(faults.is_empty(), kind.starts_with("image/") && kind.bytes().all(|b| b.is_ascii_graphic()));
    }
}

#[test]
fn an_empty_post_and_a_link_with_photos_are_faults() {
    let now = Timestamp::UNIX_EPOCH;
    assert_eq!(post(" ").faults(now), [Fault::Empty]);
    let both = Post {
        link: Some("https://vidu.example".to_owned()),
        photos: vec![Photo::Url {
            url: "https://vidu.example/1.jpg".to_owned(),
            caption: String::new(),
        }],
        ..post("Một")
    };
    assert_eq!(both.faults(now), [Fault::LinkAndPhotos]);
}

#[test]
fn words_are_counted_composed() {
    for extra in 0..3 {
        let has = limits::MESSAGE - 1 + extra;
        let words: String = "ấ".repeat(has).nfd().collect();
        let faults = post(&words).faults(Timestamp::UNIX_EPOCH);
        assert_eq!(faults.contains(&Fault::TooLong { has }), extra > 1, "{has}");
    }
}
