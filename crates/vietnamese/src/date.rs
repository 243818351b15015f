//! Dates as documents write them.

use jiff::civil::Date;

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the shape day, month, year.
    #[error("not a date in the form dd/MM/yyyy or \"ngày dd tháng MM năm yyyy\"")]
    Form,
    /// The right shape, but no such day in the calendar.
    #[error("no such day in the calendar")]
    NoSuchDay,
}

/// Long form of Decree 30/2020: days under 10 and months 1 and 2 take a leading zero, months 3 to 9 do not.
///
/// ```
/// use jiff::civil::date;
/// use vietnamese::date::format_long;
///
/// assert_eq!(format_long(date(2026, 3, 5)), "ngày 05 tháng 3 năm 2026");
/// assert_eq!(format_long(date(2026, 1, 15)), "ngày 15 tháng 01 năm 2026");
/// ```
pub fn format_long(date: Date) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    if month <= 2 {
        format!("ngày {day:02} tháng {month:02} năm {year}")
    } else {
        format!("ngày {day:02} tháng {month} năm {year}")
    }
}

/// Short form dd/MM/yyyy.
///
/// ```
/// assert_eq!(vietnamese::date::format_short(jiff::civil::date(2026, 3, 5)), "05/03/2026");
/// ```
pub fn format_short(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// Reads one date: "5/3/2026", "05-03-2026", "05.3.2026" or "ngày 05 tháng 3 năm 2026", day first.
///
/// # Errors
///
/// [`DateError::Form`] for other text, [`DateError::NoSuchDay`] for 30/02.
///
/// ```
/// use vietnamese::date::{DateError, parse};
///
/// assert_eq!(parse("05/3/2026"), Ok(jiff::civil::date(2026, 3, 5)));
/// assert_eq!(parse("30/02/2026"), Err(DateError::NoSuchDay));
/// assert_eq!(parse("3/2026"), Err(DateError::Form));
/// ```
pub fn parse(text: &str) -> Result<Date, DateError> {
    let text = crate::clean_dashes(text);
    let lower = crate::squeeze(&text).to_lowercase();
    let parts: Vec<&str> = if lower.contains("tháng") {
        let rest = lower.strip_prefix("ngày").unwrap_or(&lower);
        let (day, rest) = rest.split_once("tháng").ok_or(DateError::Form)?;
        let (month, year) = rest.split_once("năm").ok_or(DateError::Form)?;
        vec![day, month, year]
    } else {
        let rest = lower.strip_prefix("ngày").unwrap_or(&lower);
        let separator = rest
            .chars()
            .find(|c| matches!(c, '/' | '-' | '.'))
            .ok_or(DateError::Form)?;
        rest.split(separator).collect()
    };
    let [day, month, year] = parts.as_slice() else {
        return Err(DateError::Form);
    };
    let (day, month, year) = (part(day, 2)?, part(month, 2)?, part(year, 4)?);
    if !(1000..=9999).contains(&year) {
        return Err(DateError::Form);
    }
    let small = |n: i16| i8::try_from(n).map_err(|_| DateError::NoSuchDay);
    Date::new(year, small(month)?, small(day)?).map_err(|_| DateError::NoSuchDay)
}

fn part(text: &str, most: usize) -> Result<i16, DateError> {
    let text = text.trim();
    if text.is_empty() || text.len() > most || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    text.parse().map_err(|_| DateError::Form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn padding_follows_the_decree() {
        for (month, text) in [(1, "01"), (2, "02"), (3, "3"), (9, "9"), (10, "10"), (12, "12")] {
            assert_eq!(
                format_long(date(2026, month, 9)),
                format!("ngày 09 tháng {text} năm 2026")
            );
        }
    }

    #[test]
    fn every_form_is_read() {
        let day = date(2025, 6, 5);
        for text in [
            "05/06/2025",
            "5/6/2025",
            "5 / 6 / 2025",
            "05-6-2025",
            "5–6–2025",
            "05.06.2025",
            "Ngày 05 tháng 6 năm 2025",
            "ngày 5/6/2025",
        ] {
            assert_eq!(parse(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "",
            "/",
            "//",
            "6/2025",
            "5/6/25",
            "5/6-2025",
            "5/6/2025/1",
            "tháng 6 năm 2025",
            "năm tháng",
            "+5/6/2025",
            "5/6/0000",
        ] {
            assert_eq!(parse(text), Err(DateError::Form), "{text}");
        }
        assert_eq!(parse("31/6/2025"), Err(DateError::NoSuchDay));
        assert_eq!(parse("1/13/2025"), Err(DateError::NoSuchDay));
    }
}
