//! Counting days as Civil Code 2015, Articles 147 and 148, counts them: the day of the event is
//! not counted, and a last day that is a day off moves to the next working day.

use jiff::civil::Date;

use super::Calendar;
use crate::dates::{plus_days, plus_months};
use crate::window::{Offset, OffsetUnit};

impl Calendar {
    /// `days` working days after `date`, before it when negative; the day itself is not counted.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let calendar = schedule::Calendar::vietnam();
    /// // Friday 29 August 2025, then National Day on Monday and Tuesday.
    /// assert_eq!(calendar.add_working_days(date(2025, 8, 29), 2), date(2025, 9, 4));
    /// ```
    pub fn add_working_days(&self, date: Date, days: i32) -> Date {
        let step = days.signum();
        let mut left = days.unsigned_abs();
        let mut day = date;
        while left > 0 {
            let next = plus_days(day, step);
            if next == day {
                break;
            }
            day = next;
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        day
    }

    /// Working days after `from` up to and including `to`; negative when `to` is earlier.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let calendar = schedule::Calendar::vietnam();
    /// assert_eq!(calendar.working_days_between(date(2025, 11, 14), date(2025, 11, 18)), 2);
    /// assert_eq!(calendar.working_days_between(date(2025, 11, 18), date(2025, 11, 14)), -2);
    /// ```
    pub fn working_days_between(&self, from: Date, to: Date) -> i32 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let mut count = 0;
        let mut day = first;
        while day < last {
            day = plus_days(day, 1);
            count += i32::from(self.is_working_day(day));
        }
        sign * count
    }

    /// The day itself if it is worked, else the next working day (Civil Code, Article 148.5).
    pub fn roll_forward(&self, date: Date) -> Date {
        if self.is_working_day(date) {
            date
        } else {
            self.add_working_days(date, 1)
        }
    }

    /// The last working day before `date`, never `date` itself.
    pub fn last_working_day_before(&self, date: Date) -> Date {
        self.add_working_days(date, -1)
    }

    /// The last working day on or before `date`: when to be ready for a deadline on a day off.
    pub fn last_working_day_by(&self, date: Date) -> Date {
        if self.is_working_day(date) {
            date
        } else {
            self.last_working_day_before(date)
        }
    }

    /// The last day of a term that begins with an event on `date`.
    ///
    /// The day of the event is not counted; a term that ends on a day off ends with the next
    /// working day. A term before the event ends on a working day by counting back, so that
    /// nothing falls due on a day off.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use schedule::{Calendar, Offset};
    /// let calendar = Calendar::vietnam();
    /// // Ten days from 20 November 2025 end on Sunday the 30th.
    /// assert_eq!(calendar.term_end(date(2025, 11, 20), Offset::days(10)), date(2025, 12, 1));
    /// ```
    pub fn term_end(&self, date: Date, offset: Offset) -> Date {
        let end = self.count(date, offset);
        if offset.amount < 0 {
            self.last_working_day_by(end)
        } else {
            self.roll_forward(end)
        }
    }

    /// `offset` after `date` without moving the last day off a day off.
    pub(crate) fn count(&self, date: Date, offset: Offset) -> Date {
        match offset.unit {
            OffsetUnit::Hours => plus_days(date, (offset.amount + 23) / 24),
            OffsetUnit::Days => plus_days(date, offset.amount),
            OffsetUnit::WorkingDays => self.add_working_days(date, offset.amount),
            OffsetUnit::Weeks => plus_days(date, offset.amount.saturating_mul(7)),
            OffsetUnit::Months => plus_months(date, offset.amount),
            OffsetUnit::Years => plus_months(date, offset.amount.saturating_mul(12)),
        }
    }
}
