mod scale;

use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;
use jiff::civil::Date;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::{Tone, Translator, date};
use scale::Scale;

/// Work over a year: a row each, with its windows as bars under the months and a line for today.
///
/// It is a table whose last column is drawn, so that it reads as a table where nothing is seen. Positions are
/// percentages in SVG attributes: nothing is stretched and no style is inline.
#[derive(Clone, Debug, Template)]
#[template(path = "components/timeline/timeline.html")]
pub struct Timeline {
    t: Translator,
    caption: String,
    head: String,
    scale: Scale,
    today: Option<Date>,
    rows: Vec<TimelineRow>,
    legend: Vec<(Tone, String)>,
}

impl Timeline {
    /// A timeline from the first to the last day; `head` is the title of the column of names.
    pub fn new(t: Translator, caption: impl Display, head: impl Display, first: Date, last: Date) -> Self {
        Self {
            t,
            caption: caption.to_string(),
            head: head.to_string(),
            scale: Scale::new(first, last),
            today: None,
            rows: Vec::new(),
            legend: Vec::new(),
        }
    }

    /// Draws a line at today, if it lies in the time shown.
    #[must_use]
    pub fn today(mut self, today: impl Borrow<Date>) -> Self {
        self.today = Some(*today.borrow()).filter(|day| self.scale.holds(*day));
        self
    }

    /// The rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = TimelineRow>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// What a colour stands for.
    #[must_use]
    pub fn legend(mut self, tone: Tone, words: impl Display) -> Self {
        self.legend.push((tone, words.to_string()));
        self
    }

    /// Where each month begins, in per cent, and its short name.
    fn months(&self) -> Vec<(String, String)> {
        let months = self.scale.months().into_iter();
        months
            .map(|(at, month)| (at, self.t.say(&format!("ui-month-short-{month}"))))
            .collect()
    }

    fn today_at(&self) -> Option<String> {
        self.today.map(|day| self.scale.middle(day))
    }

    fn words(&self, bar: &Bar) -> String {
        let (from, to) = (date(bar.first), date(bar.last));
        let window = if bar.first == bar.last {
            to
        } else {
            format!("{from} – {to}")
        };
        match bar.label.as_str() {
            "" => window,
            label => format!("{label}: {window}"),
        }
    }

    fn drawn(&self, row: &TimelineRow) -> Vec<DrawnBar> {
        row.bars.iter().filter_map(|bar| self.draw(bar)).collect()
    }

    fn draw(&self, bar: &Bar) -> Option<DrawnBar> {
        let (first, last) = self.scale.clip(bar.first, bar.last)?;
        let (at, width) = self.scale.span(first, last);
        let end = at + width;
        // Words stand in a bar that has room, else beside it, on the side where the room is.
        let day = bar.first == bar.last;
        let gap = if day { 13 } else { 6 };
        let place = if width > 14.0 {
            (at, "start", 10)
        } else if end < 78.0 {
            (end, "start", gap)
        } else {
            (at, "end", -gap)
        };
        Some(DrawnBar {
            at: format!("{at:.3}%"),
            width: format!("{width:.3}%"),
            middle: self.scale.middle(first),
            day,
            tone: bar.tone,
            open: bar.open,
            label: bar.label.clone(),
            label_at: format!("{:.3}%", place.0),
            label_anchor: place.1,
            label_shift: place.2,
        })
    }
}

struct DrawnBar {
    at: String,
    width: String,
    middle: String,
    day: bool,
    tone: Tone,
    open: bool,
    label: String,
    label_at: String,
    label_anchor: &'static str,
    label_shift: i8,
}

/// One piece of work with its windows.
#[derive(Clone, Debug)]
pub struct TimelineRow {
    label: String,
    note: String,
    href: Option<String>,
    bars: Vec<Bar>,
}

impl TimelineRow {
    /// A row called `label`.
    pub fn new(label: impl Display) -> Self {
        Self {
            label: label.to_string(),
            note: String::new(),
            href: None,
            bars: Vec::new(),
        }
    }

    /// Its page.
    #[must_use]
    pub fn href(mut self, href: impl Display) -> Self {
        self.href = Some(safe_href(href));
        self
    }

    /// A quiet line under the name.
    #[must_use]
    pub fn note(mut self, note: impl Display) -> Self {
        self.note = note.to_string();
        self
    }

    /// A window.
    #[must_use]
    pub fn bar(mut self, bar: Bar) -> Self {
        self.bars.push(bar);
        self
    }
}

/// A window from one day to another, both included; a single day is drawn as a point.
#[derive(Clone, Debug)]
pub struct Bar {
    first: Date,
    last: Date,
    tone: Tone,
    label: String,
    open: bool,
}

impl Bar {
    /// A neutral window.
    pub fn new(first: impl Borrow<Date>, last: impl Borrow<Date>) -> Self {
        Self {
            first: *first.borrow(),
            last: *last.borrow(),
            tone: Tone::Neutral,
            label: String::new(),
            open: false,
        }
    }

    /// Sets the tone.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = *tone.borrow();
        self
    }

    /// A few words on or beside the bar.
    #[must_use]
    pub fn label(mut self, label: impl Display) -> Self {
        self.label = label.to_string();
        self
    }

    /// Standing work without an end of its own: drawn lightly.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }
}

components!(Timeline);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let day = |month: i8, day: i8| jiff::civil::date(2025, month, day);
    let rows = [
        TimelineRow::new(s.w("Đăng tin bài trên trang thông tin điện tử"))
            .href("/viec/1")
            .note(s.w("Văn phòng"))
            .bar(Bar::new(day(1, 1), day(12, 31)).open().label(s.w("Thường xuyên"))),
        TimelineRow::new(s.w("Tổ chức tọa đàm"))
            .href("/viec/2")
            .bar(
                Bar::new(day(1, 15), day(3, 30))
                    .tone(Tone::Bad)
                    .label(s.w("Quá hạn")),
            )
            .bar(Bar::new(day(9, 1), day(9, 30)).label(s.w("Lần 2"))),
        TimelineRow::new(s.w("Khảo sát mức độ hiểu biết")).bar(
            Bar::new(day(5, 1), day(6, 30))
                .tone(Tone::Warn)
                .label(s.w("Sắp đến hạn")),
        ),
        TimelineRow::new(s.w("Báo cáo năm")).note(s.w("Các phòng")).bar(
            Bar::new(day(12, 14), day(12, 14))
                .tone(Tone::Info)
                .label(s.w("Nộp báo cáo")),
        ),
    ];
    let timeline = Timeline::new(
        s.t,
        s.w("Kế hoạch năm 2025"),
        s.w("Nhiệm vụ"),
        day(1, 1),
        day(12, 31),
    )
    .today(day(4, 12))
    .rows(rows)
    .legend(Tone::Neutral, s.w("Chưa đến hạn"))
    .legend(Tone::Warn, s.w("Sắp đến hạn"))
    .legend(Tone::Bad, s.w("Quá hạn"));
    vec![Example::new("standing, windows, one day", timeline)]
}
