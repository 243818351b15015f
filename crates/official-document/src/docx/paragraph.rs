//! Paragraphs, runs and drawn lines.

use super::styles::{rule, weight};
use super::unit::{point_twips, twips};
use super::xml::Xml;
use crate::compose::Span;

/// What a paragraph has beyond its style. Zero and `None` mean: as the style says.
#[derive(Clone, Copy, Default)]
pub(super) struct Extra<'a> {
    pub(super) style: &'a str,
    pub(super) keep_next: bool,
    /// A rule above (length of it in millimetres within the width), as short lines under names are.
    pub(super) bar: Option<Inset>,
    /// A box around.
    pub(super) boxed: Option<Inset>,
    /// Points above.
    pub(super) before: Option<f32>,
    /// Exactly this high, in points.
    pub(super) exact: Option<f32>,
    /// Millimetres from the left, and how far the first line hangs out.
    pub(super) hanging: Option<(f32, f32)>,
    pub(super) justification: Option<&'a str>,
}

/// A piece of this length in the middle of this width, in millimetres.
#[derive(Clone, Copy)]
pub(super) struct Inset {
    pub(super) width: f32,
    pub(super) length: f32,
}

impl Inset {
    fn side(self) -> i32 {
        twips((self.width - self.length).max(0.0) / 2.0)
    }
}

/// A paragraph.
pub(super) fn paragraph(xml: &mut Xml, extra: Extra<'_>, content: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| properties(xml, extra));
        content(xml);
    });
}

/// What stands in `w:pPr`, in the order of the schema.
pub(super) fn properties(xml: &mut Xml, extra: Extra<'_>) {
    xml.value("w:pStyle", extra.style);
    if extra.keep_next {
        xml.empty("w:keepNext", &[]);
    }
    if extra.boxed.is_some() || extra.bar.is_some() {
        xml.element("w:pBdr", &[], |xml| {
            rule(xml, "w:top", 6, if extra.boxed.is_some() { 3 } else { 0 });
            if extra.boxed.is_some() {
                rule(xml, "w:left", 6, 0);
                rule(xml, "w:bottom", 6, 3);
                rule(xml, "w:right", 6, 0);
            }
        });
    }
    if let Some(points) = extra.exact {
        xml.empty(
            "w:spacing",
            &[
                ("w:before", &point_twips(extra.before.unwrap_or(0.0))),
                ("w:after", &0),
                ("w:line", &point_twips(points)),
                ("w:lineRule", &"exact"),
            ],
        );
    } else if let Some(points) = extra.before {
        xml.empty("w:spacing", &[("w:before", &point_twips(points))]);
    }
    if let Some(inset) = extra.boxed.or(extra.bar) {
        xml.empty("w:ind", &[("w:left", &inset.side()), ("w:right", &inset.side())]);
    } else if let Some((left, hanging)) = extra.hanging {
        xml.empty(
            "w:ind",
            &[("w:left", &twips(left)), ("w:hanging", &twips(hanging))],
        );
    }
    if let Some(justification) = extra.justification {
        xml.value("w:jc", justification);
    }
}

/// A paragraph of plain words in a style.
pub(super) fn line(xml: &mut Xml, style: &str, text: &str) {
    with(
        xml,
        Extra {
            style,
            ..Extra::default()
        },
        text,
    );
}

/// A paragraph of plain words.
pub(super) fn with(xml: &mut Xml, extra: Extra<'_>, text: &str) {
    paragraph(xml, extra, |xml| run(xml, text, false, false));
}

/// Runs in their styles.
pub(super) fn spans(xml: &mut Xml, spans: &[Span]) {
    for span in spans {
        run(xml, &span.text, span.bold, span.italic);
    }
}

/// A short drawn line, centred in this width.
pub(super) fn bar(xml: &mut Xml, width: f32, length: f32) {
    let extra = Extra {
        style: "DuongKe",
        bar: Some(Inset { width, length }),
        before: Some(4.0),
        exact: Some(2.0),
        ..Extra::default()
    };
    paragraph(xml, extra, |_| {});
}

/// An empty paragraph exactly this high, in points.
pub(super) fn space(xml: &mut Xml, points: f32) {
    paragraph(xml, spacer(points), |_| {});
}

/// How an empty paragraph of this height is set.
pub(super) fn spacer(points: f32) -> Extra<'static> {
    Extra {
        style: "KhoangCach",
        exact: Some(points),
        ..Extra::default()
    }
}

fn run(xml: &mut Xml, text: &str, bold: bool, italic: bool) {
    xml.element("w:r", &[], |xml| {
        if bold || italic {
            xml.element("w:rPr", &[], |xml| weight(xml, bold, italic));
        }
        xml.text_element("w:t", &[("xml:space", &"preserve")], text);
    });
}
