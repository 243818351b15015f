//! What the rules find, before years are filled in.

use jiff::civil::Weekday;

use crate::window::{Frequency, Hours, Offset, PartOfDay, Section};

/// The year of a point, as far as the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearRef {
    Unsaid,
    Is(i16),
    /// The plan's year.
    This,
    /// The year after.
    Next,
    /// The year before.
    Previous,
}

/// The month of a day, as far as the text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MonthRef {
    Unsaid,
    Is(i8),
    /// The month reported, each time.
    Same,
    /// The month after the one reported.
    Next,
    FirstOfQuarter,
    SecondOfQuarter,
    LastOfQuarter,
    FirstOfNextQuarter,
}

/// A point or unit of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Point {
    Day {
        day: i8,
        month: MonthRef,
        year: YearRef,
    },
    Month {
        month: i8,
        year: YearRef,
    },
    Quarter {
        quarter: i8,
        year: YearRef,
    },
    Half {
        half: i8,
        year: YearRef,
    },
    /// "9 tháng đầu năm": months 1 to n.
    FirstMonths {
        months: i8,
        year: YearRef,
    },
    /// "3 tháng cuối năm".
    LastMonths {
        months: i8,
        year: YearRef,
    },
    Year {
        year: YearRef,
    },
    /// "Năm học 2025-2026": September to May.
    SchoolYear {
        first: i16,
    },
    Section {
        section: Section,
        of: Box<Point>,
    },
    /// "Nửa đầu tháng 6": days 1 to 15, or from 16.
    HalfMonth {
        second: bool,
        month: i8,
        year: YearRef,
    },
    Week {
        week: i8,
        month: i8,
        year: YearRef,
    },
    Weekday {
        weekday: Weekday,
        nth: Option<i8>,
    },
    /// "Nay".
    Now,
    /// The day the plan is issued.
    Issue,
    /// The whole time of the plan.
    Plan,
}

/// A point, or from one point to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) from: Point,
    pub(super) to: Option<Point>,
}

/// When a repetition is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) segment: Segment,
    /// By its end, where false is within it.
    pub(super) by: bool,
    pub(super) before: bool,
}

/// A repetition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recur {
    pub(super) every: Frequency,
    pub(super) interval: u16,
    pub(super) count: Option<u16>,
    pub(super) also: Vec<Frequency>,
    pub(super) due: Vec<Due>,
}

/// Tokens from, up to.
pub(super) type Words = (usize, usize);

/// A time that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Time {
    /// Units, one after the other.
    Span {
        segments: Vec<Segment>,
        or: bool,
        open: bool,
    },
    /// From, to; with the event that ends it.
    Range {
        from: Option<Point>,
        after: bool,
        to: Option<Point>,
        until: Option<Words>,
    },
    /// By a point; `before` takes the day before a unit. `upto`: only "đến".
    Deadline {
        points: Vec<Segment>,
        before: bool,
        upto: bool,
        hours: Option<Hours>,
    },
    Recurring(Recur),
    Standing {
        monthly: bool,
    },
    Triggered {
        words: Words,
    },
    Relative {
        offset: Offset,
        anchor: Option<Words>,
        from: Option<Point>,
        bare: bool,
    },
    Reference {
        words: Words,
    },
    Hours(Hours),
    PartOfDay(PartOfDay),
}
