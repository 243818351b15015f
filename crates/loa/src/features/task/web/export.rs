//! The list of tasks as an Excel file.

use axum::extract::Query;
use axum::response::Response;
use web::xlsx;

use super::Frame;
use super::list::{Asked, found};
use crate::desk::Desk;
use crate::features::task::model::Role;
use crate::features::task::rule::TaskState;
use crate::features::task::stage::Stage;
use crate::features::task::words::state_words;
use crate::policy::{Scope, Verb};

/// The same list as an Excel file.
pub(super) async fn xlsx(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let frame = Frame::of(&desk).await?;
    let t = desk.words();
    let (found, _) = found(&desk, &asked, &frame).await?;
    let columns = [
        ("task-no", 8),
        ("task-section", 24),
        ("task-content", 60),
        ("task-lead", 28),
        ("task-coordinators", 36),
        ("task-time", 22),
        ("task-due", 12),
        ("task-stage", 18),
        ("task-state", 28),
        ("task-units-done", 14),
        ("task-product", 28),
    ];
    let names = |state: &TaskState, role: Role| {
        let parts = state.known.parts.iter();
        let parts = parts.filter(|part| part.role == role && part.left_on.is_none());
        parts
            .map(|part| frame.name(part.unit))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let rows = found.iter().map(|state| {
        let task = &state.known.task;
        let (done, units) = state.ticked();
        vec![
            task.no.clone().into(),
            task.section.clone().into(),
            task.content.clone().into(),
            names(state, Role::Lead).into(),
            names(state, Role::Coordinator).into(),
            task.time_text.clone().into(),
            state.due(frame.day()).into(),
            t.say(&Stage::of(state.state).key()).into(),
            state_words(t, state.state).into(),
            format!("{done}/{units}").into(),
            task.product.clone().into(),
        ]
    });
    let sheet = xlsx::Sheet {
        name: t.say("task-title"),
        above: vec![t.say_with(
            "task-export-title",
            &[
                ("year", asked.year(frame.today).to_string().into()),
                ("day", ui::date(frame.today).into()),
            ],
        )],
        columns: columns.iter().map(|(key, width)| (t.say(key), *width)).collect(),
        rows: rows.collect(),
    };
    xlsx::attachment(&format!("nhiem-vu-{}.xlsx", frame.today), vec![sheet]).await
}
