//! Limits hold for any text: characters here, bytes there.

use channel_youtube::{Fault, Privacy, Video, limits};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::world::video;

proptest! {
    #[test]
    fn a_title_counts_characters(text in "[a-zăâđêôơưấợ ]{1,140}") {
        let faults = video(&text).faults(Timestamp::UNIX_EPOCH);
        let count = limits::chars(&text);
        prop_assert_eq!(faults.contains(&Fault::TitleTooLong(count)), count > limits::TITLE);
    }

    #[test]
    fn a_description_counts_bytes(marked in 1600_usize..1700) {
        // Three bytes each.
        let one = Video { description: "ấ".repeat(marked), ..video("Một") };
        let faults = one.faults(Timestamp::UNIX_EPOCH);
        prop_assert_eq!(faults.contains(&Fault::DescriptionTooLong(marked * 3)), marked * 3 > 5000);
    }

    #[test]
    fn tags_count_together(tags in proptest::collection::vec("[a-z]{1,10}( [a-zđ]{1,10})?", 0..60)) {
        let written: Vec<String> = tags.iter()
            .map(|tag| if tag.contains(' ') { format!("\"{tag}\"") } else { tag.clone() })
            .collect();
        let (has, fits) = limits::tags(tags.iter().map(String::as_str));
        prop_assert_eq!(has, written.join(",").chars().count());
        prop_assert_eq!(fits, has <= limits::TAGS);
    }

    #[test]
    fn any_words_are_judged_without_harm(title in "\\PC{0,120}", tag in "\\PC{0,40}") {
        let one = Video { tags: vec![tag.clone()], ..video(&title) };
        let faults = one.faults(Timestamp::UNIX_EPOCH);
        prop_assert_eq!(faults.contains(&Fault::Brackets("title")), title.contains(['<', '>']));
        prop_assert_eq!(faults.contains(&Fault::Brackets("tags")), (tag + &title).contains(['<', '>']));
    }
}

#[test]
fn a_time_to_publish_needs_a_private_video_and_the_future() {
    let now = Timestamp::from_second(1000).unwrap();
    let timed = |privacy, at| Video {
        privacy,
        publish_at: Timestamp::from_second(at).ok(),
        ..video("Một")
    };
    assert!(timed(Privacy::Private, 1001).faults(now).is_empty());
    assert_eq!(
        timed(Privacy::Public, 1001).faults(now),
        [Fault::TimeNeedsPrivate]
    );
    assert_eq!(timed(Privacy::Private, 1000).faults(now), [Fault::TimePassed]);
}
