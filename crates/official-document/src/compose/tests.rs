use jiff::civil::date;

use super::*;
use crate::error::TableProblem;
use crate::model::{Annex, Cell, Column, Draft, Kind, Letterhead, Metadata, Number, Row, Table, Text};

fn report() -> Document {
    Document::new(
        Kind::REPORT,
        Letterhead {
            superior: Some("UBND tỉnh Hòa Giang".into()),
            issuer: "Sở Xây dựng".into(),
            number: Some("7".into()),
            symbol: "BC-SXD".into(),
            place: "Hòa Giang".into(),
            date: date(2026, 2, 5).into(),
        },
        "Kết quả quý I",
        Metadata::new("Sở Xây dựng", date(2026, 2, 5)),
    )
}

fn words(items: &[Item]) -> Vec<String> {
    items
        .iter()
        .map(|item| match item {
            Item::Heading { text, .. } => text.clone(),
            Item::Paragraph { spans } | Item::Centered { spans } => {
                spans.iter().map(|s| s.text.as_str()).collect()
            }
            Item::Division { label, title } => format!("{label} {title}"),
            Item::Table { .. } | Item::Figure { .. } | Item::PageBreak => String::new(),
        })
        .map(|text| text.replace('\u{a0}', " "))
        .collect()
}

fn composed(document: &Document) -> Composed {
    compose(document).expect("the document can be composed")
}

#[test]
fn the_head_is_padded_and_in_capitals() {
    let head = composed(&report());
    assert_eq!(head.superior, ["UBND TỈNH HÒA GIANG"]);
    assert_eq!(head.issuer, ["SỞ XÂY DỰNG"]);
    assert_eq!(head.number, "Số: 07/BC-SXD");
    assert_eq!(head.place_and_date, "Hòa Giang, ngày 05 tháng 02 năm 2026");
    assert_eq!(head.name.as_deref(), Some("BÁO CÁO"));
}

#[test]
fn what_is_not_known_stays_blank() {
    let mut document = report();
    document.letterhead.number = None;
    document.letterhead.date = crate::IssueDate::Year(2026);
    let head = composed(&document);
    let blank = |text: &str| text.replace('\u{a0}', "");
    assert_eq!(blank(&head.number), "Số: /BC-SXD");
    assert_eq!(blank(&head.place_and_date), "Hòa Giang, ngày  tháng  năm 2026");
    assert!(
        head.number.matches('\u{a0}').count() >= 4,
        "room to write a number"
    );
}

#[test]
fn headings_and_points_are_counted_under_each_other() {
    let document = report().blocks([
        Block::heading(1, "Một"),
        Block::heading(2, "Hai"),
        Block::point("thứ nhất"),
        Block::point("thứ hai"),
        Block::heading(2, "Ba"),
        Block::heading(3, "Bốn"),
        Block::heading(3, "Năm"),
        Block::dash("gạch"),
        Block::plain_heading(1, "Không số"),
        Block::heading(1, "Sáu"),
        Block::Heading {
            level: 1,
            number: Number::Fixed("V.".into()),
            text: "Bảy".into(),
        },
        Block::heading(2, "Tám"),
        Block::point(Text::default().bold("đậm").plain(" nhạt")),
    ]);
    let all = words(&composed(&document).items);
    let expected = [
        "I. MỘT",
        "1. Hai",
        "a) thứ nhất",
        "b) thứ hai",
        "2. Ba",
        "a) Bốn",
        "b) Năm",
        "- gạch",
        "KHÔNG SỐ",
        "II. SÁU",
        "V. BẢY",
        "1. Tám",
        "a) đậm nhạt./.",
    ];
    assert_eq!(all, expected);
}

#[test]
fn articles_run_on_through_headings() {
    let document = report().blocks([
        Block::article("", "Nội dung."),
        Block::heading(2, "Mục"),
        Block::article("Tên điều", "Nội dung\nhai dòng"),
    ]);
    let all = words(&composed(&document).items);
    assert_eq!(
        all,
        [
            "Điều 1. Nội dung.",
            "1. Mục",
            "Điều 2. Tên điều",
            "Nội dung",
            "hai dòng./."
        ]
    );
}

#[test]
fn the_end_mark_replaces_the_stop_once() {
    for (given, expected) in [
        ("Hết.", "Hết./."),
        ("Hết ;", "Hết ./."),
        ("Hết./.", "Hết./."),
        ("như sau:", "như sau:"),
    ] {
        let document = report().block(Block::paragraph(given));
        assert_eq!(words(&composed(&document).items), [expected]);
    }
    let mut document = report().block(Block::paragraph("Hết."));
    document.end_mark = false;
    assert_eq!(words(&composed(&document).items), ["Hết."]);
}

#[test]
fn lists_get_their_stops() {
    let document = report()
        .recipient("- Như trên;")
        .recipient("")
        .recipient("Lưu: VT, VP.")
        .basis("Căn cứ A,");
    let composed = composed(&document);
    assert_eq!(composed.recipients, ["Như trên;", "Lưu: VT, VP."]);
    assert_eq!(composed.bases, ["Căn cứ A."]);
}

#[test]
fn a_letter_has_its_subject_under_the_number() {
    let mut document = report();
    document.kind = Kind::LETTER;
    document.subject = "V/v: phối hợp".into();
    let composed = composed(&document);
    assert_eq!(composed.letter_subject.as_deref(), Some("V/v phối hợp"));
    assert!(composed.name.is_none() && composed.subject.is_empty());
}

