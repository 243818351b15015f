//! A file that becomes a plan: kept first, then read within limits, so that nothing is lost when it cannot be.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use db::{Instant, Tx};
use plan_reader::{Limits, ReadError};
use sea_orm::DbErr;
use tokio::sync::Semaphore;

use super::carry::carry;
use super::item::{Item, ItemKind};
use super::model::{
    Failure, KeptUpload, Origin, PlanId, PlanStatus, UploadId, UploadState, VersionId, VersionStatus,
};
use super::parties::Roster;
use super::reading::Reading;
use super::row::Row;
use super::store;
use crate::boot::App;
use crate::features::agency::{self, AgencyId, PersonId};
use crate::features::audit::{self, Subject};
use crate::features::file::{self, FilesError};

/// Largest file that is taken.
pub const MOST_BYTES: u64 = 50 << 20;
/// How long one reading may take. A debug build reads about ten times slower.
const DEADLINE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 200 } else { 20 });
/// Readings at a time: each may need memory several times the size of its file.
static READERS: Semaphore = Semaphore::const_new(2);

/// Who hands in; nobody on the command line.
pub type By<'a> = Option<(PersonId, &'a str)>;

/// Why a file was not kept or not read.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The agency has no such upload or plan, or it is read already.
    #[error("no such upload")]
    NotFound,
    /// It is kept, but cannot be read.
    #[error("the file cannot be read: {0:?}")]
    Unreadable(Failure),
    /// The file store failed.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
    /// What was read cannot be written down.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// A file whose bytes are in the file store already.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    /// SHA-256, hexadecimal.
    pub hash: &'a str,
    /// Bytes.
    pub size: u64,
    /// Its first bytes, which say what it is.
    pub head: &'a [u8],
    /// The name it came with.
    pub name: &'a str,
}

