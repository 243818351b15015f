//! Limits hold for any text, composed or not.

use crate::world::article;
use channel_zalo::{Fault, Message, limits};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

proptest! {
    #[test]
    fn a_title_fits_exactly_when_its_composed_characters_do(
        text in "[a-zăâđêôơưáạếỗợ 0-9]{1,220}", decompose in any::<bool>(),
    ) {
        let written: String = if decompose { text.nfd().collect() } else { text.clone() };
        let composed = text.nfc().count();
        let faults = article(&written).faults();
        let too_long = Fault::TooLong { field: "title", has: composed, most: limits::TITLE };
        prop_assert_eq!(faults.contains(&too_long), composed > limits::TITLE);
        prop_assert_eq!(faults.contains(&Fault::Missing("title")), text.trim().is_empty());
    }

    #[test]
    fn a_message_fits_up_to_two_thousand(length in 1990_usize..2010) {
        let message = Message::Text("ấ".repeat(length));
        prop_assert_eq!(message.fault().is_none(), length <= limits::TEXT);
    }

    #[test]
    fn any_description_is_judged_without_harm(text in "\\PC{0,400}") {
        let mut one = article("Một");
        one.description = text.clone();
        let too_long = one.faults().iter().any(|fault| matches!(fault, Fault::TooLong { .. }));
        prop_assert_eq!(too_long, limits::chars(&text) > limits::DESCRIPTION);
    }
}
