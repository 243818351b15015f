//! The text of a document, a header or a note, element by element.

use std::io::BufRead;

use quick_xml::events::BytesStart;
use vietnamese::legacy::Encoding;

use super::Shared;
use super::runs::{Run, Runs};
use super::table::TableBuilder;
use crate::document::{Block, Paragraph, Part};
use crate::formats::legacy;
use crate::formats::xml::{Node, Xml, attribute};
use crate::limits::Meter;
use crate::{Note, ReadError};

pub(super) struct Body {
    pub(super) shared: Shared,
    pub(super) blocks: Vec<Block>,
    pub(super) tables: Vec<TableBuilder>,
    pub(super) nested: Vec<Block>,
    pub(super) paragraphs: Vec<Runs>,
    pub(super) in_run_properties: bool,
    pub(super) boxes: u32,
    pub(super) inserted: u32,
    pub(super) deleted: u32,
    pub(super) hidden: u32,
    pub(super) converted: (u32, Option<Encoding>),
    pub(super) break_before: bool,
}

impl Body {
    pub(super) fn new(shared: Shared) -> Self {
        Self {
            shared,
            blocks: Vec::new(),
            tables: Vec::new(),
            nested: Vec::new(),
            paragraphs: Vec::new(),
            in_run_properties: false,
            boxes: 0,
            inserted: 0,
            deleted: 0,
            hidden: 0,
            converted: (0, None),
            break_before: false,
        }
    }

    pub(super) fn finish(self) -> (Vec<Block>, Vec<Note>) {
        let mut notes = Vec::new();
        if self.inserted + self.deleted > 0 {
            notes.push(Note::TrackedChangesAccepted {
                inserted: self.inserted,
                deleted: self.deleted,
            });
        }
        if self.hidden > 0 {
            notes.push(Note::HiddenLeftOut { count: self.hidden });
        }
        if let (count, Some(encoding)) = self.converted {
            notes.push(legacy::note(encoding, count));
        }
        (self.blocks, notes)
    }

    pub(super) fn read<R: BufRead>(
        &mut self,
        xml: &mut Xml<R>,
        part: Part,
        meter: &mut Meter,
    ) -> Result<(), ReadError> {
        while let Some(node) = xml.next(meter)? {
            match node {
                Node::Open(element) => {
                    let element = element.into_owned();
                    self.open(&element, xml, meter)?;
                }
                Node::Close(element) => {
                    let name = element.local_name().as_ref().to_owned();
                    self.close(&name, part, meter)?;
                }
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open<R: BufRead>(
        &mut self,
        element: &BytesStart<'_>,
        xml: &mut Xml<R>,
        meter: &mut Meter,
    ) -> Result<(), ReadError> {
        match element.local_name().as_ref() {
            "p" => {
                let style = self.shared.styles.resolve(None);
                self.paragraphs.push(Runs::styled(style));
            }
            "tbl" => self.tables.push(TableBuilder::default()),
            "r" => self.set_run(Run::default()),
            "rPr" => self.in_run_properties = true,
            "t" => self.text(xml, meter)?,
            "txbxContent" => self.boxes += 1,
            "Fallback" | "instrText" | "delText" | "delInstrText" | "sectPrChange" | "pPrChange"
            | "rPrChange" | "tblPrChange" | "tcPrChange" | "trPrChange" | "object" => xml.skip(meter)?,
            "del" | "moveFrom" => {
                self.deleted += 1;
                if self.in_row_properties(element) {
                    self.with_table(TableBuilder::mark_deleted);
                }
                xml.skip(meter)?;
            }
            "ins" | "moveTo" => self.inserted += 1,
            "br" if attribute(element, "type").as_deref() == Some("page") => self.break_before = true,
            "br" | "cr" => self.push("\n"),
            "tab"
                if !self.in_run_properties
                    && attribute(element, "pos").is_none()
                    && attribute(element, "val").is_none() =>
            {
                self.push("\t");
            }
            "noBreakHyphen" => self.push("-"),
            "sym" => self.push(symbol(element)),
            name => {
                if self.in_run_properties {
                    self.run_property(name, element);
                } else {
                    self.property(name, element, meter)?;
                }
            }
        }
        Ok(())
    }

    /// A deletion mark inside row properties deletes the row; elsewhere it wraps deleted runs.
    fn in_row_properties(&self, _element: &BytesStart<'_>) -> bool {
        self.paragraphs.is_empty() && !self.tables.is_empty()
    }

    fn close(&mut self, name: &str, part: Part, meter: &mut Meter) -> Result<(), ReadError> {
        match name {
            "rPr" => self.in_run_properties = false,
            "p" => self.end_paragraph(part, meter)?,
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell(meter)?;
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_row(meter)?;
                }
            }
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    let inside = !self.tables.is_empty();
                    let table = Block::Table(table.finish(inside));
                    if inside {
                        self.nested.push(table);
                    } else {
                        self.page_break();
                        self.blocks.push(table);
                        self.blocks.append(&mut self.nested);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self, part: Part, meter: &mut Meter) -> Result<(), ReadError> {
        let Some(runs) = self.paragraphs.pop() else {
            return Ok(());
        };
        let part = if self.boxes > 0 && part == Part::Body {
            Part::TextBox
        } else {
            part
        };
        if runs.converted.is_some() {
            self.converted = (self.converted.0 + 1, runs.converted);
        }
        let label = self.label(&runs);
        let paragraph = runs.finish(label, part);
        meter.add_text(paragraph.text.len())?;
        let lone_label = self.tables.is_empty() && paragraph.text.is_empty();
        if lone_label {
            return Ok(());
        }
        self.place(paragraph);
        Ok(())
    }

    fn place(&mut self, paragraph: Paragraph) {
        match self.tables.last_mut() {
            Some(table) => table.paragraph(&paragraph),
            None => {
                self.page_break();
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
    }

    fn page_break(&mut self) {
        if std::mem::take(&mut self.break_before) && !self.blocks.is_empty() {
            self.blocks.push(Block::PageBreak);
        }
    }

    fn label(&mut self, runs: &Runs) -> Option<String> {
        let list = runs.list.or(runs.style.list).filter(|list| *list > 0)?;
        let by_style = || {
            runs.style_id
                .as_deref()
                .and_then(|style| self.shared.numbering.level_of_style(list, style))
        };
        let level = runs
            .list_level
            .or_else(by_style)
            .or(runs.style.list_level)
            .unwrap_or(0);
        self.shared.numbering.next(list, level)
    }

    fn text<R: BufRead>(&mut self, xml: &mut Xml<R>, meter: &mut Meter) -> Result<(), ReadError> {
        let mut text = String::new();
        while let Some(node) = xml.next(meter)? {
            match node {
                Node::Text(piece) => text.push_str(&piece),
                Node::Close(element) if element.local_name().as_ref() == "t" => break,
                _ => {}
            }
        }
        self.push(&text);
        Ok(())
    }

    fn push(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if paragraph.is_hidden() {
            self.hidden += 1;
        } else {
            paragraph.push(text);
        }
    }

    fn set_run(&mut self, run: Run) {
        self.with_paragraph(|paragraph| paragraph.run = run);
    }

    pub(super) fn with_paragraph(&mut self, change: impl FnOnce(&mut Runs)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    pub(super) fn with_table(&mut self, change: impl FnOnce(&mut TableBuilder)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }
}

fn symbol(element: &BytesStart<'_>) -> &'static str {
    match attribute(element, "char").as_deref() {
        Some("F02D" | "002D" | "F0BE") => "-",
        Some("F0E0") => "→",
        _ => "•",
    }
}
