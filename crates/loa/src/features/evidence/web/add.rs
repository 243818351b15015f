//! Handing in evidence.

use askama::Template;
use axum::extract::{Multipart, Query};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use ui::{Choice, Errors, Page};
use web::{Error, FieldErrors, Upload, UploadLimits};

use super::{Provable, chosen, provable};
use crate::desk::{Desk, said};
use crate::features::agency::{self, Unit, UnitId};
use crate::features::audit::{self, Subject};
use crate::features::evidence::snapshot::Snapshots;
use crate::features::evidence::{
    self, Evidence, EvidenceId, Form, Kind, NewEvidence, Status, keep_with_preview,
};
use crate::features::file;
use crate::features::once::{self, Once};
use crate::policy::{Scope, Verb};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    task: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    next: String,
    /// The returned piece that this one replaces.
    #[serde(default)]
    thay: String,
}

/// What was typed, kept when something is wrong.
#[derive(Debug, Clone, Default)]
struct Typed {
    title: String,
    form: String,
    unit: String,
    issuer: String,
    document_number: String,
    document_date: String,
    fact_date: String,
    place: String,
    note: String,
    quantity: String,
    people: String,
    url: String,
    subjects: Vec<String>,
    next: String,
    replaces: String,
    once: String,
}

#[derive(Template)]
#[template(path = "features/evidence/web/add.html")]
struct AddPage {
    page: Page,
    typed: Typed,
    units: Vec<Choice>,
    forms: Vec<Choice>,
    /// What was asked to be proved, before all else that can be.
    proved: Vec<Choice>,
    others: Vec<Choice>,
    errors: Errors,
    max_bytes: u64,
}

/// The units that this person may hand in for.
pub(super) fn units_for<'a>(desk: &Desk, units: &'a [Unit]) -> impl Iterator<Item = &'a Unit> {
    let today = desk.today();
    units.iter().filter(move |unit| {
        unit.valid_to.is_none_or(|end| today <= end) && desk.may(Verb::AddEvidence, Scope::Unit(unit.id))
    })
}

pub(super) async fn form(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    let own = desk.actor().unit.map(|unit| unit.to_string()).unwrap_or_default();
    let typed = Typed {
        form: Form::News.to_string(),
        unit: if asked.unit.is_empty() { own } else { asked.unit },
        fact_date: ui::date(desk.today()),
        quantity: "1".to_owned(),
        subjects: if asked.task.is_empty() {
            Vec::new()
        } else {
            vec![format!("task:{}", asked.task)]
        },
        next: asked.next,
        once: once::key(),
        ..Typed::default()
    };
    let typed = match asked.thay.as_str() {
        "" => typed,
        id => replacing(&desk, id, typed).await?,
    };
    web::html(&page(&desk, typed, &FieldErrors::new()).await?)
}

/// What is worth keeping of a returned piece: all that is said about it but its files, its page and its note.
async fn replacing(desk: &Desk, id: &str, typed: Typed) -> web::Result<Typed> {
    desk.need(Verb::ViewEvidence, Scope::Agency)?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (db, agency) = (desk.db().read(), desk.agency());
    let one = evidence::by_id(db, agency, id).await?.ok_or(Error::NotFound)?;
    let subjects = evidence::subjects_of(db, agency, id).await?.into_iter();
    Ok(Typed {
        title: one.title,
        form: one.form.to_string(),
        unit: one.unit.map(|unit| unit.to_string()).unwrap_or(typed.unit),
        issuer: one.issuer,
        document_number: one.document_number,
        document_date: one.document_date.map(ui::date).unwrap_or_default(),
        fact_date: ui::date(one.fact_date),
        place: one.place,
        quantity: one.quantity.to_string(),
        people: one.people.map(|people| people.to_string()).unwrap_or_default(),
        subjects: subjects.map(|(kind, id)| format!("{kind}:{id}")).collect(),
        replaces: if one.status == Status::Returned {
            one.id.to_string()
        } else {
            String::new()
        },
        ..typed
    })
}

async fn page(desk: &Desk, typed: Typed, errors: &FieldErrors) -> web::Result<AddPage> {
    let units = agency::units(desk.db().read(), desk.agency()).await?;
    let units: Vec<Choice> = units_for(desk, &units)
        .map(|unit| Choice::new(unit.id, &unit.name))
        .collect();
    if units.is_empty() {
        return Err(Error::Forbidden);
    }
    let page = desk
        .page("evidence-add")
        .crumb(desk.words().say("evidence-title"), "/lam-viec/minh-chung");
    let forms = Form::ALL
        .iter()
        .map(|form| Choice::new(form, page.t(&format!("evidence-form-{form}"))))
        .collect();
    let all = provable(desk).await?;
    let (proved, others): (Vec<_>, Vec<_>) =
        all.iter().partition(|one| typed.subjects.contains(&one.value()));
    let choices = |found: Vec<&Provable>| -> Vec<Choice> {
        let found = found.into_iter();
        found
            .map(|one| Choice::new(one.value(), &one.title).group(&one.label))
            .collect()
    };
    let errors = said(desk.words(), errors);
    let max_bytes = limits(desk).file_bytes;
    Ok(AddPage {
        page,
        typed,
        units,
        forms,
        proved: choices(proved),
        others: choices(others),
        errors,
        max_bytes,
    })
}

