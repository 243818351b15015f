//! Facts to figures, by the rules of the templates.

use std::collections::BTreeMap;

use schedule::{PeriodWindow, State};
use vietnamese::date::format_short;

use super::figure::{Cut, Row, RowKind, Tally, Value};
use super::gather::{Facts, TaskFact};
use super::model::Answer;
use super::template::{FigureRule, Library, Measure, Shared, Source, Which};
use crate::features::evidence::{Evidence, Form};
use crate::features::plan::{Target, TargetValue};
use crate::features::task::{Difficulty, Role, Stage};

/// All figures of a period.
pub(super) fn tally(facts: &Facts, answers: &BTreeMap<String, Answer>, library: &Library) -> Cut {
    let shared = &library.shared;
    let mut tally = Tally::default();
    // Shares and codes are made of other figures, so they come after them.
    let (derived, plain): (Vec<&FigureRule>, Vec<&FigureRule>) = library
        .figures
        .iter()
        .partition(|rule| matches!(rule.source, Source::Share { .. } | Source::Code { .. }));
    for rule in plain.into_iter().chain(derived) {
        figure(&mut tally, rule, facts, answers, shared);
    }
    forms(&mut tally, facts, shared);
    for (number, target) in (1_usize..).zip(targets(facts)) {
        target_figures(&mut tally, number, target, facts, shared);
    }
    tally.done()
}

fn figure(
    tally: &mut Tally,
    rule: &FigureRule,
    facts: &Facts,
    answers: &BTreeMap<String, Answer>,
    shared: &Shared,
) {
    let words = (rule.key.as_str(), rule.label.as_str(), rule.unit.as_str());
    match &rule.source {
        Source::Evidence {
            forms,
            words: asked,
            measure,
        } => {
            let folded: Vec<String> = asked.iter().map(|word| vietnamese::fold(word)).collect();
            let counted = facts.evidence.iter().filter(|one| {
                let title = vietnamese::fold(&one.title);
                forms.contains(&one.form) && folded.iter().all(|word| title.contains(word))
            });
            let rows = counted
                .filter_map(|one| measured(one, *measure, shared))
                .collect();
            tally.count(words, rows);
        }
        Source::Tasks { which } => {
            let counted = facts.tasks.iter().filter(|task| is_counted(task, *which, facts));
            let rows = counted.map(|task| (task_row(task, facts, shared), 1)).collect();
            tally.count(words, rows);
        }
        Source::Difficulties => {
            let rows = facts.difficulties.iter();
            let rows = rows.map(|one| (difficulty_row(one, facts), 1)).collect();
            tally.count(words, rows);
        }
        Source::Share { part, whole } => tally.share(words, part, whole),
        Source::Code { of, none, some } => tally.code(words, of, (none, some)),
        Source::Hand { codes } => {
            let answer = answers.get(&rule.key);
            let value = match answer.and_then(|answer| answer.value) {
                None => Value::Absent,
                Some(code) if !codes.is_empty() => Value::Code(code.to_string()),
                Some(number) => Value::Count(number),
            };
            tally.plain(words, value, answer.map_or("", |answer| answer.note.as_str()));
        }
    }
}

fn measured(one: &Evidence, measure: Measure, shared: &Shared) -> Option<(Row, u64)> {
    let amount = match measure {
        Measure::Quantity => one.quantity,
        Measure::People => one.people?,
    };
    let amount = u64::try_from(amount).ok().filter(|amount| *amount > 0)?;
    Some((evidence_row(one, shared), amount))
}

/// A piece of evidence as a row.
pub(super) fn evidence_row(one: &Evidence, shared: &Shared) -> Row {
    Row {
        kind: RowKind::Evidence,
        id: one.id.0,
        date: Some(one.fact_date),
        title: vietnamese::squeeze(&one.title),
        about: shared
            .form(one.form)
            .map(|words| words.name.clone())
            .unwrap_or_default(),
        result: if one.document_number.is_empty() {
            one.url.clone().unwrap_or_default()
        } else {
            one.document_number.clone()
        },
    }
}

fn is_counted(task: &TaskFact, which: Which, facts: &Facts) -> bool {
    let of_plan = || task.is_of_plan(facts.window.period.year, facts.as_of);
    let stage = task.stage;
    match which {
        Which::PlanTotal => of_plan(),
        Which::PlanDone => of_plan() && task.is_done(),
        Which::Planned => stage.is_some(),
        Which::Done => stage == Some(Stage::Done),
        Which::OnTime => stage == Some(Stage::Done) && !task.was_late(),
        Which::DoneLate => stage == Some(Stage::Done) && task.was_late(),
        Which::Doing => matches!(
            stage,
            Some(Stage::Due | Stage::AtRisk | Stage::Healthy | Stage::Quiet)
        ),
        Which::Standing => matches!(stage, Some(Stage::Healthy | Stage::Quiet)),
        Which::Late => stage == Some(Stage::Late),
        Which::Triggered => task.is_triggered_in(&facts.window),
    }
}

/// A task as a row.
pub(super) fn task_row(task: &TaskFact, facts: &Facts, shared: &Shared) -> Row {
    Row {
        kind: RowKind::Task,
        id: task.id().0,
        date: match task.state.state {
            State::Done { on, .. } => Some(on),
            _ => task.state.window.end(),
        },
        title: vietnamese::squeeze(&task.state.known.task.content),
        about: parties(task, Role::Lead, facts),
        result: result(task, &facts.window, shared),
    }
}

