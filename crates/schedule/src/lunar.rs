//! The Vietnamese lunisolar calendar, computed from the sun and the moon at UTC+7.
//!
//! A month begins on the civil day (at UTC+7) of the new moon. The month that holds the winter
//! solstice is the eleventh. When thirteen months lie between two eleventh months, the first of
//! them without a principal solar term is the leap month. A Chinese table uses UTC+8 and is one
//! day off in some years: Tết 2030 is 2 February in Việt Nam and 3 February in China.
//!
//! New moons follow the periodic series of Meeus, *Astronomical Algorithms*, chapter 49, the sun
//! its chapter 25. The error is under a minute for the moon and a few minutes for solar terms in
//! the years 1900 to 2150; the module answers outside them too, with less certainty.

use jiff::civil::Date;

use crate::dates::{days_between, plus_days};

/// Hours that Vietnamese civil time is ahead of UTC.
const UTC_OFFSET_HOURS: f64 = 7.0;
/// Mean length of a lunar month in days.
const LUNATION: f64 = 29.530_588_861;
/// Julian day number of 2000-01-01 (at noon).
const JDN_2000: i32 = 2_451_545;

/// A day of the lunar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LunarDate {
    /// Lunar year, named by the solar year in which most of it lies.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 30.
    pub day: i8,
    /// Whether the month is the leap month that repeats `month`.
    pub leap: bool,
}

/// First day of the lunar year (mùng 1 Tết).
///
/// ```
/// use jiff::civil::date;
/// assert_eq!(schedule::lunar::tet(2030), date(2030, 2, 2));
/// ```
pub fn tet(year: i16) -> Date {
    // The first month is the second after the eleventh, or the third if the twelfth or the
    // eleventh is repeated; `months_of` knows.
    months_of(year.saturating_sub(1))
        .into_iter()
        .find(|m| m.month == 1 && !m.leap)
        .map_or_else(|| crate::dates::clamped(year, 2, 1), |m| from_jdn(m.first))
}

/// The solar date of a lunar one; `None` when that year has no such day.
///
/// ```
/// use jiff::civil::date;
/// use schedule::lunar::{LunarDate, to_solar};
/// let hung_kings = LunarDate { year: 2026, month: 3, day: 10, leap: false };
/// assert_eq!(to_solar(hung_kings), Some(date(2026, 4, 26)));
/// ```
pub fn to_solar(lunar: LunarDate) -> Option<Date> {
    let anchor = if lunar.month >= 11 {
        lunar.year
    } else {
        lunar.year.saturating_sub(1)
    };
    let months = months_of(anchor);
    let month = months
        .iter()
        .find(|m| m.month == lunar.month && m.leap == lunar.leap)?;
    (1..=month.days)
        .contains(&lunar.day)
        .then(|| from_jdn(month.first + i32::from(lunar.day) - 1))
}

/// The lunar date of a solar one.
///
/// ```
/// use jiff::civil::date;
/// use schedule::lunar::from_solar;
/// let day = from_solar(date(2025, 8, 1));
/// assert_eq!((day.month, day.day, day.leap), (6, 8, true));
/// ```
pub fn from_solar(date: Date) -> LunarDate {
    let jdn = to_jdn(date);
    // The span that starts with the eleventh month of `anchor` holds the day.
    let mut anchor = date.year();
    if jdn < eleventh_month(anchor) {
        anchor -= 1;
    }
    let months = months_of(anchor);
    let month = months.iter().rev().find(|m| m.first <= jdn);
    month.map_or(
        LunarDate {
            year: date.year(),
            month: 1,
            day: 1,
            leap: false,
        },
        |m| LunarDate {
            year: if m.month >= 11 { anchor } else { anchor + 1 },
            month: m.month,
            day: i8::try_from(jdn - m.first + 1).unwrap_or(1),
            leap: m.leap,
        },
    )
}

/// One month of the span between two winter solstices.
#[derive(Debug, Clone, Copy)]
struct LunarMonth {
    month: i8,
    leap: bool,
    /// Julian day number of its first day.
    first: i32,
    days: i8,
}

/// The months from the eleventh of `year` up to, not including, the eleventh of the next year.
fn months_of(year: i16) -> Vec<LunarMonth> {
    let from = eleventh_month(year);
    let until = eleventh_month(year.saturating_add(1));
    let count = (f64::from(until - from) / LUNATION).round() as usize;
    let k = lunation_of(from);
    let firsts: Vec<i32> = (0..=count as i32).map(|i| new_moon_day(k + i)).collect();
    let leap_at = (count > 12)
        .then(|| (1..count).find(|&i| !has_principal_term(&firsts, i)))
        .flatten();
    let mut month = 11;
    firsts
        .windows(2)
        .enumerate()
        .filter_map(|(i, pair)| {
            let &[first, next] = pair else { return None };
            let leap = leap_at == Some(i);
            if i > 0 && !leap {
                month = month % 12 + 1;
            }
            let days = i8::try_from(next - first).ok()?;
            Some(LunarMonth {
                month,
                leap,
                first,
                days,
            })
        })
        .collect()
}

