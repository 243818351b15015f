//! Handing in a document: for a new plan, or as an amendment of one.

use std::io::Read;

use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use ui::{Errors, Page};
use web::{Error, Upload, UploadLimits};

use super::words::failure_words;
use super::{HOME, by, home_of, parsed, plan_of};
use crate::boot::App;
use crate::desk::Desk;
use crate::features::file;
use crate::features::once::{self, Once};
use crate::features::plan::model::{KeptUpload, Plan, PlanId, UploadId, UploadState};
use crate::features::plan::store;
use crate::features::plan::upload::{self, MOST_BYTES, Stored, UploadError};
use crate::policy::{Scope, Verb};

const ACCEPTED: &str = ".docx,.docm,.xlsx,.xlsm,.pdf,.html,.htm,.md,.txt";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    #[serde(rename = "ke-hoach")]
    plan: String,
}

struct Kept {
    id: UploadId,
    name: String,
    at: String,
    why: String,
    focus: bool,
}

#[derive(Template)]
#[template(path = "features/plan/web/upload.html")]
struct UploadPage {
    page: Page,
    amends: Option<Plan>,
    kept: Vec<Kept>,
    once: String,
    errors: Errors,
}

impl UploadPage {
    fn plan_id(&self) -> String {
        self.amends
            .as_ref()
            .map_or_else(String::new, |plan| plan.id.to_string())
    }
}

async fn kept(desk: &Desk, plan: Option<PlanId>, focus: Option<UploadId>) -> web::Result<Vec<Kept>> {
    let mut kept = Vec::new();
    for upload in store::kept_uploads(desk.db().read(), desk.agency(), plan).await? {
        let KeptUpload { id, failure, .. } = &upload;
        let Some(file) = file::find(desk.db().read(), desk.agency(), upload.file).await? else {
            continue;
        };
        kept.push(Kept {
            id: *id,
            name: file.name,
            at: ui::date_time(desk.local(upload.added_at)),
            why: failure.as_ref().map_or_else(
                || desk.words().say("plan-unread-interrupted"),
                |failure| failure_words(desk.words(), failure),
            ),
            focus: focus == Some(*id),
        });
    }
    Ok(kept)
}

async fn form(
    desk: &Desk,
    amends: Option<Plan>,
    focus: Option<UploadId>,
    message: Option<String>,
) -> web::Result<UploadPage> {
    let kept = kept(desk, amends.as_ref().map(|plan| plan.id), focus).await?;
    let mut errors = Errors::default();
    if let Some(message) = message {
        errors.add("file", message);
    }
    let page = desk
        .page(if amends.is_some() {
            "plan-amend-upload"
        } else {
            "plan-upload"
        })
        .crumb(desk.words().say("plan-nav"), HOME);
    let page = match &amends {
        Some(plan) => page.crumb(&plan.title, home_of(plan.id)),
        None => page,
    };
    Ok(UploadPage {
        page,
        amends,
        kept,
        once: once::key(),
        errors,
    })
}

async fn amended(desk: &Desk, id: &str) -> web::Result<Option<Plan>> {
    if id.is_empty() {
        return Ok(None);
    }
    Ok(Some(plan_of(desk, id).await?))
}

pub(super) async fn page(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let amends = amended(&desk, &asked.plan).await?;
    web::html(&form(&desk, amends, None, None).await?)
}

