//! A page while its tags and words arrive.

use std::collections::BTreeMap;

use html5ever::tokenizer::{Tag, TagKind};

use super::attribute;
use crate::ReadError;
use crate::document::{Block, Cell, Paragraph, Row, Table};
use crate::limits::Meter;
use crate::text::{nfc, tidy};

pub(super) struct Page {
    pub(super) meter: Meter,
    pub(super) failed: Option<ReadError>,
    pub(super) blocks: Vec<Block>,
    pub(super) nested: Vec<Block>,
    pub(super) tables: Vec<Building>,
    pub(super) text: String,
    pub(super) heading: Option<u8>,
    pub(super) bold: u32,
    pub(super) italic: u32,
    pub(super) bold_letters: usize,
    pub(super) italic_letters: usize,
    pub(super) letters: usize,
    pub(super) centred: bool,
    pub(super) lists: Vec<Option<u32>>,
    pub(super) label: Option<String>,
    pub(super) skipped: bool,
}

/// A table being read. Cells that reach into rows below are kept by column.
#[derive(Default)]
pub(super) struct Building {
    pub(super) table: Table,
    pub(super) row: Row,
    pub(super) in_row: bool,
    pub(super) cell: Option<Cell>,
    pub(super) below: BTreeMap<u32, u32>,
    pub(super) column: u32,
}

impl Page {
    pub(super) fn new(meter: &Meter) -> Self {
        Self {
            meter: meter.clone(),
            failed: None,
            blocks: Vec::new(),
            nested: Vec::new(),
            tables: Vec::new(),
            text: String::new(),
            heading: None,
            bold: 0,
            italic: 0,
            bold_letters: 0,
            italic_letters: 0,
            letters: 0,
            centred: false,
            lists: Vec::new(),
            label: None,
            skipped: false,
        }
    }

    pub(super) fn check(&mut self, result: Result<(), ReadError>) {
        if let Err(error) = result {
            self.failed.get_or_insert(error);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.skipped || self.failed.is_some() {
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.bold_letters += if self.bold > 0 { letters } else { 0 };
        self.italic_letters += if self.italic > 0 { letters } else { 0 };
        // Line ends of the source are only spaces; those of the page are written as tags.
        self.text
            .extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
        let result = self.meter.add_text(text.len());
        self.check(result);
    }

    pub(super) fn tag(&mut self, tag: &Tag) {
        let opens = tag.kind == TagKind::StartTag;
        match &*tag.name {
            "b" | "strong" => {
                self.bold = if opens {
                    self.bold + 1
                } else {
                    self.bold.saturating_sub(1)
                }
            }
            "i" | "em" => {
                self.italic = if opens {
                    self.italic + 1
                } else {
                    self.italic.saturating_sub(1)
                }
            }
            "br" => self.text.push('\n'),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_paragraph();
                self.heading = opens.then(|| tag.name.as_bytes().get(1).map_or(1, |digit| digit - b'0'));
            }
            "p" | "div" | "center" | "blockquote" | "section" | "article" | "header" | "footer" | "body"
            | "dd" | "dt" | "pre" => {
                self.end_paragraph();
                let style = attribute(tag, "style")
                    .unwrap_or_default()
                    .replace(' ', "")
                    .to_lowercase();
                let align = attribute(tag, "align").unwrap_or_default().to_lowercase();
                self.centred = opens
                    && (&*tag.name == "center" || align == "center" || style.contains("text-align:center"));
            }
            "ol" | "ul" => {
                self.end_paragraph();
                if opens {
                    let first = attribute(tag, "start")
                        .and_then(|start| start.parse().ok())
                        .unwrap_or(1);
                    self.lists.push((&*tag.name == "ol").then_some(first));
                } else {
                    self.lists.pop();
                }
            }
            "li" => {
                self.end_paragraph();
                if opens {
                    self.label = match self.lists.last_mut() {
                        Some(Some(next)) => {
                            *next += 1;
                            Some(format!("{}.", *next - 1))
                        }
                        _ => Some("-".to_owned()),
                    };
                }
            }
            "table" if opens => {
                self.end_paragraph();
                self.tables.push(Building::default());
            }
            "table" => self.end_table(),
            "tr" => {
                self.end_row();
                if let Some(table) = self.tables.last_mut().filter(|_| opens) {
                    table.in_row = true;
                }
            }
            "td" | "th" => {
                self.end_cell();
                if opens {
                    self.begin_cell(tag);
                }
            }
            _ => {}
        }
    }

    pub(super) fn begin_cell(&mut self, tag: &Tag) {
        let span = |name: &str| {
            attribute(tag, name)
                .and_then(|value| value.trim().parse::<u32>().ok())
                .unwrap_or(1)
                .max(1)
        };
        let (columns, rows) = (span("colspan"), span("rowspan"));
        let result = self
            .meter
            .columns(u64::from(columns))
            .and_then(|()| self.meter.add_cells(1));
        self.check(result);
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        table.in_row = true;
        while table.below.contains_key(&table.column) {
            table.column += 1;
        }
        let bold = &*tag.name == "th";
        table.cell = Some(Cell {
            column: table.column,
            columns,
            rows: rows.min(65_534),
            bold,
            ..Cell::default()
        });
        table.column = table.column.saturating_add(columns);
        let result = self.meter.columns(u64::from(table.column));
        self.check(result);
    }

    pub(super) fn end_cell(&mut self) {
        self.end_paragraph();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if let Some(cell) = table.cell.take() {
            table.row.cells.push(cell);
        }
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if !std::mem::take(&mut table.in_row) {
            return;
        }
        let row = std::mem::take(&mut table.row);
        table.table.columns = table.table.columns.max(table.column);
        table.below.retain(|_, rows| {
            *rows -= 1;
            *rows > 0
        });
        for cell in row.cells.iter().filter(|cell| cell.rows > 1) {
            for column in cell.column..cell.column.saturating_add(cell.columns).min(cell.column + 20_000) {
                table.below.insert(column, cell.rows - 1);
            }
        }
        table.column = 0;
        table.table.rows.push(row);
        let rows = table.table.rows.len() as u64;
        let result = self.meter.rows(rows);
        self.check(result);
    }

    pub(super) fn end_table(&mut self) {
        self.end_row();
        let Some(done) = self.tables.pop() else { return };
        if done.table.rows.is_empty() {
            return;
        }
        let nested = !self.tables.is_empty();
        let block = Block::Table(Table { nested, ..done.table });
        if nested {
            self.nested.push(block);
        } else {
            self.blocks.push(block);
            self.blocks.append(&mut self.nested);
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = nfc(&text)
            .split('\n')
            .map(tidy)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        let all = |count: usize, letters: usize| letters > 0 && count == letters;
        let (bold, italic) = (
            all(self.bold_letters, self.letters),
            all(self.italic_letters, self.letters),
        );
        (self.letters, self.bold_letters, self.italic_letters) = (0, 0, 0);
        if text.is_empty() {
            return;
        }
        let label = self.label.take();
        match self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => {
                cell.bold = if cell.text.is_empty() {
                    bold || cell.bold
                } else {
                    bold && cell.bold
                };
                if !cell.text.is_empty() {
                    cell.text.push('\n');
                }
                if let Some(label) = label {
                    cell.text.push_str(&label);
                    cell.text.push(' ');
                }
                cell.text.push_str(&text);
            }
            None => {
                let (heading, centred) = (self.heading, self.centred);
                self.blocks.push(Block::Paragraph(Paragraph {
                    text,
                    label,
                    heading,
                    bold,
                    italic,
                    centred,
                    ..Paragraph::default()
                }));
            }
        }
    }
}
