//! Files to take out: the plan as Word, its rows as Excel, the file it was read from.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use ui::Lang;
use web::Error;
use web::xlsx::{Sheet, Value};

use super::words::{field_words, window_words};
use super::{parsed, plan_of};
use crate::boot::{App, catalogue};
use crate::desk::Desk;
use crate::features::agency;
use crate::features::file;
use crate::features::plan::document::official;
use crate::features::plan::model::{Plan, PlanId, Version, VersionId};
use crate::features::plan::row::RowField;
use crate::features::plan::store;
use crate::policy::{Scope, Verb};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    #[serde(rename = "ban")]
    version: String,
}

/// The version asked for; by default the one in force, else the newest.
async fn version_of(desk: &Desk, plan: &Plan, asked: &str) -> web::Result<Version> {
    let (db, agency) = (desk.db().read(), desk.agency());
    let found = if asked.is_empty() {
        match store::version_in_force(db, agency, plan.id).await? {
            Some(version) => Some(version),
            None => store::versions(db, agency, plan.id).await?.into_iter().next(),
        }
    } else {
        let id: VersionId = parsed(asked)?;
        store::find_version(db, agency, id)
            .await?
            .filter(|version| version.plan == plan.id)
    };
    found.ok_or(Error::NotFound)
}

pub(super) async fn docx(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    let version = version_of(&desk, &plan, &asked.version).await?;
    let bytes = docx_bytes(desk.app(), desk.agency(), &plan, &version).await?;
    let name = format!("{}.docx", vietnamese::slug(&plan.title));
    Ok(web::download::attachment(&name, web::download::DOCX, bytes))
}

/// The plan as Word.
async fn docx_bytes(
    app: &App,
    agency: agency::AgencyId,
    plan: &Plan,
    version: &Version,
) -> anyhow::Result<Vec<u8>> {
    let db = app.db().read();
    let rows = store::rows(db, agency, version.id).await?;
    // A document has the names of its own day, whatever the agency was called later.
    let day = version.date().unwrap_or_else(|| app.clock().today());
    let own = agency::name_on(db, agency, day)
        .await?
        .ok_or_else(|| anyhow::anyhow!("no such agency"))?;
    let parent = match own.parent {
        Some(parent) => agency::name_on(db, parent, day).await?,
        None => None,
    };
    let t = catalogue().translator(Lang::Vi);
    let document = official(
        t,
        (plan, version, &rows),
        (&own, parent.as_ref()),
        app.clock().today(),
    );
    Ok(tokio::task::spawn_blocking(move || official_document::docx(&document)).await??)
}

/// A plan as Word with the name of its file: the version in force, else the newest.
///
/// # Errors
/// When the plan cannot be loaded or set.
pub async fn plan_docx(
    app: &App,
    agency: agency::AgencyId,
    plan: PlanId,
) -> anyhow::Result<Option<(String, Vec<u8>)>> {
    let db = app.db().read();
    let Some(plan) = store::find_plan(db, agency, plan).await? else {
        return Ok(None);
    };
    let version = match store::version_in_force(db, agency, plan.id).await? {
        Some(version) => Some(version),
        None => store::versions(db, agency, plan.id).await?.into_iter().next(),
    };
    let Some(version) = version else { return Ok(None) };
    let bytes = docx_bytes(app, agency, &plan, &version).await?;
    Ok(Some((format!("{}.docx", vietnamese::slug(&plan.title)), bytes)))
}

pub(super) async fn xlsx(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    desk.need(Verb::Export, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    let version = version_of(&desk, &plan, &asked.version).await?;
    let rows = store::rows(desk.db().read(), desk.agency(), version.id).await?;
    let t = desk.words();
    let fields = [
        (RowField::No, 8),
        (RowField::Section, 24),
        (RowField::Content, 60),
        (RowField::Leads, 28),
        (RowField::Coordinators, 36),
        (RowField::Time, 22),
    ];
    let mut columns: Vec<(String, u16)> = fields
        .iter()
        .map(|(field, width)| (field_words(t, *field), *width))
        .collect();
    columns.push((t.say("plan-row-window-column"), 28));
    columns.push((t.say("plan-row-start"), 12));
    columns.push((t.say("plan-row-end"), 12));
    columns.push((field_words(t, RowField::Product), 28));
    let sheet = Sheet {
        name: t.say("plan-rows"),
        above: vec![plan.title.clone()],
        columns,
        rows: rows
            .iter()
            .map(|row| {
                let mut cells: Vec<Value> = fields.iter().map(|(field, _)| row.text(*field).into()).collect();
                cells.push(window_words(t, &row.window).into());
                cells.push(row.window.start().into());
                cells.push(row.window.end().into());
                cells.push(row.product.clone().into());
                cells
            })
            .collect(),
    };
    let name = format!("{}.xlsx", vietnamese::slug(&plan.title));
    web::xlsx::attachment(&name, vec![sheet]).await
}

/// The file that a version was read from, as it came.
pub(super) async fn source(
    State(app): State<App>,
    desk: Desk,
    Path((id, version)): Path<(String, String)>,
) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    let version = version_of(&desk, &plan, &version).await?;
    let file = version.file.ok_or(Error::NotFound)?;
    let file = file::find(desk.db().read(), desk.agency(), file)
        .await?
        .ok_or(Error::NotFound)?;
    let body = app.files().body(&file.hash).await?;
    Ok(web::download::attachment(
        &file.name,
        "application/octet-stream",
        body,
    ))
}
