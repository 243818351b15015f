//! Days off and worked days of an agency, over the rules of the law.

use std::sync::{Arc, LazyLock, Mutex};

use jiff::civil::Date;
use schedule::{Announcement, Calendar};
use sea_orm::{ConnectionTrait, DbErr};

use super::store;
use crate::features::agency::AgencyId;

db::id!(
    /// A day that an agency set.
    pub HolidayId
);

db::text_enum! {
    /// What an agency says of a day.
    pub enum HolidayKind {
        /// Nghỉ.
        Off = "off",
        /// Làm bù: a weekend that is worked.
        Working = "working",
    }
}

/// A day that an agency set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Holiday {
    /// Its id.
    pub id: HolidayId,
    /// The day.
    pub day: Date,
    /// Off or worked.
    pub kind: HolidayKind,
    /// What for.
    pub name: String,
    /// The document that says so.
    pub source: String,
}

/// A day to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same fields as the day itself")]
pub struct NewHoliday {
    pub day: Date,
    pub kind: HolidayKind,
    pub name: String,
    pub source: String,
}

/// The agency's calendar: the holidays of the law and the days that it set itself.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn calendar(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Arc<Calendar>, DbErr> {
    Ok(of_days(&store::holidays(db, agency).await?))
}

/// Days off and worked days: what a calendar is made of.
type Days = (Vec<Date>, Vec<Date>);

/// Calendars that were made, each with its days.
type Made = Mutex<Vec<(Days, Arc<Calendar>)>>;

/// Working out a century of holidays takes milliseconds, so the calendars in use are kept; they depend on the
/// days alone and never go stale.
fn of_days(days: &[Holiday]) -> Arc<Calendar> {
    static MADE: LazyLock<Made> = LazyLock::new(Mutex::default);
    let days = store::split(days);
    let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some((_, calendar)) = made.iter().find(|(known, _)| *known == days) {
        return Arc::clone(calendar);
    }
    let base = Calendar::vietnam();
    let calendar = Arc::new(if days.0.is_empty() && days.1.is_empty() {
        base
    } else {
        base.with(Announcement {
            off: days.0.clone(),
            worked: days.1.clone(),
            ..Announcement::default()
        })
    });
    if made.len() >= 256 {
        made.remove(0);
    }
    made.push((days, Arc::clone(&calendar)));
    calendar
}

/// Longest span of one pasted line, and most lines, so that a slip of the keyboard fills no table.
const MAX_DAYS: i32 = 31;
const MAX_LINES: usize = 400;

/// Days from a pasted list, one line each: `29/01/2025 - 31/01/2025; nghỉ; Tết Nguyên đán; Thông báo 6150/TB-LĐTBXH`.
/// Fields are parted by semicolons or tabs; only the day is needed, "làm" marks a worked day.
///
/// # Errors
/// The numbers of the lines, from 1, that could not be read.
pub fn parse_holidays(text: &str) -> Result<Vec<NewHoliday>, Vec<usize>> {
    let mut days = Vec::new();
    let mut wrong = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match (index < MAX_LINES).then(|| parse_line(line)).flatten() {
            Some(found) => days.extend(found),
            None => wrong.push(index + 1),
        }
    }
    if wrong.is_empty() { Ok(days) } else { Err(wrong) }
}

fn parse_line(line: &str) -> Option<Vec<NewHoliday>> {
    let mut fields = line.split([';', '\t']).map(str::trim).peekable();
    let (first, last) = parse_span(fields.next()?)?;
    let kind = match fields.peek().map(|word| vietnamese::fold(word)) {
        Some(word) if word.starts_with("lam") => Some(HolidayKind::Working),
        Some(word) if word == "nghi" || word.starts_with("nghi ") && word.len() < 12 => {
            Some(HolidayKind::Off)
        }
        _ => None,
    };
    if kind.is_some() {
        fields.next();
    }
    let clean = |text: Option<&str>| -> String {
        let text = vietnamese::nfc(text.unwrap_or_default()).into_owned();
        text.chars().take(200).collect()
    };
    let (name, source) = (clean(fields.next()), clean(fields.next()));
    let mut days = Vec::new();
    let mut day = first;
    while day <= last {
        days.push(NewHoliday {
            day,
            kind: kind.unwrap_or(HolidayKind::Off),
            name: name.clone(),
            source: source.clone(),
        });
        day = day.tomorrow().ok()?;
    }
    Some(days)
}

/// A day, or a span written with a dash between blanks or "đến".
fn parse_span(text: &str) -> Option<(Date, Date)> {
    if let Some(day) = ui::parse_date(text) {
        return Some((day, day));
    }
    let (from, to) = text
        .split_once(" - ")
        .or_else(|| text.split_once('–'))
        .or_else(|| text.split_once("đến"))?;
    let (from, to) = (ui::parse_date(from)?, ui::parse_date(to)?);
    let days = from.until(to).ok()?.get_days();
    (0..MAX_DAYS).contains(&days).then_some((from, to))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_pasted_list_becomes_days() {
        let text = "02/05/2025; nghỉ; Hoán đổi; Công văn 1\n26/4/2025\tLàm bù\tHoán đổi\n\n29/12/2025 - 31/12/2025; Kiểm kê";
        let days = parse_holidays(text).unwrap();
        let seen: Vec<_> = days.iter().map(|d| (d.day, d.kind, d.name.as_str())).collect();
        assert_eq!(
            seen,
            [
                (date(2025, 5, 2), HolidayKind::Off, "Hoán đổi"),
                (date(2025, 4, 26), HolidayKind::Working, "Hoán đổi"),
                (date(2025, 12, 29), HolidayKind::Off, "Kiểm kê"),
                (date(2025, 12, 30), HolidayKind::Off, "Kiểm kê"),
                (date(2025, 12, 31), HolidayKind::Off, "Kiểm kê"),
            ]
        );
        assert_eq!(days[0].source, "Công văn 1");
    }

    #[test]
    fn lines_that_are_no_days_are_named() {
        let text = "02/05/2025\nngày mai\n31/06/2025\n01/01/2025 - 01/01/2026";
        assert_eq!(parse_holidays(text), Err(vec![2, 3, 4]));
    }

    #[test]
    fn a_worked_saturday_counts_and_a_swapped_friday_does_not() {
        let day = |day, kind| Holiday {
            id: HolidayId::new(),
            day,
            kind,
            name: String::new(),
            source: String::new(),
        };
        let days = [
            day(date(2025, 5, 2), HolidayKind::Off),
            day(date(2025, 4, 26), HolidayKind::Working),
        ];
        let calendar = of_days(&days);
        assert!(calendar.is_working_day(date(2025, 4, 26)));
        assert_eq!(calendar.roll_forward(date(2025, 4, 30)), date(2025, 5, 5));
        assert!(of_days(&[]).is_working_day(date(2025, 5, 2)));
    }
}
