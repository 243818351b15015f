//! How much is parsed at all.

use super::Limits;

/// As much as may be parsed. Building a tree takes time with the square of its depth, so depth is looked at first,
/// by counting tags.
pub(super) fn bounded(html: &str) -> &str {
    let mut end = html.len().min(Limits::INPUT);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let html = html.get(..end).unwrap_or_default();
    let mut depth = 0_usize;
    for (at, _) in html.match_indices('<') {
        let rest = html.get(at + 1..).unwrap_or_default();
        let closes = rest.starts_with('/');
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name.get(..length).unwrap_or_default().to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || CLOSED_BY_THEMSELVES.contains(&name.as_str())
        {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        if depth > 2 * Limits::DEPTH {
            return html.get(..at).unwrap_or_default();
        }
    }
    html
}

/// Elements whose end is seldom written: they do not make a page deeper.
const CLOSED_BY_THEMSELVES: [&str; 20] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "br", "hr", "img", "input",
    "meta", "link", "col", "wbr", "source",
];
