//! Properties of paragraphs, runs, rows and cells.

use quick_xml::events::BytesStart;

use super::body::Body;
use super::table::{Merge, TableBuilder};
use crate::ReadError;
use crate::formats::xml::{attribute, number, switch};
use crate::limits::Meter;

impl Body {
    pub(super) fn property(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        meter: &Meter,
    ) -> Result<(), ReadError> {
        let on_row = self.paragraphs.is_empty();
        match name {
            "tr" => self.with_table(TableBuilder::begin_row),
            "tblHeader" if switch(element) => self.with_table(TableBuilder::mark_heading),
            "gridBefore" => {
                if let (Some(table), Some(count)) = (self.tables.last_mut(), number(element, "val")) {
                    table.skip_columns(count, meter)?;
                }
            }
            "tc" => self.with_table(TableBuilder::begin_cell),
            "gridSpan" => {
                let columns = number(element, "val").unwrap_or(1);
                meter.columns(u64::from(columns))?;
                self.with_table(|table| table.span(columns));
            }
            "vMerge" => self.with_table(|table| table.merge_down(merge(element))),
            "hMerge" => self.with_table(|table| table.merge_across(merge(element))),
            "pStyle" => {
                let id = attribute(element, "val");
                let style = self.shared.styles.resolve(id.as_deref());
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.style = style;
                    paragraph.style_id = id;
                }
            }
            "jc" if !on_row => {
                let centred = attribute(element, "val").as_deref() == Some("center");
                self.with_paragraph(|paragraph| paragraph.centred = Some(centred));
            }
            "outlineLvl" => {
                let level = number(element, "val")
                    .filter(|level| *level < 9)
                    .and_then(|level| u8::try_from(level + 1).ok());
                self.with_paragraph(|paragraph| paragraph.heading = level);
            }
            "numId" => self.with_paragraph(|paragraph| paragraph.list = number(element, "val")),
            "ilvl" => self.with_paragraph(|paragraph| paragraph.list_level = number(element, "val")),
            "pageBreakBefore" if switch(element) => self.break_before = true,
            _ => {}
        }
        Ok(())
    }

    pub(super) fn run_property(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "b" => paragraph.run.bold = Some(switch(element)),
            "i" => paragraph.run.italic = Some(switch(element)),
            "vanish" => paragraph.run.hidden = Some(switch(element)),
            "rFonts" => {
                paragraph.run.font = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi"));
            }
            _ => {}
        }
    }
}

fn merge(element: &BytesStart<'_>) -> Merge {
    match attribute(element, "val").as_deref() {
        Some("restart") => Merge::Begin,
        _ => Merge::Continue,
    }
}
