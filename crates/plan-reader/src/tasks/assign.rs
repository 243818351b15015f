//! Lead and coordinators in one text: "Chủ trì: A; phối hợp: B", "A chủ trì, phối hợp với B".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::{Folded, pattern};

/// The parts of a text that name the lead, the coordinators and the time.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) lead: Option<Range<usize>>,
    pub(super) coordinators: Option<Range<usize>>,
}

static MARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[;.,(]\s*|\s-\s|\n\s*|\s)[-+*]?\s*(?:(?:cac )?(?:don vi|co quan|bo phan|phong|nguoi)\s+)?",
        r"(chu tri|dau moi|phoi hop|tham gia)(?:\s+(?:thuc hien|tham muu|chinh|tham muu thuc hien))?\s*[:\-]\s*"
    ))
});
static LINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|\n)\s*[-+*]?\s*(chu tri|phoi hop)(?: voi| thuc hien)?\s+"));
static INFIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\s+(?:la co quan |la don vi )?chu tri\s*[,;]?\s*(?:va )?phoi hop(?: chat che)?(?: voi| cung)?\s*:?\s*",
    )
});
static SUFFIX: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\(?\s*\bchu tri\)?\s*[;,.]\s*"));

/// Parts a text; none when it does not tell lead and coordinators apart.
pub(super) fn parts(text: &Folded) -> Option<Parts> {
    // A line feed is folded to a space; it is put back here because a line may begin a part.
    let ascii: String = text
        .ascii
        .chars()
        .zip(&text.chars)
        .map(|(c, own)| if *own == '\n' { '\n' } else { c })
        .collect();
    for marks in [&MARK, &LINE] {
        let found: Vec<(bool, usize, usize)> = marks
            .captures_iter(&ascii)
            .filter_map(|found| {
                let lead = matches!(&found[1], "chu tri" | "dau moi");
                Some((lead, found.get(1)?.start(), found.get(0)?.end()))
            })
            .collect();
        if found.is_empty() {
            continue;
        }
        let mut parts = Parts::default();
        if let Some(&(false, start, _)) = found.first()
            && start > 3
        {
            parts.lead = Some(0..head_end(&ascii, start));
        }
        for (index, &(lead, _, start)) in found.iter().enumerate() {
            let end = found
                .get(index + 1)
                .map_or(ascii.len(), |next| head_end(&ascii, next.1));
            let slot = if lead {
                &mut parts.lead
            } else {
                &mut parts.coordinators
            };
            if start < end {
                *slot = Some(slot.take().map_or(start..end, |before| before.start..end));
            }
        }
        return Some(parts);
    }
    if let Some(found) = INFIX.find(&ascii) {
        return Some(Parts {
            lead: Some(0..found.start()),
            coordinators: Some(found.end()..ascii.len()),
        });
    }
    let found = SUFFIX
        .find(&ascii)
        .filter(|found| found.start() > 3 && found.end() < ascii.len())?;
    Some(Parts {
        lead: Some(0..found.start()),
        coordinators: Some(found.end()..ascii.len()),
    })
}

/// Where the part before a mark ends: without the words and signs that lead to the mark.
fn head_end(ascii: &str, mark: usize) -> usize {
    let mut before = ascii.get(..mark).unwrap_or_default().trim_end();
    for word in [
        "cac don vi",
        "cac co quan",
        "don vi",
        "co quan",
        "bo phan",
        "nguoi",
    ] {
        before = before.strip_suffix(word).unwrap_or(before).trim_end();
    }
    before
        .trim_end_matches(['-', '+', '*', '(', ';', ',', '.', ' ', '\n'])
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> (Option<String>, Option<String>) {
        let folded = Folded::new(text);
        let parts = parts(&folded).unwrap_or_default();
        let words = |range: Option<Range<usize>>| range.map(|range| folded.slice(range.start, range.end));
        (words(parts.lead), words(parts.coordinators))
    }

    #[test]
    fn one_text_may_name_both() {
        let both = (Some("Sở A".to_owned()), Some("Sở B, Sở C".to_owned()));
        assert_eq!(split("Chủ trì: Sở A; phối hợp: Sở B, Sở C"), both);
        assert_eq!(split("- Chủ trì: Sở A\n- Phối hợp: Sở B, Sở C"), both);
        assert_eq!(split("Cơ quan chủ trì: Sở A. Cơ quan phối hợp: Sở B, Sở C"), both);
        assert_eq!(split("Sở A chủ trì, phối hợp với Sở B, Sở C"), both);
        assert_eq!(split("Sở A; phối hợp: Sở B, Sở C"), both);
        assert_eq!(split("Chủ trì Sở A\nPhối hợp Sở B, Sở C"), both);
        assert_eq!(split("Sở A, Sở B"), (None, None));
    }
}