/// Keeps the file, then reads it. What cannot be read stays on the page with its message.
pub(super) async fn send(State(app): State<App>, desk: Desk, multipart: Multipart) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let limits = UploadLimits {
        file_bytes: MOST_BYTES,
        files: 1,
        field_bytes: 1 << 10,
        ..UploadLimits::default()
    };
    let sent = match Upload::read(multipart, limits).await {
        Ok(sent) => sent,
        Err(web::UploadError::Disk(error)) => return Err(error.into()),
        Err(error) => {
            let key = format!("plan-upload-{}", error.name());
            let message = desk
                .words()
                .say_with(&key, &[("limit", (MOST_BYTES >> 20).into())]);
            return web::invalid(&form(&desk, None, None, Some(message)).await?);
        }
    };
    let amends = amended(&desk, sent.text("plan")).await?;
    let Some(file) = sent.files.first() else {
        let message = desk.words().say("plan-upload-missing");
        return web::invalid(&form(&desk, amends, None, Some(message)).await?);
    };
    app.files().keep(&file.hash, file.file.path()).await?;
    let mut head = Vec::new();
    file.file.reopen()?.take(8192).read_to_end(&mut head)?;
    let stored = Stored {
        hash: &file.hash,
        size: file.size,
        head: &head,
        name: &file.name,
    };
    let plan = amends.as_ref().map(|plan| plan.id);
    let (agency, now) = (desk.agency(), desk.now());
    let who = (agency, desk.actor().person);
    let once = Once::new(who, sent.text(once::FIELD), &sent.content(once::FIELD), now);
    let tx = app.db().begin().await?;
    let id = match once.claim(&tx).await? {
        // Sent once more, perhaps because the answer was lost: go on where the first sending stopped.
        Some(before) => {
            let id = parsed(&before)?;
            if let Some(plan) = store::plan_of_upload(&tx, agency, id).await? {
                return Ok(web::see_other(&format!("{}/ra-soat", home_of(plan))));
            }
            // Reading needs the writer.
            tx.rollback().await?;
            id
        }
        None => {
            let noted = upload::note(&tx, agency, stored, plan, Some(by(&desk)), now).await;
            let id = noted.map_err(refused)?;
            once.leads_to(&tx, &id.to_string()).await?;
            tx.commit().await?;
            id
        }
    };
    attempt(&app, &desk, id, amends).await
}

async fn attempt(app: &App, desk: &Desk, id: UploadId, amends: Option<Plan>) -> web::Result<Response> {
    match upload::read(app, desk.agency(), id, Some(by(desk)), desk.now()).await {
        Ok((plan, _)) => Ok(web::see_other(&format!("{}/ra-soat", home_of(plan)))),
        Err(UploadError::Unreadable(failure)) => {
            let message = failure_words(desk.words(), &failure);
            web::invalid(&form(desk, amends, Some(id), Some(message)).await?)
        }
        Err(UploadError::NotFound) => {
            // Another sending of the same form was quicker.
            let plan = store::plan_of_upload(desk.db().read(), desk.agency(), id).await?;
            let plan = plan.ok_or(Error::NotFound)?;
            Ok(web::see_other(&format!("{}/ra-soat", home_of(plan))))
        }
        Err(error) => Err(refused(error)),
    }
}

fn refused(error: UploadError) -> Error {
    match error {
        UploadError::NotFound => Error::NotFound,
        other => Error::Internal(other.into()),
    }
}

/// One more try with a kept file.
pub(super) async fn again(
    State(app): State<App>,
    desk: Desk,
    Path(id): Path<String>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let id = parsed(&id)?;
    let kept = waiting(&desk, id).await?;
    let amends = match kept.plan {
        Some(plan) => store::find_plan(desk.db().read(), desk.agency(), plan).await?,
        None => None,
    };
    attempt(&app, &desk, id, amends).await
}

/// Gives a kept file up.
pub(super) async fn give_up(
    State(app): State<App>,
    desk: Desk,
    Path(id): Path<String>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let id = parsed(&id)?;
    let kept = waiting(&desk, id).await?;
    upload::drop_upload(&app, desk.agency(), id, Some(by(&desk)), desk.now())
        .await
        .map_err(refused)?;
    let query = kept
        .plan
        .map_or_else(String::new, |plan| format!("?ke-hoach={plan}"));
    Ok(web::see_other(&format!("{HOME}/moi{query}")))
}

/// The kept file itself.
pub(super) async fn file(
    State(app): State<App>,
    desk: Desk,
    Path(id): Path<String>,
) -> web::Result<Response> {
    desk.need(Verb::EditPlan, Scope::Agency)?;
    let kept = waiting(&desk, parsed(&id)?).await?;
    let file = file::find(desk.db().read(), desk.agency(), kept.file)
        .await?
        .ok_or(Error::NotFound)?;
    let body = app.files().body(&file.hash).await?;
    Ok(web::download::attachment(
        &file.name,
        "application/octet-stream",
        body,
    ))
}

async fn waiting(desk: &Desk, id: UploadId) -> web::Result<KeptUpload> {
    store::find_upload(desk.db().read(), desk.agency(), id)
        .await?
        .filter(|kept| kept.state == UploadState::Failed)
        .ok_or(Error::NotFound)
}
