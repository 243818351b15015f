//! Small changes of a plan as a whole: number and date, amendment, next year, end.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use web::{FieldErrors, Form};

use super::{by, clean, home_of, parsed, plan_of, refused, show};
use crate::desk::Desk;
use crate::features::plan::edit::Editor;
use crate::features::plan::item::ItemKind;
use crate::features::plan::next;
use crate::policy::{Scope, Verb};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct NumberInput {
    pub(super) number: String,
    pub(super) date: String,
}

/// Number and date, when they come after all else.
pub(super) async fn number(
    desk: Desk,
    Path(id): Path<String>,
    Form(input): Form<NumberInput>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    let mut errors = FieldErrors::new();
    let number = clean(&input.number);
    if number.chars().count() > 100 {
        errors.add("number", "plan-too-long");
    }
    let date = input.date.trim();
    let day = ui::parse_date(date);
    if !date.is_empty() && day.is_none() {
        errors.add("date", "plan-date-wrong");
    }
    if !errors.is_empty() {
        return show::again(&desk, plan, &input, &errors).await;
    }
    let tx = desk.db().begin().await?;
    let mut editor = Editor::latest(&tx, desk.agency(), plan.id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    let day = day.map_or_else(String::new, |day| day.to_string());
    for (kind, text) in [(ItemKind::Number, number), (ItemKind::Date, day)] {
        let found = editor.version.item(kind).map(|item| (item.id, item.text == text));
        match found {
            Some((_, true)) => {}
            Some((item, false)) => editor.set_item(item, &text, None).await.map_err(refused)?,
            None if text.is_empty() => {}
            None => {
                editor.add_item(kind, &text, None).await.map_err(refused)?;
            }
        }
    }
    tx.commit().await?;
    Ok(web::see_other(&home_of(plan.id)))
}

/// Opens a draft version to be edited.
pub(super) async fn amend(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    let id = parsed(&id)?;
    next::amend(&tx, desk.agency(), id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!("{}/ra-soat", home_of(id))))
}

/// Makes the plan of the next year.
pub(super) async fn roll_over(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    let next = next::roll_over(&tx, desk.agency(), parsed(&id)?, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&format!("{}/ra-soat", home_of(next))))
}

/// Ends the plan.
pub(super) async fn close(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    desk.need(Verb::AdoptPlan, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    let id = parsed(&id)?;
    next::close(&tx, desk.agency(), id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&home_of(id)))
}

/// Gives the draft up.
pub(super) async fn drop_draft(desk: Desk, Path(id): Path<String>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let tx = desk.db().begin().await?;
    let id = parsed(&id)?;
    let editor = Editor::open(&tx, desk.agency(), id, by(&desk), desk.now())
        .await
        .map_err(refused)?;
    editor.drop_draft().await.map_err(refused)?;
    tx.commit().await?;
    Ok(web::see_other(&home_of(id)))
}
