//! What units report on the page of a task, and what people say there.

use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use jiff::civil::Date;
use web::{Error, FieldErrors, Form};

use super::owed::may_answer;
use super::show::{Typed, again};
use super::week::after_tick;
use super::{WEEK, task_path};
use crate::desk::Desk;
use crate::features::agency::{self, UnitId};
use crate::features::once::Once;
use crate::features::task::change::{ChangeError, NewPiece, add_piece};
use crate::features::task::model::{MarkId, TaskId, Tick};
use crate::features::task::store;
use crate::features::task::talk::{
    DifficultyId, MAX_TEXT, answer_difficulty, comment as write, raise_difficulty,
};
use crate::features::task::tick::{
    AssignError, MAX_NOTE, Report, TickError, assign as give, tick as report, untick as take_back,
};
use crate::policy::{Scope, Verb};

/// Text as it is kept: in NFC, without blanks around it.
pub(super) fn clean(text: &str) -> String {
    vietnamese::nfc(text.trim()).into_owned()
}

/// A text that must be there and not too long.
pub(super) fn words(errors: &mut FieldErrors, field: &str, text: &str, most: usize) -> String {
    let text = clean(text);
    if text.is_empty() {
        errors.add(field, "task-needed");
    }
    limit(errors, field, &text, most);
    text
}

pub(super) fn limit(errors: &mut FieldErrors, field: &str, text: &str, most: usize) {
    if text.chars().count() > most {
        errors.add(field, "task-too-long");
    }
}

/// A day that must be there.
pub(super) fn day(errors: &mut FieldErrors, field: &str, text: &str) -> Date {
    ui::parse_date(text).unwrap_or_else(|| {
        errors.add(field, "task-day-wrong");
        Date::MIN
    })
}

fn number(errors: &mut FieldErrors, field: &str, text: &str, most: i64) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '%')).collect();
    if digits.is_empty() {
        return None;
    }
    let number = digits.parse().ok().filter(|number| (0..=most).contains(number));
    if number.is_none() {
        errors.add(field, "task-number-wrong");
    }
    number
}

/// Whether the task exists here: an id of elsewhere is not found, whatever the form says.
pub(super) async fn exists(desk: &Desk, id: TaskId) -> web::Result<()> {
    let found = store::one(desk.db().read(), desk.agency(), id).await?;
    found.map(|_| ()).ok_or(Error::NotFound)
}

/// Back to where the form was: the page of the task, or my week.
pub(super) fn back(id: TaskId, next: &str, anchor: &str) -> Response {
    web::see_other(&place(id, next, anchor))
}

fn place(id: TaskId, next: &str, anchor: &str) -> String {
    if next == WEEK {
        WEEK.to_owned()
    } else {
        format!("{}#{anchor}", task_path(id))
    }
}

/// A form of the page of a task that adds something: sent twice, it adds once.
fn sent(desk: &Desk, id: TaskId, typed: &Typed) -> Once {
    let who = (desk.agency(), desk.actor().person);
    Once::new(who, &typed.once, &(id, typed), desk.now())
}

/// Ends a write: where it led is noted with it.
async fn done(tx: Tx, once: &Once, place: String) -> web::Result<Response> {
    once.leads_to(&tx, &place).await?;
    tx.commit().await?;
    Ok(web::see_other(&place))
}

fn unit_of(text: &str) -> web::Result<UnitId> {
    text.parse().map_err(|_| Error::BadRequest)
}

pub(super) async fn tick(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    exists(&desk, id).await?;
    let unit = unit_of(&typed.unit)?;
    desk.need(Verb::TickTask, Scope::Unit(unit))?;
    let mut errors = FieldErrors::new();
    let note = clean(&typed.note);
    limit(&mut errors, "note", &note, MAX_NOTE);
    let tick: Tick = typed.tick.parse().unwrap_or(Tick::Done);
    let percent = number(&mut errors, "percent", &typed.percent, 100);
    let parsed = Report {
        tick,
        on: day(&mut errors, "on", &typed.on),
        occurrence: typed.occurrence.parse().ok(),
        percent: percent.and_then(|percent| u8::try_from(percent).ok()),
        amount: number(&mut errors, "amount", &typed.amount, 1_000_000_000_000),
        note,
    };
    if !errors.is_empty() {
        return again(&desk, id, typed, &errors).await;
    }
    let occurrence = parsed.occurrence;
    let once = sent(&desk, id, &typed);
    let tx = desk.db().begin().await?;
    if let Some(before) = once.claim(&tx).await? {
        return Ok(web::see_other(&before));
    }
    match report(&tx, desk.actor(), (id, unit), parsed, desk.today(), desk.now()).await {
        Ok(()) => {
            let place = match typed.next.as_str() {
                WEEK => after_tick(id, unit, occurrence),
                next => place(id, next, "don-vi"),
            };
            done(tx, &once, place).await
        }
        Err(TickError::NoPart) => Err(Error::NotFound),
        Err(TickError::Db(error)) => Err(error.into()),
        Err(refused) => {
            drop(tx);
            let (field, key) = refused.field();
            again(&desk, id, typed, &FieldErrors::one(field, key)).await
        }
    }
}

