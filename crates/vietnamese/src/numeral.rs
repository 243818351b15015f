//! Roman numerals and numbers in words.

const ROMAN: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The Roman numeral of 1 to 3999.
///
/// ```
/// assert_eq!(vietnamese::numeral::to_roman(2026).as_deref(), Some("MMXXVI"));
/// ```
pub fn to_roman(number: u32) -> Option<String> {
    if !(1..=3999).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in ROMAN {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

/// The number of a well-formed Roman numeral, in either case.
///
/// ```
/// use vietnamese::numeral::from_roman;
///
/// assert_eq!(from_roman("iv"), Some(4));
/// assert_eq!(from_roman("IIII"), None);
/// ```
pub fn from_roman(text: &str) -> Option<u32> {
    // MMMDCCCLXXXVIII is the longest.
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let upper = text.to_ascii_uppercase();
    let mut rest = upper.as_str();
    let mut number = 0;
    for (value, sign) in ROMAN {
        while let Some(shorter) = rest.strip_prefix(sign) {
            number += value;
            rest = shorter;
        }
    }
    (rest.is_empty() && to_roman(number).as_deref() == Some(&upper)).then_some(number)
}

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];
const GROUPS: [(u64, &str); 2] = [(1_000_000, "triệu"), (1000, "nghìn")];
const BILLION: u64 = 1_000_000_000;

/// The number in words, as sums of money are spelled out.
///
/// ```
/// use vietnamese::numeral::to_words;
///
/// assert_eq!(to_words(12), "mười hai");
/// assert_eq!(to_words(1_005), "một nghìn không trăm linh năm");
/// assert_eq!(to_words(15_000_000), "mười lăm triệu");
/// ```
pub fn to_words(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    push_number(number, false, &mut words);
    words.join(" ")
}

fn push_number(number: u64, after_more: bool, words: &mut Vec<&'static str>) {
    let (billions, mut left) = (number / BILLION, number % BILLION);
    let mut after_more = after_more;
    if billions > 0 {
        push_number(billions, after_more, words);
        words.push("tỷ");
        after_more = true;
    }
    for (size, name) in GROUPS {
        if left >= size {
            push_hundreds(left / size, after_more, words);
            words.push(name);
            left %= size;
            after_more = true;
        }
    }
    if left > 0 {
        push_hundreds(left, after_more, words);
    }
}

fn push_hundreds(number: u64, after_more: bool, words: &mut Vec<&'static str>) {
    let digit = |n: u64| DIGITS.get(n as usize).copied().unwrap_or_default();
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    if hundreds > 0 || after_more {
        words.extend([digit(hundreds), "trăm"]);
    }
    match (tens, ones) {
        (0, 0) => return,
        (0, _) if hundreds > 0 || after_more => words.push("linh"),
        (0, _) => {}
        (1, _) => words.push("mười"),
        (_, _) => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
}

/// The number that the words say, with the usual variants (tư, lăm, mốt, lẻ, ngàn, tỉ); nothing for other text.
///
/// ```
/// use vietnamese::numeral::from_words;
///
/// assert_eq!(from_words("sáu"), Some(6));
/// assert_eq!(from_words("Mười hai"), Some(12));
/// assert_eq!(from_words("hai mươi tư"), Some(24));
/// assert_eq!(from_words("sáu tháng"), None);
/// ```
pub fn from_words(text: &str) -> Option<u64> {
    let text = crate::nfc(text).to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    // Longer than any number that fits; guards the recursion too.
    if words.len() > 64 {
        return None;
    }
    read_number(&words)
}

fn read_number(words: &[&str]) -> Option<u64> {
    if words.is_empty() {
        return None;
    }
    let (billions, mut rest) = match words.iter().rposition(|word| matches!(*word, "tỷ" | "tỉ")) {
        Some(at) => (read_number(words.get(..at)?)?, words.get(at + 1..)?),
        None => (0, words),
    };
    let mut total = billions.checked_mul(BILLION)?;
    for names in [["triệu", "triệu"], ["nghìn", "ngàn"], ["", ""]] {
        let at = rest.iter().position(|word| names.contains(word));
        let size = match names {
            ["triệu", _] => 1_000_000,
            ["nghìn", _] => 1000,
            _ => 1,
        };
        let group = match at {
            Some(at) => {
                let group = rest.get(..at)?;
                rest = rest.get(at + 1..)?;
                group
            }
            None if size == 1 && !rest.is_empty() => std::mem::take(&mut rest),
            None => continue,
        };
        total = total.checked_add(read_hundreds(group)?.checked_mul(size)?)?;
    }
    rest.is_empty().then_some(total)
}

fn read_hundreds(words: &[&str]) -> Option<u64> {
    match words {
        [hundreds, "trăm"] => Some(read_digit(hundreds)? * 100),
        [hundreds, "trăm", "linh" | "lẻ", one] => Some(read_digit(hundreds)? * 100 + read_digit(one)?),
        [hundreds, "trăm", rest @ ..] if rest.len() > 1 || rest == ["mười"] => {
            Some(read_digit(hundreds)? * 100 + read_tens(rest)?)
        }
        _ => read_tens(words),
    }
}

fn read_tens(words: &[&str]) -> Option<u64> {
    match words {
        ["mười"] => Some(10),
        ["mười", one] => Some(10 + read_ones(one)?),
        [tens, "mươi"] => Some(read_digit(tens)? * 10),
        [tens, "mươi", one] => Some(read_digit(tens)? * 10 + read_ones(one)?),
        [one] => read_digit(one),
        _ => None,
    }
}

fn read_ones(word: &str) -> Option<u64> {
    match word {
        "mốt" => Some(1),
        "tư" => Some(4),
        "lăm" | "nhăm" => Some(5),
        "không" => None,
        _ => read_digit(word),
    }
}

fn read_digit(word: &str) -> Option<u64> {
    let word = if word == "bẩy" { "bảy" } else { word };
    DIGITS.iter().position(|digit| *digit == word).map(|at| at as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_shape() {
        for (number, words) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (101, "một trăm linh một"),
            (110, "một trăm mười"),
            (555, "năm trăm năm mươi lăm"),
            (1_000_000, "một triệu"),
            (2_000_005, "hai triệu không trăm linh năm"),
            (1_000_000_000, "một tỷ"),
            (
                1_234_567,
                "một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy",
            ),
        ] {
            assert_eq!(to_words(number), words);
            assert_eq!(from_words(words), Some(number));
        }
    }

    #[test]
    fn variants_are_read_and_nonsense_is_not() {
        assert_eq!(from_words("một trăm lẻ năm"), Some(105));
        assert_eq!(from_words("ba ngàn tỉ"), Some(3_000_000_000_000));
        assert_eq!(from_words("mười bẩy"), Some(17));
        for text in [
            "",
            "mươi",
            "trăm",
            "một hai",
            "mười mười",
            "nghìn",
            "tỷ",
            "năm hai nghìn không",
            "năm 2025",
            "triệu một",
        ] {
            assert_eq!(from_words(text), None, "{text}");
        }
        assert_eq!(from_words(&"tỷ ".repeat(5000)), None);
    }

    #[test]
    fn roman_numerals_are_strict() {
        for text in ["", "IIII", "VX", "IC", "MMMM", "A", "I I", "Ⅳ"] {
            assert_eq!(from_roman(text), None, "{text}");
        }
        assert_eq!(to_roman(0), None);
        assert_eq!(to_roman(4000), None);
    }
}