fn limits(desk: &Desk) -> UploadLimits {
    UploadLimits {
        file_bytes: desk.app().config().limits.upload_megabytes << 20,
        ..UploadLimits::default()
    }
}

pub(super) async fn submit(desk: Desk, form: Multipart) -> web::Result<Response> {
    // Who may not hand in anything need not send it first.
    let units = agency::units(desk.db().read(), desk.agency()).await?;
    if units_for(&desk, &units).next().is_none() {
        return Err(Error::Forbidden);
    }
    let upload = match Upload::read(form, limits(&desk)).await {
        Ok(upload) => upload,
        Err(error) => {
            let errors = FieldErrors::one("files", &format!("evidence-upload-{}", error.name()));
            return web::invalid(&page(&desk, Typed::default(), &errors).await?);
        }
    };
    let typed = typed(&upload);
    let all = provable(&desk).await?;
    let (mut new, subjects) = match check(&typed, &upload, &all, desk.today()) {
        Ok(checked) => checked,
        Err(errors) => return web::invalid(&page(&desk, typed, &errors).await?),
    };
    let Some(unit) = new.unit else {
        return Err(Error::BadRequest);
    };
    desk.need(Verb::AddEvidence, Scope::Unit(unit))?;
    if agency::unit(desk.db().read(), desk.agency(), unit)
        .await?
        .is_none()
    {
        return Err(Error::NotFound);
    }

    let replaced = replaced(&desk, &typed.replaces).await?;

    // Slow work first: the writer is not held while files are stored and the page is fetched.
    let mut kept = Vec::new();
    for incoming in &upload.files {
        let preview = keep_with_preview(desk.app().files(), &incoming.hash, incoming.file.path()).await?;
        let head = file::head_of(incoming.file.path()).await?;
        kept.push((incoming, preview, head));
    }
    let snapshot = match &new.url {
        Some(url) => {
            let snapshots = Snapshots::new(desk.app().config().limits.snapshot_private_addresses)?;
            match snapshots.take(url).await {
                Ok(page) => Some(page),
                Err(error) => {
                    new.snapshot_failure = Some(error.to_string());
                    None
                }
            }
        }
        None => None,
    };
    let snapshot = match snapshot {
        Some(page) => {
            let head: Vec<u8> = page.iter().take(8192).copied().collect();
            let size = page.len() as u64;
            Some((desk.app().files().keep_bytes(page.into()).await?, size, head))
        }
        None => None,
    };

    let (agency, now) = (desk.agency(), desk.now());
    let by = (desk.actor().person, desk.actor().name.as_str());
    let once = Once::new((agency, by.0), &typed.once, &upload.content(once::FIELD), now);
    let tx = desk.db().begin().await?;
    if let Some(place) = once.claim(&tx).await? {
        return Ok(web::see_other(&place));
    }
    for (incoming, preview, head) in &kept {
        let about = (incoming.hash.as_str(), incoming.size, head.as_slice());
        let id = file::add(
            &tx,
            agency,
            about,
            &incoming.name,
            preview.as_deref(),
            Some(by.0),
            now,
        )
        .await?;
        new.files.push((id, incoming.hash.clone()));
    }
    if let Some((hash, size, head)) = &snapshot {
        let name = format!("{}.html", vietnamese::slug(&new.title));
        new.snapshot = Some(file::add(&tx, agency, (hash, *size, head), &name, None, Some(by.0), now).await?);
    }
    let id = evidence::add(&tx, agency, &new, &subjects, Some(by), now).await?;
    let detail = json!({ "title": new.title });
    audit::record(
        &tx,
        agency,
        Some(by),
        "evidence-added",
        Subject::new("evidence", id.0),
        detail,
        now,
    )
    .await?;
    if let Some(old) = replaced {
        let reason = desk
            .words()
            .say_with("evidence-replaced", &[("title", new.title.as_str().into())]);
        if evidence::withdraw(&tx, agency, old, &reason, by, now).await? {
            let subject = Subject::new("evidence", old.0);
            let detail = json!({ "reason": reason });
            audit::record(&tx, agency, Some(by), "evidence-withdrawn", subject, detail, now).await?;
        }
    }
    let next = if typed.next.starts_with("/lam-viec/") {
        typed.next
    } else {
        format!("/lam-viec/minh-chung/{id}")
    };
    once.leads_to(&tx, &next).await?;
    tx.commit().await?;
    Ok(web::see_other(&next))
}

