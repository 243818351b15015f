//! Kind and subject of a document, and of a plan attached to it.

use super::DocumentKind;
use super::lines::Line;
use crate::Field;

const KINDS: &[(&str, DocumentKind)] = &[
    ("ke hoach", DocumentKind::Plan),
    ("quyet dinh", DocumentKind::Decision),
    ("nghi quyet", DocumentKind::Resolution),
    ("chi thi", DocumentKind::Directive),
    ("chuong trinh hanh dong", DocumentKind::Programme),
    ("chuong trinh cong tac", DocumentKind::Programme),
    ("chuong trinh", DocumentKind::Programme),
    ("de an", DocumentKind::Scheme),
    ("phuong an", DocumentKind::Scenario),
    ("huong dan", DocumentKind::Guidance),
    ("thong bao", DocumentKind::Notice),
    ("bao cao", DocumentKind::Report),
    ("to trinh", DocumentKind::Proposal),
    ("cong van", DocumentKind::Letter),
    ("cong dien", DocumentKind::Directive),
    ("quy che", DocumentKind::Other),
    ("quy dinh", DocumentKind::Other),
    ("ket luan", DocumentKind::Other),
    ("luat", DocumentKind::Law),
    ("bo luat", DocumentKind::Law),
    ("nghi dinh", DocumentKind::Law),
    ("thong tu", DocumentKind::Law),
];

/// The kind when a text is nothing but the name of a kind.
pub(crate) fn kind_of(ascii: &str) -> Option<DocumentKind> {
    // Letters set apart: "K E  H O A C H".
    let spaced = ascii
        .split(' ')
        .filter(|word| !word.is_empty())
        .all(|word| word.len() == 1);
    let plain: String = ascii.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let named = |name: &str| {
        if spaced {
            name.replace(' ', "") == plain
        } else {
            name == ascii.trim()
        }
    };
    KINDS.iter().find(|(name, _)| named(name)).map(|(_, kind)| *kind)
}

/// Whether a line is nothing but the name of a kind, in capitals.
pub(crate) fn is_kind(text: &str) -> bool {
    crate::text::is_upper(text) && kind_of(&crate::text::fold(text)).is_some()
}

/// The kind a text begins with.
pub(crate) fn kind_of_start(ascii: &str) -> Option<DocumentKind> {
    let found = KINDS.iter().filter(|(name, _)| {
        ascii
            .strip_prefix(name)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    });
    found.max_by_key(|(name, _)| name.len()).map(|(_, kind)| *kind)
}

/// A heading of a document within the lines.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub(crate) kind: Field<DocumentKind>,
    pub(crate) kind_words: String,
    pub(crate) subject: Option<Field<String>>,
    /// The line in capitals under the subject of a decision: who decides.
    pub(crate) authority: Option<Field<String>>,
    /// The line "(Kèm theo …)".
    pub(crate) note: Option<usize>,
    /// Index of its first line.
    pub(crate) first: usize,
    /// Index one past its last line.
    pub(crate) end: usize,
}

/// The headings of the document and of the plan attached to it.
pub(crate) fn titles(lines: &[Line]) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut at = 0;
    while at < lines.len() && titles.len() < 2 {
        let title = lines.get(at).and_then(|line| title_at(lines, at, line));
        let later = !titles.is_empty();
        match title {
            Some(title) if !later || attached(&title) => {
                at = title.end.max(at + 1);
                titles.push(title);
            }
            _ => at += 1,
        }
    }
    titles
}

fn attached(title: &Title) -> bool {
    use DocumentKind::{Plan, Programme, Scenario, Scheme};
    title.note.is_some() && matches!(title.kind.value, Plan | Programme | Scheme | Scenario)
}

