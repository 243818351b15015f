//! The part `word/document.xml`: head, text, ending, annexes, each in its section.

use super::ending;
use super::head;
use super::paragraph::{Extra, bar, line, paragraph, space, spacer, spans, with};
use super::picture::Media;
use super::section::{Section, section};
use super::styles::NAMESPACE;
use super::table::ruled;
use super::xml::Xml;
use crate::compose::{Composed, ComposedAnnex, Item, SHEET, bold_width, text_width};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PLACING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// Writes the part.
pub(super) fn part(composed: &Composed, media: &[Media]) -> std::io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    let namespaces: [(&str, &dyn std::fmt::Display); 3] = [
        ("xmlns:w", &NAMESPACE),
        ("xmlns:r", &RELATIONSHIPS),
        ("xmlns:wp", &PLACING),
    ];
    xml.element("w:document", &namespaces, |xml| {
        xml.element("w:body", &[], |xml| {
            let page = Page {
                composed,
                media,
                landscape: false,
            };
            head::letterhead(xml, composed);
            opening(xml, composed);
            page.items(xml, &composed.items, composed.signer.is_some());
            ending::signatures(xml, composed, media);
            let main = Section {
                landscape: false,
                first_footer: !composed.contact.is_empty(),
            };
            let mut sections = vec![main];
            for annex in &composed.annexes {
                finish(xml, composed, sections.last().copied());
                let page = Page {
                    composed,
                    media,
                    landscape: annex.landscape,
                };
                page.annex(xml, annex);
                sections.push(Section {
                    landscape: annex.landscape,
                    first_footer: false,
                });
            }
            space(xml, 1.0);
            if let Some(last) = sections.last() {
                section(xml, &composed.layout, *last);
            }
        });
    });
    xml.finish()
}

/// Ends a section with an empty paragraph that carries its properties.
fn finish(xml: &mut Xml, composed: &Composed, last: Option<Section>) {
    let Some(last) = last else { return };
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            super::paragraph::properties(xml, spacer(1.0));
            section(xml, &composed.layout, last);
        });
    });
}

/// From the name of the kind to the bases.
fn opening(xml: &mut Xml, composed: &Composed) {
    let width = text_width(&composed.layout, false);
    if let Some(name) = &composed.name {
        line(xml, "TenLoai", name);
    }
    for subject in &composed.subject {
        line(xml, "TrichYeu", subject);
    }
    if let Some(longest) = composed
        .subject
        .iter()
        .map(|s| bold_width(s, composed.layout.body_size))
        .reduce(f32::max)
    {
        let text = (longest * 25.4 / 72.0).min(width);
        bar(xml, width, text * 0.4);
    }
    if let Some(replaces) = &composed.replaces {
        line(xml, "PhatHanhLai", replaces);
    }
    space(xml, 10.0);
    if let Some(authority) = &composed.authority {
        line(xml, "ThamQuyen", authority);
    }
    head::addressees(xml, composed);
    for basis in &composed.bases {
        line(xml, "CanCu", basis);
    }
    if let Some(order) = &composed.order {
        line(xml, "ThamQuyen", order);
    }
}

/// What items are drawn on.
struct Page<'a> {
    composed: &'a Composed,
    media: &'a [Media],
    landscape: bool,
}

impl Page<'_> {
    fn annex(&self, xml: &mut Xml, annex: &ComposedAnnex) {
        line(xml, "PhuLuc", &annex.label);
        for title in &annex.title {
            line(xml, "TenPhuLuc", title);
        }
        line(xml, "KemTheo", &annex.attached_to);
        self.items(xml, &annex.items, false);
    }

    fn items(&self, xml: &mut Xml, items: &[Item], hold_last: bool) {
        let last = items.len().saturating_sub(1);
        for (nth, item) in items.iter().enumerate() {
            self.item(xml, item, hold_last && nth == last);
        }
    }

    fn item(&self, xml: &mut Xml, item: &Item, keep_next: bool) {
        let styled = |style| Extra {
            style,
            keep_next,
            ..Extra::default()
        };
        match item {
            Item::Division { label, title } => {
                line(xml, "PhanChuong", label);
                line(xml, "TenPhanChuong", title);
            }
            Item::Heading { level, text } => with(xml, styled(heading(*level)), text),
            Item::Paragraph { spans: words } => paragraph(xml, styled("NoiDung"), |xml| spans(xml, words)),
            Item::Centered { spans: words } => paragraph(xml, styled("GiuaDong"), |xml| spans(xml, words)),
            Item::Table { grid } => {
                if let Some(caption) = &grid.caption {
                    line(xml, "TenBang", caption);
                }
                ruled(xml, grid);
                space(xml, self.composed.layout.paragraph_gap.max(1.0));
            }
            Item::Figure {
                picture,
                width,
                caption,
            } => self.figure(xml, *picture, *width, caption),
            Item::PageBreak => paragraph(xml, spacer(1.0), |xml| {
                xml.element("w:r", &[], |xml| xml.empty("w:br", &[("w:type", &"page")]));
            }),
        }
    }

    fn figure(&self, xml: &mut Xml, picture: usize, share: f32, caption: &str) {
        let layout = &self.composed.layout;
        let width = text_width(layout, self.landscape) * share;
        let sheet = if self.landscape { SHEET.0 } else { SHEET.1 };
        let most = (sheet - layout.margin_top - layout.margin_bottom) * 0.85;
        paragraph(
            xml,
            Extra {
                style: "Hinh",
                ..Extra::default()
            },
            |xml| {
                xml.element("w:r", &[], |xml| {
                    if let Some(media) = self.media.get(picture) {
                        media.draw(xml, picture, width, most, caption);
                    }
                });
            },
        );
        if !caption.is_empty() {
            line(xml, "TenHinh", caption);
        }
    }
}

fn heading(level: u8) -> &'static str {
    match level {
        1 => "Heading1",
        2 => "Heading2",
        _ => "Heading3",
    }
}