/// The returned piece that the new one replaces; it is taken back with the same act, so that it stays a debt of nobody.
async fn replaced(desk: &Desk, id: &str) -> web::Result<Option<EvidenceId>> {
    if id.is_empty() {
        return Ok(None);
    }
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let found = evidence::by_id(desk.db().read(), desk.agency(), id).await?;
    let one: Evidence = found.ok_or(Error::NotFound)?;
    desk.need(Verb::AddEvidence, one.unit.map_or(Scope::Agency, Scope::Unit))?;
    Ok((one.status == Status::Returned).then_some(id))
}

fn typed(upload: &Upload) -> Typed {
    let text = |field: &str| upload.text(field).to_owned();
    Typed {
        title: text("title"),
        form: text("form"),
        unit: text("unit"),
        issuer: text("issuer"),
        document_number: text("document_number"),
        document_date: text("document_date"),
        fact_date: text("fact_date"),
        place: text("place"),
        note: text("note"),
        quantity: text("quantity"),
        people: text("people"),
        url: text("url"),
        subjects: upload.all("subjects").to_vec(),
        next: text("next"),
        replaces: text("replaces"),
        once: text(once::FIELD),
    }
}

fn check(
    typed: &Typed,
    upload: &Upload,
    all: &[Provable],
    today: Date,
) -> Result<(NewEvidence, Vec<Subject>), FieldErrors> {
    let mut errors = FieldErrors::new();
    let clean = |text: &str| vietnamese::nfc(text.trim()).into_owned();
    let longs = [
        ("title", &typed.title, 300),
        ("issuer", &typed.issuer, 200),
        ("place", &typed.place, 200),
        ("document_number", &typed.document_number, 60),
        ("note", &typed.note, 5000),
        ("url", &typed.url, 2000),
    ];
    for (field, value, most) in longs {
        if value.chars().count() > most {
            errors.add(field, "evidence-too-long");
        }
    }
    if typed.title.trim().is_empty() {
        errors.add("title", "evidence-title-needed");
    }
    let fact_date = ui::parse_date(&typed.fact_date);
    match fact_date {
        None => errors.add("fact_date", "evidence-date-wrong"),
        Some(day) if day > today => errors.add("fact_date", "evidence-date-ahead"),
        Some(_) => {}
    }
    let document_date = match typed.document_date.trim() {
        "" => None,
        text => {
            let day = ui::parse_date(text);
            if day.is_none() {
                errors.add("document_date", "evidence-date-wrong");
            }
            day
        }
    };
    let quantity = number(&typed.quantity).unwrap_or(0);
    if !(1..=1_000_000).contains(&quantity) {
        errors.add("quantity", "evidence-quantity-wrong");
    }
    let people = match typed.people.trim() {
        "" => None,
        text => {
            let people = number(text).filter(|people| *people <= 100_000_000);
            if people.is_none() {
                errors.add("people", "evidence-quantity-wrong");
            }
            people
        }
    };
    let url = Some(typed.url.trim()).filter(|url| !url.is_empty());
    if url.is_some_and(|url| !url.starts_with("http://") && !url.starts_with("https://")) {
        errors.add("url", "evidence-url-wrong");
    }
    if upload.files.is_empty()
        && url.is_none()
        && typed.note.trim().is_empty()
        && typed.document_number.trim().is_empty()
    {
        errors.add("files", "evidence-nothing");
    }
    let subjects = chosen(all, &typed.subjects);
    if subjects.is_none() {
        errors.add("subjects", "evidence-subject-unknown");
    }
    let unit: Option<UnitId> = typed.unit.parse().ok();
    if unit.is_none() {
        errors.add("unit", "evidence-unit-needed");
    }
    let form = typed.form.parse().unwrap_or(Form::Other);
    let new = NewEvidence {
        unit,
        kind: kind(upload, url.is_some(), typed),
        form,
        title: clean(&typed.title),
        issuer: clean(&typed.issuer),
        document_number: clean(&typed.document_number),
        document_date,
        fact_date: fact_date.unwrap_or(today),
        place: clean(&typed.place),
        note: clean(&typed.note),
        quantity,
        people,
        url: url.map(str::to_owned),
        snapshot: None,
        snapshot_failure: None,
        files: Vec::new(),
    };
    errors.or((new, subjects.unwrap_or_default()))
}

fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    digits.parse().ok().filter(|n| *n >= 0)
}

fn kind(upload: &Upload, has_url: bool, typed: &Typed) -> Kind {
    let picture = |name: &str| {
        [".jpg", ".jpeg", ".png", ".webp", ".heic"]
            .iter()
            .any(|end| name.to_lowercase().ends_with(end))
    };
    match upload.files.first() {
        Some(file) if picture(&file.name) => Kind::Photo,
        Some(_) => Kind::File,
        None if has_url => Kind::Link,
        None if !typed.people.trim().is_empty() => Kind::Number,
        None => Kind::Note,
    }
}