/// Notes a stored file as handed in, for a new plan or as an amendment of one.
///
/// # Errors
/// [`UploadError`] when the agency has no such plan or the database fails.
pub async fn keep(
    app: &App,
    agency: AgencyId,
    stored: Stored<'_>,
    plan: Option<PlanId>,
    by: By<'_>,
    now: Instant,
) -> Result<UploadId, UploadError> {
    let tx = app.db().begin().await?;
    let id = note(&tx, agency, stored, plan, by, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// As [`keep`], inside a transaction.
///
/// # Errors
/// As [`keep`].
pub(super) async fn note(
    tx: &Tx,
    agency: AgencyId,
    stored: Stored<'_>,
    plan: Option<PlanId>,
    by: By<'_>,
    now: Instant,
) -> Result<UploadId, UploadError> {
    let person = by.map(|(person, _)| person);
    if let Some(plan) = plan {
        store::find_plan(tx, agency, plan)
            .await?
            .filter(|plan| plan.status != PlanStatus::Closed)
            .ok_or(UploadError::NotFound)?;
    }
    let bytes = (stored.hash, stored.size, stored.head);
    let file = file::add(tx, agency, bytes, stored.name, None, person, now).await?;
    let id = store::add_upload(tx, agency, file, plan, person, now).await?;
    let subject = Subject::new("plan-upload", id.0);
    let detail = serde_json::json!({ "file": file, "name": stored.name, "plan": plan });
    audit::record(tx, agency, by, "plan-uploaded", subject, detail, now).await?;
    Ok(id)
}

/// Reads a kept file and makes it a plan, or the next version of its plan. A failure is noted and can be tried again.
///
/// # Errors
/// [`UploadError`]: not there, unreadable, or file store and database.
pub async fn read(
    app: &App,
    agency: AgencyId,
    upload: UploadId,
    by: By<'_>,
    now: Instant,
) -> Result<(PlanId, VersionId), UploadError> {
    let kept = store::find_upload(app.db().read(), agency, upload)
        .await?
        .filter(|kept| kept.state == UploadState::Failed)
        .ok_or(UploadError::NotFound)?;
    let file = file::find(app.db().read(), agency, kept.file)
        .await?
        .ok_or(UploadError::NotFound)?;
    let bytes = app.files().bytes(&file.hash).await?;
    let base = match kept.plan {
        None => None,
        Some(plan) => newest(app, agency, plan).await?,
    };
    let roster = roster(app, agency).await?;
    match parse(bytes, file.name.clone(), roster, base).await {
        Ok(parsed) => become_version(app, agency, &kept, &file.name, parsed?, by, now).await,
        Err(failure) => {
            let tx = app.db().begin().await?;
            store::set_upload(&tx, agency, upload, UploadState::Failed, Some(failure.clone())).await?;
            tx.commit().await?;
            Err(UploadError::Unreadable(failure))
        }
    }
}

/// Gives a kept file up.
///
/// # Errors
/// [`UploadError`] when it is not there or the database fails.
pub async fn drop_upload(
    app: &App,
    agency: AgencyId,
    upload: UploadId,
    by: By<'_>,
    now: Instant,
) -> Result<(), UploadError> {
    let tx = app.db().begin().await?;
    let kept = store::find_upload(&tx, agency, upload)
        .await?
        .filter(|kept| kept.state == UploadState::Failed)
        .ok_or(UploadError::NotFound)?;
    store::set_upload(&tx, agency, upload, UploadState::Dropped, kept.failure).await?;
    let subject = Subject::new("plan-upload", upload.0);
    let detail = serde_json::json!({});
    audit::record(&tx, agency, by, "plan-upload-dropped", subject, detail, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The names the agency's units go by today.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn roster(app: &App, agency: AgencyId) -> Result<Roster, DbErr> {
    let db = app.db().read();
    let units = agency::units_known_as(db, agency, app.clock().today()).await?;
    let own = agency::agency(db, agency).await?;
    Ok(Roster::new(own.as_ref(), &units))
}

type Base = (VersionId, Vec<Item>, Vec<Row>);

/// The version that a second file is compared with: in force, else the newest.
async fn newest(app: &App, agency: AgencyId, plan: PlanId) -> Result<Option<Base>, DbErr> {
    let db = app.db().read();
    let version = match store::version_in_force(db, agency, plan).await? {
        Some(version) => Some(version),
        None => store::versions(db, agency, plan).await?.into_iter().next(),
    };
    let Some(version) = version else { return Ok(None) };
    let rows = store::rows(db, agency, version.id).await?;
    Ok(Some((version.id, version.items, rows)))
}

struct Parsed {
    reading: Reading,
    base: Option<VersionId>,
    document: Bytes,
    plan: Bytes,
}

/// Reads within the limits, on a thread of its own.
async fn parse(
    bytes: Bytes,
    name: String,
    roster: Roster,
    base: Option<Base>,
) -> Result<Result<Parsed, serde_json::Error>, Failure> {
    let slow = Failure::Read(ReadError::TooSlow {
        seconds: DEADLINE.as_secs(),
    });
    let cancel = Arc::new(AtomicBool::new(false));
    let limits = Limits {
        input: MOST_BYTES,
        time: DEADLINE,
        cancel: Some(cancel.clone()),
        ..Limits::default()
    };
    let Ok(permit) = READERS.acquire().await else {
        return Err(Failure::Broke);
    };
    let work = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        let document = plan_reader::read_document(&bytes, Some(&name), &limits).map_err(Failure::Read)?;
        drop(bytes);
        let plan = plan_reader::read_plan(&document);
        let mut reading = Reading::of(&document, &plan, &roster);
        let base = base.map(|(version, items, rows)| {
            carry(&mut reading, &items, &rows);
            version
        });
        let json = || {
            Ok(Parsed {
                document: serde_json::to_vec(&document)?.into(),
                plan: serde_json::to_vec(&plan)?.into(),
                reading,
                base,
            })
        };
        Ok(json())
    });
    match tokio::time::timeout(DEADLINE + Duration::from_secs(5), work).await {
        Ok(Ok(result)) => result,
        Ok(Err(broken)) => {
            tracing::error!("the plan reader broke: {broken}");
            Err(Failure::Broke)
        }
        Err(_) => {
            cancel.store(true, Ordering::Relaxed);
            Err(slow)
        }
    }
}

async fn become_version(
    app: &App,
    agency: AgencyId,
    kept: &KeptUpload,
    file_name: &str,
    parsed: Parsed,
    by: By<'_>,
    now: Instant,
) -> Result<(PlanId, VersionId), UploadError> {
    let document_hash = app.files().keep_bytes(parsed.document).await?;
    let reading_hash = app.files().keep_bytes(parsed.plan).await?;
    let reading = parsed.reading;
    let person = by.map(|(person, _)| person);
    let title = reading
        .items
        .iter()
        .find(|item| item.kind == ItemKind::Title && !item.text.is_empty())
        .map_or_else(|| file_name.to_owned(), |item| item.text.clone());
    let year = reading.year.unwrap_or_else(|| app.clock().today().year());
    let tx = app.db().begin().await?;
    // First of all, so that of two readings of one upload only one becomes a version.
    if !store::finish_upload(&tx, agency, kept.id).await? {
        return Err(UploadError::NotFound);
    }
    let plan = match kept.plan {
        Some(plan) => plan,
        None => {
            let new = store::NewPlan {
                year,
                title,
                rolled_from: None,
                by: person,
                now,
            };
            store::add_plan(&tx, agency, new).await?
        }
    };
    if let Some(draft) = store::draft_of(&tx, agency, plan).await? {
        store::set_version_status(&tx, agency, draft.id, VersionStatus::Dropped, None).await?;
    }
    let new = store::NewVersion {
        plan,
        origin: Origin::Upload,
        based_on: parsed.base,
        file: Some(kept.file),
        document_hash: Some(document_hash),
        reading_hash: Some(reading_hash),
        period: reading.period,
        items: reading.items,
        hints: reading.hints,
        notes: reading.notes,
        by: person,
        now,
    };
    let version = store::add_version(&tx, agency, new).await?;
    store::write_rows(&tx, agency, version, reading.rows).await?;
    let subject = Subject::new("plan", plan.0);
    let detail = serde_json::json!({ "version": version, "file": kept.file, "upload": kept.id });
    audit::record(&tx, agency, by, "plan-read", subject, detail, now).await?;
    tx.commit().await?;
    Ok((plan, version))
}
