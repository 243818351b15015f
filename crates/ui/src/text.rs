use std::borrow::Borrow;

use jiff::civil::{Date, DateTime};

use crate::Lang;

/// Text that may be absent, given in any of the shapes that a template hands over.
pub trait MaybeText {
    /// The text, if there is one and it is not empty.
    fn maybe(self) -> Option<String>;
}

impl MaybeText for &str {
    fn maybe(self) -> Option<String> {
        (!self.is_empty()).then(|| self.to_owned())
    }
}

impl MaybeText for String {
    fn maybe(self) -> Option<String> {
        (!self.is_empty()).then_some(self)
    }
}

impl MaybeText for &String {
    fn maybe(self) -> Option<String> {
        self.as_str().maybe()
    }
}

impl<T: MaybeText> MaybeText for Option<T> {
    fn maybe(self) -> Option<String> {
        self.and_then(MaybeText::maybe)
    }
}

impl MaybeText for &Option<String> {
    fn maybe(self) -> Option<String> {
        self.as_deref().maybe()
    }
}

impl MaybeText for &Option<&str> {
    fn maybe(self) -> Option<String> {
        (*self).maybe()
    }
}

/// A civil date as people write it, `dd/MM/yyyy`.
///
/// ```
/// let date = jiff::civil::date(2025, 3, 5);
/// assert_eq!(ui::date(date), "05/03/2025");
/// ```
pub fn date(date: impl Borrow<Date>) -> String {
    let date = date.borrow();
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A moment of the agency's clock, `HH:mm dd/MM/yyyy`.
///
/// ```
/// let at = jiff::civil::date(2025, 3, 5).at(14, 7, 59, 0);
/// assert_eq!(ui::date_time(at), "14:07 05/03/2025");
/// ```
pub fn date_time(at: impl Borrow<DateTime>) -> String {
    let at = at.borrow();
    format!("{:02}:{:02} {}", at.hour(), at.minute(), date(at.date()))
}

/// Reads what people type into a date field: `5/3/2025`, `05-03-2025`, `5.3.2025`, `05032025`, and `2025-03-05`.
///
/// Two-digit years are refused, since nobody can tell which century was meant.
///
/// ```
/// let march = jiff::civil::date(2025, 3, 5);
/// assert_eq!(ui::parse_date(" 5/3/2025 "), Some(march));
/// assert_eq!(ui::parse_date("2025-03-05"), Some(march));
/// assert_eq!(ui::parse_date("05032025"), Some(march));
/// assert_eq!(ui::parse_date("31/02/2025"), None);
/// assert_eq!(ui::parse_date("5/3/25"), None);
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() == 8
        && let Some((day, rest)) = text.split_at_checked(2)
        && let Some((month, year)) = rest.split_at_checked(2)
        && text.bytes().all(|b| b.is_ascii_digit())
    {
        return civil(year, month, day);
    }
    let mut parts = text.split(['/', '-', '.']).map(str::trim);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    match (parts.next(), first.len() == 4) {
        (Some(_), _) => None,
        (None, true) => civil(first, second, third),
        (None, false) => civil(third, second, first),
    }
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The decimal mark of a language.
pub(crate) const fn decimal_mark(lang: Lang) -> char {
    match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    }
}

/// Groups the digits of a whole number by threes, from five digits on: `2025` stays, `12345` becomes `12.345`.
///
/// ```
/// assert_eq!(ui::group_digits(ui::Lang::Vi, "1234567"), "1.234.567");
/// assert_eq!(ui::group_digits(ui::Lang::En, "-12345"), "-12,345");
/// assert_eq!(ui::group_digits(ui::Lang::Vi, "2025"), "2025");
/// ```
pub fn group_digits(lang: Lang, whole: &str) -> String {
    grouped(lang, whole, 5)
}

/// Groups the digits of a whole number that has at least `least`. Where no year can stand, four digits are grouped
/// too, as documents have it: `1.999`.
pub(crate) fn grouped(lang: Lang, whole: &str, least: usize) -> String {
    let (sign, digits) = whole
        .strip_prefix('-')
        .map_or(("", whole), |digits| ("-", digits));
    if digits.len() < least || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return whole.to_owned();
    }
    let mark = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let mut grouped = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

/// The share `part` of `whole` in per cent with at most two decimals, rounded half up from the exact ratio;
/// a dash when the whole is nothing.
///
/// ```
/// use ui::Lang;
/// assert_eq!(ui::percent(Lang::Vi, 2, 3), "66,67%");
/// assert_eq!(ui::percent(Lang::En, 4, 5), "80%");
/// assert_eq!(ui::percent(Lang::Vi, 0, 0), "–");
/// ```
pub fn percent(lang: Lang, part: u64, whole: u64) -> String {
    let Some(hundredths) = (u128::from(part) * 20_000 + u128::from(whole)).checked_div(u128::from(whole) * 2)
    else {
        return "–".to_owned();
    };
    let (whole, mark) = (hundredths / 100, decimal_mark(lang));
    match hundredths % 100 {
        0 => format!("{whole}%"),
        rest if rest.is_multiple_of(10) => format!("{whole}{mark}{}%", rest / 10),
        rest => format!("{whole}{mark}{rest:02}%"),
    }
}

/// A size in bytes as people read it: `48,2 kB`.
///
/// ```
/// use ui::{Lang, file_size};
/// assert_eq!(file_size(Lang::Vi, 48_213), "48,2 kB");
/// assert_eq!(file_size(Lang::En, 999), "999 B");
/// assert_eq!(file_size(Lang::En, 2_000_000), "2.0 MB");
/// ```
pub fn file_size(lang: Lang, bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let Some((unit, name)) = UNITS.iter().find(|(unit, _)| bytes >= *unit) else {
        return format!("{bytes} B");
    };
    let tenths = bytes / (unit / 10);
    format!("{}{}{} {name}", tenths / 10, decimal_mark(lang), tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{grouped, percent};
    use crate::Lang;

    #[test]
    fn counts_are_grouped_as_documents_have_them() {
        for (whole, shown) in [
            ("999", "999"),
            ("1999", "1.999"),
            ("-2500", "-2.500"),
            ("1234567", "1.234.567"),
        ] {
            assert_eq!(grouped(Lang::Vi, whole, 4), shown);
        }
        assert_eq!(grouped(Lang::Vi, "2025", 5), "2025");
    }

    #[test]
    fn shares_are_rounded_half_up_to_two_decimals() {
        for (part, whole, shown) in [
            (4, 13, "30,77%"),
            (1, 200, "0,5%"),
            (1, 20_000, "0,01%"),
            (2_001, 40_000, "5%"),
            (7, 100, "7%"),
        ] {
            assert_eq!(percent(Lang::Vi, part, whole), shown, "{part}/{whole}");
        }
    }
}
