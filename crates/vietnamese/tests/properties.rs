//! Laws that hold for every text and number.

use proptest::prelude::*;
use vietnamese::legacy::{Certainty, Encoding, convert, detect};
use vietnamese::number::{Decimal, format_number, format_percent, parse_number};
use vietnamese::{
    Collation, clean, clean_dashes, date, fold, fold_marks_kept, is_syllable, nfc, numeral, place_tone, slug,
};

const SYLLABLES: &[&str] = &[
    "cải",
    "cách",
    "hành",
    "chính",
    "nghị",
    "quyết",
    "ủy",
    "ban",
    "nhân",
    "dân",
    "tỉnh",
    "đồng",
    "tháp",
    "xã",
    "phường",
    "đặc",
    "khu",
    "kỹ",
    "thuật",
    "hòa",
    "thủy",
    "lợi",
    "giữ",
    "gìn",
    "ước",
    "vọng",
    "ngoằn",
    "mẫu",
    "thỏa",
    "ý",
];

fn sentence() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop::sample::select(SYLLABLES), 4..20).prop_map(|words| words.join(" "))
}

fn letters() -> impl Strategy<Value = String> {
    "[a-cA-C đĐăĂâơưàáảãạấặợ\u{300}\u{301}\u{302}\u{31b}\u{323} .0-9-]{0,12}"
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn folding_twice_changes_nothing(text in prop_oneof![any::<String>(), letters(), sentence()]) {
        for key in [fold as fn(&str) -> String, fold_marks_kept, slug] {
            let once = key(&text);
            prop_assert_eq!(key(&once), once.clone());
        }
        prop_assert_eq!(fold(&fold_marks_kept(&text)), fold(&text));
        let cleaned = clean(&text).into_owned();
        prop_assert_eq!(clean(&cleaned), cleaned.clone());
        let hyphens = clean_dashes(&text).into_owned();
        prop_assert_eq!(clean_dashes(&hyphens), hyphens.clone());
    }

    #[test]
    fn folding_does_not_depend_on_composition(text in sentence()) {
        use unicode_normalization::UnicodeNormalization;
        let apart: String = text.nfd().collect();
        prop_assert_eq!(fold(&apart), fold(&text));
        prop_assert_eq!(fold_marks_kept(&apart), fold_marks_kept(&text));
        prop_assert_eq!(nfc(&apart), text);
    }

    #[test]
    fn collation_is_a_total_order(a in letters(), b in letters(), c in letters()) {
        for order in [Collation::Text, Collation::PersonName] {
            prop_assert_eq!(order.compare(&a, &b), order.compare(&b, &a).reverse());
            prop_assert_eq!(order.compare(&a, &b).is_eq(), nfc(&a) == nfc(&b));
            if order.compare(&a, &b).is_le() && order.compare(&b, &c).is_le() {
                prop_assert!(order.compare(&a, &c).is_le());
            }
        }
    }

    #[test]
    fn a_beginning_sorts_before_the_whole(a in sentence(), b in sentence()) {
        let longer = format!("{a} {b}");
        prop_assert!(Collation::Text.compare(&a, &longer).is_lt());
    }

    #[test]
    fn numbers_come_back(mantissa in any::<i64>(), scale in 0_u8..19) {
        let number = Decimal { mantissa, scale };
        prop_assert_eq!(parse_number(&format_number(number)), Ok(number));
    }

    #[test]
    fn words_and_roman_numerals_come_back(number in any::<u64>(), small in 1_u32..4000) {
        prop_assert_eq!(numeral::from_words(&numeral::to_words(number)), Some(number));
        prop_assert_eq!(numeral::from_words(&numeral::to_words(u64::from(small))), Some(u64::from(small)));
        let roman = numeral::to_roman(small).unwrap();
        prop_assert_eq!(numeral::from_roman(&roman), Some(small));
    }

    #[test]
    fn a_percentage_is_the_nearest_of_its_decimals(part in 0_u64..100_000, whole in 1_u64..100_000, decimals in 0_u8..4) {
        let text = format_percent(part, whole, decimals).unwrap();
        let shown = parse_number(text.trim_end_matches('%')).unwrap();
        let unit = 10_i128.pow(u32::from(decimals));
        let kept = i128::from(shown.mantissa) * 10_i128.pow(u32::from(decimals.saturating_sub(shown.scale)));
        let away = kept * i128::from(whole) - i128::from(part) * 100 * unit;
        // At most half a unit of the last decimal away, and up when just between two.
        prop_assert!(-i128::from(whole) < 2 * away && 2 * away <= i128::from(whole));
        prop_assert!(shown.scale <= decimals);
    }

    #[test]
    fn dates_come_back(days in 0_i32..60_000) {
        let day = jiff::civil::date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        prop_assert_eq!(date::parse(&date::format_long(day)), Ok(day));
        prop_assert_eq!(date::parse(&date::format_short(day)), Ok(day));
    }

    #[test]
    fn no_text_breaks_a_reader(text in any::<String>()) {
        let _ = (numeral::from_words(&text), numeral::from_roman(&text), parse_number(&text), date::parse(&text));
        let _ = (is_syllable(&text), place_tone(&text), vietnamese::initials(&text), vietnamese::name_key(&text));
        for font in [None, Some(".VnTimeH"), Some("VNI-Times")] {
            let found = detect(&text, font);
            convert(&text, found.encoding);
        }
    }

    #[test]
    fn syllables_keep_their_validity_and_key_when_the_tone_moves(word in prop::sample::select(SYLLABLES)) {
        prop_assert!(is_syllable(word));
        prop_assert_eq!(place_tone(word), word);
        prop_assert_eq!(fold(&place_tone(word)), fold(word));
    }

    #[test]
    fn old_text_is_found_converted_once_and_never_again(text in sentence()) {
        for (encoding, font, old) in [
            (Encoding::Tcvn3, ".VnTime", old::tcvn3(&text).unwrap()),
            (Encoding::Vni, "VNI-Times", old::vni(&text).unwrap()),
        ] {
            let found = detect(&old, Some(font));
            prop_assert_eq!((found.encoding, found.certainty), (encoding, Certainty::Sure));
            let new = convert(&old, found.encoding);
            prop_assert_eq!(&new, &text);
            if new.chars().any(|c| c > '\u{ff}') {
                prop_assert_eq!(detect(&new, Some(font)).encoding, Encoding::Unicode);
            }
            prop_assert_eq!(detect(&old, None).encoding, encoding);
        }
    }
}

/// Writers of the old encodings, by search through what the readers make of each sign.
mod old {
    use vietnamese::legacy;

    fn candidates() -> impl Iterator<Item = char> {
        (0x20..0x7f).chain(0xa1..0xff).filter_map(char::from_u32)
    }

    pub(super) fn tcvn3(text: &str) -> Option<String> {
        let sign = |c: char| candidates().find(|from| legacy::tcvn3(&from.to_string()) == c.to_string());
        text.chars().map(sign).collect()
    }

    pub(super) fn vni(text: &str) -> Option<String> {
        let write = |c: char| {
            let single = candidates()
                .map(|a| a.to_string())
                .find(|from| legacy::vni(from) == c.to_string() && !is_tone_sign(from));
            let pair = || {
                candidates()
                    .flat_map(|a| "ùøûõïâáàåãäêéèúüë".chars().map(move |b| format!("{a}{b}")))
                    .find(|from| legacy::vni(from) == c.to_string())
            };
            single.or_else(pair)
        };
        text.chars().map(write).collect()
    }

    fn is_tone_sign(from: &str) -> bool {
        "ùøûõïâáàåãäêéèúüë".contains(from)
    }
}
