//! The phrases of `understood/table.rs`, each read and compared with what it means. The same table
//! stands in the README; `SCHEDULE_README=write cargo test -p schedule --test understood` puts it
//! there anew.

#![expect(clippy::unwrap_used, reason = "a test that fails here should stop")]

#[path = "understood/table.rs"]
mod table;

use jiff::civil::date;
use schedule::window::{FlatOffset, FlatRecurrence};
use schedule::{Context, Flat, read};
use table::TABLE;

/// A plan of the year 2025.
fn context() -> Context {
    Context {
        year: Some(2025),
        period: Some((date(2025, 1, 1), date(2025, 12, 31))),
    }
}

/// A reading in one line.
fn describe(flat: &Flat) -> String {
    let mut words = vec![
        serde_json::to_value(flat.kind)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned(),
    ];
    match (flat.start, flat.end) {
        (Some(start), Some(end)) => words.push(format!("{start} to {end}")),
        (Some(start), None) => words.push(format!("from {start}")),
        (None, Some(end)) => words.push(format!("by {end}")),
        (None, None) => {}
    }
    let flags = [
        (flat.before, "before"),
        (flat.open_ended, "open-ended"),
        (flat.approximate, "approximate"),
        (flat.tentative, "tentative"),
    ];
    words.extend(
        flags
            .iter()
            .filter(|(set, _)| *set)
            .map(|(_, word)| (*word).to_owned()),
    );
    words.extend(flat.recurrence.as_ref().map(describe_recurrence));
    words.extend(flat.offset.as_ref().map(describe_offset));
    if let Some([from, to]) = &flat.time_of_day {
        let clock = |time: &Option<String>| time.clone().unwrap_or_default();
        words.push(
            format!("at {}-{}", clock(from), clock(to))
                .trim_end_matches('-')
                .to_owned(),
        );
    }
    if let Some(part) = flat.part_of_day {
        words.push(serde_json::to_value(part).unwrap().as_str().unwrap().to_owned());
    }
    words.extend(flat.trigger.as_ref().map(|trigger| format!("when “{trigger}”")));
    words.extend(
        flat.reference
            .as_ref()
            .map(|reference| format!("see “{reference}”")),
    );
    if !flat.milestones.is_empty() {
        words.push(format!("{} milestones", flat.milestones.len()));
    }
    if !flat.alternatives.is_empty() {
        words.push(format!("{} alternative", flat.alternatives.len()));
    }
    words.join(", ")
}

fn describe_recurrence(recurrence: &FlatRecurrence) -> String {
    let name = |every| serde_json::to_value(every).unwrap().as_str().unwrap().to_owned();
    let mut words = name(recurrence.freq);
    if let Some(interval) = recurrence.interval {
        words.push_str(&format!(" every {interval}"));
    }
    if let Some(count) = recurrence.count {
        words.push_str(&format!(" {count}×"));
    }
    if let Some(due) = &recurrence.due {
        words.push_str(if recurrence.before { " before " } else { " by " });
        words.push_str(due);
    }
    if let Some([first, last]) = &recurrence.window {
        words.push_str(&format!(" from {first} to {last}"));
    }
    if !recurrence.by_day.is_empty() {
        words.push_str(&format!(" on {}", recurrence.by_day.join(" and ")));
    }
    if let Some(first) = recurrence.first_due {
        words.push_str(&format!(", first {first}"));
    }
    for other in &recurrence.also {
        words.push_str(&format!(" and {}", name(*other)));
    }
    words
}

fn describe_offset(offset: &FlatOffset) -> String {
    let parts = [
        (offset.hours, "hours"),
        (offset.days, "days"),
        (offset.working_days, "working days"),
        (offset.months, "months"),
    ];
    let found = parts
        .iter()
        .find_map(|(amount, unit)| amount.map(|amount| format!("{amount:+} {unit}")));
    found.unwrap_or_default()
}

