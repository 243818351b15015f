//! Paragraph styles: what their paragraphs look like and how they are numbered.

use std::collections::HashMap;
use std::io::BufRead;

use crate::ReadError;
use crate::formats::xml::{Node, Xml, attribute, number, switch};
use crate::limits::Meter;

#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    pub(super) based_on: Option<String>,
    pub(super) heading: Option<u8>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) centred: Option<bool>,
    pub(super) font: Option<String>,
    pub(super) list: Option<u32>,
    pub(super) list_level: Option<u32>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
}

impl Styles {
    /// A style with what it takes from the styles below it.
    pub(super) fn resolve(&self, id: Option<&str>) -> Style {
        let mut resolved = Style::default();
        let mut next = id.or(self.default_paragraph.as_deref()).map(str::to_owned);
        for _ in 0..20 {
            let Some(style) = next.take().and_then(|id| self.by_id.get(&id)) else {
                break;
            };
            resolved.heading = resolved.heading.or(style.heading);
            resolved.bold = resolved.bold.or(style.bold);
            resolved.italic = resolved.italic.or(style.italic);
            resolved.hidden = resolved.hidden.or(style.hidden);
            resolved.centred = resolved.centred.or(style.centred);
            resolved.font = resolved.font.or_else(|| style.font.clone());
            resolved.list = resolved.list.or(style.list);
            resolved.list_level = resolved.list_level.or(style.list_level);
            next.clone_from(&style.based_on);
        }
        resolved
    }
}

pub(super) fn read<R: BufRead>(xml: &mut Xml<R>, meter: &mut Meter) -> Result<Styles, ReadError> {
    let mut styles = Styles::default();
    let mut current: Option<(String, Style)> = None;
    while let Some(node) = xml.next(meter)? {
        match node {
            Node::Open(element) => {
                let name = element.local_name();
                if name.as_ref() == "style" {
                    let id = attribute(&element, "styleId").unwrap_or_default();
                    let paragraph = attribute(&element, "type").is_none_or(|kind| kind == "paragraph");
                    if paragraph && attribute(&element, "default").is_some_and(|value| value != "0") {
                        styles.default_paragraph = Some(id.clone());
                    }
                    current = Some((id, Style::default()));
                } else if let Some((_, style)) = &mut current {
                    apply(style, name.as_ref(), &element);
                }
            }
            Node::Close(element) if element.local_name().as_ref() == "style" => {
                if let Some((id, style)) = current.take() {
                    styles.by_id.insert(id, style);
                }
            }
            _ => {}
        }
    }
    Ok(styles)
}

fn apply(style: &mut Style, name: &str, element: &quick_xml::events::BytesStart<'_>) {
    match name {
        "basedOn" => style.based_on = attribute(element, "val"),
        "name" => {
            let name = attribute(element, "val").unwrap_or_default().to_lowercase();
            if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse().ok()) {
                style.heading = Some(level);
            }
        }
        "outlineLvl" => {
            let level = number(element, "val").filter(|level| *level < 9);
            style.heading = style
                .heading
                .or(level.and_then(|level| u8::try_from(level + 1).ok()));
        }
        "b" => style.bold = Some(switch(element)),
        "i" => style.italic = Some(switch(element)),
        "vanish" => style.hidden = Some(switch(element)),
        "jc" => style.centred = Some(attribute(element, "val").as_deref() == Some("center")),
        "rFonts" => style.font = attribute(element, "ascii").or_else(|| attribute(element, "hAnsi")),
        "numId" => style.list = number(element, "val"),
        "ilvl" => style.list_level = number(element, "val"),
        _ => {}
    }
}
