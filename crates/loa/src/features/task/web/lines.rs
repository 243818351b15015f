//! The lines of a task's page: facts, units, occurrences, evidence, history.

use std::collections::HashMap;

use ui::{DescriptionList, HistoryItem, Html, Page, Tone};

use super::{Frame, task_path};
use crate::desk::Desk;
use crate::features::agency::{self, UnitId};
use crate::features::audit::Entry;
use crate::features::evidence::{Evidence, Status};
use crate::features::task::model::{Mark, Mode, Part, Role, Tick};
use crate::features::task::rule::{PartState, TaskState};
use crate::features::task::talk::{Difficulty, DifficultyStatus};
use crate::features::task::words::{state_badge, window_words};
use crate::policy::{Scope, Verb};

pub(super) struct PartLine {
    pub(super) unit: UnitId,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) badge: ui::Badge,
    pub(super) done: String,
    pub(super) note: String,
    pub(super) assignee: String,
    pub(super) left: String,
    pub(super) evidence: usize,
    pub(super) evidence_path: Option<String>,
    pub(super) may_untick: bool,
}

pub(super) struct OccurrenceLine {
    pub(super) due: String,
    pub(super) period: String,
    pub(super) badge: ui::Badge,
    pub(super) done_by: Vec<MarkLine>,
}

pub(super) struct MarkLine {
    pub(super) mark: String,
    pub(super) unit: UnitId,
    pub(super) name: String,
    pub(super) on: String,
    pub(super) note: String,
    pub(super) may_untick: bool,
}

pub(super) struct Way {
    pub(super) text: String,
    pub(super) chosen: bool,
}

pub(super) struct EvidenceLine {
    pub(super) title: String,
    pub(super) path: String,
    pub(super) badge: ui::Badge,
    pub(super) note: String,
}

pub(super) struct PieceLine {
    pub(super) content: String,
    pub(super) path: String,
    pub(super) unit: String,
    pub(super) badge: ui::Badge,
}

pub(super) struct DifficultyLine {
    pub(super) difficulty: Difficulty,
    pub(super) unit: String,
    pub(super) may_answer: bool,
}

impl DifficultyLine {
    pub(super) fn is_open(&self) -> bool {
        self.difficulty.status == DifficultyStatus::Open
    }
}

pub(super) fn facts(page: &Page, state: &TaskState, frame: &Frame) -> DescriptionList {
    let t = page.tr();
    let task = &state.known.task;
    let named = |role: Role| {
        let parties = task.parties.iter().filter(|party| party.role == role);
        let texts: Vec<&str> = parties.map(|party| party.text.as_str()).collect();
        if texts.is_empty() {
            let parts = state.known.parts.iter().filter(|part| part.role == role);
            parts
                .map(|part| frame.name(part.unit))
                .collect::<Vec<_>>()
                .join("; ")
        } else {
            texts.join("; ")
        }
    };
    let mut facts = DescriptionList::new();
    if !task.section.is_empty() {
        facts = facts.text(page.t("task-section"), &task.section);
    }
    facts = facts
        .text(page.t("task-lead"), named(Role::Lead))
        .text(page.t("task-coordinators"), named(Role::Coordinator));
    if !task.time_text.is_empty() {
        facts = facts.text(page.t("task-time"), &task.time_text);
    }
    facts = facts.text(page.t("task-time-read"), window_words(t, &state.window));
    if let Some(due) = state.due(frame.day()) {
        facts = facts.text(page.t("task-due"), page.date(due));
    }
    if !task.product.is_empty() {
        facts = facts.text(page.t("task-product"), &task.product);
    }
    if let Some(trigger) = &task.trigger {
        let letter = [trigger.number.as_str(), trigger.issuer.as_str()];
        let letter: Vec<&str> = letter.into_iter().filter(|part| !part.is_empty()).collect();
        let on = page.date(trigger.on);
        facts = facts.text(
            page.t("task-trigger-recorded"),
            [letter.join(", "), on].join(" · "),
        );
    }
    for extension in &task.extensions {
        let values = [
            ("was", extension.was.map(ui::date).unwrap_or_default().into()),
            ("until", ui::date(extension.until).into()),
            ("reason", extension.reason.as_str().into()),
            ("by", extension.by.as_str().into()),
        ];
        facts = facts.text(
            page.t("task-extension"),
            t.say_with("task-extension-words", &values),
        );
    }
    facts = facts.text(
        page.t("task-done-when"),
        page.t(&format!("task-done-when-{}", task.done_when)),
    );
    if let Some(plan) = task.plan {
        let link =
            ui::ButtonLink::new(page.t("task-open-plan"), format!("/lam-viec/ke-hoach/{plan}")).small();
        facts = facts.row(page.t("task-plan"), link);
    }
    facts
}