/// Who leads or takes part, as the plan writes it.
pub(super) fn parties(task: &TaskFact, role: Role, facts: &Facts) -> String {
    let known = &task.state.known;
    let written = known.task.parties.iter().filter(|party| party.role == role);
    let written: Vec<String> = written.map(|party| vietnamese::squeeze(&party.text)).collect();
    if !written.is_empty() {
        return written.join("; ");
    }
    let units = known.parts.iter().filter(|part| part.role == role);
    let units = units.filter_map(|part| facts.units.get(&part.unit).cloned());
    units.collect::<Vec<_>>().join("; ")
}

/// When it is to be done, as the plan writes it.
pub(super) fn time(task: &TaskFact) -> String {
    let written = vietnamese::squeeze(&task.state.known.task.time_text);
    if written.is_empty() {
        schedule::phrase(&task.state.window)
    } else {
        written
    }
}

/// What became of a task by the last day of data.
pub(super) fn result(task: &TaskFact, window: &PeriodWindow, shared: &Shared) -> String {
    let say = |key: &str| shared.result(key, &[]);
    match task.state.state {
        State::Done {
            on,
            working_days_late: 0,
        } => shared.result("done", &[("on", &format_short(on))]),
        State::Done {
            on,
            working_days_late,
        } => shared.result(
            "done-late",
            &[("on", &format_short(on)), ("days", &working_days_late)],
        ),
        _ if task.stage == Some(Stage::Done) => say("done-again"),
        State::Late { working_days, .. } => shared.result("late", &[("days", &working_days)]),
        State::Due { by: Some(by) } | State::AtRisk { by, .. } => {
            shared.result("due", &[("by", &format_short(by))])
        }
        State::Due { by: None } => say("due-open"),
        State::Healthy => say("healthy"),
        // A standing task that was never begun has been quiet since before the window.
        State::Quiet { since } if since < window.first => {
            shared.result("quiet", &[("since", &format_short(window.first))])
        }
        State::Quiet { since } => shared.result("quiet", &[("since", &format_short(since))]),
        State::Asleep => say("asleep"),
        State::NotYet { .. } | State::Coming { .. } => say("not-yet"),
        State::Unscheduled => say("unscheduled"),
        State::Ended => say("ended"),
    }
}

fn difficulty_row(one: &Difficulty, facts: &Facts) -> Row {
    Row {
        kind: RowKind::Difficulty,
        id: one.id.0,
        date: Some(one.raised_on),
        title: vietnamese::squeeze(&one.body),
        about: one
            .unit
            .and_then(|unit| facts.units.get(&unit).cloned())
            .unwrap_or_default(),
        result: vietnamese::squeeze(&one.answer),
    }
}

/// For each form of communication, how many things and how many people.
fn forms(tally: &mut Tally, facts: &Facts, shared: &Shared) {
    let unit = shared.say("unit-people", &[]);
    for words in &shared.forms {
        let of_form = || facts.evidence.iter().filter(|one| one.form == words.key);
        let rows = of_form().filter_map(|one| measured(one, Measure::Quantity, shared));
        let key = form_key(words.key);
        tally.count((&key, &words.name, &words.unit), rows.collect());
        let rows = of_form().filter_map(|one| measured(one, Measure::People, shared));
        let key = people_key(words.key);
        tally.count((&key, &words.name, &unit), rows.collect());
    }
}

/// The key of the count of a form.
pub(super) fn form_key(form: Form) -> String {
    format!("form-{form}")
}

/// The key of the people of a form.
pub(super) fn people_key(form: Form) -> String {
    format!("people-{form}")
}

/// The targets of the plan that are measured by n of N.
pub(super) fn targets(facts: &Facts) -> impl Iterator<Item = &Target> {
    let all = facts.plan.iter().flat_map(|plan| &plan.targets);
    all.filter(|target| target.percent.is_some())
}

/// The value of a target that counts: the newest up to the last day of data.
pub(super) fn target_value<'a>(target: &Target, facts: &'a Facts) -> Option<&'a TargetValue> {
    let mut values = facts.target_values.iter();
    values.find(|value| value.target == target.id && value.as_of <= facts.as_of)
}

fn target_figures(tally: &mut Tally, number: usize, target: &Target, facts: &Facts, shared: &Shared) {
    let unit = shared.say("unit-person", &[]);
    let label = vietnamese::squeeze(&target.text);
    let key = format!("target-{number}");
    let Some(value) = target_value(target, facts) else {
        tally.plain((&key, &label, "%"), Value::Absent, "");
        return;
    };
    let row = Row {
        kind: RowKind::Target,
        id: value.id.0,
        date: Some(value.as_of),
        title: label.clone(),
        about: value.by_name.clone(),
        result: vietnamese::squeeze(&value.source),
    };
    let (part, whole) = (format!("{key}-n"), format!("{key}-total"));
    let amount = |n: i64| u64::try_from(n).unwrap_or_default();
    tally.count((&part, &label, &unit), vec![(row.clone(), amount(value.reached))]);
    tally.count((&whole, &label, &unit), vec![(row, amount(value.total))]);
    tally.share((&key, &label, "%"), &part, &whole);
}
