//! The words of what comes again.

use jiff::civil::Weekday;

use super::{date_words, month_words};
use crate::window::{DueRule, Frequency, PeriodDay, Recurrence};

/// "Trước ngày 01/6 và 15/11 hằng năm", "hằng quý, 6 tháng, năm", "2 năm một lần".
pub(super) fn phrase(recurrence: &Recurrence) -> String {
    let every = every(recurrence);
    if let Some(first) = recurrence.first_due {
        let before = matches!(recurrence.due.first(), Some(DueRule::By { before: true, .. }));
        let lead = if before {
            "trước ngày"
        } else {
            "chậm nhất ngày"
        };
        return format!("{lead} {} và {every}", date_words(first));
    }
    let mut due: Vec<String> = recurrence
        .due
        .iter()
        .map(|rule| day(rule, recurrence.every))
        .collect();
    if matches!(recurrence.due.first(), Some(DueRule::By { before: true, .. }))
        && let Some(first) = due.first_mut()
    {
        first.insert_str(0, "trước ");
    }
    match due.is_empty() {
        true => every,
        // "Ngày 05 tháng sau, hằng tháng" needs no sign either: the words keep apart.
        false => format!("{} {every}", due.join(" và ")),
    }
}

fn every(recurrence: &Recurrence) -> String {
    let name = |every: Frequency| match every {
        Frequency::Daily => "ngày",
        Frequency::Weekly => "tuần",
        Frequency::Monthly => "tháng",
        Frequency::Quarterly => "quý",
        Frequency::HalfYearly => "6 tháng",
        Frequency::Yearly => "năm",
        Frequency::Unspecified => "",
    };
    let mut words = match (recurrence.every, recurrence.interval) {
        (Frequency::Unspecified, _) => "định kỳ".to_owned(),
        (every, 0 | 1) => format!("hằng {}", name(every)),
        (Frequency::HalfYearly, n) => format!("{} tháng một lần", 6 * u32::from(n)),
        (every, n) => format!("{n} {} một lần", name(every)),
    };
    for other in &recurrence.also {
        words.push_str(", ");
        words.push_str(name(*other));
    }
    if let Some(count) = recurrence.count {
        words.push_str(&format!(" {count:02} lần"));
    }
    words
}

fn day(rule: &DueRule, every: Frequency) -> String {
    match *rule {
        DueRule::By { day, .. } => format!("ngày {}", period_day(day, every)),
        DueRule::Within { first, last } => {
            let months = first.day == 1
                && last.day == 31
                && (1..=12).contains(&first.month)
                && (1..=12).contains(&last.month);
            match (months && every == Frequency::Yearly, first.month == last.month) {
                (true, true) => format!("tháng {}", month_words(first.month)),
                (true, false) => {
                    format!(
                        "từ tháng {} đến tháng {}",
                        month_words(first.month),
                        month_words(last.month)
                    )
                }
                (false, _) => {
                    format!(
                        "từ ngày {} đến ngày {}",
                        period_day(first, every),
                        period_day(last, every)
                    )
                }
            }
        }
        DueRule::Weekday { weekday, nth } => {
            let name = match weekday {
                Weekday::Monday => "thứ Hai",
                Weekday::Tuesday => "thứ Ba",
                Weekday::Wednesday => "thứ Tư",
                Weekday::Thursday => "thứ Năm",
                Weekday::Friday => "thứ Sáu",
                Weekday::Saturday => "thứ Bảy",
                Weekday::Sunday => "chủ nhật",
            };
            match nth {
                None => name.to_owned(),
                Some(nth) if nth < 0 => format!("{name} tuần cuối"),
                Some(nth) => format!("{name} tuần {nth}"),
            }
        }
    }
}

/// The day within its period.
fn period_day(PeriodDay { month, day }: PeriodDay, every: Frequency) -> String {
    match every {
        Frequency::Yearly => {
            let year = match month {
                ..=0 => " năm trước",
                1..=12 => "",
                13.. => " năm sau",
            };
            format!("{day:02}/{}{year}", month_words((month - 1).rem_euclid(12) + 1))
        }
        Frequency::Quarterly => {
            let of = match month {
                ..=1 => "tháng đầu quý",
                2 => "tháng thứ hai của quý",
                3 => "tháng cuối quý",
                4.. => "tháng đầu quý sau",
            };
            format!("{day:02} {of}")
        }
        _ if month > 1 && every == Frequency::Monthly => format!("{day:02} tháng sau"),
        _ => format!("{day:02}"),
    }
}
