use unicode_normalization::UnicodeNormalization;

/// windows-1258 read as windows-1252, as Unicode. Its tones are signs behind the letter, which NFC puts on.
///
/// ```
/// assert_eq!(vietnamese::legacy::windows_1258("Côòng hoÌa xaÞ hôòi"), "Cộng hòa xã hội");
/// ```
pub fn windows_1258(text: &str) -> String {
    text.chars().map(sign).nfc().collect()
}

fn sign(c: char) -> char {
    match c {
        'Ã' => 'Ă',
        'ã' => 'ă',
        'Ð' => 'Đ',
        'ð' => 'đ',
        'Õ' => 'Ơ',
        'õ' => 'ơ',
        'Ý' => 'Ư',
        'ý' => 'ư',
        'þ' => '₫',
        'Ì' => '\u{300}',
        'Ò' => '\u{309}',
        'Þ' => '\u{303}',
        'ì' => '\u{301}',
        'ò' => '\u{323}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_join_their_letters() {
        assert_eq!(windows_1258("ðýõòc, Ủy"), "được, Ủy");
        assert_eq!(windows_1258("Viêòt Nam ðôòc lâòp"), "Việt Nam độc lập");
    }
}
