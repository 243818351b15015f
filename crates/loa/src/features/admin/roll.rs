//! A pasted list of people: name, position, unit, e-mail in each line, separated by tabs or semicolons.

use super::people::PersonInput;
use crate::features::agency::Unit;

/// Most lines taken at once.
pub(super) const MOST: usize = 500;

/// One line, read.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its number in the list, counted from 1.
    pub(super) number: usize,
    /// What was read.
    pub(super) input: PersonInput,
    /// The unit as written.
    pub(super) unit: String,
    /// Message keys of what is wrong.
    pub(super) wrong: Vec<String>,
}

/// Reads the list. A line of headings is passed over.
pub(super) fn read(text: &str, units: &[Unit]) -> Vec<Line> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let mut read: Vec<Line> = lines
        .filter(|(index, line)| *index > 0 || !is_heading(line))
        .take(MOST + 1)
        .map(|(index, line)| read_line(index + 1, line, units))
        .collect();
    let mut seen = std::collections::HashSet::new();
    for line in &mut read {
        let email = line.input.email.to_lowercase();
        if !email.is_empty() && !seen.insert(email) {
            line.wrong.push("admin-roll-twice".to_owned());
        }
    }
    read
}

fn is_heading(line: &str) -> bool {
    let folded = vietnamese::fold(line);
    !line.contains('@') && (folded.contains("ho va ten") || folded.contains("ho ten"))
}

fn read_line(number: usize, line: &str, units: &[Unit]) -> Line {
    let mark = if line.contains('\t') { '\t' } else { ';' };
    let cells: Vec<&str> = line.split(mark).map(str::trim).collect();
    let cell = |index: usize| vietnamese::nfc(cells.get(index).copied().unwrap_or_default()).into_owned();
    let unit = cell(2);
    let mut input = PersonInput {
        name: cell(0),
        title: cell(1),
        email: cell(3),
        ..PersonInput::default()
    };
    let mut wrong = Vec::new();
    if cells.len() > 4 {
        wrong.push("admin-roll-columns".to_owned());
    }
    if !unit.is_empty() {
        let folded = vietnamese::fold(&unit);
        let named = |unit: &&Unit| {
            std::iter::once(&unit.name)
                .chain([&unit.short_name])
                .chain(&unit.aliases)
                .any(|name| vietnamese::fold(name) == folded)
        };
        input.unit = units.iter().find(named).map(|unit| unit.id);
        if input.unit.is_none() {
            wrong.push("admin-unit-unknown".to_owned());
        }
    }
    if let Err(errors) = input.check() {
        wrong.extend(errors.iter().map(|(_, key)| key.to_owned()));
    }
    Line {
        number,
        input,
        unit,
        wrong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_each_error_is_told() {
        let list = "Họ và tên\tChức vụ\tĐơn vị\tThư điện tử\n\
                    Nguyễn Thị An\tPhó Trưởng phòng\t\tan@so.example.vn\n\n\
                    Trần Bình; Chuyên viên; Phòng không có; binh@so.example.vn\n\
                    ;;;khong-phai\n\
                    Lê An;;;AN@so.example.vn";
        let lines = read(list, &[]);
        let wrong: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    line.number,
                    line.wrong.iter().map(String::as_str).collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(
            wrong,
            [
                (2, vec![]),
                (4, vec!["admin-unit-unknown"]),
                (5, vec!["admin-name-needed", "admin-email-wrong"]),
                (6, vec!["admin-roll-twice"]),
            ]
        );
        assert_eq!(lines[0].input.title, "Phó Trưởng phòng");
    }
}
