use jiff::ToSpan;
use jiff::civil::Date;

/// Days laid out from 0 to 100 per cent.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    first: Date,
    last: Date,
}

impl Scale {
    /// From the first to the last day, both shown; a last day before the first one shows the first alone.
    pub(super) fn new(first: Date, last: Date) -> Self {
        let last = last.max(first);
        Self { first, last }
    }

    pub(super) fn holds(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The part of a window that is shown.
    pub(super) fn clip(self, first: Date, last: Date) -> Option<(Date, Date)> {
        let (from, to) = (first.max(self.first), last.min(self.last));
        (from <= to).then_some((from, to))
    }

    /// Where a window begins and how wide it is, in per cent.
    pub(super) fn span(self, first: Date, last: Date) -> (f64, f64) {
        let at = self.before(first);
        (at, self.before(last) + self.day() - at)
    }

    /// The middle of a day.
    pub(super) fn middle(self, day: Date) -> String {
        format!("{:.3}%", self.before(day) + self.day() / 2.0)
    }

    /// The beginning of each month shown, with its number.
    pub(super) fn months(self) -> Vec<(String, i8)> {
        let starts = self.first.first_of_month().series(1.month());
        starts
            .take_while(|start| *start <= self.last)
            .map(|start| {
                (
                    format!("{:.3}%", self.before(start.max(self.first))),
                    start.month(),
                )
            })
            .collect()
    }

    fn before(self, day: Date) -> f64 {
        days(self.first, day) * self.day()
    }

    fn day(self) -> f64 {
        100.0 / (days(self.first, self.last) + 1.0)
    }
}

fn days(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_fill_the_width() {
        let year = Scale::new(date(2025, 1, 1), date(2025, 12, 31));
        assert_eq!(year.span(date(2025, 1, 1), date(2025, 12, 31)), (0.0, 100.0));
        assert_eq!(year.months().len(), 12);
        assert_eq!(year.months().first().map(|m| m.0.as_str()), Some("0.000%"));
        assert_eq!(
            year.clip(date(2024, 5, 1), date(2025, 2, 3)),
            Some((date(2025, 1, 1), date(2025, 2, 3)))
        );
        assert_eq!(year.clip(date(2024, 5, 1), date(2024, 6, 3)), None);
    }

    #[test]
    fn a_window_that_begins_in_the_middle_of_a_month_names_that_month() {
        let months = Scale::new(date(2024, 12, 15), date(2025, 12, 14)).months();
        assert_eq!(months.len(), 13);
        assert_eq!(months.first(), Some(&("0.000%".to_owned(), 12)));
        let one = Scale::new(date(2025, 3, 1), date(2025, 2, 1));
        assert_eq!(one.span(date(2025, 3, 1), date(2025, 3, 1)), (0.0, 100.0));
    }
}
