//! Tables whose columns are kept apart by spaces.

/// Rows of an aligned table at the start of a run of lines, and how many lines they take.
pub(super) fn read(run: &[&str]) -> Option<(Vec<Vec<String>>, usize)> {
    // Its first line shows it, so that running text costs no more than a look at each line.
    if !run.first().is_some_and(|line| line.trim().contains("   ")) {
        return None;
    }
    let count = run.iter().take_while(|line| !line.contains('\t')).count();
    if count < 2 {
        return None;
    }
    let lines: Vec<Vec<char>> = run
        .iter()
        .take(count)
        .map(|line| line.chars().collect())
        .collect();
    let gapped = lines.iter().filter(|line| has_gap(line)).count();
    if gapped * 2 < lines.len() || gapped < 2 {
        return None;
    }
    let columns = columns(&lines);
    if columns.len() < 2 {
        return None;
    }
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in &lines {
        let cells: Vec<String> = columns
            .iter()
            .map(|&(start, end)| cut(line, start, end))
            .collect();
        let begins = cells.first().is_some_and(|cell| !cell.is_empty());
        match rows.last_mut() {
            Some(row) if !begins && columns.len() > 2 => {
                for (cell, more) in row.iter_mut().zip(cells) {
                    if !more.is_empty() {
                        if !cell.is_empty() {
                            cell.push(' ');
                        }
                        cell.push_str(&more);
                    }
                }
            }
            _ => rows.push(cells),
        }
    }
    Some((rows, count))
}

fn cut(line: &[char], start: usize, end: usize) -> String {
    let end = end.min(line.len());
    let text: String = line.get(start.min(end)..end).unwrap_or_default().iter().collect();
    text.trim().to_owned()
}

fn has_gap(line: &[char]) -> bool {
    let text: String = line.iter().collect();
    text.trim().contains("   ")
}

/// Columns between gaps of at least two spaces that all lines share.
fn columns(lines: &[Vec<char>]) -> Vec<(usize, usize)> {
    let width = lines.iter().map(Vec::len).max().unwrap_or(0).min(4_000);
    let free = |at: usize| {
        lines
            .iter()
            .all(|line| line.get(at).is_none_or(|c| c.is_whitespace()))
    };
    let mut columns = Vec::new();
    let (mut start, mut gap) = (None, 0);
    for at in 0..=width {
        if at < width && !free(at) {
            start = start.or(Some(at));
            gap = 0;
        } else {
            gap += 1;
            if let Some(from) = start.filter(|_| gap == 2 || at == width) {
                columns.push((from, at));
                start = None;
            }
        }
    }
    if let Some(last) = columns.last_mut() {
        last.1 = usize::MAX;
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_spaces_make_a_table() {
        let run = [
            "TT   Nội dung            Chủ trì",
            "1    Tổ chức hội nghị    Văn phòng",
            "     tập huấn            Sở",
        ];
        let (rows, count) = read(&run).unwrap();
        assert_eq!(count, 3);
        assert_eq!(
            rows,
            [
                ["TT", "Nội dung", "Chủ trì"],
                ["1", "Tổ chức hội nghị tập huấn", "Văn phòng Sở"]
            ]
        );
        assert!(read(&["Một đoạn văn thường.", "Dòng thứ hai."]).is_none());
    }
}
