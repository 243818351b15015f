//! Figures to sentences, by the template. A number keeps the key of its figure, so that the page can open its rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vietnamese::date::{format_long, format_short};
use vietnamese::number::format_number;

use super::figure::{Cut, Figure, RowKind};
use super::gather::{Facts, TaskFact};
use super::tally;
use super::template::{Library, Piece, SectionRule, Sentence, Shared, Template, pieces};
use crate::features::plan::ItemKind;
use crate::features::task::{Role, Stage};

/// A stretch of a line; with the figure that it tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// The figure's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
}

/// A paragraph, or a point of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// A point with a dash.
    pub point: bool,
    /// Its words.
    pub spans: Vec<Span>,
}

/// What begins a point in plain text.
const DASH: &str = "- ";

impl Line {
    fn of(spans: Vec<Span>) -> Self {
        let mut line = Self { point: false, spans };
        if let Some(first) = line.spans.first_mut()
            && let Some(rest) = first.text.strip_prefix(DASH)
        {
            first.text = rest.to_owned();
            line.point = true;
        }
        line.spans.retain(|span| !span.text.is_empty());
        line
    }

    /// Its words alone.
    #[must_use]
    pub fn words(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// As a person edits it.
    #[must_use]
    pub fn plain(&self) -> String {
        let dash = if self.point { DASH } else { "" };
        format!("{dash}{}", self.words())
    }
}

/// Lines as a person edits them.
#[must_use]
pub fn plain(lines: &[Line]) -> String {
    lines.iter().map(Line::plain).collect::<Vec<_>>().join("\n")
}

/// What a person wrote, as lines. A line that is still as it was drafted keeps its figures.
#[must_use]
pub fn lines(text: &str, drafted: &[Line]) -> Vec<Line> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let same = drafted.iter().find(|known| known.plain().trim() == line);
            same.cloned().unwrap_or_else(|| {
                let text = match line.strip_prefix(['-', '–', '+', '•']) {
                    Some(rest) if rest.starts_with(' ') => format!("{DASH}{}", rest.trim_start()),
                    _ => line.to_owned(),
                };
                Line::of(vec![Span { text, figure: None }])
            })
        })
        .collect()
}

type Item = BTreeMap<&'static str, Vec<Span>>;

/// Fills sentences.
pub(super) struct Drafter<'a> {
    shared: &'a Shared,
    cut: &'a Cut,
    words: BTreeMap<&'static str, String>,
    lists: BTreeMap<&'static str, Vec<Item>>,
}

fn said(text: impl Into<String>) -> Vec<Span> {
    vec![Span {
        text: text.into(),
        figure: None,
    }]
}

impl<'a> Drafter<'a> {
    pub(super) fn new(facts: &'a Facts, cut: &'a Cut, library: &'a Library) -> Self {
        let shared = &library.shared;
        let told = told_forms(cut, shared);
        let names: Vec<String> = told.iter().map(|(_, name)| name.to_lowercase()).collect();
        let words = BTreeMap::from([
            ("agency", facts.agency.short_name.clone()),
            ("period", shared.period(facts.window.period)),
            ("next", shared.period(facts.next.0)),
            ("plan", plan_words(facts, shared)),
            ("from", format_short(facts.window.first)),
            ("to", format_short(facts.window.last)),
            ("year", facts.window.period.year.to_string()),
            ("statistics", "I".to_owned()),
            ("progress", "II".to_owned()),
            ("links", "III".to_owned()),
            ("form-names", names.join("; ")),
            ("form-count", told.len().to_string()),
        ]);
        Self {
            shared,
            cut,
            words,
            lists: lists(facts, cut, shared),
        }
    }

    /// A sentence outside the outline.
    pub(super) fn sentence(&self, text: &str) -> String {
        Line::of(self.fill(text, None)).words()
    }

    /// The lines of a section; whether there is anything in them but the reason why there is nothing.
    pub(super) fn section(&self, rule: &SectionRule) -> (Vec<Line>, bool) {
        let mut lines: Vec<Line> = rule
            .draft
            .iter()
            .filter(|sentence| self.holds(sentence))
            .flat_map(|sentence| self.lines_of(sentence))
            .collect();
        if lines.is_empty() && !rule.empty.is_empty() {
            return (vec![Line::of(self.fill(&rule.empty, None))], false);
        }
        stop_lists(&mut lines);
        (lines, true)
    }

    fn holds(&self, sentence: &Sentence) -> bool {
        let positive = |key: &String| self.cut.figure(key).is_some_and(Figure::is_positive);
        let present = |list: &String| self.lists.get(list.as_str()).is_some_and(|list| !list.is_empty());
        sentence.when.as_ref().is_none_or(positive) && sentence.each_present.as_ref().is_none_or(present)
    }