pub(super) fn parts(
    page: &Page,
    desk: &Desk,
    state: &TaskState,
    frame: &Frame,
    proofs: &[Evidence],
    name_of: &dyn Fn(agency::PersonId) -> String,
) -> Vec<PartLine> {
    let mut counts: HashMap<UnitId, usize> = HashMap::new();
    for unit in proofs
        .iter()
        .filter(|one| !matches!(one.status, Status::Withdrawn | Status::Returned))
        .filter_map(|one| one.unit)
    {
        *counts.entry(unit).or_default() += 1;
    }
    let line = |(part, standing): (&Part, &PartState)| {
        let may_tick = desk.may(Verb::TickTask, Scope::Unit(part.unit)) && part.left_on.is_none();
        let mut done = part.done_on.map(ui::date).unwrap_or_default();
        if let Some(percent) = part.percent {
            done = format!("{percent}%");
        }
        if let Some(amount) = part.amount {
            done = format!("{done} ({})", page.number(amount));
        }
        // What a unit did not do of a task that is done or over is not held against it.
        let shown = if standing.owes || matches!(standing.state, schedule::State::Done { .. }) {
            state_badge(page.tr(), standing.state)
        } else {
            ui::Badge::new(page.t("task-part-not-owed"))
        };
        let add = desk.may(Verb::AddEvidence, Scope::Unit(part.unit)) && part.left_on.is_none();
        PartLine {
            unit: part.unit,
            name: frame.name(part.unit).to_owned(),
            role: page.t(&format!("task-role-{}", part.role)),
            badge: shown,
            done,
            note: part.note.clone(),
            assignee: part.assignee.map(name_of).unwrap_or_default(),
            left: part.left_on.map(ui::date).unwrap_or_default(),
            evidence: counts.get(&part.unit).copied().unwrap_or_default(),
            evidence_path: add.then(|| {
                let task = state.known.task.id;
                format!(
                    "/lam-viec/minh-chung/moi?task={task}&unit={}&next={}",
                    part.unit,
                    task_path(task)
                )
            }),
            may_untick: may_tick && part.tick != Tick::NotStarted && state.mode() == Mode::Once,
        }
    };
    state.known.parts.iter().zip(&state.parts).map(line).collect()
}

pub(super) fn occurrence_lines(
    page: &Page,
    desk: &Desk,
    state: &TaskState,
    frame: &Frame,
) -> Vec<OccurrenceLine> {
    let line = |(one, stage): (schedule::Occurrence, schedule::State)| {
        // In a standing task nothing is late: an empty period is only empty.
        let badge = match (state.mode(), stage) {
            (Mode::Standing, _) => ui::Badge::new(page.t("task-expected")),
            (_, schedule::State::Done { .. }) => ui::Badge::new(page.t("task-stage-done")).tone(Tone::Good),
            (_, stage) => state_badge(page.tr(), stage),
        };
        let in_period = |mark: &&Mark| match state.mode() {
            Mode::Standing => (one.start..=one.end).contains(&mark.done_on),
            _ => mark.due_on == Some(one.due),
        };
        let done_by: Vec<MarkLine> = state
            .known
            .marks
            .iter()
            .filter(in_period)
            .map(|mark| mark_line(desk, mark, frame))
            .collect();
        OccurrenceLine {
            due: ui::date(one.due),
            period: format!("{} – {}", ui::date(one.start), ui::date(one.end)),
            badge: if state.mode() == Mode::Standing && !done_by.is_empty() {
                ui::Badge::new(page.t("task-stage-healthy")).tone(Tone::Good)
            } else {
                badge
            },
            done_by,
        }
    };
    state
        .occurrence_states(frame.day())
        .into_iter()
        .take(400)
        .map(line)
        .collect()
}

