//! Windows back into the words of official documents.

mod repeat;

use jiff::civil::{Date, Time};

use crate::window::{Bounds, Hours, Month, Offset, OffsetUnit, PartOfDay, Section, Unit, When, Window};

/// The Vietnamese phrase of a window, as a clerk would write it.
///
/// Reading the phrase in the same context gives the window again, except for cells with several
/// times, whose words may be put in another order. Empty for [`When::Unknown`].
///
/// ```
/// use schedule::{Context, phrase, read};
/// let window = read("từ tháng 6 đến tháng 9 năm 2025", &Context::default()).window;
/// assert_eq!(phrase(&window), "Tháng 6 - 9/2025");
/// ```
pub fn phrase(window: &Window) -> String {
    capital(&plain(window))
}

/// The phrase without a capital letter.
fn plain(window: &Window) -> String {
    if !window.milestones.is_empty() {
        let step = |what: &str, time: String| match (what, time.as_str()) {
            ("", _) => time,
            (what, "") => what.to_owned(),
            (what, time) => format!("{what}: {time}"),
        };
        let steps = window.milestones.iter().map(|m| step(&m.what, plain(&m.window)));
        return steps.collect::<Vec<_>>().join("; ");
    }
    let mut words = String::new();
    if window.tentative {
        words.push_str("dự kiến ");
    }
    let vague = matches!(window.when, When::Section { .. } | When::Week { .. });
    if window.approximate && !vague {
        words.push_str("khoảng ");
    }
    if let Some(hours) = window.hours {
        words.push_str(&clock(hours, &window.when));
    }
    words.push_str(&when(window));
    if let Some(cadence) = window
        .cadence
        .as_ref()
        .filter(|_| !matches!(window.when, When::Reference))
    {
        words.push_str(if stated(&window.when) { "; " } else { ", " });
        words.push_str(&repeat::phrase(cadence));
    }
    for other in &window.alternatives {
        words.push_str(" hoặc ");
        words.push_str(&plain(other));
    }
    if let Some(reference) = window
        .reference
        .as_ref()
        .filter(|_| !matches!(window.when, When::Reference))
    {
        words.push_str("; theo ");
        words.push_str(reference);
    }
    words
}

/// Whether a repetition behind these words would be taken for a part of them.
fn stated(when: &When) -> bool {
    match when {
        When::Standing { bounds } => bounds.start_stated || bounds.end_stated,
        _ => true,
    }
}

fn when(window: &Window) -> String {
    match &window.when {
        When::Months { first, last } => months(*first, *last),
        When::Quarters { first, last } if first == last => unit(Unit::Quarter(*first)),
        When::Quarters { first, last } if first.year() == last.year() => {
            format!(
                "quý {} - {}/{}",
                roman(first.number()),
                roman(last.number()),
                first.year()
            )
        }
        When::Quarters { first, last } => {
            format!(
                "{} - {}",
                unit(Unit::Quarter(*first)),
                capital(&unit(Unit::Quarter(*last)))
            )
        }
        When::HalfYear { half } => unit(Unit::HalfYear(*half)),
        When::Years { first, last } if first == last => format!("năm {first}"),
        When::Years { first, last } => format!("giai đoạn {first} - {last}"),
        When::Section { section, of } => {
            let word = match section {
                Section::Beginning => "đầu",
                Section::Middle => "giữa",
                Section::End => "cuối",
            };
            format!("{word} {}", unit(*of))
        }
        When::Week { month, week: 5.. } => format!("tuần cuối {}", unit(Unit::Month(*month))),
        When::Week { month, week } => format!("tuần {week} {}", unit(Unit::Month(*month))),
        When::Day { date } if window.hours.is_none() && window.part_of_day.is_none() => {
            format!("trong ngày {}", date_words(*date))
        }
        When::Day { date } => format!("{}ngày {}", part(window.part_of_day), date_words(*date)),
        When::Range { start, end, until } => range(*start, *end, until.as_deref()),
        When::Deadline { end, before: true } if window.hours.is_some() => {
            format!("ngày {}", date_words(*end))
        }
        When::Deadline { end, before: true } => format!("trước ngày {}", date_words(*end)),
        When::Deadline { end, .. } if window.hours.is_some() => format!("ngày {}", date_words(*end)),
        When::Deadline { end, .. } => format!("chậm nhất ngày {}", date_words(*end)),
        When::Standing { bounds } => format!("thường xuyên{}", within(bounds, " ")),
        When::Recurring { recurrence, bounds } => {
            format!(
                "{}{}{}",
                part(window.part_of_day),
                repeat::phrase(recurrence),
                within(bounds, ", ")
            )
        }
        When::Triggered { trigger } => event(trigger),
        When::Relative {
            offset,
            anchor,
            anchored_on,
        } => relative(*offset, anchor, *anchored_on),
        When::Reference => format!("theo {}", window.reference.as_deref().unwrap_or("quy định")),
        When::Unknown => String::new(),
    }
}