pub(super) async fn untick(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    exists(&desk, id).await?;
    let unit = unit_of(&typed.unit)?;
    desk.need(Verb::TickTask, Scope::Unit(unit))?;
    let mark: Option<MarkId> = match typed.mark.as_str() {
        "" => None,
        mark => Some(mark.parse().map_err(|_| Error::BadRequest)?),
    };
    let reason: String = clean(&typed.reason).chars().take(MAX_NOTE).collect();
    let tx = desk.db().begin().await?;
    match take_back(&tx, desk.actor(), (id, unit), mark, &reason, desk.now()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(back(id, &typed.next, "don-vi"))
        }
        Err(TickError::Db(error)) => Err(error.into()),
        Err(_) => Err(Error::NotFound),
    }
}

pub(super) async fn assign(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    exists(&desk, id).await?;
    let person = typed.person.parse().map_err(|_| Error::BadRequest)?;
    let known = agency::person(desk.db().read(), desk.agency(), person).await?;
    let unit = known.and_then(|person| person.unit).ok_or(Error::NotFound)?;
    desk.need(Verb::AssignTask, Scope::Unit(unit))?;
    let tx = desk.db().begin().await?;
    match give(&tx, desk.actor(), (id, unit), Some(person), desk.now()).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(back(id, "", "don-vi"))
        }
        Err(AssignError::Db(error)) => Err(error.into()),
        Err(_) => again(&desk, id, typed, &FieldErrors::one("person", "task-assign-wrong")).await,
    }
}

pub(super) async fn piece(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    exists(&desk, id).await?;
    let unit = unit_of(&typed.piece_unit)?;
    desk.need(Verb::AssignTask, Scope::Unit(unit))?;
    let mut errors = FieldErrors::new();
    let content = words(&mut errors, "piece_content", &typed.piece_content, MAX_NOTE);
    let due = day(&mut errors, "piece_due", &typed.piece_due);
    if !errors.is_empty() {
        return again(&desk, id, typed, &errors).await;
    }
    let once = sent(&desk, id, &typed);
    let tx = desk.db().begin().await?;
    if let Some(before) = once.claim(&tx).await? {
        return Ok(web::see_other(&before));
    }
    match add_piece(&tx, desk.actor(), id, NewPiece { content, unit, due }, desk.now()).await {
        Ok(_) => done(tx, &once, place(id, "", "viec-con")).await,
        Err(ChangeError::NoTask | ChangeError::NoUnit) => Err(Error::NotFound),
        Err(ChangeError::Ended) => Err(Error::Conflict),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn comment(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    desk.need(Verb::Comment, Scope::Agency)?;
    exists(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let body = words(&mut errors, "body", &typed.body, MAX_TEXT);
    if !errors.is_empty() {
        return again(&desk, id, typed, &errors).await;
    }
    let once = sent(&desk, id, &typed);
    let tx = desk.db().begin().await?;
    if let Some(before) = once.claim(&tx).await? {
        return Ok(web::see_other(&before));
    }
    write(&tx, desk.actor(), id, &body, desk.now()).await?;
    done(tx, &once, place(id, "", "trao-doi")).await
}

pub(super) async fn difficulty(
    desk: Desk,
    Path(id): Path<TaskId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    desk.need(Verb::Comment, Scope::Agency)?;
    exists(&desk, id).await?;
    let mut errors = FieldErrors::new();
    let body = words(&mut errors, "difficulty", &typed.difficulty, MAX_TEXT);
    let unit = match typed.difficulty_unit.parse() {
        Ok(unit) => agency::unit(desk.db().read(), desk.agency(), unit)
            .await?
            .map(|unit| unit.id),
        Err(_) => None,
    };
    if !errors.is_empty() {
        return again(&desk, id, typed, &errors).await;
    }
    let once = sent(&desk, id, &typed);
    let tx = desk.db().begin().await?;
    if let Some(before) = once.claim(&tx).await? {
        return Ok(web::see_other(&before));
    }
    raise_difficulty(
        &tx,
        desk.actor(),
        (Some(id), unit),
        &body,
        desk.today(),
        desk.now(),
    )
    .await?;
    done(tx, &once, place(id, "", "vuong-mac")).await
}

pub(super) async fn answer(
    desk: Desk,
    Path(id): Path<DifficultyId>,
    Form(typed): Form<Typed>,
) -> web::Result<Response> {
    if !may_answer(&desk) {
        return Err(Error::Forbidden);
    }
    let known = store::difficulty(desk.db().read(), desk.agency(), id)
        .await?
        .ok_or(Error::NotFound)?;
    let answer: String = clean(&typed.answer).chars().take(MAX_TEXT).collect();
    if answer.is_empty() {
        return Err(Error::BadRequest);
    }
    let tx = desk.db().begin().await?;
    if !answer_difficulty(&tx, desk.actor(), id, &answer, desk.today(), desk.now()).await? {
        return Err(Error::Conflict);
    }
    tx.commit().await?;
    Ok(match known.task {
        Some(task) if typed.next == task_path(task) => back(task, "", "vuong-mac"),
        _ => web::see_other("/lam-viec/nhiem-vu/vuong-mac"),
    })
}
