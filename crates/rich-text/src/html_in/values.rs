//! Marks, addresses and words of single elements.

use scraper::node::Element;

use super::Limits;
use crate::model::Marks;

/// Marks by tag and by style: word processors write both, and take a tag back by a style.
pub(super) fn marks_of(tag: &Element, outer: Marks) -> Marks {
    let mut marks = outer;
    match tag.name() {
        "b" | "strong" => marks.bold = true,
        "i" | "em" | "cite" => marks.italic = true,
        "sup" => marks.raised = true,
        "sub" => marks.lowered = true,
        _ => {}
    }
    for (property, value) in declarations(tag) {
        match (property.as_str(), value.as_str()) {
            ("font-weight", "normal" | "400" | "300") => marks.bold = false,
            ("font-weight", "bold" | "bolder" | "600" | "700" | "800" | "900") => marks.bold = true,
            ("font-style", "italic" | "oblique") => marks.italic = true,
            ("font-style", "normal") => marks.italic = false,
            ("vertical-align", "super") => marks.raised = true,
            ("vertical-align", "sub") => marks.lowered = true,
            _ => {}
        }
    }
    marks
}

/// The style of an element, as pairs in small letters.
pub(super) fn declarations(tag: &Element) -> impl Iterator<Item = (String, String)> {
    let style = tag.attr("style").unwrap_or_default();
    style.split(';').filter_map(|one| {
        let (property, value) = one.split_once(':')?;
        Some((property.trim().to_lowercase(), value.trim().to_lowercase()))
    })
}

/// Whether a link may stand on a public page.
pub(super) fn is_safe(href: &str) -> bool {
    let lower = href.to_lowercase();
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    href.len() <= Limits::LINK
        && !href.chars().any(|c| c.is_control() || c.is_whitespace())
        && (schemes.iter().any(|scheme| lower.starts_with(scheme))
            || (href.starts_with('/') && !href.starts_with("//") && !href.contains('\\')))
}

pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in vietnamese::nfc(text).chars() {
        let blank = c.is_whitespace() || c == '\u{a0}';
        if !blank {
            if !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') && !c.is_control() {
                out.push(c);
            }
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

pub(super) fn line(text: &str) -> String {
    one_line(text).trim().to_owned()
}