/// Whether the sun enters a sign (a multiple of 30 degrees) during month `i`.
fn has_principal_term(firsts: &[i32], i: usize) -> bool {
    match (firsts.get(i), firsts.get(i + 1)) {
        (Some(&first), Some(&next)) => sign_at_midnight(first) != sign_at_midnight(next),
        _ => true,
    }
}

/// First day of the lunar month that holds the winter solstice of `year`.
fn eleventh_month(year: i16) -> i32 {
    let last = to_jdn(crate::dates::clamped(year, 12, 31));
    let k = lunation_of(last);
    let day = new_moon_day(k);
    // Already past 270 degrees at its start: the solstice fell into the month before.
    if sign_at_midnight(day) >= 9 {
        new_moon_day(k - 1)
    } else {
        day
    }
}

/// Number of the lunation (0 = January 2000) whose first day is the last on or before `jdn`.
fn lunation_of(jdn: i32) -> i32 {
    let mut k = ((f64::from(jdn - JDN_2000) - 5.0) / LUNATION).floor() as i32 + 1;
    while new_moon_day(k) > jdn {
        k -= 1;
    }
    k
}

/// Which twelfth of the ecliptic (0 = from the spring equinox) the sun is in as the day begins.
fn sign_at_midnight(jdn: i32) -> i32 {
    let midnight_ut = f64::from(jdn) - 0.5 - UTC_OFFSET_HOURS / 24.0;
    (sun_longitude(midnight_ut + delta_t(midnight_ut)) / 30.0).floor() as i32
}

/// Civil day at UTC+7, as a Julian day number, of new moon `k` (0 = 6 January 2000).
fn new_moon_day(k: i32) -> i32 {
    let dynamical = new_moon(f64::from(k));
    let universal = dynamical - delta_t(dynamical);
    (universal + 0.5 + UTC_OFFSET_HOURS / 24.0).floor() as i32
}

/// Instant of new moon `k` as a Julian day in dynamical time.
fn new_moon(k: f64) -> f64 {
    let t = k / 1236.85;
    let mean = 2_451_550.097_66 + LUNATION * k + t * t * (0.000_154_37 - 0.000_000_150 * t);
    let e = 1.0 - t * (0.002_516 + 0.000_007_4 * t);
    let sun = (2.5534 + 29.105_356_70 * k - 0.000_001_4 * t * t).to_radians();
    let moon = (201.5643 + 385.816_935_28 * k + 0.010_758_2 * t * t).to_radians();
    let latitude = (160.7108 + 390.670_502_84 * k - 0.001_611_8 * t * t).to_radians();
    let node = (124.7746 - 1.563_755_88 * k + 0.002_067_2 * t * t).to_radians();
    // (days, power of e, multiples of sun, moon, latitude, node)
    const TERMS: [(f64, i32, f64, f64, f64, f64); 25] = [
        (-0.407_20, 0, 0.0, 1.0, 0.0, 0.0),
        (0.172_41, 1, 1.0, 0.0, 0.0, 0.0),
        (0.016_08, 0, 0.0, 2.0, 0.0, 0.0),
        (0.010_39, 0, 0.0, 0.0, 2.0, 0.0),
        (0.007_39, 1, -1.0, 1.0, 0.0, 0.0),
        (-0.005_14, 1, 1.0, 1.0, 0.0, 0.0),
        (0.002_08, 2, 2.0, 0.0, 0.0, 0.0),
        (-0.001_11, 0, 0.0, 1.0, -2.0, 0.0),
        (-0.000_57, 0, 0.0, 1.0, 2.0, 0.0),
        (0.000_56, 1, 1.0, 2.0, 0.0, 0.0),
        (-0.000_42, 0, 0.0, 3.0, 0.0, 0.0),
        (0.000_42, 1, 1.0, 0.0, 2.0, 0.0),
        (0.000_38, 1, 1.0, 0.0, -2.0, 0.0),
        (-0.000_24, 1, -1.0, 2.0, 0.0, 0.0),
        (-0.000_17, 0, 0.0, 0.0, 0.0, 1.0),
        (-0.000_07, 0, 2.0, 1.0, 0.0, 0.0),
        (0.000_04, 0, 0.0, 2.0, -2.0, 0.0),
        (0.000_04, 0, 3.0, 0.0, 0.0, 0.0),
        (0.000_03, 0, 1.0, 1.0, -2.0, 0.0),
        (0.000_03, 0, 0.0, 2.0, 2.0, 0.0),
        (-0.000_03, 0, 1.0, 1.0, 2.0, 0.0),
        (0.000_03, 0, -1.0, 1.0, 2.0, 0.0),
        (-0.000_02, 0, -1.0, 1.0, -2.0, 0.0),
        (-0.000_02, 0, 1.0, 3.0, 0.0, 0.0),
        (0.000_02, 0, 0.0, 4.0, 0.0, 0.0),
    ];
    let periodic: f64 = TERMS
        .iter()
        .map(|&(days, power, s, m, l, n)| {
            days * e.powi(power) * (s * sun + m * moon + l * latitude + n * node).sin()
        })
        .sum();
    let planets = 0.000_325 * (299.77 + 0.107_408 * k - 0.009_173 * t * t).to_radians().sin()
        + 0.000_165 * (251.88 + 0.016_321 * k).to_radians().sin()
        + 0.000_164 * (251.83 + 26.651_886 * k).to_radians().sin();
    mean + periodic + planets
}

