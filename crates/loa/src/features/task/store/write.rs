//! Writing tasks, parts and marks.

use db::{CivilDate, Instant, Json};
use jiff::civil::Date;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, IntoActiveModel};

use super::rows::{kind_word, mark, part, task};
use crate::features::agency::{AgencyId, PersonId, UnitId};
use crate::features::task::model::{DoneWhen, Mark, MarkId, NewTask, Part, PartId, Role, Task, TaskId, Tick};

/// Adds a task with the parts of its units.
pub(in super::super) async fn add(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    new: NewTask,
    units: &[(UnitId, Role, bool)],
    now: Instant,
) -> Result<TaskId, DbErr> {
    let id = TaskId::new();
    let row = task::Model {
        id,
        agency_id: agency,
        year: i32::from(new.year),
        plan_id: new.plan,
        row_id: new.row,
        parent_id: new.parent,
        position: new.position,
        no: new.no,
        section: new.section,
        folded_content: vietnamese::fold(&new.content),
        content: new.content,
        product: new.product,
        time_text: new.time_text,
        kind: kind_word(new.window.kind()),
        start_on: new.window.start().map(CivilDate),
        end_on: new.window.end().map(CivilDate),
        time_window: Json(new.window),
        applies_from: new.applies_from.map(CivilDate),
        applies_to: new.applies_to.map(CivilDate),
        parties: Json(new.parties),
        done_when: DoneWhen::Leads,
        alternatives: Json(new.alternatives),
        choice: None,
        trigger_record: None,
        cadence: None,
        extensions: Json(Vec::new()),
        ended_on: None,
        ended_reason: None,
        closed_on: None,
        created_at: now,
        changed_at: now,
    };
    task::Entity::insert(row.into_active_model())
        .exec_without_returning(db)
        .await?;
    add_parts(db, agency, id, units).await?;
    Ok(id)
}

