/// Latin-1 letters and the Vietnamese letters they stand for. Capitals exist only without a tone.
const TABLE: [(&str, &str); 13] = [
    ("µ¶·¸¹", "àảãáạ"),
    ("¨»¼½¾Æ", "ăằẳẵắặ"),
    ("©ÇÈÉÊË", "âầẩẫấậ"),
    ("®", "đ"),
    ("ÌÎÏÐÑ", "èẻẽéẹ"),
    ("ªÒÓÔÕÖ", "êềểễếệ"),
    ("×ØÜÝÞ", "ìỉĩíị"),
    ("ßáâãä", "òỏõóọ"),
    ("«åæçèé", "ôồổỗốộ"),
    ("¬êëìíî", "ơờởỡớợ"),
    ("ïñòóô", "ùủũúụ"),
    ("\u{ad}õö÷øù", "ưừửữứự"),
    ("úûüýþ", "ỳỷỹýỵ"),
];
const CAPITALS: (&str, &str) = ("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ");

/// TCVN3 read as Latin-1, as Unicode. Text of a capital font (".VnTimeH") still has to be upper-cased, which [`convert`](super::convert) does.
///
/// ```
/// assert_eq!(vietnamese::legacy::tcvn3("Céng hßa"), "Cộng hòa");
/// ```
pub fn tcvn3(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    TABLE
        .iter()
        .chain([&CAPITALS])
        .find_map(|(from, to)| {
            let at = from.chars().position(|known| known == c)?;
            to.chars().nth(at)
        })
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete_and_unambiguous() {
        let mut from: Vec<char> = TABLE
            .iter()
            .chain([&CAPITALS])
            .flat_map(|(from, _)| from.chars())
            .collect();
        let to: Vec<char> = TABLE
            .iter()
            .chain([&CAPITALS])
            .flat_map(|(_, to)| to.chars())
            .collect();
        assert_eq!(from.len(), to.len());
        // 12 vowels in 6 tones without the 6 plain ones, and đ; 7 capitals.
        assert_eq!(to.len(), 12 * 6 - 6 + 1 + 7);
        assert!(from.iter().all(|c| ('\u{a1}'..='\u{fe}').contains(c)));
        from.sort_unstable();
        from.dedup();
        assert_eq!(from.len(), to.len());
    }

    #[test]
    fn the_letter_kept_in_the_soft_hyphen_is_read() {
        assert_eq!(
            tcvn3("t\u{ad} vÊn, §¶ng, ¦u tiªn, ®\u{ad}îc"),
            "tư vấn, Đảng, Ưu tiên, được"
        );
    }
}
