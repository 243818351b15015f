//! Sections: sheet, margins, and page numbers that start at 1 and are hidden on the first page.

use super::paragraph::line;
use super::styles::NAMESPACE;
use super::unit::twips;
use super::xml::Xml;
use crate::compose::SHEET;
use crate::model::Layout;

/// What sets a section apart.
#[derive(Clone, Copy)]
pub(super) struct Section {
    pub(super) landscape: bool,
    /// The agency's address stands at the foot of its first page.
    pub(super) first_footer: bool,
}

/// Writes `w:sectPr`.
pub(super) fn section(xml: &mut Xml, layout: &Layout, section: Section) {
    let (width, height) = if section.landscape {
        (SHEET.1, SHEET.0)
    } else {
        SHEET
    };
    xml.element("w:sectPr", &[], |xml| {
        xml.empty(
            "w:headerReference",
            &[("w:type", &"default"), ("r:id", &"rHeader")],
        );
        xml.empty(
            "w:headerReference",
            &[("w:type", &"first"), ("r:id", &"rFirstHeader")],
        );
        xml.empty(
            "w:footerReference",
            &[("w:type", &"default"), ("r:id", &"rFooter")],
        );
        let first = if section.first_footer {
            "rFirstFooter"
        } else {
            "rFooter"
        };
        xml.empty("w:footerReference", &[("w:type", &"first"), ("r:id", &first)]);
        xml.value("w:type", "nextPage");
        let size: [(&str, &dyn std::fmt::Display); 3] = [
            ("w:w", &twips(width)),
            ("w:h", &twips(height)),
            ("w:orient", &"landscape"),
        ];
        xml.empty("w:pgSz", if section.landscape { &size } else { &size[..2] });
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &twips(layout.margin_top)),
                ("w:right", &twips(layout.margin_right)),
                ("w:bottom", &twips(layout.margin_bottom)),
                ("w:left", &twips(layout.margin_left)),
                ("w:header", &twips(layout.margin_top / 2.0)),
                ("w:footer", &twips(layout.margin_bottom / 2.0)),
                ("w:gutter", &0),
            ],
        );
        xml.empty("w:pgNumType", &[("w:fmt", &"decimal"), ("w:start", &1)]);
        xml.empty("w:titlePg", &[]);
    });
}

/// The header with the page number.
pub(super) fn numbered_header() -> std::io::Result<Vec<u8>> {
    framed("w:hdr", |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", "SoTrang"));
            xml.element("w:fldSimple", &[("w:instr", &" PAGE ")], |xml| {
                xml.element("w:r", &[], |xml| xml.text_element("w:t", &[], "2"));
            });
        });
    })
}

/// The header of first pages.
pub(super) fn empty_header() -> std::io::Result<Vec<u8>> {
    framed("w:hdr", |xml| line(xml, "SoTrang", ""))
}

/// A footer of these lines.
pub(super) fn footer(lines: &[String]) -> std::io::Result<Vec<u8>> {
    framed("w:ftr", |xml| {
        for text in lines {
            line(xml, "DiaChi", text);
        }
        if lines.is_empty() {
            line(xml, "DiaChi", "");
        }
    })
}

fn framed(name: &str, content: impl FnOnce(&mut Xml)) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element(name, &[("xmlns:w", &NAMESPACE)], content);
    xml.finish()
}