#[test]
fn every_phrase_means_what_the_table_says() {
    let mut wrong = Vec::new();
    for (_, phrases) in TABLE {
        for (phrase, expected) in *phrases {
            let found = describe(&read(phrase, &context()).window.flat());
            if found != *expected {
                wrong.push(format!("{phrase:?}\n  expected {expected}\n  found    {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn writing_does_not_change_the_meaning() {
    use unicode_normalization::UnicodeNormalization;
    for (_, phrases) in TABLE {
        for (phrase, expected) in *phrases {
            // Events and pointers keep their words as written, so only their case would differ.
            let quoted = expected.contains('“');
            let decomposed: String = phrase.nfd().collect();
            let spaced = format!("\u{a0} {} ", phrase.replace(' ', "\u{a0} "));
            let dashed = phrase.replace(" - ", " – ");
            let loud = phrase.to_uppercase();
            for (other, skip) in [
                (decomposed, false),
                (spaced, quoted),
                (dashed, false),
                (loud, quoted),
            ] {
                let found = describe(&read(&other, &context()).window.flat());
                assert!(
                    skip || found == *expected,
                    "{other:?}\n  expected {expected}\n  found    {found}"
                );
            }
        }
    }
}

#[test]
fn the_readme_shows_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (head, rest) = readme.split_once("<!-- table -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- /table -->").unwrap();
    let mut table = String::new();
    for (section, phrases) in TABLE {
        table.push_str(&format!("\n### {section}\n\n| phrase | reading |\n|---|---|\n"));
        for (phrase, expected) in *phrases {
            let phrase = phrase.replace('\n', " ⏎ ");
            table.push_str(&format!("| {phrase} | {expected} |\n"));
        }
    }
    let fresh = format!("{head}<!-- table -->\n{table}\n<!-- /table -->{tail}");
    if std::env::var_os("SCHEDULE_README").is_some() {
        std::fs::write(path, &fresh).unwrap();
    } else {
        assert!(
            readme == fresh,
            "README.md is stale: run with SCHEDULE_README=write"
        );
    }
}

#[test]
fn the_table_is_long_enough_to_be_a_promise() {
    let phrases: std::collections::BTreeSet<_> = TABLE.iter().flat_map(|(_, p)| *p).map(|(p, _)| p).collect();
    let rows: usize = TABLE.iter().map(|(_, p)| p.len()).sum();
    assert!(rows >= 200, "{rows}");
    assert_eq!(phrases.len(), rows, "a phrase stands twice");
}

#[test]
fn a_year_left_out_is_the_one_that_meets_the_plan() {
    let over_new_year = Context {
        year: Some(2025),
        period: Some((date(2025, 11, 1), date(2026, 5, 31))),
    };
    let end = |phrase: &str| read(phrase, &over_new_year).window.end();
    assert_eq!(end("Tháng 12"), Some(date(2025, 12, 31)));
    assert_eq!(end("Tháng 3"), Some(date(2026, 3, 31)));
    assert_eq!(end("Từ tháng 12 đến tháng 3"), Some(date(2026, 3, 31)));
    assert_eq!(end("Trước ngày 30/6"), Some(date(2026, 6, 30)));
    assert_eq!(read("Quý I", &Context::default()).window.end(), None);
}

#[test]
fn next_year_is_one_year_or_each_by_the_length_of_the_plan() {
    let phrase = "Trước ngày 31/01 năm liền kề";
    assert_eq!(read(phrase, &context()).window.end(), Some(date(2026, 1, 31)));
    let five_years = Context {
        year: Some(2026),
        period: Some((date(2026, 1, 1), date(2030, 12, 31))),
    };
    let window = read(phrase, &five_years).window;
    let due: Vec<_> = window
        .occurrences(date(2026, 1, 1), date(2028, 12, 31))
        .iter()
        .map(|occurrence| occurrence.due)
        .collect();
    assert_eq!(due, [date(2027, 1, 31), date(2028, 1, 31), date(2029, 1, 31)]);
}
