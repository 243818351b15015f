//! Unit lists: a table of cells, and laws that hold for every text.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use plan_reader::units::matching::{Entry, Kind, Roster};
use plan_reader::units::{Role, Unit, read};
use proptest::prelude::*;

struct Row {
    text: String,
    role: Role,
    names: Vec<(String, bool)>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(rows);

fn rows() -> Vec<Row> {
    let table = include_str!("units/cells.txt");
    let cells = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    cells
        .map(|line| {
            let (text, names) = line.split_once("=>").unwrap_or((line, "no arrow in the line"));
            let (role, names) = match names.trim().split_once(':') {
                Some(("L", names)) => (Role::Lead, names),
                Some(("C", names)) => (Role::Coordinator, names),
                _ => (Role::Any, names),
            };
            let name = |name: &str| (name.trim_start_matches('*').to_owned(), name.starts_with('*'));
            Row {
                text: text.trim().replace("\\n", "\n"),
                role,
                names: names
                    .split(" | ")
                    .map(str::trim)
                    .filter(|name| !name.is_empty())
                    .map(name)
                    .collect(),
            }
        })
        .collect()
}

fn names(units: &[Unit]) -> Vec<(String, bool)> {
    units
        .iter()
        .map(|unit| (unit.name.clone(), unit.collective))
        .collect()
}

#[test]
fn every_cell_of_the_table() {
    let rows = &*ROWS;
    assert!(rows.len() >= 120, "only {} cells", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .map(|row| (row, names(&read(&row.text, row.role))))
        .filter(|(row, found)| *found != row.names)
        .map(|(row, found)| {
            format!(
                "{:?}\n   expected {:?}\n   read     {found:?}",
                row.text, row.names
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{} cells\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn scopes_are_kept_beside_the_name() {
    let scopes = |text: &str| -> Vec<(String, Option<String>)> {
        read(text, Role::Any)
            .into_iter()
            .map(|unit| (unit.name, unit.scope))
            .collect()
    };
    let scope = |text: &str| Some(text.to_owned());
    assert_eq!(
        scopes("Sở Y tế (tập huấn), Sở Nội vụ"),
        [
            ("Sở Y tế".to_owned(), scope("tập huấn")),
            ("Sở Nội vụ".to_owned(), None)
        ]
    );
    // "và" joins two for one scope.
    assert_eq!(
        scopes("Sở Y tế và Sở Nội vụ (tập huấn)"),
        [
            ("Sở Y tế".to_owned(), scope("tập huấn")),
            ("Sở Nội vụ".to_owned(), scope("tập huấn"))
        ]
    );
    assert_eq!(
        scopes("Công an tỉnh (PC06)"),
        [("Công an tỉnh (PC06)".to_owned(), None)]
    );
}

#[test]
fn spans_point_at_the_words_that_were_read() {
    let text = "Chủ trì: Sở Y\u{a0}tế, Nội vụ; các sở, ngành";
    let spans: Vec<&str> = read(text, Role::Any)
        .iter()
        .map(|unit| &text[unit.span.clone()])
        .collect();
    assert_eq!(spans, ["Sở Y\u{a0}tế", "Nội vụ", "các sở, ngành"]);
}

#[test]
fn decomposed_text_reads_the_same() {
    for row in ROWS.iter() {
        let apart: String = row.text.chars().flat_map(decompose).collect();
        assert_eq!(names(&read(&apart, row.role)), row.names, "{}", row.text);
    }
}

/// The letters of the table that carry one mark more than their base, taken apart.
fn decompose(c: char) -> Vec<char> {
    match c {
        'ở' => vec!['ơ', '\u{309}'],
        'ộ' => vec!['ô', '\u{323}'],
        'ả' => vec!['a', '\u{309}'],
        'á' => vec!['a', '\u{301}'],
        'à' => vec!['a', '\u{300}'],
        'ế' => vec!['e', '\u{302}', '\u{301}'],
        _ => vec![c],
    }
}

#[test]
fn what_cannot_be_told_is_marked_doubtful() {
    let sure = read("Sở Nội vụ", Role::Any);
    let guess = read("Nhà thầu chính Abc", Role::Any);
    let unknown = read("Ông Nguyễn Văn A", Role::Any);
    assert!(sure[0].confidence > 0.9 && unknown[0].confidence <= 0.5);
    assert!(guess[0].confidence < sure[0].confidence);
}

#[test]
fn long_and_hostile_texts_take_little_time() {
    let started = Instant::now();
    for piece in [
        "(",
        "Các Sở: ",
        "Sở Nội vụ ",
        "các ",
        ",",
        "\n",
        "A,A&B",
        "Sở ",
        "phối hợp với ",
        "1. ",
        "văn hóa, ",
        "và và ",
        "…",
        "Chủ trì, ",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        std::hint::black_box(read(&text, Role::Lead));
    }
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}

fn roster() -> Roster<usize> {
    let entry = |(id, name): (usize, &str)| Entry::new(id, name, Kind::Any);
    Roster::new(
        &["Sở Xây dựng"],
        ["Văn phòng", "Phòng Quản lý xây dựng", "Thanh tra"]
            .into_iter()
            .enumerate()
            .map(entry)
            .collect(),
    )
}

const PIECES: &[&str] = &[
    "Sở",
    "Bộ",
    "UBND",
    "Nội vụ",
    "Văn hóa",
    "Thể thao",
    "Du lịch",
    "các",
    "Các",
    "xã",
    "phường",
    "tỉnh",
    "ngành",
    "đơn vị",
    "liên quan",
    "Công an",
    "và",
    ",",
    ";",
    ".",
    ":",
    "-",
    "/",
    "(",
    ")",
    "\n",
    "+",
    "&",
    "…",
    "1.",
    "chủ trì",
    "phối hợp",
    "với",
    "theo",
    "Văn phòng",
    "Hà Nội",
    "KH&CN",
    "\"",
    "a",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reader(text in prop_oneof![
        any::<String>(),
        proptest::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|pieces| pieces.join(" ")),
        proptest::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|pieces| pieces.concat()),
    ]) {
        for role in [Role::Lead, Role::Coordinator, Role::Any] {
            let mut last = 0;
            for unit in read(&text, role) {
                prop_assert!(text.get(unit.span.clone()).is_some_and(|words| !words.is_empty()), "{:?}", unit);
                prop_assert!(unit.span.start >= last, "units come in order");
                last = unit.span.start;
                prop_assert!(unit.name.chars().any(char::is_alphabetic));
                prop_assert!((0.0..=1.0).contains(&unit.confidence));
                prop_assert!(!unit.name.contains('\n') && unit.name.trim() == unit.name);
                roster().find(&unit.name);
            }
        }
        roster().find(&text);
    }

    #[test]
    fn a_semicolon_parts_what_a_line_break_parts(picks in proptest::collection::vec(any::<prop::sample::Index>(), 2..5)) {
        let plain: Vec<&Row> = ROWS.iter().filter(|row| {
            row.role == Role::Any && !row.names.is_empty() && !row.text.contains([':', ';', '\n', '.', '-', '–', '•', '+'])
        }).collect();
        let chosen: Vec<&Row> = picks.iter().map(|pick| *pick.get(&plain)).collect();
        let expected: Vec<(String, bool)> = chosen.iter().flat_map(|row| row.names.clone()).collect();
        let texts: Vec<&str> = chosen.iter().map(|row| row.text.as_str()).collect();
        prop_assert_eq!(names(&read(&texts.join("; "), Role::Any)), expected.clone());
        prop_assert_eq!(names(&read(&texts.join(";\n"), Role::Any)), expected.clone());
        let bulleted: Vec<String> = texts.iter().map(|text| format!("- {text}")).collect();
        prop_assert_eq!(names(&read(&bulleted.join("\n"), Role::Any)), expected);
    }
}
