//! Named styles: a clerk who edits the file finds each element of the Decree by its name.

use super::style_list::{Style, paragraph_styles};
use super::unit::{half_points, point_twips, twips};
use super::xml::Xml;
use crate::model::Layout;

pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const FONT: &str = "Times New Roman";

/// The part `word/styles.xml`.
pub(super) fn part(layout: &Layout) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:styles", &[("xmlns:w", &NAMESPACE)], |xml| {
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    fonts(xml);
                    size(xml, layout.body_size);
                    xml.empty(
                        "w:lang",
                        &[
                            ("w:val", &"vi-VN"),
                            ("w:eastAsia", &"vi-VN"),
                            ("w:bidi", &"vi-VN"),
                        ],
                    );
                });
            });
            xml.element("w:pPrDefault", &[], |xml| {
                xml.element("w:pPr", &[], |xml| spacing(xml, 0.0, 0.0, 1.0));
            });
        });
        xml.element(
            "w:style",
            &[
                ("w:type", &"paragraph"),
                ("w:default", &1),
                ("w:styleId", &"Normal"),
            ],
            |xml| {
                xml.value("w:name", "Normal");
                xml.empty("w:qFormat", &[]);
                xml.element("w:rPr", &[], |xml| {
                    fonts(xml);
                    size(xml, layout.body_size);
                });
            },
        );
        for style in &paragraph_styles(layout) {
            write(xml, style);
        }
        table_style(xml, "BangTrong", "Bảng không kẻ", false);
        table_style(xml, "BangKe", "Bảng kẻ", true);
    });
    xml.finish()
}

fn write(xml: &mut Xml, style: &Style) {
    xml.element(
        "w:style",
        &[("w:type", &"paragraph"), ("w:styleId", &style.id)],
        |xml| {
            xml.value("w:name", style.name);
            xml.value("w:basedOn", "Normal");
            if style.keep_next && style.outline.is_some() {
                xml.value("w:next", "NoiDung");
            }
            xml.empty("w:qFormat", &[]);
            xml.element("w:pPr", &[], |xml| {
                if style.keep_next {
                    xml.empty("w:keepNext", &[]);
                }
                xml.empty("w:widowControl", &[]);
                spacing(xml, style.before, style.after, style.spacing);
                if style.first_line > 0.0 {
                    xml.empty("w:ind", &[("w:firstLine", &twips(style.first_line))]);
                }
                xml.value("w:jc", style.justification);
                if let Some(level) = style.outline {
                    xml.value("w:outlineLvl", level);
                }
            });
            xml.element("w:rPr", &[], |xml| {
                fonts(xml);
                weight(xml, style.bold, style.italic);
                xml.value("w:color", "000000");
                size(xml, style.size);
            });
        },
    );
}

fn table_style(xml: &mut Xml, id: &str, name: &str, ruled: bool) {
    xml.element("w:style", &[("w:type", &"table"), ("w:styleId", &id)], |xml| {
        xml.value("w:name", name);
        xml.empty("w:qFormat", &[]);
        xml.element("w:tblPr", &[], |xml| {
            if ruled {
                xml.element("w:tblBorders", &[], |xml| {
                    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                        rule(xml, side, 4, 0);
                    }
                });
            }
            let (vertical, horizontal) = if ruled { (34, 85) } else { (0, 0) };
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, width) in [
                    ("w:top", vertical),
                    ("w:left", horizontal),
                    ("w:bottom", vertical),
                    ("w:right", horizontal),
                ] {
                    xml.empty(side, &[("w:w", &width), ("w:type", &"dxa")]);
                }
            });
        });
    });
}

/// A drawn line: `size` in eighths of a point, `space` in points.
pub(super) fn rule(xml: &mut Xml, side: &str, size: u8, space: u8) {
    xml.empty(
        side,
        &[
            ("w:val", &"single"),
            ("w:sz", &size),
            ("w:space", &space),
            ("w:color", &"000000"),
        ],
    );
}

/// Bold and italic, for both kinds of script.
pub(super) fn weight(xml: &mut Xml, bold: bool, italic: bool) {
    for (is_on, names) in [(bold, ["w:b", "w:bCs"]), (italic, ["w:i", "w:iCs"])] {
        for name in names.into_iter().filter(|_| is_on) {
            xml.empty(name, &[]);
        }
    }
}

/// All four font slots: with fewer, Word takes another font for some of the letters.
fn fonts(xml: &mut Xml) {
    xml.empty(
        "w:rFonts",
        &[
            ("w:ascii", &FONT),
            ("w:hAnsi", &FONT),
            ("w:eastAsia", &FONT),
            ("w:cs", &FONT),
        ],
    );
}

fn size(xml: &mut Xml, points: f32) {
    let size = half_points(points);
    xml.value("w:sz", size);
    xml.value("w:szCs", size);
}

fn spacing(xml: &mut Xml, before: f32, after: f32, lines: f32) {
    xml.empty(
        "w:spacing",
        &[
            ("w:before", &point_twips(before)),
            ("w:after", &point_twips(after)),
            ("w:line", &point_twips(lines * 12.0)),
            ("w:lineRule", &"auto"),
        ],
    );
}
