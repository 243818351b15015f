//! The Word file, read back: order of elements, measures, fonts, header rows, relationships.

use std::collections::BTreeSet;
use std::io::Cursor;

use crate::common::xml::{assert_order, walk};
use crate::common::{assert_pages, fonts, pages, part, report};
use official_document::{Block, Figure, Kind, WriteError, docx, docx_with_fonts};

fn written() -> Vec<u8> {
    docx_with_fonts(&report(), &fonts()).expect("the report can be written")
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let file = written();
    for name in [
        "word/document.xml",
        "word/styles.xml",
        "word/header.xml",
        "word/firstHeader.xml",
        "word/settings.xml",
    ] {
        assert_order(&part(&file, name));
    }
}

#[test]
#[should_panic(expected = "w:rFonts comes too late in w:rPr")]
fn the_order_check_can_fail() {
    assert_order("<w:p><w:r><w:rPr><w:sz/><w:rFonts/></w:rPr></w:r></w:p>");
}

#[test]
fn sections_have_the_measures_of_the_decree() {
    let mut sections = Vec::new();
    walk(
        &part(&written(), "word/document.xml"),
        |path, name, attributes| {
            let get = |key: &str| {
                attributes
                    .iter()
                    .find(|(k, _)| k == key)
                    .map(|(_, v)| v.clone())
                    .unwrap_or_default()
            };
            if path.last().is_some_and(|parent| parent == "w:sectPr") {
                match name {
                    "w:pgSz" => sections.push(vec![format!("{}x{}", get("w:w"), get("w:h"))]),
                    "w:pgMar" => {
                        let margins = ["w:top", "w:right", "w:bottom", "w:left"].map(get).join(" ");
                        sections.last_mut().expect("a size comes first").push(margins);
                    }
                    "w:pgNumType" => sections
                        .last_mut()
                        .expect("a size comes first")
                        .push(get("w:start")),
                    "w:titlePg" => sections
                        .last_mut()
                        .expect("a size comes first")
                        .push("titlePg".into()),
                    _ => {}
                }
            }
        },
    );
    let standing = ["11906x16838", "1134 1134 1134 1701", "1", "titlePg"];
    let lying = ["16838x11906", "1134 1134 1134 1701", "1", "titlePg"];
    assert_eq!(sections, [standing, lying, standing]);
}

#[test]
fn every_style_names_times_in_all_four_slots() {
    let mut slots = BTreeSet::new();
    let mut sizes = std::collections::BTreeMap::new();
    let mut style = String::new();
    walk(&part(&written(), "word/styles.xml"), |_, name, attributes| {
        let get = |key: &str| {
            attributes
                .iter()
                .find(|(k, _)| k == key)
                .map(|(_, v)| v.clone())
                .unwrap_or_default()
        };
        match name {
            "w:style" => style = get("w:styleId"),
            "w:rFonts" => slots.extend(["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].map(get)),
            "w:sz" => {
                sizes.insert(style.clone(), get("w:val"));
            }
            _ => {}
        }
    });
    assert_eq!(slots.into_iter().collect::<Vec<_>>(), ["Times New Roman"]);
    for (style, half_points) in [
        ("QuocHieu", "24"),
        ("TieuNgu", "26"),
        ("NoiDung", "28"),
        ("NoiNhan", "24"),
        ("NoiNhanMuc", "22"),
        ("PhuLuc", "28"),
        ("SoTrang", "26"),
    ] {
        assert_eq!(sizes[style], half_points, "{style}");
    }
}

#[test]
fn every_style_that_is_used_exists() {
    let file = written();
    let mut known = BTreeSet::new();
    walk(&part(&file, "word/styles.xml"), |_, name, attributes| {
        if name == "w:style" {
            known.extend(
                attributes
                    .iter()
                    .filter(|(key, _)| key == "w:styleId")
                    .map(|(_, id)| id.clone()),
            );
        }
    });
    for name in [
        "word/document.xml",
        "word/header.xml",
        "word/firstHeader.xml",
        "word/footer.xml",
    ] {
        walk(&part(&file, name), |_, element, attributes| {
            if matches!(element, "w:pStyle" | "w:tblStyle") {
                assert!(known.contains(&attributes[0].1), "{} in {name}", attributes[0].1);
            }
        });
    }
}

#[test]
fn header_rows_repeat_and_rows_do_not_split() {
    let (mut headers, mut whole, mut rows) = (0, 0, 0);
    walk(&part(&written(), "word/document.xml"), |_, name, _| match name {
        "w:tblHeader" => headers += 1,
        "w:cantSplit" => whole += 1,
        "w:tr" => rows += 1,
        _ => {}
    });
    assert_eq!(headers, 4, "two in the first table, one in each annex");
    assert_eq!(whole, rows);
}

#[test]
fn relationships_lead_to_parts() {
    let file = written();
    let archive = zip::ZipArchive::new(Cursor::new(&file)).expect("a zip file");
    let names: BTreeSet<String> = archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let mut targets = 0;
    for (part_name, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        walk(&part(&file, part_name), |_, element, attributes| {
            if element == "Relationship" {
                let target = &attributes
                    .iter()
                    .find(|(key, _)| key == "Target")
                    .expect("a target")
                    .1;
                assert!(names.contains(&format!("{folder}{target}")), "{target}");
                targets += 1;
            }
        });
    }
    assert!(targets >= 11, "{targets}");
    assert!(part(&file, "word/media/drawing0.svg").contains("Quý I"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(written(), written());
}

#[test]
fn a_document_survives_json() {
    let report = report();
    let json = serde_json::to_string(&report).expect("to JSON");
    assert_eq!(
        serde_json::from_str::<official_document::Document>(&json).expect("from JSON"),
        report
    );
}

#[test]
fn what_cannot_be_written_is_refused_by_name() {
    assert!(matches!(
        docx(&report()),
        Err(WriteError::FontsNeeded { number: 1 })
    ));
    let mut plan = report();
    plan.kind = Kind::PLAN;
    assert!(matches!(docx(&plan), Err(WriteError::AddresseesRefused { .. })));
    let mut broken = report();
    broken.body = vec![Figure::png(*b"GIF89a", "Hình").into()];
    assert!(matches!(
        docx(&broken),
        Err(WriteError::Picture { number: 1, .. })
    ));
    broken.body = vec![Figure::svg("<svg", "Hình").into()];
    assert!(matches!(
        docx_with_fonts(&broken, &fonts()),
        Err(WriteError::Picture { number: 1, .. })
    ));
    broken.body = vec![Block::paragraph("\u{0}\u{1}\u{ffff}\u{202e}")];
    assert!(docx(&broken).is_ok(), "text without letters is no error");
}

#[test]
fn an_office_program_draws_the_same_pages() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("bao-cao.docx");
    std::fs::write(&file, written()).expect("written");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    let out = folder.path().display().to_string();
    crate::common::run(
        "soffice",
        &[
            &profile,
            "--headless",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            &out,
            &file.display().to_string(),
        ],
    );
    assert_pages(&pages(&folder.path().join("bao-cao.pdf")));
}
