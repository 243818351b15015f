//! Gaps as lines of a table, the same on every page.

use ui::{Badge, ButtonLink, Cell, Column, DataTable, Html, Page, Row, Tone};

use crate::desk::Desk;
use crate::features::gap::gather::Gathered;
use crate::features::gap::model::{Need, Standing, Work};
use crate::features::task::{TaskState, task_path};
use crate::policy::{Scope, Verb};

pub(super) fn badge(page: &Page, proof: Standing) -> Badge {
    Badge::new(page.t(&format!("gap-proof-{proof}"))).tone(match proof {
        Standing::Missing | Standing::Returned => Tone::Bad,
        Standing::Waiting => Tone::Info,
        Standing::Accepted => Tone::Good,
    })
}

/// Number and content of a task.
pub(super) fn title(state: &TaskState) -> String {
    let task = &state.known.task;
    match task.no.trim_end_matches('.') {
        "" => task.content.clone(),
        no => format!("{no}. {}", task.content),
    }
}

/// Why proof is asked for, in words.
pub(super) fn why(page: &Page, work: Work) -> String {
    match work {
        Work::Done(on) => page.w("gap-work-done", "day", page.date(on)),
        Work::Due(by) => page.w("gap-work-due", "day", page.date(by)),
        Work::Standing => page.t("gap-work-standing"),
    }
}

/// The way to hand in proof for a unit's part, or to decide on what waits.
fn act(page: &Page, desk: &Desk, need: &Need, back: &str) -> Html {
    if need.proof == Standing::Waiting {
        return if desk.may(Verb::ReviewEvidence, Scope::Agency) {
            let href = format!("{}#minh-chung", task_path(need.task));
            ButtonLink::new(page.t("gap-look"), href).small().into()
        } else {
            Html::empty()
        };
    }
    if !desk.may(Verb::AddEvidence, Scope::Unit(need.unit)) {
        return Html::empty();
    }
    let form = ui::Link::new("/lam-viec/minh-chung/moi")
        .with("task", need.task)
        .with("unit", need.unit)
        .with("next", back);
    ButtonLink::new(page.t("gap-hand-in"), form)
        .small()
        .icon("plus")
        .into()
}

/// A table of gaps; `unit_of` names the units where several are shown.
pub(super) fn table(
    page: &Page,
    desk: &Desk,
    gathered: &Gathered,
    gaps: &[&Need],
    unit_of: Option<&dyn Fn(&Need) -> String>,
    back: &str,
) -> DataTable {
    let mut columns = vec![Column::new(page.t("gap-task"))];
    if unit_of.is_some() {
        columns.push(Column::new(page.t("gap-unit")));
    }
    columns.extend([Column::new(page.t("gap-why")), Column::new(page.t("gap-proof"))]);
    let rows = gaps.iter().filter_map(|need| {
        let state = gathered.tasks.get(&need.task)?;
        let time = &state.known.task.time_text;
        let mut cells = vec![Cell::link(title(state), task_path(need.task)).note(time)];
        if let Some(unit_of) = unit_of {
            cells.push(Cell::text(unit_of(need)).note(page.t(&format!("task-role-{}", need.role))));
        }
        cells.push(Cell::text(why(page, need.work)));
        cells.push(Cell::html(badge(page, need.proof)));
        Some(
            Row::new(format!("{}-{}", need.task, need.unit))
                .cells(cells)
                .actions(act(page, desk, need, back)),
        )
    });
    DataTable::new(page.tr(), "gaps", page.t("gap-title"))
        .columns(columns)
        .rows(rows.collect::<Vec<_>>())
}