/// Apparent longitude of the sun in degrees, 0 to 360, at a Julian day in dynamical time.
fn sun_longitude(jde: f64) -> f64 {
    let t = (jde - 2_451_545.0) / 36_525.0;
    let mean = 280.466_46 + t * (36_000.769_83 + 0.000_303_2 * t);
    let anomaly = (357.529_11 + t * (35_999.050_29 - 0.000_153_7 * t)).to_radians();
    let center = (1.914_602 - t * (0.004_817 + 0.000_014 * t)) * anomaly.sin()
        + (0.019_993 - 0.000_101 * t) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    let node = (125.04 - 1_934.136 * t).to_radians();
    (mean + center - 0.005_69 - 0.004_78 * node.sin()).rem_euclid(360.0)
}

/// Dynamical minus universal time in days: about a minute in our century.
fn delta_t(jd: f64) -> f64 {
    let y = (jd - 2_451_545.0) / 365.25;
    let seconds = if y < -50.0 {
        31.1 + 0.32 * (y + 50.0)
    } else if y < 5.0 {
        63.9 + 0.64 * y
    } else {
        62.9 + y * (0.322_17 + 0.005_589 * y)
    };
    seconds / 86_400.0
}

fn to_jdn(date: Date) -> i32 {
    JDN_2000 + days_between(jiff::civil::date(2000, 1, 1), date)
}

fn from_jdn(jdn: i32) -> Date {
    plus_days(jiff::civil::date(2000, 1, 1), jdn - JDN_2000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn tet_follows_the_published_years() {
        let expected = [
            (1985, 1, 21), // China: 20 February
            (2007, 2, 17), // China: 18 February
            (2020, 1, 25),
            (2021, 2, 12),
            (2022, 2, 1),
            (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29),
            (2026, 2, 17),
            (2027, 2, 6),
            (2028, 1, 26),
            (2029, 2, 13),
            (2030, 2, 2), // China: 3 February
            (2031, 1, 23),
            (2032, 2, 11),
        ];
        for (year, month, day) in expected {
            assert_eq!(tet(year), date(year, month, day), "Tết {year}");
        }
    }

    #[test]
    fn hung_kings_day_is_the_tenth_of_the_third_month() {
        let expected = [
            (2025, 4, 7),
            (2026, 4, 26),
            (2027, 4, 16),
            (2028, 4, 4),
            (2029, 4, 23),
            (2030, 4, 12),
            (2031, 4, 1),
            (2032, 4, 19),
        ];
        for (year, month, day) in expected {
            let lunar = LunarDate {
                year,
                month: 3,
                day: 10,
                leap: false,
            };
            assert_eq!(to_solar(lunar), Some(date(year, month, day)), "{year}");
        }
    }

    #[test]
    fn leap_months_stand_where_the_almanacs_put_them() {
        let expected = [
            (2014, 9),
            (2017, 6),
            (2020, 4),
            (2023, 2),
            (2025, 6),
            (2028, 5),
            (2033, 11),
        ];
        for (year, month) in expected {
            let leap = LunarDate {
                year,
                month,
                day: 1,
                leap: true,
            };
            assert!(to_solar(leap).is_some(), "{year} has a leap month {month}");
        }
        assert_eq!(
            to_solar(LunarDate {
                year: 2026,
                month: 6,
                day: 1,
                leap: true
            }),
            None
        );
    }

    #[test]
    fn every_day_goes_there_and_back() {
        let mut day = date(2019, 12, 1);
        let mut before = from_solar(plus_days(day, -1));
        while day < date(2035, 1, 31) {
            let lunar = from_solar(day);
            assert_eq!(to_solar(lunar), Some(day), "{day} is {lunar:?}");
            assert!(
                lunar.day == before.day + 1 || lunar.day == 1,
                "{day}: {before:?} {lunar:?}"
            );
            before = lunar;
            day = plus_days(day, 1);
        }
    }
}
