//! Reading the parts of a Word file.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Children in the order of the schema (ECMA-376, wml.xsd), as far as they are written here; `w:trPr` has no order.
const ORDER: [(&str, &[&str]); 8] = [
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:widowControl",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:color", "w:sz", "w:szCs",
            "w:u", "w:lang",
        ],
    ),
    (
        "w:tcPr",
        &[
            "w:tcW",
            "w:gridSpan",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:vAlign",
        ],
    ),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:shd",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
    ),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
        ],
    ),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:uiPriority",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
        ],
    ),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right", "w:between"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
];

/// Calls back for every element, with its ancestors and its attributes.
pub(crate) fn walk(xml: &str, mut visit: impl FnMut(&[String], &str, &[(String, String)])) {
    let mut reader = Reader::from_str(xml);
    let mut path: Vec<String> = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let (start, is_open) = match &event {
            Event::Start(start) => (start, true),
            Event::Empty(start) => (start, false),
            Event::End(_) => {
                path.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let name = start.name().as_ref().to_owned();
        let attributes: Vec<(String, String)> = start
            .attributes()
            .map(|attribute| attribute.expect("an attribute"))
            .map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.to_string()))
            .collect();
        visit(&path, &name, &attributes);
        if is_open {
            path.push(name);
        }
    }
    assert!(path.is_empty(), "every element is closed");
}

/// Fails when children stand in another order than the schema's, or are not known there.
pub(crate) fn assert_order(xml: &str) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    walk(xml, |path, name, _| {
        open.truncate(path.len());
        let Some(parent) = path.last() else {
            open.push((0, 0));
            return;
        };
        if let Some((_, children)) = ORDER.iter().find(|(element, _)| element == parent) {
            let place = children
                .iter()
                .position(|child| *child == name)
                .unwrap_or_else(|| panic!("{name} is not a child of {parent}"));
            let last = &mut open[path.len() - 1].1;
            assert!(place >= *last, "{name} comes too late in {parent}");
            *last = place;
        }
        open.push((0, 0));
    });
}
