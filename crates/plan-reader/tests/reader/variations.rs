//! Plans as other offices write them: each file in `variations/` with what must be read of it, one line a field or task.

use std::fmt::Write;

use plan_reader::{Limits, Plan, read_document, read_plan};

/// The plan in lines as the `.expected` files have them.
fn outline(plan: &Plan) -> String {
    let flat = plan.to_json();
    let words = |value: &serde_json::Value| match value {
        serde_json::Value::Null => "-".to_owned(),
        serde_json::Value::String(text) => text.replace('\n', " / "),
        serde_json::Value::Array(all) => {
            let all: Vec<&str> = all.iter().filter_map(|one| one.as_str()).collect();
            if all.is_empty() {
                "-".to_owned()
            } else {
                all.join(" + ")
            }
        }
        other => other.to_string(),
    };
    let mut text = String::new();
    for key in ["number", "date", "issuer", "title", "year"] {
        writeln!(text, "{key}: {}", words(&flat[key])).unwrap();
    }
    for task in flat["tasks"].as_array().unwrap() {
        let time = &task["time"];
        let fields = [
            words(&task["no"]),
            words(&task["content"]),
            words(&task["leads"]),
            words(&task["coordinators"]),
            format!(
                "{} {} {}",
                words(&time["kind"]),
                words(&time["start"]),
                words(&time["end"])
            ),
        ];
        writeln!(text, "{}", fields.join(" | ")).unwrap();
    }
    text
}

fn check(name: &str, text: &str, expected: &str) {
    let document = read_document(text.as_bytes(), Some(name), &Limits::default()).unwrap();
    assert_eq!(outline(&read_plan(&document)), expected, "{name}");
}

macro_rules! variations {
    ($($test:ident: $name:literal,)*) => {$(
        #[test]
        fn $test() {
            check(
                $name,
                include_str!(concat!("../variations/", $name)),
                include_str!(concat!("../variations/", $name, ".expected")),
            );
        }
    )*};
}

variations! {
    aligned_by_spaces: "aligned-by-spaces.txt",
    capital_and_roman_in_prose: "capital-and-roman-in-prose.txt",
    columns_in_another_order: "columns-in-another-order.txt",
    commune_labels_under_dashes: "commune-labels-under-dashes.txt",
    competition_scores: "competition-scores.md",
    cost_before_time: "cost-before-time.txt",
    decision_with_plan: "decision-with-plan.txt",
    duties_without_orders: "duties-without-orders.txt",
    groups_of_several_levels: "groups-of-several-levels.md",
    heading_of_two_rows_without_merging: "heading-of-two-rows-without-merging.md",
    labels_after_dashes: "labels-after-dashes.txt",
    lines_wrapped_at_80: "lines-wrapped-at-80.txt",
    numbers_inside_contents: "numbers-inside-contents.md",
    office_names_wrapped: "office-names-wrapped.md",
    one_column_of_who: "one-column-of-who.txt",
    orders_in_sentences: "orders-in-sentences.txt",
    overseer_and_cost_columns: "overseer-and-cost-columns.md",
    page_numbers_between: "page-numbers-between.txt",
    party_labels_in_brackets: "party-labels-in-brackets.txt",
    places_between_labels: "places-between-labels.txt",
    quarters_as_columns: "quarters-as-columns.md",
    resolution_of_a_council: "resolution-of-a-council.txt",
    steps_and_events: "steps-and-events.md",
    title_over_several_lines: "title-over-several-lines.md",
}