pub(super) fn mark_line(desk: &Desk, mark: &Mark, frame: &Frame) -> MarkLine {
    MarkLine {
        mark: mark.id.to_string(),
        unit: mark.unit,
        name: frame.short(mark.unit).to_owned(),
        on: ui::date(mark.done_on),
        note: mark.note.clone(),
        may_untick: desk.may(Verb::TickTask, Scope::Unit(mark.unit)),
    }
}

pub(super) fn evidence_line(page: &Page, one: &Evidence, frame: &Frame) -> EvidenceLine {
    let unit = one.unit.map(|unit| frame.short(unit)).unwrap_or_default();
    EvidenceLine {
        title: one.title.clone(),
        path: format!("/lam-viec/minh-chung/{}", one.id),
        badge: ui::Badge::new(page.t(&format!("task-evidence-{}", one.status))).tone(match one.status {
            Status::Accepted => Tone::Good,
            Status::Waiting => Tone::Info,
            Status::Returned => Tone::Bad,
            Status::Withdrawn => Tone::Neutral,
        }),
        note: format!("{} · {unit}", ui::date(one.fact_date)),
    }
}

pub(super) fn piece_line(page: &Page, piece: &TaskState, frame: &Frame) -> PieceLine {
    let unit = piece.known.parts.first().map(|part| frame.short(part.unit));
    PieceLine {
        content: piece.known.task.content.clone(),
        path: task_path(piece.known.task.id),
        unit: unit.unwrap_or_default().to_owned(),
        badge: state_badge(page.tr(), piece.state),
    }
}

/// A line of the history: what happened, to which unit, and the words that came with it.
pub(super) fn event(page: &Page, entry: &Entry, when: String) -> HistoryItem {
    let text = |name: &str| {
        entry
            .detail
            .get(name)
            .and_then(|value| value.as_str())
            .unwrap_or_default()
    };
    let day = |name: &str| {
        let day: Option<jiff::civil::Date> = text(name).parse().ok();
        day.map(ui::date).unwrap_or_default()
    };
    let mut pieces: Vec<String> = [
        text("unit").to_owned(),
        text("person").to_owned(),
        text("way").to_owned(),
    ]
    .into();
    pieces.extend([
        text("number").to_owned(),
        text("issuer").to_owned(),
        day("occurrence"),
        day("on"),
    ]);
    pieces.extend(
        entry
            .detail
            .get("percent")
            .and_then(serde_json::Value::as_u64)
            .map(|percent| format!("{percent}%")),
    );
    pieces.retain(|piece| !piece.is_empty());
    let mut body: Vec<Html> = Vec::new();
    if !pieces.is_empty() {
        body.push(Html::text(pieces.join(" · ")));
    }
    let changes = entry.detail.get("fields").and_then(|fields| fields.as_array());
    for change in changes.into_iter().flatten() {
        let part = |name: &str| {
            change
                .get(name)
                .and_then(|value| value.as_str())
                .unwrap_or_default()
        };
        let field = page.t(&format!("task-field-{}", part("field")));
        body.push(Html::text(format!(
            "{field}: {} → {}",
            part("before"),
            part("after")
        )));
    }
    if !text("note").is_empty() {
        body.push(Html::text(format!("“{}”", text("note"))));
    }
    let tone = match entry.action.as_str() {
        "task-ticked" | "task-way-chosen" => Tone::Good,
        "task-unticked" | "task-ended" | "task-extended" => Tone::Warn,
        _ => Tone::Neutral,
    };
    let lines = body
        .into_iter()
        .map(|line| Html::trusted(format!("<p>{line}</p>")));
    HistoryItem::new(when, page.t(&format!("audit-{}", entry.action)))
        .by(&entry.actor_name)
        .tone(tone)
        .body(Html::join(lines))
}