#[test]
fn a_plan_refuses_addressees() {
    let mut document = report().to("Sở Nội vụ");
    assert_eq!(composed(&document).addressees, ["Sở Nội vụ."]);
    document.kind = Kind::PLAN;
    assert!(matches!(compose(&document), Err(WriteError::AddresseesRefused { kind }) if kind == "Kế hoạch"));
}

#[test]
fn annexes_are_numbered_when_there_are_several_and_say_what_they_belong_to() {
    let one = report().annex(Annex::new("Số liệu"));
    let single = composed(&one);
    assert_eq!(single.annexes[0].label, "Phụ lục");
    assert_eq!(
        single.annexes[0].attached_to,
        "(Kèm theo Báo cáo số 07/BC-SXD ngày 05 tháng 02 năm 2026 của Sở Xây dựng)"
    );
    let several = composed(&one.annex(Annex {
        attached_to: Some("(Kèm theo Quyết định)".into()),
        ..Annex::new("Danh mục")
    }));
    assert_eq!(
        [&several.annexes[0].label, &several.annexes[1].label],
        ["Phụ lục I", "Phụ lục II"]
    );
    assert_eq!(several.annexes[1].attached_to, "(Kèm theo Quyết định)");
}

#[test]
fn marks_are_boxed_with_the_widths_of_the_decree() {
    let mut document = report();
    document.marks.urgency = Some(crate::Urgency::VeryUrgent);
    document.marks.draft = Some(Draft { round: Some(3) });
    let boxes = composed(&document).boxes;
    assert_eq!(boxes[0].text, "THƯỢNG KHẨN");
    assert!((boxes[0].width - 40.0).abs() < 1.5, "{}", boxes[0].width);
    assert_eq!(boxes[1].text, "DỰ THẢO LẦN 3");
}

#[test]
fn absurd_input_is_refused_by_name() {
    let mut document = report();
    document.layout.margin_left = f32::NAN;
    assert!(matches!(compose(&document), Err(WriteError::Layout)));
    for level in [0, 4, 255] {
        let document = report().block(Block::heading(level, "Sai"));
        assert!(matches!(compose(&document), Err(WriteError::HeadingLevel(found)) if found == level));
    }
}

fn problem(table: Table) -> (usize, TableProblem) {
    match compose(&report().block(table)) {
        Err(WriteError::Table { row, problem, .. }) => (row, problem),
        other => panic!("no table error: {other:?}"),
    }
}

#[test]
fn tables_that_are_no_grid_are_refused_by_row() {
    let two = || Table::new([Column::left(1.0), Column::left(1.0)]).header(["a", "b"]);
    assert_eq!(problem(Table::default()), (0, TableProblem::Columns));
    assert_eq!(problem(Table::new([Column::left(0.0)])), (0, TableProblem::Share));
    assert_eq!(problem(two().row(["a"])), (2, TableProblem::TooFew));
    assert_eq!(problem(two().row(["a", "b", "c"])), (2, TableProblem::TooMany));
    assert_eq!(
        problem(two().row(Row::new([Cell::new("a").across(3)]))),
        (2, TableProblem::TooMany)
    );
    assert_eq!(
        problem(two().row(Row::new([Cell::new("a").down(2), Cell::new("b")]))),
        (2, TableProblem::TooTall)
    );
    assert_eq!(
        problem(two().row(Row::new([Cell::new("a").across(0)]))),
        (2, TableProblem::NoSpan)
    );
}

#[test]
fn spans_cover_their_places() {
    let table = Table::new([Column::left(1.0), Column::left(1.0), Column::right(1.0)])
        .header(Row::new([Cell::new("TT").down(2), Cell::new("Quý I").across(2)]))
        .header(["2025", "2026"])
        .row(Row::new([Cell::new("khối").across(2).down(2), Cell::new("1")]))
        .row(["2"]);
    let composed = composed(&report().block(table));
    let Some(Item::Table { grid }) = composed.items.first() else {
        panic!("no table")
    };
    let shape = |rows: &[GridRow]| -> Vec<Vec<(usize, usize, bool)>> {
        rows.iter()
            .map(|row| row.cells.iter().map(|c| (c.columns, c.rows, c.covered)).collect())
            .collect()
    };
    assert_eq!(
        shape(&grid.header),
        [
            vec![(1, 2, false), (2, 1, false)],
            vec![(1, 1, true), (1, 1, false), (1, 1, false)]
        ]
    );
    assert_eq!(
        shape(&grid.rows),
        [
            vec![(2, 2, false), (1, 1, false)],
            vec![(2, 1, true), (1, 1, false)]
        ]
    );
    let total: f32 = grid.widths.iter().sum();
    assert!((total - 160.0).abs() < 0.01, "{total}");
}

#[test]
fn a_column_grows_to_hold_its_longest_word() {
    let table = Table::new([Column::centered(1.0), Column::left(20.0)])
        .header(["STT", "Nội dung"])
        .row(["16/12/2025", "Tin, bài"]);
    let composed = composed(&report().block(table));
    let Some(Item::Table { grid }) = composed.items.first() else {
        panic!("no table")
    };
    assert!(grid.widths[0] > 22.0, "{:?}", grid.widths);
    assert!((grid.widths.iter().sum::<f32>() - 160.0).abs() < 0.01);
}

#[test]
fn only_tall_rows_may_split() {
    let table = Table::new([Column::left(1.0)])
        .row(["ngắn"])
        .row(["dài ".repeat(1500)]);
    let composed = composed(&report().block(table));
    let Some(Item::Table { grid }) = composed.items.first() else {
        panic!("no table")
    };
    assert_eq!([grid.rows[0].splits, grid.rows[1].splits], [false, true]);
}