    fn lines_of(&self, sentence: &Sentence) -> Vec<Line> {
        let Some(list) = &sentence.each else {
            return vec![Line::of(self.fill(&sentence.text, None))];
        };
        let items = self.lists.get(list.as_str()).map_or(&[][..], Vec::as_slice);
        let limit = sentence.limit.unwrap_or(usize::MAX);
        let told = items.iter().take(limit);
        let mut lines: Vec<Line> = told
            .map(|item| Line::of(self.fill(&sentence.text, Some(item))))
            .collect();
        if let Some(more) = sentence.more.as_ref().filter(|_| items.len() > limit) {
            let rest = format_number(i64::try_from(items.len() - limit).unwrap_or(i64::MAX));
            lines.push(Line::of(self.fill(more, Some(&Item::from([("n", said(rest))])))));
        }
        lines
    }

    fn fill(&self, text: &str, item: Option<&Item>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        let mut push = |span: Span| match spans.last_mut() {
            Some(last) if last.figure.is_none() && span.figure.is_none() => last.text.push_str(&span.text),
            _ => spans.push(span),
        };
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) => said(words).into_iter().for_each(&mut push),
                Piece::Name(name) => {
                    if let Some(given) = item.and_then(|item| item.get(name)) {
                        given.iter().cloned().for_each(&mut push);
                    } else if let Some(figure) = self.cut.figure(name) {
                        push(told(figure, self.shared));
                    } else if let Some(words) = self.words.get(name) {
                        said(words.as_str()).into_iter().for_each(&mut push);
                    }
                }
            }
        }
        // A sentence may begin with a word from the data.
        if let Some(first) = spans.first_mut().filter(|first| !first.text.starts_with('-')) {
            first.text = vietnamese::capitalise(&first.text);
        }
        spans
    }
}

fn told(figure: &Figure, shared: &Shared) -> Span {
    Span {
        text: figure.words(shared),
        figure: Some(figure.key.clone()),
    }
}

/// The last point of each list ends with a full stop.
fn stop_lists(lines: &mut [Line]) {
    for at in 0..lines.len() {
        let goes_on = lines.get(at + 1).is_some_and(|next| next.point);
        let Some(line) = lines.get_mut(at).filter(|line| line.point && !goes_on) else {
            continue;
        };
        if let Some(last) = line.spans.last_mut()
            && let Some(words) = last.text.strip_suffix(';')
        {
            last.text = format!("{words}.");
        }
    }
}

/// The plan as documents name it.
pub(super) fn plan_words(facts: &Facts, shared: &Shared) -> String {
    let Some(plan) = &facts.plan else {
        return shared.say("plan-none", &[]);
    };
    let agency = &facts.agency.short_name;
    match (&plan.number, plan.date) {
        (Some(number), Some(date)) => shared.say(
            "plan",
            &[("number", number), ("date", &long(date)), ("agency", agency)],
        ),
        _ => {
            // A plan without a title of its own is kept under the name of its file.
            let title = plan.version.text(ItemKind::Title).map(vietnamese::squeeze);
            let named = title.filter(|title| vietnamese::nfc(title).to_lowercase().starts_with("kế hoạch "));
            match named {
                Some(title) => shared.say("plan-undated", &[("title", &title), ("agency", agency)]),
                None => shared.say("plan-untitled", &[("year", &plan.plan.year), ("agency", agency)]),
            }
        }
    }
}

/// "05 tháng 3 năm 2026": the word before it stands in the sentence.
pub(super) fn long(date: jiff::civil::Date) -> String {
    let long = format_long(date);
    long.strip_prefix("ngày ").map(str::to_owned).unwrap_or(long)
}

/// The forms of which there is something to tell; documents are told of elsewhere.
fn told_forms<'a>(cut: &Cut, shared: &'a Shared) -> Vec<(&'a super::template::FormWords, &'a str)> {
    let forms = shared.forms.iter();
    forms
        .filter(|words| words.key != crate::features::evidence::Form::Document)
        .filter(|words| {
            let figure = cut.figure(&tally::form_key(words.key));
            figure.is_some_and(Figure::is_positive)
        })
        .map(|words| (words, words.name.as_str()))
        .collect()
}

fn lists(facts: &Facts, cut: &Cut, shared: &Shared) -> BTreeMap<&'static str, Vec<Item>> {
    let titles = |key: &str, kind: RowKind| -> Vec<_> {
        let figure = cut.figure(key).into_iter();
        let rows = figure.flat_map(|figure| cut.rows_of(figure));
        rows.filter(|(row, _)| row.kind == kind)
            .map(|(row, _)| row)
            .collect()
    };
    let documents = titles("documents", RowKind::Evidence).into_iter().map(|row| {
        let number = if row.result.is_empty() || row.result.starts_with("http") {
            String::new()
        } else {
            format!(" ({})", row.result)
        };
        Item::from([("title", said(format!("{}{number}", row.title)))])
    });
    let difficulties = titles("difficulties", RowKind::Difficulty)
        .into_iter()
        .map(|row| {
            let title = row.title.trim_end_matches(['.', ';', ' ']);
            let about = if row.about.is_empty() {
                String::new()
            } else {
                format!(" ({})", row.about)
            };
            Item::from([("difficulty", said(format!("{title}{about}")))])
        });
    let of = |choose: &dyn Fn(&TaskFact) -> bool| -> Vec<Item> {
        let chosen = facts.tasks.iter().filter(|task| choose(task));
        chosen.map(|task| task_item(task, facts, shared)).collect()
    };
    BTreeMap::from([
        ("documents", documents.collect()),
        ("difficulties", difficulties.collect()),
        ("forms", form_items(cut, shared)),
        ("targets", target_items(facts, cut, shared)),
        ("tasks", of(&|task| task.stage.is_some())),
        ("late", of(&|task| task.stage == Some(Stage::Late))),
        ("triggered", of(&|task| task.is_triggered_in(&facts.window))),
        ("next", of(&|task| task.is_next)),
    ])
}

