//! Roman numbers and letters of points.

/// The letters of points, in the order of the Vietnamese alphabet.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'x', 'y',
];

/// The number in Roman digits.
pub(super) fn roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
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
    let mut text = String::new();
    for (value, digits) in DIGITS {
        while number >= value {
            text.push_str(digits);
            number -= value;
        }
    }
    text
}

/// The letter of the point with this number, from 1; letters are doubled after the last one.
pub(super) fn letter(number: u32) -> String {
    let index = usize::try_from(number.saturating_sub(1)).unwrap_or(usize::MAX);
    let (times, place) = (index / LETTERS.len() + 1, index % LETTERS.len());
    let letter = LETTERS.get(place).copied().unwrap_or('a');
    std::iter::repeat_n(letter, times.min(4)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numbers() {
        let numbers = [1, 4, 9, 14, 40, 1990, 2026];
        assert_eq!(
            numbers.map(roman),
            ["I", "IV", "IX", "XIV", "XL", "MCMXC", "MMXXVI"]
        );
    }

    #[test]
    fn letters_know_the_stroke_and_skip_foreign_ones() {
        let all: Vec<String> = (1..=24).map(letter).collect();
        assert_eq!(all[..8].join(" "), "a b c d đ e g h");
        assert_eq!(all[22..].join(" "), "y aa");
    }
}
