//! Calendars as other programs subscribe to them (RFC 5545): all-day events on civil dates.

use db::Instant;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A day, or days in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// The same whenever the feed is read.
    pub(super) uid: String,
    /// First day.
    pub(super) first: Date,
    /// Last day, included.
    pub(super) last: Date,
    /// What it is.
    pub(super) summary: String,
    /// More words.
    pub(super) description: String,
    /// Its page.
    pub(super) url: String,
    /// When it was last changed.
    pub(super) changed: Instant,
}

/// The whole calendar. Days are dates without a time or zone, so no program can shift them.
pub(super) fn calendar(name: &str, events: &[Event]) -> String {
    let mut text = String::new();
    let mut line = |content: &str| fold(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Loa//Loa//VI");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escape(name)));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    line("X-PUBLISHED-TTL:PT6H");
    for event in events {
        // The end of an all-day event is the day after its last one.
        let end = event.last.tomorrow().unwrap_or(event.last);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", escape(&event.uid)));
        line(&format!("DTSTAMP:{}", stamp(event.changed)));
        line(&format!("DTSTART;VALUE=DATE:{}", day(event.first)));
        line(&format!("DTEND;VALUE=DATE:{}", day(end)));
        line(&format!("SUMMARY:{}", escape(&event.summary)));
        line(&format!("DESCRIPTION:{}", escape(&event.description)));
        if !event.url.is_empty() {
            line(&format!("URL:{}", event.url));
        }
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn stamp(at: Instant) -> String {
    let utc = at.timestamp().to_zoned_datetime(TimeZone::UTC);
    let time = utc.time();
    format!(
        "{}T{:02}{:02}{:02}Z",
        day(utc.date()),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// Text values (3.3.11): backslash, comma, semicolon and line ends are written out; other controls are dropped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            ',' => escaped.push_str("\\,"),
            ';' => escaped.push_str("\\;"),
            '\n' | '\r' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Content lines (3.1): at most 75 octets, cut between letters, continued after a blank.
fn fold(text: &mut String, line: &str) {
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            room = 74;
        }
        room -= c.len_utf8();
        text.push(c);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters_and_specials_are_written_out() {
        let event = Event {
            uid: "1@loa".to_owned(),
            first: date(2025, 3, 31),
            last: date(2025, 3, 31),
            summary:
                "Hạn: Tuyên truyền thông tin về chỉ số cải cách hành chính, chỉ số hài lòng; năm 2024\nlần 1"
                    .to_owned(),
            description: "Ở \\ đây".to_owned(),
            url: "https://loa.example.vn/lam-viec".to_owned(),
            changed: Instant::from(jiff::Timestamp::UNIX_EPOCH),
        };
        let text = calendar("Việc của tôi", &[event]);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(!text.replace("\r\n", "").contains('\n'));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("SUMMARY:Hạn: Tuyên truyền thông tin về chỉ số cải cách hành chính\\, chỉ số hài lòng\\; năm 2024\\nlần 1\r\n"));
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20250331\r\nDTEND;VALUE=DATE:20250401\r\n"));
        assert!(unfolded.contains("DTSTAMP:19700101T000000Z\r\n"));
        assert!(unfolded.contains("DESCRIPTION:Ở \\\\ đây\r\n"));
    }
}
