//! What the office changes on the page of a task.

use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use schedule::{Frequency, Recurrence};
use web::{Error, FieldErrors, Form};

use super::act::{back, clean, day, exists, limit, words};
use super::show::{Typed, again};
use crate::desk::Desk;
use crate::features::task::change::{Change, ChangeError, change};
use crate::features::task::model::TaskId;
use crate::features::task::tick::MAX_NOTE;
use crate::policy::{Scope, Verb};

/// A day that may be left out.
fn maybe_day(errors: &mut FieldErrors, field: &str, text: &str) -> Option<Date> {
    (!text.trim().is_empty()).then(|| day(errors, field, text))
}

/// Carries out a change by the office; a refusal is a message beside the field that it names.
async fn carry_out(
    desk: &Desk,
    id: TaskId,
    typed: Typed,
    (parsed, errors): (Change, FieldErrors),
    fields: &[(&str, &str)],
    anchor: &str,
) -> web::Result<Response> {
    if !errors.is_empty() {
        return again(desk, id, typed, &errors).await;
    }
    let tx = desk.db().begin().await?;
    match change(&tx, desk.actor(), id, parsed, desk.today(), desk.now()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(back(id, "", anchor))
        }
        Err(ChangeError::NoTask) => Err(Error::NotFound),
        Err(ChangeError::Db(error)) => Err(error.into()),
        Err(refused) => {
            drop(tx);
            let (field, key) = refused.field();
            let named = fields
                .iter()
                .find(|(from, _)| *from == field)
                .map_or(field, |(_, to)| to);
            again(desk, id, typed, &FieldErrors::one(named, key)).await
        }
    }
}

async fn may_edit(desk: &Desk, id: TaskId) -> web::Result<()> {
    desk.need(Verb::EditTask, Scope::Agency)?;
    exists(desk, id).await
}

pub(super) async fn choose(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    may_edit(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let reason = words(&mut errors, "which_reason", &typed.which_reason, MAX_NOTE);
    let which = typed.which.parse().unwrap_or(usize::MAX);
    let parsed = (Change::Choose { which, reason }, errors);
    let fields = [("which", "which_reason"), ("reason", "which_reason")];
    carry_out(&desk, id, typed, parsed, &fields, "phuong-an").await
}

pub(super) async fn unchoose(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    may_edit(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let reason = words(&mut errors, "which_reason", &typed.which_reason, MAX_NOTE);
    let fields = [("which", "which_reason"), ("reason", "which_reason")];
    let parsed = (Change::Unchoose { reason }, errors);
    carry_out(&desk, id, typed, parsed, &fields, "phuong-an").await
}

pub(super) async fn trigger(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    may_edit(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let (number, issuer) = (clean(&typed.letter_number), clean(&typed.letter_issuer));
    limit(&mut errors, "letter_number", &number, 100);
    limit(&mut errors, "letter_issuer", &issuer, 300);
    let on = day(&mut errors, "letter_on", &typed.letter_on);
    let due = maybe_day(&mut errors, "letter_due", &typed.letter_due);
    let parsed = Change::Trigger {
        number,
        on,
        issuer,
        due,
    };
    let fields = [("on", "letter_on"), ("reason", "letter_on")];
    carry_out(&desk, id, typed, (parsed, errors), &fields, "su-kien").await
}

pub(super) async fn extend(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    may_edit(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let until = day(&mut errors, "until", &typed.until);
    let reason = words(&mut errors, "until_reason", &typed.until_reason, MAX_NOTE);
    let parsed = (Change::Extend { until, reason }, errors);
    carry_out(
        &desk,
        id,
        typed,
        parsed,
        &[("reason", "until_reason")],
        "van-phong",
    )
    .await
}

pub(super) async fn end(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    may_edit(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let reason = words(&mut errors, "end_reason", &typed.end_reason, MAX_NOTE);
    let on = desk.today();
    let parsed = (Change::End { on, reason }, errors);
    carry_out(&desk, id, typed, parsed, &[("reason", "end_reason")], "lich-su").await
}

pub(super) async fn cadence(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    may_edit(&desk, id).await?;
    let every = match typed.every.as_str() {
        "weekly" => Some(Frequency::Weekly),
        "monthly" => Some(Frequency::Monthly),
        "quarterly" => Some(Frequency::Quarterly),
        "half-yearly" => Some(Frequency::HalfYearly),
        "" => None,
        _ => return Err(Error::BadRequest),
    };
    let parsed = (Change::Cadence(every.map(Recurrence::every)), FieldErrors::new());
    carry_out(&desk, id, typed, parsed, &[], "van-phong").await
}

pub(super) async fn done_when(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    may_edit(&desk, id).await?;
    let when = typed.done_when.parse().map_err(|_| Error::BadRequest)?;
    let parsed = (Change::DoneWhen(when), FieldErrors::new());
    carry_out(&desk, id, typed, parsed, &[], "don-vi").await
}
