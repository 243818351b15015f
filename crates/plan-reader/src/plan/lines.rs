//! The logical lines of a document: what a reader takes as one sentence or heading, however the file broke it.

use crate::document::{Block, Document, Part};
use crate::text::{Folded, Label, LabelKind, is_upper};
use crate::{Field, Source};

/// A logical line, without its label.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) text: Folded,
    pub(crate) label: Option<Label>,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) centred: bool,
    /// Index of the block it begins in.
    pub(crate) block: u32,
    /// It stands in a table.
    pub(crate) in_table: bool,
    pieces: Vec<(usize, Source)>,
}

impl Line {
    /// A line from a piece of text of one block or cell.
    pub(crate) fn new(text: &str, source: Source) -> Self {
        let mut line = Self {
            block: source.block,
            ..Self::default()
        };
        line.text = Folded::new(text);
        line.pieces.push((0, source));
        line.take_label();
        line
    }

    fn take_label(&mut self) {
        let Some(label) = Label::read(&self.text) else {
            return;
        };
        let length = label.length;
        let rest = self.text.slice(length, self.text.chars.len());
        self.text = Folded::new(&rest);
        for (_, source) in &mut self.pieces {
            source.start += u32::try_from(length).unwrap_or(0);
        }
        self.label = Some(label);
    }

    /// Its words.
    pub(crate) fn words(&self) -> String {
        self.text.chars.iter().collect()
    }

    /// Its words folded, one ASCII character each.
    pub(crate) fn ascii(&self) -> &str {
        &self.text.ascii
    }

    /// The words with the label, as printed.
    pub(crate) fn printed(&self) -> String {
        match &self.label {
            Some(label) => format!("{} {}", label.text, self.words()),
            None => self.words(),
        }
    }

    pub(crate) fn is_upper(&self) -> bool {
        is_upper(&self.words())
    }

    /// The places of a run of its characters.
    pub(crate) fn sources(&self, start: usize, end: usize) -> Vec<Source> {
        let mut sources = Vec::new();
        for (index, (at, source)) in self.pieces.iter().enumerate() {
            let next = self
                .pieces
                .get(index + 1)
                .map_or(self.text.chars.len(), |(next, _)| *next);
            let (from, to) = (start.max(*at), end.min(next));
            if from < to {
                let count = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
                sources.push(source.part(count(from - at), count(to - at)));
            }
        }
        sources
    }

    /// A field from a run of its characters, without spaces and signs at the ends.
    pub(crate) fn field(&self, start: usize, end: usize, confidence: f32) -> Field<String> {
        let end = end.min(self.text.chars.len());
        let signs = |c: &char| c.is_whitespace() || matches!(c, ';' | ',' | ':');
        let slice = self.text.chars.get(start.min(end)..end).unwrap_or_default();
        let lead = slice.iter().take_while(|c| signs(c)).count();
        let tail = slice.iter().rev().take_while(|c| signs(c) || **c == '.').count();
        let (from, to) = (start + lead, end.saturating_sub(tail).max(start + lead));
        Field::new(self.text.slice(from, to), self.sources(from, to), confidence)
    }

    /// All of its words as a field, as they stand.
    pub(crate) fn whole(&self, confidence: f32) -> Field<String> {
        Field::new(self.words(), self.sources(0, self.text.chars.len()), confidence)
    }

    /// Adds what a broken paragraph goes on with.
    pub(crate) fn append(&mut self, next: &Self) {
        let gap = usize::from(!self.text.chars.is_empty());
        let at = self.text.chars.len() + gap;
        let printed = next.printed();
        let label = printed.chars().count() - next.text.chars.len();
        if gap == 1 {
            self.text.push(" ");
        }
        self.text.push(&printed);
        self.pieces.extend(
            next.pieces
                .iter()
                .map(|(from, source)| (at + label + from, source.clone())),
        );
    }
}

