//! Tables: the unruled ones that place the head and the signatures, and the ruled ones of the text.

use super::paragraph::{Extra, paragraph, spans};
use super::unit::twips;
use super::xml::Xml;
use crate::compose::{Grid, GridCell, GridRow};
use crate::model::Align;

/// A table without rules, its columns in millimetres.
pub(super) fn unruled(xml: &mut Xml, widths: &[f32], rows: impl FnOnce(&mut Xml)) {
    table(xml, "BangTrong", widths, rows);
}

/// A row of an unruled table: one closure a cell.
pub(super) fn unruled_row(xml: &mut Xml, widths: &[f32], cells: [&mut dyn FnMut(&mut Xml); 2]) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        for (cell, width) in cells.into_iter().zip(widths) {
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.empty("w:tcW", &[("w:w", &twips(*width)), ("w:type", &"dxa")]);
                });
                cell(xml);
            });
        }
    });
}

/// A ruled table.
pub(super) fn ruled(xml: &mut Xml, grid: &Grid) {
    table(xml, "BangKe", &grid.widths, |xml| {
        for row in &grid.header {
            ruled_row(xml, grid, row, true);
        }
        for row in &grid.rows {
            ruled_row(xml, grid, row, false);
        }
    });
}

fn table(xml: &mut Xml, style: &str, widths: &[f32], rows: impl FnOnce(&mut Xml)) {
    let total: i32 = widths.iter().map(|width| twips(*width)).sum();
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style);
            xml.empty("w:tblW", &[("w:w", &total), ("w:type", &"dxa")]);
            xml.value("w:jc", "center");
            xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in widths {
                xml.empty("w:gridCol", &[("w:w", &twips(*width))]);
            }
        });
        rows(xml);
    });
}

fn ruled_row(xml: &mut Xml, grid: &Grid, row: &GridRow, is_header: bool) {
    xml.element("w:tr", &[], |xml| {
        if is_header || !row.splits {
            xml.element("w:trPr", &[], |xml| {
                if !row.splits {
                    xml.empty("w:cantSplit", &[]);
                }
                if is_header {
                    xml.empty("w:tblHeader", &[]);
                }
            });
        }
        let mut at = 0;
        for cell in &row.cells {
            let end = at + cell.columns;
            let width: i32 = grid
                .widths
                .get(at..end)
                .map_or(0, |w| w.iter().map(|w| twips(*w)).sum());
            at = end;
            ruled_cell(xml, cell, width, is_header);
        }
    });
}

fn ruled_cell(xml: &mut Xml, cell: &GridCell, width: i32, is_header: bool) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
            if cell.columns > 1 {
                xml.value("w:gridSpan", cell.columns);
            }
            if cell.covered {
                xml.empty("w:vMerge", &[]);
            } else if cell.rows > 1 {
                xml.value("w:vMerge", "restart");
            }
            xml.value("w:vAlign", "center");
        });
        let extra = Extra {
            style: if is_header { "TieuDeBang" } else { "OBang" },
            justification: justification(cell.align, is_header),
            ..Extra::default()
        };
        if cell.paragraphs.is_empty() {
            paragraph(xml, extra, |_| {});
        }
        for words in &cell.paragraphs {
            paragraph(xml, extra, |xml| spans(xml, words));
        }
    });
}

/// How the cell is set, where its style does not say so already.
fn justification(align: Align, is_header: bool) -> Option<&'static str> {
    match align {
        Align::Left => is_header.then_some("left"),
        Align::Center => (!is_header).then_some("center"),
        Align::Right => Some("right"),
        Align::Justify => Some("both"),
    }
}
