//! Pages of evidence.

mod add;
mod list;
mod show;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use uuid::Uuid;

use crate::boot::{App, features};
use crate::desk::Desk;
use crate::features::audit::Subject;

pub(super) fn routes() -> Router<App> {
    // The form's own limits (files, their number, fields) are checked while it streams in.
    let add = post(add::submit).layer(DefaultBodyLimit::disable());
    Router::new()
        .route("/lam-viec/minh-chung", get(list::list).merge(add))
        .route("/lam-viec/minh-chung.xlsx", get(list::export))
        .route("/lam-viec/minh-chung/moi", get(add::form))
        .route("/lam-viec/minh-chung/{id}", get(show::show))
        .route("/lam-viec/minh-chung/{id}/tep/{file}", get(show::download))
        .route("/lam-viec/minh-chung/{id}/anh/{file}", get(show::preview))
        .route("/lam-viec/minh-chung/{id}/xem-xet", post(show::review))
        .route("/lam-viec/minh-chung/{id}/rut-lai", post(show::withdraw))
        .route("/lam-viec/minh-chung/{id}/lien-ket", post(show::link))
}

/// A thing that can be proved, for choices and links.
#[derive(Debug, Clone)]
struct Provable {
    subject: Subject,
    label: String,
    title: String,
    href: String,
}

impl Provable {
    /// The value in forms: `task:0190…`.
    fn value(&self) -> String {
        format!("{}:{}", self.subject.kind, self.subject.id)
    }
}

/// All things of the agency that can be proved, from whichever feature.
async fn provable(desk: &Desk) -> web::Result<Vec<Provable>> {
    let mut all = Vec::new();
    for source in features().iter().filter_map(|feature| feature.subjects) {
        let label = desk.words().say(source.label);
        for title in (source.list)(desk.db().clone(), desk.agency()).await? {
            all.push(Provable {
                subject: Subject::new(source.kind, title.id),
                label: label.clone(),
                title: title.title,
                href: title.href,
            });
        }
    }
    Ok(all)
}

/// The things behind form values; what is unknown, or another agency's, is refused.
fn chosen(all: &[Provable], values: &[String]) -> Option<Vec<Subject>> {
    let find = |value: &String| {
        let (kind, id) = value.split_once(':')?;
        let id: Uuid = id.parse().ok()?;
        all.iter()
            .map(|one| one.subject)
            .find(|subject| subject.kind == kind && subject.id == id)
    };
    values
        .iter()
        .filter(|value| !value.is_empty())
        .map(find)
        .collect()
}