/// The logical lines of paragraphs, and of the cells of tables for which `keep` says so.
pub(crate) fn lines(document: &Document, keep: impl Fn(u32, u32) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (index, block) in (0u32..).zip(&document.blocks) {
        match block {
            Block::Paragraph(paragraph) if matches!(paragraph.part, Part::Body | Part::TextBox) => {
                let mut first = paragraph.label.as_deref();
                let mut at = 0;
                for text in paragraph.text.split('\n') {
                    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                    let source = Source {
                        block: index,
                        start: at,
                        end: at + length,
                        page: paragraph.page,
                        ..Source::default()
                    };
                    at += length + 1;
                    let mut line = Line::new(text, source);
                    line.bold = paragraph.bold;
                    line.italic = paragraph.italic;
                    line.centred = paragraph.centred;
                    if let Some(label) = first.take().filter(|_| line.label.is_none()) {
                        line.label = Label::read(&Folded::new(label)).or_else(|| other_bullet(label));
                    }
                    add(&mut lines, line);
                }
            }
            Block::Table(table) => {
                for (row, cells) in (0u32..).zip(&table.rows) {
                    if !keep(index, row) {
                        continue;
                    }
                    for cell in &cells.cells {
                        let source = table.source(index, row, cell);
                        let mut at = 0;
                        for text in cell.text.split('\n') {
                            let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                            let mut line = Line::new(text, source.part(at, at + length));
                            at += length + 1;
                            line.bold = cell.bold;
                            line.italic = cell.italic;
                            line.in_table = true;
                            add(&mut lines, line);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    lines
}

fn other_bullet(label: &str) -> Option<Label> {
    (!label.is_empty()).then(|| Label {
        kind: LabelKind::Dash,
        text: label.to_owned(),
        length: 0,
    })
}

fn add(lines: &mut Vec<Line>, line: Line) {
    if line.text.chars.is_empty() && line.label.is_none() {
        return;
    }
    match lines.last_mut() {
        Some(before) if joins(before, &line) => before.append(&line),
        _ => lines.push(line),
    }
}

/// Whether a line only goes on with the one before it.
fn joins(before: &Line, line: &Line) -> bool {
    // No sentence is that long; looking at ever longer ones would take ever longer.
    if before.text.chars.len() > LONGEST {
        return false;
    }
    if before.in_table != line.in_table || (line.in_table && before.block != line.block) {
        return false;
    }
    if before.text.chars.is_empty() {
        return line.label.is_none();
    }
    let ends = before.ascii().trim_end_matches([' ', '"', ')', '\'', '*']);
    if ends.ends_with(['.', ';', ':', '!', '?']) {
        return false;
    }
    let open_bracket = before.ascii().matches('(').count() > before.ascii().matches(')').count();
    if open_bracket && is_note(before.ascii()) && before.text.chars.len() < 300 {
        return true;
    }
    if let Some(label) = &line.label {
        // A range of years broken at its dash: "2026" / "- 2030".
        let years = ends.ends_with(|c: char| c.is_ascii_digit()) && line.ascii().starts_with("20");
        return years && label.kind == LabelKind::Dash;
    }
    // "KẾ HOẠCH" on a line of its own is the title, whatever stands above it.
    let titles = |line: &Line| line.is_upper() && super::title::kind_of(line.ascii()).is_some();
    if titles(line) || titles(before) {
        return false;
    }
    let last = before
        .text
        .chars
        .iter()
        .rposition(|c| *c == ' ')
        .map_or(0, |at| at + 1);
    let word = before.text.slice(last, before.text.chars.len()).to_lowercase();
    let hangs = HANGING.contains(&word.as_str());
    if hangs && before.text.chars.len() > 3 {
        return true;
    }
    let first = line.text.chars.first().copied().unwrap_or(' ');
    let starts_low =
        first.is_lowercase() || first.is_ascii_digit() || matches!(first, '/' | '%' | ')' | ',' | '(');
    let noted = first == '(' && is_note(line.ascii());
    if noted {
        return false;
    }
    let length = before.text.chars.len();
    let quoted = before.ascii().matches('"').count() % 2 == 1;
    let opens = |line: &Line| {
        ["can cu ", "theo de nghi", "thuc hien ", "trien khai "]
            .iter()
            .any(|word| line.ascii().starts_with(word))
    };
    let opening = opens(before) && !opens(line);
    let heading = before.label.as_ref().is_some_and(|label| !label.is_bullet());
    let bullet = before.label.as_ref().is_some_and(Label::is_bullet);
    let unit_value = before
        .ascii()
        .rfind(": ")
        .is_some_and(|at| is_attribute(&before.ascii()[..at]));
    starts_low && !(before.is_upper() && line.bold != before.bold && !heading)
        || ends.ends_with(',') && !before.in_table
        || quoted && length > 20
        || opening && !before.centred && !line.is_upper()
        || (heading && before.is_upper() && line.is_upper() && length < 60)
        || (bullet && length <= 45 && !line.is_upper() && !is_attribute_line(line.ascii()))
        || (unit_value && !is_attribute_line(line.ascii()) && !line.is_upper())
        || (before.is_upper()
            && line.is_upper()
            && length <= 12
            && before.centred == line.centred
            && !is_kind(before.ascii()))
}

/// Characters of a line from which on nothing is joined to it.
const LONGEST: usize = 3_000;

/// Words that no sentence or heading ends with.
const HANGING: &[&str] = &[
    "của", "và", "các", "về", "cho", "với", "theo", "tại", "trong", "từ", "đến", "là", "do", "để", "được",
    "trên", "những", "bởi", "hoặc", "nhằm",
];

fn is_note(ascii: &str) -> bool {
    ascii.starts_with("(kem theo") || ascii.starts_with("(ban hanh kem") || ascii.starts_with("(dinh kem")
}

fn is_kind(ascii: &str) -> bool {
    super::title::kind_of(ascii).is_some() || ascii.starts_with("phu luc")
}

fn is_attribute(ascii: &str) -> bool {
    [
        "chu tri",
        "phoi hop",
        "thuc hien",
        "hoan thanh",
        "thoi gian",
        "thoi han",
    ]
    .iter()
    .any(|word| ascii.ends_with(word))
        && ascii.len() < 60
}

fn is_attribute_line(ascii: &str) -> bool {
    ascii
        .split(':')
        .next()
        .is_some_and(|head| head.len() < ascii.len() && is_attribute(head.trim_end()))
}
