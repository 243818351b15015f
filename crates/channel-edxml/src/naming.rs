//! Ids of documents and names of files.

use jiff::civil::Date;

use crate::date;
use crate::model::Code;

pub(crate) fn is_content_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    (1..=100).contains(&text.len()) && text.bytes().all(plain) && !text.starts_with('.')
}

/// The id that agencies give a document: sender, day, number and notation.
#[must_use]
pub fn document_id(organ_id: &str, day: Date, code: &Code) -> String {
    format!(
        "{organ_id},{},{}/{}",
        date::write(day),
        code.number,
        code.notation
    )
}

/// A name that is safe for a file: no folders, no signs that a system takes amiss, not too long.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut safe: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if r#"<>:"|?*"#.contains(c) { '_' } else { c })
        .collect();
    safe = safe.trim_start_matches(['.', ' ']).to_owned();
    while safe.len() > 200 || safe.ends_with(['.', ' ']) {
        safe.pop();
    }
    if safe.is_empty() { "tep".to_owned() } else { safe }
}

/// Marks that turn the direction of writing: they hide what a name ends in.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