fn task_item(task: &TaskFact, facts: &Facts, shared: &Shared) -> Item {
    let content = vietnamese::squeeze(&task.state.known.task.content);
    let content = content.trim_end_matches(['.', ';', ' ']).to_owned();
    let mut lead = tally::parties(task, Role::Lead, facts);
    if lead.is_empty() {
        lead = shared.say("lead-unknown", &[]);
    }
    let result = tally::result(task, &facts.window, shared);
    Item::from([
        ("content", said(content)),
        ("lead", said(lead)),
        ("time", said(tally::time(task))),
        ("result", said(lower_first(&result))),
    ])
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// "Đăng 46 tin, bài trên cổng thông tin điện tử, 1.200 lượt người", the numbers as figures.
fn form_items(cut: &Cut, shared: &Shared) -> Vec<Item> {
    let items = told_forms(cut, shared).into_iter().map(|(words, _)| {
        let count = cut.figure(&tally::form_key(words.key));
        let mut spans = with_figure(&words.line, "n", count, shared);
        let people = cut.figure(&tally::people_key(words.key));
        if people.is_some_and(Figure::is_positive) {
            let words = shared.say("people", &[]);
            spans.extend(with_figure(&words, "people", people, shared));
        }
        Item::from([("line", spans)])
    });
    items.collect()
}

fn with_figure(text: &str, name: &str, figure: Option<&Figure>, shared: &Shared) -> Vec<Span> {
    let spans = pieces(text).flat_map(|piece| match piece {
        Piece::Name(found) if found == name => {
            figure.map(|figure| told(figure, shared)).into_iter().collect()
        }
        Piece::Name(_) => Vec::new(),
        Piece::Words(words) => said(words),
    });
    spans.collect()
}

fn target_items(facts: &Facts, cut: &Cut, shared: &Shared) -> Vec<Item> {
    let items = (1_usize..).zip(tally::targets(facts)).map(|(number, target)| {
        let percent = target
            .percent
            .map(|percent| percent.to_string())
            .unwrap_or_default();
        let whom = vietnamese::capitalise(&vietnamese::squeeze(&target.whom));
        let what = vietnamese::squeeze(&target.what);
        let mut with: Vec<(&str, &dyn std::fmt::Display)> =
            vec![("whom", &whom), ("what", &what), ("percent", &percent)];
        let figure = cut.figure(&format!("target-{number}"));
        let Some(value) = tally::target_value(target, facts) else {
            return Item::from([("target", said(shared.say("target-empty", &with)))]);
        };
        let is_met = target.is_met(value.reached, value.total) == Some(true);
        let met = shared.say(if is_met { "met" } else { "not-met" }, &[]);
        let (source, on) = (vietnamese::squeeze(&value.source), format_short(value.as_of));
        with.extend([
            ("met", &met as &dyn std::fmt::Display),
            ("source", &source),
            ("on", &on),
        ]);
        // The share is put in last, as a figure: what people wrote before it is not looked into.
        let before = shared.say("target", &with);
        Item::from([("target", share_in(&before, figure, shared))])
    });
    items.collect()
}

fn share_in(text: &str, figure: Option<&Figure>, shared: &Shared) -> Vec<Span> {
    let Some((figure, (before, after))) = figure.zip(text.split_once("{share}")) else {
        return said(text);
    };
    let mut spans = said(before);
    spans.push(told(figure, shared));
    spans.extend(said(after));
    spans
}

/// The subject, the first and the last sentence.
pub(super) fn frame(drafter: &Drafter<'_>, template: &Template, has_plan: bool) -> (String, String, String) {
    let opening = if has_plan {
        &template.opening
    } else {
        &template.opening_without_plan
    };
    (
        drafter.sentence(&template.subject),
        drafter.sentence(opening),
        drafter.sentence(&template.closing),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_not_touched_keeps_its_figures() {
        let drafted = vec![
            Line::of(vec![
                Span {
                    text: "Đăng ".to_owned(),
                    figure: None,
                },
                Span {
                    text: "46".to_owned(),
                    figure: Some("form-news".to_owned()),
                },
            ]),
            Line::of(said("- Một;")),
        ];
        assert_eq!(plain(&drafted), "Đăng 46\n- Một;");
        let edited = lines("  Đăng 46\n\n– Hai;\n-không phải ý", &drafted);
        assert_eq!(edited[0], drafted[0]);
        assert!(edited[1].point && edited[1].words() == "Hai;");
        assert!(!edited[2].point);
        assert_eq!(lines(&plain(&drafted), &drafted), drafted, "there and back");
    }
}
