//! Pages of the agency and its units.

mod agency;
mod arrange;
mod list;
mod paste;
mod unit;

use axum::Router;
use axum::routing::{get, post};
use serde::Deserialize;
use ui::{Page, Tone};
use web::Error;

use crate::boot::App;
use crate::desk::Desk;
use crate::features::agency as agencies;
use crate::features::agency::{Agency, Unit, UnitId};
use crate::features::organisation::unit::Act;
use crate::policy::{Scope, Verb};
use db::Tx;

/// The page of the agency.
pub(super) const AGENCY: &str = "/lam-viec/quan-tri/co-quan";
/// The list of units.
pub(super) const UNITS: &str = "/lam-viec/quan-tri/don-vi";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/lam-viec/quan-tri/co-quan",
            get(agency::show).post(agency::correct),
        )
        .route(
            "/lam-viec/quan-tri/co-quan/ten-goi",
            get(agency::new_name).post(agency::rename),
        )
        .route("/lam-viec/quan-tri/co-quan/ten-goi/bo", post(agency::drop_name))
        .route("/lam-viec/quan-tri/don-vi", get(list::list).post(unit::add))
        .route("/lam-viec/quan-tri/don-vi.xlsx", get(list::export))
        .route("/lam-viec/quan-tri/don-vi/moi", get(unit::new))
        .route(
            "/lam-viec/quan-tri/don-vi/danh-sach",
            get(paste::form).post(paste::submit),
        )
        .route(
            "/lam-viec/quan-tri/don-vi/sap-xep",
            get(arrange::form).post(arrange::submit),
        )
        .route(
            "/lam-viec/quan-tri/don-vi/{id}",
            get(unit::show).post(unit::change),
        )
        .route("/lam-viec/quan-tri/don-vi/{id}/thu-tu", post(list::shift))
        .route("/lam-viec/quan-tri/don-vi/{id}/ten-goi", post(unit::rename))
        .route("/lam-viec/quan-tri/don-vi/{id}/ten-goi/bo", post(unit::drop_name))
        .route("/lam-viec/quan-tri/don-vi/{id}/phu-trach", post(unit::heads))
        .route(
            "/lam-viec/quan-tri/don-vi/{id}/huy-ket-thuc",
            post(unit::cancel_end),
        )
}

/// After a write: says that it was saved.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    xong: String,
}

impl Done {
    fn say(&self, page: Page) -> Page {
        if self.xong.is_empty() {
            return page;
        }
        let text = page.t("organisation-saved");
        page.toast(Tone::Good, text)
    }
}

fn need(desk: &Desk) -> web::Result<()> {
    desk.need(Verb::ManageAgency, Scope::Agency)
}

async fn own(desk: &Desk) -> web::Result<Agency> {
    agencies::agency(desk.db().read(), desk.agency())
        .await?
        .ok_or(Error::NotFound)
}

async fn find(desk: &Desk, id: &str) -> web::Result<Unit> {
    need(desk)?;
    let id: UnitId = id.parse().map_err(|_| Error::NotFound)?;
    let unit = agencies::unit(desk.db().read(), desk.agency(), id).await?;
    unit.ok_or(Error::NotFound)
}

fn act<'a>(desk: &'a Desk, tx: &'a Tx) -> Act<'a> {
    Act {
        tx,
        agency: desk.agency(),
        by: desk.actor().by(),
        today: desk.today(),
        now: desk.now(),
    }
}

fn unit_path(id: UnitId) -> String {
    format!("{UNITS}/{id}")
}
