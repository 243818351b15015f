//! Numbers as Vietnamese writes them: dots between thousands, a comma before the fraction.

use std::fmt;

/// An exact decimal number: `mantissa` divided by ten to the power of `scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits as one integer.
    pub mantissa: i64,
    /// How many of them stand behind the comma.
    pub scale: u8,
}

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Something that is neither digit, dot, comma nor sign.
    #[error("not a number")]
    Form,
    /// Dots that do not part thousands, as in "1.5": it could be meant as one and a half.
    #[error("dots part thousands; write a comma before the fraction")]
    Grouping,
    /// More digits than can be kept.
    #[error("too many digits")]
    TooLong,
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Decimal {
            mantissa: value,
            scale: 0,
        }
    }
}

impl From<i32> for Decimal {
    fn from(value: i32) -> Self {
        i64::from(value).into()
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        i64::from(value).into()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits
            .split_at_checked(digits.len().saturating_sub(scale))
            .unwrap_or((&digits, ""));
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        if !fraction.is_empty() {
            write!(f, ",{fraction}")?;
        }
        Ok(())
    }
}

/// The number with dots between thousands and a comma before the fraction.
///
/// ```
/// use vietnamese::number::{Decimal, format_number};
///
/// assert_eq!(format_number(1_234_567), "1.234.567");
/// assert_eq!(format_number(Decimal { mantissa: 12_345_678, scale: 1 }), "1.234.567,8");
/// ```
pub fn format_number(value: impl Into<Decimal>) -> String {
    value.into().to_string()
}

/// Reads a number. A dot or a blank parts thousands, a comma begins the fraction: "1.500" is one thousand five hundred.
///
/// # Errors
///
/// [`NumberError::Grouping`] where dots do not part groups of three, so that "1.5" is asked about and not guessed.
///
/// ```
/// use vietnamese::number::{NumberError, parse_number};
///
/// assert_eq!(parse_number("1.500"), Ok(1500.into()));
/// assert_eq!(parse_number("1.5"), Err(NumberError::Grouping));
/// ```
pub fn parse_number(text: &str) -> Result<Decimal, NumberError> {
    let text = crate::clean_dashes(text);
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match digits.split_once(',') {
        Some((_, "")) => return Err(NumberError::Form),
        Some(parts) => parts,
        None => (digits, ""),
    };
    let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let separator = if whole.contains('.') { '.' } else { ' ' };
    let groups: Vec<&str> = whole.split(separator).collect();
    if !is_digits(fraction) || whole.is_empty() || !groups.iter().all(|group| is_digits(group)) {
        return Err(NumberError::Form);
    }
    if let [first, rest @ ..] = groups.as_slice()
        && !rest.is_empty()
        && (first.is_empty()
            || first.len() > 3
            || first.starts_with('0')
            || rest.iter().any(|group| group.len() != 3))
    {
        return Err(NumberError::Grouping);
    }
    let sign = if negative { "-" } else { "" };
    let mantissa = format!("{sign}{}{fraction}", groups.concat())
        .parse()
        .map_err(|_| NumberError::TooLong)?;
    let scale = u8::try_from(fraction.len()).map_err(|_| NumberError::TooLong)?;
    Ok(Decimal { mantissa, scale })
}

/// `part` of `whole` as a percentage with at most `decimals` digits behind the comma, rounded half up with exact integers.
/// Whether a target is met is a question for `part` and `whole`, never for this text.
///
/// Nothing when `whole` is 0.
///
/// ```
/// use vietnamese::number::format_percent;
///
/// assert_eq!(format_percent(4, 13, 2).as_deref(), Some("30,77%"));
/// assert_eq!(format_percent(4, 5, 1).as_deref(), Some("80%"));
/// assert_eq!(format_percent(161, 200, 2).as_deref(), Some("80,5%"));
/// assert_eq!(format_percent(0, 0, 1), None);
/// ```
pub fn format_percent(part: u64, whole: u64, decimals: u8) -> Option<String> {
    let mut scale = decimals.min(9);
    let factor = 10_u128.pow(u32::from(scale)) * 100;
    let whole = u128::from(whole);
    let mut mantissa = (u128::from(part) * factor + whole / 2).checked_div(whole)?;
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    let mantissa = i64::try_from(mantissa).ok()?;
    Some(format!("{}%", Decimal { mantissa, scale }))
}

/// An amount in whole đồng.
///
/// ```
/// assert_eq!(vietnamese::number::format_money(15_000_000), "15.000.000 đồng");
/// ```
pub fn format_money(dong: i64) -> String {
    format!("{} đồng", Decimal::from(dong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written() {
        for (mantissa, scale, text) in [
            (0, 0, "0"),
            (0, 2, "0,00"),
            (5, 2, "0,05"),
            (-5, 1, "-0,5"),
            (999, 0, "999"),
            (1000, 0, "1.000"),
            (-1_234_567, 0, "-1.234.567"),
            (i64::MIN, 0, "-9.223.372.036.854.775.808"),
            (12_345, 4, "1,2345"),
        ] {
            assert_eq!(Decimal { mantissa, scale }.to_string(), text);
        }
    }

    #[test]
    fn numbers_are_read() {
        let decimal = |mantissa, scale| Ok(Decimal { mantissa, scale });
        assert_eq!(parse_number("1.234.567,8"), decimal(12_345_678, 1));
        assert_eq!(parse_number(" 1\u{a0}500 "), decimal(1500, 0));
        assert_eq!(parse_number("−3,50"), decimal(-350, 2));
        assert_eq!(parse_number("1500"), decimal(1500, 0));
        assert_eq!(parse_number("1,500"), decimal(1500, 3));
    }

    #[test]
    fn doubtful_numbers_are_refused() {
        for text in [
            "1.5", "1.50", "1.5000", "0.500", ".500", "1..500", "1234.567", "1 50",
        ] {
            assert_eq!(parse_number(text), Err(NumberError::Grouping), "{text}");
        }
        for text in ["", "-", ",5", "1,", "1,5,6", "1.500 đồng", "1.234 567", "٣"] {
            assert_eq!(parse_number(text), Err(NumberError::Form), "{text}");
        }
        assert_eq!(parse_number("99999999999999999999"), Err(NumberError::TooLong));
    }

    #[test]
    fn percentages_are_rounded_half_up() {
        assert_eq!(format_percent(799_999, 1_000_000, 0).as_deref(), Some("80%"));
        assert_eq!(format_percent(5, 1_000, 0).as_deref(), Some("1%"));
        assert_eq!(format_percent(4_999, 1_000_000, 0).as_deref(), Some("0%"));
        assert_eq!(format_percent(799_999, 1_000_000, 4).as_deref(), Some("79,9999%"));
        assert_eq!(format_percent(1, 3, 2).as_deref(), Some("33,33%"));
        assert_eq!(format_percent(5, 4, 1).as_deref(), Some("125%"));
        assert_eq!(format_percent(u64::MAX, u64::MAX, 9).as_deref(), Some("100%"));
        assert_eq!(format_percent(u64::MAX, 1, 9), None);
    }
}