/// Adds units to a task.
pub(in super::super) async fn add_parts(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    task: TaskId,
    units: &[(UnitId, Role, bool)],
) -> Result<(), DbErr> {
    if units.is_empty() {
        return Ok(());
    }
    let rows = units.iter().map(|(unit, role, fanned_out)| {
        part::Model {
            id: PartId::new(),
            agency_id: agency,
            task_id: task,
            unit_id: *unit,
            role: *role,
            fanned_out: *fanned_out,
            tick: Tick::NotStarted,
            done_on: None,
            percent: None,
            amount: None,
            note: String::new(),
            assignee_id: None,
            ticked_by: None,
            ticked_by_name: String::new(),
            ticked_at: None,
            left_on: None,
            heir_id: None,
        }
        .into_active_model()
    });
    part::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Writes what a task says after a change of it; facts of its parts are not touched.
pub(in super::super) async fn save(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    changed: &Task,
    now: Instant,
) -> Result<(), DbErr> {
    let window = changed.window_in_force();
    let row = task::ActiveModel {
        year: Set(i32::from(changed.year)),
        plan_id: Set(changed.plan),
        row_id: Set(changed.row),
        position: Set(changed.position),
        no: Set(changed.no.clone()),
        section: Set(changed.section.clone()),
        content: Set(changed.content.clone()),
        folded_content: Set(vietnamese::fold(&changed.content)),
        product: Set(changed.product.clone()),
        time_text: Set(changed.time_text.clone()),
        time_window: Set(Json(changed.window.clone())),
        kind: Set(kind_word(window.kind())),
        start_on: Set(window.start().map(CivilDate)),
        end_on: Set(window.end().map(CivilDate)),
        applies_from: Set(changed.applies_from.map(CivilDate)),
        applies_to: Set(changed.applies_to.map(CivilDate)),
        parties: Set(Json(changed.parties.clone())),
        done_when: Set(changed.done_when),
        alternatives: Set(Json(changed.alternatives.clone())),
        choice: Set(changed.choice.clone().map(Json)),
        trigger_record: Set(changed.trigger.clone().map(Json)),
        cadence: Set(changed.cadence.clone().map(Json)),
        extensions: Set(Json(changed.extensions.clone())),
        ended_on: Set(changed.ended.as_ref().map(|end| CivilDate(end.on))),
        ended_reason: Set(changed.ended.as_ref().map(|end| end.reason.clone())),
        changed_at: Set(now),
        ..Default::default()
    };
    task::Entity::update_many()
        .set(row)
        .filter(task::Column::AgencyId.eq(agency))
        .filter(task::Column::Id.eq(changed.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes since when nothing is owed of a task, or that something is again.
pub(in super::super) async fn close(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    id: TaskId,
    on: Option<Date>,
) -> Result<(), DbErr> {
    task::Entity::update_many()
        .col_expr(task::Column::ClosedOn, Expr::value(on.map(CivilDate)))
        .filter(task::Column::AgencyId.eq(agency))
        .filter(task::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Who reports, and when.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Reporter<'a> {
    pub(in super::super) person: PersonId,
    pub(in super::super) name: &'a str,
    pub(in super::super) at: Instant,
}

/// Writes a part as it is now.
pub(in super::super) async fn save_part(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    changed: &Part,
    by: Option<Reporter<'_>>,
) -> Result<(), DbErr> {
    let mut row = part::ActiveModel {
        role: Set(changed.role),
        fanned_out: Set(changed.fanned_out),
        tick: Set(changed.tick),
        done_on: Set(changed.done_on.map(CivilDate)),
        percent: Set(changed.percent.map(i32::from)),
        amount: Set(changed.amount),
        note: Set(changed.note.clone()),
        assignee_id: Set(changed.assignee),
        left_on: Set(changed.left_on.map(CivilDate)),
        heir_id: Set(changed.heir),
        ..Default::default()
    };
    if let Some(by) = by {
        row.ticked_by = Set(Some(by.person));
        row.ticked_by_name = Set(by.name.to_owned());
        row.ticked_at = Set(Some(by.at));
    }
    part::Entity::update_many()
        .set(row)
        .filter(part::Column::AgencyId.eq(agency))
        .filter(part::Column::Id.eq(changed.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Gives the part of a unit to a person, without a word on who reported what.
pub(in super::super) async fn give_part(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    (task, unit): (TaskId, UnitId),
    person: PersonId,
) -> Result<(), DbErr> {
    part::Entity::update_many()
        .col_expr(part::Column::AssigneeId, Expr::value(person))
        .filter(part::Column::AgencyId.eq(agency))
        .filter(part::Column::TaskId.eq(task))
        .filter(part::Column::UnitId.eq(unit))
        .exec(db)
        .await?;
    Ok(())
}

/// Adds a mark; false when the occurrence has one of this unit already.
pub(in super::super) async fn add_mark(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    new: &Mark,
    by: Reporter<'_>,
) -> Result<bool, DbErr> {
    use sea_orm::sea_query::OnConflict;
    let row = mark::Model {
        id: new.id,
        agency_id: agency,
        task_id: new.task,
        unit_id: new.unit,
        due_on: new.due_on.map(CivilDate),
        done_on: CivilDate(new.done_on),
        amount: new.amount,
        note: new.note.clone(),
        marked_by: Some(by.person),
        marked_by_name: by.name.to_owned(),
        marked_at: by.at,
    };
    let once = OnConflict::columns([mark::Column::TaskId, mark::Column::UnitId, mark::Column::DueOn])
        .do_nothing()
        .to_owned();
    let added = mark::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .exec_without_returning(db)
        .await?;
    Ok(added > 0)
}

/// Takes a mark back.
pub(in super::super) async fn remove_mark(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    task: TaskId,
    id: MarkId,
) -> Result<(), DbErr> {
    mark::Entity::delete_many()
        .filter(mark::Column::AgencyId.eq(agency))
        .filter(mark::Column::TaskId.eq(task))
        .filter(mark::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}