fn title_at(lines: &[Line], at: usize, line: &Line) -> Option<Title> {
    if line.label.is_some() || !line.is_upper() {
        return None;
    }
    let (kind, inline) = match kind_of(line.ascii()) {
        Some(kind) => (kind, None),
        // Kind and subject on one line: "KẾ HOẠCH TUYÊN TRUYỀN …".
        None if line.text.chars.len() > 20 => {
            let kind = kind_of_start(line.ascii())?;
            let length = KINDS
                .iter()
                .filter(|(name, found)| *found == kind && line.ascii().starts_with(name))
                .map(|(name, _)| name.len())
                .max()?;
            (kind, Some(length))
        }
        None => return None,
    };
    let kind_end = inline.unwrap_or(line.text.chars.len());
    let kind_field = Field::new(kind, line.sources(0, kind_end), 0.98);
    let kind_words = line.text.slice(0, kind_end).trim().to_owned();
    let mut subject: Option<Field<String>> = inline.map(|from| line.field(from, line.text.chars.len(), 0.9));
    let mut authority = None;
    let mut note = None;
    let mut end = at + 1;
    let mut before: Option<&Line> = inline.map(|_| line);
    for (index, next) in lines.iter().enumerate().skip(at + 1).take(14) {
        let ascii = next.ascii();
        if ascii.starts_with("(kem theo")
            || ascii.starts_with("(ban hanh kem")
            || ascii.starts_with("(dinh kem")
        {
            note = Some(index);
            end = index + 1;
            break;
        }
        if is_dashes(ascii) {
            end = index + 1;
            continue;
        }
        if next.label.as_ref().is_some_and(|label| !label.is_bullet())
            || (is_opening(ascii) && !next.is_upper() && (subject.is_some() || is_sentence(next)))
        {
            break;
        }
        let decided = subject.is_some() && is_authority(next);
        if decided {
            // A council names its term and session under its name.
            let whole = next.text.chars.len();
            let name = next.ascii().find(" khoa ").unwrap_or(whole);
            authority = Some(next.field(0, name, 0.9));
            end = index + 1;
            continue;
        }
        if authority.is_some() {
            break;
        }
        let same = before.is_none_or(|before| {
            let upper = before.is_upper() && next.is_upper();
            let styled =
                (before.bold && next.bold) || (before.centred && next.centred && next.bold == before.bold);
            let low = next.text.chars.first().is_some_and(|c| c.is_lowercase());
            upper
                || (styled && !before.is_upper())
                || (low && next.text.chars.len() < 160 && !ends_sentence(before))
        });
        if !same || (before.is_none() && next.text.chars.len() > 500) {
            break;
        }
        let more = next.whole(0.9);
        match &mut subject {
            Some(subject) => {
                subject.value = format!("{} {}", subject.value, more.value);
                subject.sources.extend(more.sources);
            }
            None => subject = Some(more),
        }
        before = Some(next);
        end = index + 1;
    }
    Some(Title {
        kind: kind_field,
        kind_words,
        subject,
        authority,
        note,
        first: at,
        end,
    })
}

fn ends_sentence(line: &Line) -> bool {
    line.ascii().trim_end().ends_with(['.', ';', ':'])
}

fn is_dashes(ascii: &str) -> bool {
    let ascii = ascii.trim();
    !ascii.is_empty()
        && ascii
            .chars()
            .all(|c| matches!(c, '-' | '_' | '=' | '*' | ' ' | '.'))
}

/// Words with which the text itself begins.
fn is_opening(ascii: &str) -> bool {
    [
        "can cu ",
        "thuc hien ",
        "trien khai thuc hien ",
        "theo de nghi",
        "nham ",
        "de ",
        "thi hanh ",
        "kinh gui",
    ]
    .iter()
    .any(|word| ascii.starts_with(word))
}

/// A subject may begin with "Thực hiện" as a sentence does; sentences cite documents, are long or lead to what follows.
fn is_sentence(line: &Line) -> bool {
    let ascii = line.ascii().trim_end();
    line.text.chars.len() > 250
        || ascii.ends_with([':', '.', ';'])
        || super::citation::number(&line.text, 0).is_some()
        || ["can cu ", "kinh gui", "theo de nghi", "nham ", "de "]
            .iter()
            .any(|word| ascii.starts_with(word))
}

fn is_authority(line: &Line) -> bool {
    let heads = [
        "thu tuong",
        "chinh phu",
        "chu tich",
        "bo truong",
        "giam doc",
        "hoi dong nhan dan",
        "uy ban nhan dan",
        "quoc hoi",
        "uy ban thuong vu",
        "chanh ",
        "tong giam doc",
        "tong cuc truong",
        "cuc truong",
        "truong ban",
        "ban thuong vu",
        "vien truong",
    ];
    line.is_upper() && line.text.chars.len() <= 110 && heads.iter().any(|head| line.ascii().starts_with(head))
}