/// "15/11/2025", "01/7/2025": days have two digits, months only up to February, as Decree 30
/// writes them.
pub(super) fn date_words(date: Date) -> String {
    format!("{:02}/{}/{}", date.day(), month_words(date.month()), date.year())
}

pub(super) fn month_words(month: i8) -> String {
    if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}

fn months(first: Month, last: Month) -> String {
    let (from, to) = (month_words(first.number()), month_words(last.number()));
    match first.year() == last.year() {
        true if first == last => format!("tháng {from}/{}", first.year()),
        true => format!("tháng {from} - {to}/{}", first.year()),
        false => format!("tháng {from}/{} - {to}/{}", first.year(), last.year()),
    }
}

fn unit(unit: Unit) -> String {
    match unit {
        Unit::Month(month) => months(month, month),
        Unit::Quarter(quarter) => format!("quý {}/{}", roman(quarter.number()), quarter.year()),
        Unit::HalfYear(half) => {
            let which = if half.number() == 1 { "đầu" } else { "cuối" };
            format!("6 tháng {which} năm {}", half.year())
        }
        Unit::Year(year) => format!("năm {year}"),
    }
}

fn roman(number: i8) -> &'static str {
    match number {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

fn range(start: Option<Date>, end: Option<Date>, until: Option<&str>) -> String {
    let from = start.map(|start| format!("từ ngày {}", date_words(start)));
    match (from, end, until) {
        (from, _, Some(until)) => {
            let from = from.map_or(String::new(), |from| format!("{from} "));
            format!("{from}đến khi {until}")
        }
        (from, Some(end), None) => {
            let from = from.unwrap_or_else(|| "từ nay".to_owned());
            format!("{from} đến ngày {}", date_words(end))
        }
        (from, None, None) => from.unwrap_or_else(|| "từ nay".to_owned()),
    }
}

/// The bounds that the text states.
fn within(bounds: &Bounds, sign: &str) -> String {
    let start = bounds.start.filter(|_| bounds.start_stated);
    let end = bounds.end.filter(|_| bounds.end_stated);
    match (start, end) {
        (None, None) => String::new(),
        (None, Some(end)) => format!("{sign}đến ngày {}", date_words(end)),
        (start, end) => format!("{sign}{}", range(start, end, None)),
    }
}

/// An event: some are said by themselves, the others with "khi".
fn event(trigger: &str) -> String {
    let lower = trigger.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or("");
    if ["theo", "đột", "trước", "tùy", "tuỳ", "phát"].contains(&first) {
        trigger.to_owned()
    } else {
        format!("khi {trigger}")
    }
}

fn relative(offset: Offset, anchor: &str, anchored_on: Option<Date>) -> String {
    let unit = match offset.unit {
        OffsetUnit::Hours => "giờ",
        OffsetUnit::Days => "ngày",
        OffsetUnit::WorkingDays => "ngày làm việc",
        OffsetUnit::Weeks => "tuần",
        OffsetUnit::Months => "tháng",
        OffsetUnit::Years => "năm",
    };
    let term = format!("{:02} {unit}", offset.amount.unsigned_abs());
    match (anchor, anchored_on) {
        ("", Some(day)) => format!("{term} kể từ ngày {}", date_words(day)),
        ("", None) => format!("trong vòng {term}"),
        (anchor, Some(_)) => format!("{term} kể từ ngày {anchor}"),
        (anchor, None) if offset == Offset::days(0) => format!("ngay sau khi {anchor}"),
        (anchor, None) if offset.amount < 0 => format!("{term} trước khi {anchor}"),
        (anchor, None) => format!("{term} kể từ khi {anchor}"),
    }
}

fn clock(hours: Hours, when: &When) -> String {
    let words = |time: Time| format!("{:02} giờ {:02} phút", time.hour(), time.minute());
    match (hours.from, hours.to, when) {
        (_, Some(to), When::Deadline { before: true, .. }) => format!("trước {} ", words(to)),
        (_, Some(to), When::Deadline { .. }) => format!("chậm nhất {} ", words(to)),
        (Some(from), Some(to), _) => format!("từ {} đến {}, ", words(from), words(to)),
        (Some(from), None, _) => format!("{}, ", words(from)),
        (None, Some(to), _) => format!("trước {}, ", words(to)),
        (None, None, _) => String::new(),
    }
}

fn part(part: Option<PartOfDay>) -> &'static str {
    match part {
        None => "",
        Some(PartOfDay::Morning) => "sáng ",
        Some(PartOfDay::Noon) => "trưa ",
        Some(PartOfDay::Afternoon) => "chiều ",
        Some(PartOfDay::Evening) => "tối ",
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
