//! Labels in running text, "Đơn vị chủ trì:" in all its wordings, and the values after them.

use std::sync::LazyLock;

use regex::Regex;

use super::build::Words;
use crate::plan::lines::Line;
use crate::text::pattern;

/// What a label introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Lead,
    Coordinators,
    Units,
    Time,
    Product,
    Content,
}

pub(super) static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[.;(]\s*|\s-\s)",
        r"((?:cac )?(?:don vi|co quan|bo phan|phong|to chuc|nguoi|can bo)(?:,? (?:don vi|co quan|to chuc|ca nhan|dia phuong))*(?: duoc)?",
        r" (?:chu tri|thuc hien|phoi hop|tham muu|dau moi|chiu trach nhiem|phu trach|trien khai|giao|tham gia|lien quan)[a-z, /]{0,40}",
        r"|chu tri[a-z, ]{0,30}|phoi hop(?: thuc hien| chinh)?|trach nhiem(?: thuc hien| chinh)?|phan cong(?: thuc hien)?|dau moi(?: thuc hien)?",
        r"|(?:thoi gian|thoi han|tien do|thoi diem|han|lo trinh)(?: (?:thuc hien|hoan thanh|trien khai|to chuc|ban hanh|bao cao|trinh|xay dung|du kien|bat dau|ket thuc|gui|nop|cuoi|va|,))*",
        r"|hoan thanh|san pham(?: du kien| dau ra| chinh)?|ket qua(?: du kien| dau ra| can dat| dat duoc)?|noi dung(?: thuc hien| cu the| cong viec)?)",
        r"\s*:\s*"
    ))
});

/// A labelled value inside a line.
pub(super) struct Marked {
    pub(super) mark: Mark,
    /// Where the label begins.
    pub(super) at: usize,
    /// Where the value begins.
    pub(super) from: usize,
    pub(super) to: usize,
}

pub(super) fn mark_of(label: &str) -> Mark {
    let has = |word: &str| label.contains(word);
    if has("chu tri") && has("phoi hop") {
        Mark::Units
    } else if has("phoi hop") || has("tham gia") || has("lien quan") {
        Mark::Coordinators
    } else if has("san pham") || has("ket qua") {
        Mark::Product
    } else if ["thoi ", "tien do", "han", "hoan thanh", "lo trinh"]
        .iter()
        .any(|word| label.starts_with(word))
    {
        Mark::Time
    } else if label.starts_with("noi dung") {
        Mark::Content
    } else {
        Mark::Lead
    }
}

pub(super) fn marks(line: &Line) -> Vec<Marked> {
    let found: Vec<(Mark, usize, usize)> = LABEL
        .captures_iter(line.ascii())
        .filter_map(|found| {
            let label = found.get(1)?;
            // Labels are headings of their own: they begin with a capital, or a sign before them sets them off.
            let capital = line
                .text
                .chars
                .get(label.start())
                .is_some_and(|c| c.is_uppercase());
            let set_off = label.start() == 0
                || line
                    .ascii()
                    .get(..label.start())?
                    .trim_end()
                    .ends_with([';', '(', '-', '.']);
            (capital || set_off).then(|| {
                (
                    mark_of(label.as_str()),
                    label.start(),
                    found.get(0).map_or(0, |all| all.end()),
                )
            })
        })
        .collect();
    found
        .iter()
        .enumerate()
        .map(|(index, &(mark, at, from))| {
            let to = found.get(index + 1).map_or(line.text.chars.len(), |next| next.1);
            Marked { mark, at, from, to }
        })
        .collect()
}

pub(super) fn value(line: &Line, from: usize, to: usize) -> Words {
    let field = line.field(from, to, 0.9);
    let source = field
        .sources
        .first()
        .cloned()
        .unwrap_or_else(|| crate::Source::block(line.block));
    let text = field.value.trim_end_matches(')').to_owned();
    let text = if text.matches('(').count() > text.matches(')').count() {
        field.value
    } else {
        text
    };
    Words {
        text,
        source,
        inherited: false,
    }
}

pub(super) fn printed(line: &Line) -> Words {
    let whole = line.whole(0.9);
    let source = whole
        .sources
        .first()
        .cloned()
        .unwrap_or_else(|| crate::Source::block(line.block));
    Words {
        text: line.printed(),
        source,
        inherited: false,
    }
}

static DETAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(dia diem|thanh phan|doi tuong|so luong|so nguoi|du toan|kinh phi|nguon kinh phi|nguon luc|hinh thuc|phuong thuc|quy mo|pham vi|chi tieu|ghi chu|dia ban)[a-z ]{0,20}:",
    )
});

/// Whether a line says where, for whom or at what cost, and so nothing of its own.
pub(super) fn is_detail(line: &Line) -> bool {
    DETAIL.is_match(line.ascii())
}

/// Where the words before a label end: without the bracket or dash that opens it.
pub(super) fn before_label(line: &Line, label: usize) -> usize {
    if label >= line.text.chars.len() {
        return label;
    }
    let before = line.ascii().get(..label).unwrap_or_default();
    before.trim_end_matches(['(', '-', '[', ' ']).len()
}

/// The part of a line before a label.
pub(super) fn cut(line: &Line, end: usize) -> Line {
    let field = line.field(0, before_label(line, end), 0.9);
    let source = field
        .sources
        .first()
        .cloned()
        .unwrap_or_else(|| crate::Source::block(line.block));
    let mut cut = Line::new("", source.clone());
    let mut words = Line::new(&field.value, source);
    words.label.clone_from(&line.label);
    std::mem::swap(&mut cut, &mut words);
    cut
}
