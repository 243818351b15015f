//! `yyyy/MM/dd` and `yyyy/MM/dd HH:mm:ss`, without a zone: the axis writes the time of Việt Nam.

use jiff::civil::{Date, DateTime};

use crate::ReadError;

pub(crate) fn write(date: Date) -> String {
    format!("{:04}/{:02}/{:02}", date.year(), date.month(), date.day())
}

pub(crate) fn write_time(at: DateTime) -> String {
    format!(
        "{} {:02}:{:02}:{:02}",
        write(at.date()),
        at.hour(),
        at.minute(),
        at.second()
    )
}

/// Also `yyyy-MM-dd` and `dd/MM/yyyy`, which are met; and with a time, which is passed over.
pub(crate) fn read(text: &str) -> Result<Date, ReadError> {
    let wrong = || ReadError::Date(text.chars().take(40).collect());
    let day = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<i16> = day
        .split(['/', '-'])
        .filter_map(|part| part.parse().ok())
        .collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if *year > 31 => (*year, *month, *day),
        [day, month, year] => (*year, *month, *day),
        _ => return Err(wrong()),
    };
    let small = |number: i16| i8::try_from(number).map_err(|_| wrong());
    Date::new(year, small(month)?, small(day)?).map_err(|_| wrong())
}

pub(crate) fn read_time(text: &str) -> Result<DateTime, ReadError> {
    let wrong = || ReadError::Date(text.chars().take(40).collect());
    let date = read(text)?;
    let Some((_, time)) = text.trim().split_once([' ', 'T']) else {
        return Ok(date.at(0, 0, 0, 0));
    };
    // Parts of a second and a zone are passed over.
    let time: String = time
        .trim()
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ':')
        .collect();
    let parts: Vec<i8> = time.split(':').filter_map(|part| part.parse().ok()).collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return Err(wrong()),
    };
    let time = jiff::civil::Time::new(hour, minute, second, 0).map_err(|_| wrong())?;
    Ok(date.to_datetime(time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn dates_are_read_in_all_orders_and_written_in_one() {
        for text in [
            "2025/03/09",
            "2025-03-09",
            "09/03/2025",
            " 2025/3/9 ",
            "2025/03/09 10:11:12",
        ] {
            assert_eq!(read(text), Ok(date(2025, 3, 9)), "{text}");
        }
        for text in [
            "",
            "2025",
            "2025/13/01",
            "2025/02/30",
            "a/b/c",
            "1/2/3/4",
            "99999/1/1",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(write(date(2025, 3, 9)), "2025/03/09");
    }

    #[test]
    fn times_too() {
        let at = datetime(2025, 3, 9, 8, 5, 7, 0);
        for text in [
            "2025/03/09 08:05:07",
            "2025-03-09T08:05:07+07:00",
            "2025-03-09T08:05:07.123",
        ] {
            assert_eq!(read_time(text), Ok(at), "{text}");
        }
        assert_eq!(read_time("2025/03/09"), Ok(datetime(2025, 3, 9, 0, 0, 0, 0)));
        assert!(read_time("2025/03/09 25:00:00").is_err());
        assert_eq!(write_time(at), "2025/03/09 08:05:07");
    }
}
