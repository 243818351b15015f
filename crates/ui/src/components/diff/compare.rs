//! Longest common subsequence of lines, then of words within lines that replace each other.

/// What happened to a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Same,
    Removed,
    Added,
}

/// A line and its pieces; within an unchanged line there is one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) change: Change,
    pub(super) pieces: Vec<(Change, String)>,
}

/// Beyond this many pairs the table would be large, and everything counts as changed.
const MOST_PAIRS: usize = 4_000_000;

pub(super) fn lines(before: &str, after: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = Vec::new();
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for (change, line) in compare(&old, &new) {
        match change {
            Change::Removed => removed.push(line),
            Change::Added => added.push(line),
            Change::Same => {
                replace(&mut out, &mut removed, &mut added);
                out.push(whole(Change::Same, line));
            }
        }
    }
    replace(&mut out, &mut removed, &mut added);
    out
}

/// Lines removed and added at the same place replace each other one by one, and show which words differ.
fn replace(out: &mut Vec<Line>, removed: &mut Vec<&str>, added: &mut Vec<&str>) {
    let mut fresh = Vec::new();
    for (i, old) in removed.iter().enumerate() {
        match added.get(i) {
            Some(new) => {
                let (old, new) = words(old, new);
                out.push(old);
                fresh.push(new);
            }
            None => out.push(whole(Change::Removed, old)),
        }
    }
    out.append(&mut fresh);
    out.extend(
        added
            .iter()
            .skip(removed.len())
            .map(|new| whole(Change::Added, new)),
    );
    removed.clear();
    added.clear();
}

fn whole(change: Change, line: &str) -> Line {
    let pieces = vec![(Change::Same, line.to_owned())];
    Line { change, pieces }
}

fn words(old: &str, new: &str) -> (Line, Line) {
    let changes = compare(&tokens(old), &tokens(new));
    let side = |change: Change| Line {
        change,
        pieces: joined(changes.iter().filter(|(c, _)| *c == change || *c == Change::Same)),
    };
    (side(Change::Removed), side(Change::Added))
}

/// Neighbours with the same fate become one piece.
fn joined<'a>(pieces: impl Iterator<Item = &'a (Change, &'a str)>) -> Vec<(Change, String)> {
    let mut out: Vec<(Change, String)> = Vec::new();
    for (change, text) in pieces {
        match out.last_mut() {
            Some((last, words)) if last == change => words.push_str(text),
            _ => out.push((*change, (*text).to_owned())),
        }
    }
    out
}

/// Words, and the signs and spaces between them.
fn tokens(line: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn compare<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Change, &'a str)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (same, old) = old.split_at(head);
    let (_, new) = new.split_at(head);
    let tail = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old, end) = old.split_at(old.len() - tail);
    let (new, _) = new.split_at(new.len() - tail);
    let mut out: Vec<_> = same.iter().map(|line| (Change::Same, *line)).collect();
    out.extend(middle(old, new));
    out.extend(end.iter().map(|line| (Change::Same, *line)));
    out
}

fn middle<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Change, &'a str)> {
    let removed = |line: &&'a str| (Change::Removed, *line);
    let added = |line: &&'a str| (Change::Added, *line);
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return old.iter().map(removed).chain(new.iter().map(added)).collect();
    }
    let width = new.len() + 1;
    // longest[i * width + j]: length of the longest common part of old[i..] and new[j..].
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    let at = |table: &[u32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let length = if a == b {
                at(&longest, i + 1, j + 1) + 1
            } else {
                at(&longest, i + 1, j).max(at(&longest, i, j + 1))
            };
            if let Some(cell) = longest.get_mut(i * width + j) {
                *cell = length;
            }
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                out.push((Change::Same, *a));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || at(&longest, i + 1, j) >= at(&longest, i, j + 1) => {
                out.push(removed(a));
                i += 1;
            }
            (_, Some(b)) => {
                out.push(added(b));
                j += 1;
            }
            (_, None) => return out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `-`, `+` or two spaces before each line, with changed words in brackets.
    fn shown(before: &str, after: &str) -> Vec<String> {
        let mark = |line: &Line| {
            let sign = match line.change {
                Change::Same => ' ',
                Change::Removed => '-',
                Change::Added => '+',
            };
            let piece = |(change, text): &(Change, String)| match change {
                Change::Same => text.clone(),
                _ => format!("[{text}]"),
            };
            format!("{sign}{}", line.pieces.iter().map(piece).collect::<String>())
        };
        lines(before, after).iter().map(mark).collect()
    }

    #[test]
    fn finds_changed_words_in_replaced_lines() {
        assert_eq!(
            shown("a\nhạn quý I.\nc", "a\nhạn cuối quý II.\nc"),
            [" a", "-hạn quý [I].", "+hạn [cuối ]quý [II].", " c"]
        );
    }

    #[test]
    fn finds_lines_added_and_removed() {
        assert_eq!(shown("a\nb\nc", "b\nc\nd"), ["-a", " b", " c", "+d"]);
        assert_eq!(shown("", "a"), ["+a"]);
        assert_eq!(shown("a", ""), ["-a"]);
        assert_eq!(shown("a", "a"), [" a"]);
        assert_eq!(shown("x\ny", "z"), ["-[x]", "-y", "+[z]"]);
    }

    #[test]
    fn both_texts_can_be_read_back() {
        let (before, after) = ("một hai ba\nbốn\nnăm sáu", "một ba\nnăm, sáu\nbảy\nbốn");
        let read = |other: Change| {
            let kept = lines(before, after)
                .into_iter()
                .filter(|line| line.change != other);
            kept.map(|line| line.pieces.into_iter().map(|(_, text)| text).collect::<String>())
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert_eq!(read(Change::Added), before);
        assert_eq!(read(Change::Removed), after);
    }

    #[test]
    fn texts_too_long_to_compare_count_as_changed() {
        let before: String = (0..2100).map(|i| format!("a{i}\n")).collect();
        let after: String = (0..2100).map(|i| format!("b{i}\n")).collect();
        assert_eq!(lines(&before, &after).len(), 4200);
    }
}
