//! The agency: what it is called, what it was called, and where it stands.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use ui::{Badge, Cell, Column, DataTable, Errors, Hidden, Html, Page, Row, Tone};
use web::{Error, FieldErrors, Form};

use super::{AGENCY, Done, need, own};
use crate::desk::{Desk, said};
use crate::features::agency::{self as agencies, Agency, AgencyName};
use crate::features::organisation::agency::{self, AgencyInput, SaveError};

#[derive(Template)]
#[template(path = "features/organisation/web/agency.html")]
struct AgencyPage {
    page: Page,
    input: AgencyInput,
    errors: Errors,
    own: Agency,
    /// From the top: the agencies above.
    above: Vec<Agency>,
    below: Vec<Agency>,
    names: DataTable,
}

/// The agencies above one, from the top.
async fn above(desk: &Desk, own: &Agency) -> web::Result<Vec<Agency>> {
    let mut above: Vec<Agency> = Vec::new();
    let mut next = own.parent;
    // Nobody has more superiors than this; a ring ends here too.
    for _ in 0..8 {
        let Some(id) = next else { break };
        let Some(found) = agencies::agency(desk.db().read(), id).await? else {
            break;
        };
        next = found.parent;
        above.insert(0, found);
    }
    Ok(above)
}

async fn names(desk: &Desk, page: &Page, own: &Agency) -> web::Result<DataTable> {
    let all = agencies::agency_names(desk.db().read(), own).await?;
    let today = desk.today();
    let mut rows = Vec::new();
    for (at, name) in all.iter().enumerate().rev() {
        let next = all.get(at + 1).map(|next| next.from);
        let until = next.and_then(|day| day.yesterday().ok());
        rows.push(row(desk, page, name, until, today).await?);
    }
    Ok(DataTable::new(page.tr(), "names", page.t("organisation-names"))
        .columns([
            Column::new(page.t("organisation-name")),
            Column::new(page.t("organisation-symbol")),
            Column::new(page.t("organisation-place")),
            Column::new(page.t("organisation-parent")),
            Column::new(page.t("organisation-days")),
        ])
        .rows(rows))
}

async fn row(
    desk: &Desk,
    page: &Page,
    name: &AgencyName,
    until: Option<jiff::civil::Date>,
    today: jiff::civil::Date,
) -> web::Result<Row> {
    let parent = match name.parent {
        Some(id) => agencies::agency(desk.db().read(), id).await?,
        None => None,
    };
    let row = Row::new(name.from).cells([
        Cell::text(&name.name).note(&name.short_name),
        Cell::text(&name.symbol),
        Cell::text(&name.place),
        Cell::text(parent.map(|parent| parent.name).unwrap_or_default()),
        Cell::html(Html::join([
            Html::text(days(page, name.from, until)),
            Html::text(" "),
            standing(page, name.from, until, today).map_or_else(|| Html::text(""), Into::into),
        ])),
    ]);
    Ok(if name.from > today {
        row.actions(drop_form(page, &format!("{AGENCY}/ten-goi/bo"), name.from))
    } else {
        row
    })
}

/// "từ 01/7/2025", or with its last day.
pub(super) fn days(page: &Page, from: jiff::civil::Date, until: Option<jiff::civil::Date>) -> String {
    match until {
        Some(until) => page.w2(
            "organisation-from-to",
            "from",
            page.date(from),
            "to",
            page.date(until),
        ),
        None => page.w("organisation-from-day", "day", page.date(from)),
    }
}

/// Whether a name is the one of today, or one of a later day.
pub(super) fn standing(
    page: &Page,
    from: jiff::civil::Date,
    until: Option<jiff::civil::Date>,
    today: jiff::civil::Date,
) -> Option<Badge> {
    if from > today {
        return Some(Badge::new(page.t("organisation-coming")).tone(Tone::Info));
    }
    until
        .is_none_or(|until| today <= until)
        .then(|| Badge::new(page.t("organisation-current")).tone(Tone::Good))
}

/// A button that forgets a coming name.
pub(super) fn drop_form(page: &Page, action: &str, from: jiff::civil::Date) -> Html {
    let button = ui::Button::new(page.t("organisation-drop")).ghost().small();
    let day = Hidden::new("from", from);
    Html::trusted(format!(
        "<form method=\"post\" action=\"{action}\">{day}{button}</form>"
    ))
}

async fn render(desk: &Desk, typed: Option<AgencyInput>, errors: &FieldErrors) -> web::Result<AgencyPage> {
    let page = desk.page("organisation-agency");
    let own = own(desk).await?;
    let above = above(desk, &own).await?;
    let names = names(desk, &page, &own).await?;
    Ok(AgencyPage {
        input: typed.unwrap_or_else(|| AgencyInput::of(&own, above.last())),
        errors: said(desk.words(), errors),
        below: agencies::subordinates(desk.db().read(), own.id).await?,
        above,
        names,
        own,
        page,
    })
}

/// The agency, to be looked at and mended.
pub(super) async fn show(desk: Desk, Query(done): Query<Done>) -> web::Result<Response> {
    need(&desk)?;
    let mut shown = render(&desk, None, &FieldErrors::new()).await?;
    shown.page = done.say(shown.page);
    web::html(&shown)
}

/// Mends what it is called.
pub(super) async fn correct(desk: Desk, Form(input): Form<AgencyInput>) -> web::Result<Response> {
    need(&desk)?;
    let own = own(&desk).await?;
    let tx = desk.db().begin().await?;
    let when = (desk.today(), desk.now());
    match agency::correct(&tx, &own, desk.actor().by(), &input, when).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{AGENCY}?xong=1")))
        }
        Err(SaveError::Fields(errors)) => {
            drop(tx);
            web::invalid(&render(&desk, Some(input), &errors).await?)
        }
        Err(SaveError::Db(error)) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "features/organisation/web/agency_name.html")]
struct NamePage {
    page: Page,
    input: AgencyInput,
    errors: Errors,
}

async fn name_page(desk: &Desk, typed: Option<AgencyInput>, errors: &FieldErrors) -> web::Result<NamePage> {
    let own = own(desk).await?;
    let page = desk.page("organisation-rename-agency");
    let trail = page.t("organisation-agency");
    let above = above(desk, &own).await?;
    Ok(NamePage {
        page: page.crumb(trail, AGENCY),
        input: typed.unwrap_or_else(|| AgencyInput::of(&own, above.last())),
        errors: said(desk.words(), errors),
    })
}

/// The form of a rename.
pub(super) async fn new_name(desk: Desk) -> web::Result<Response> {
    need(&desk)?;
    web::html(&name_page(&desk, None, &FieldErrors::new()).await?)
}

/// Calls it otherwise from a day on.
pub(super) async fn rename(desk: Desk, Form(input): Form<AgencyInput>) -> web::Result<Response> {
    need(&desk)?;
    let own = own(&desk).await?;
    let tx = desk.db().begin().await?;
    let when = (desk.today(), desk.now());
    match agency::rename(&tx, &own, desk.actor().by(), &input, when).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{AGENCY}?xong=1")))
        }
        Err(SaveError::Fields(errors)) => {
            drop(tx);
            web::invalid(&name_page(&desk, Some(input), &errors).await?)
        }
        Err(SaveError::Db(error)) => Err(error.into()),
    }
}

/// The day of a coming name.
#[derive(Debug, Deserialize)]
pub(super) struct Coming {
    #[serde(default)]
    pub(super) from: String,
}

/// Forgets a coming name.
pub(super) async fn drop_name(desk: Desk, Form(coming): Form<Coming>) -> web::Result<Response> {
    need(&desk)?;
    let from = ui::parse_date(&coming.from).ok_or(Error::BadRequest)?;
    let own = own(&desk).await?;
    let tx = desk.db().begin().await?;
    let when = (desk.today(), desk.now());
    match agency::drop_coming(&tx, &own, desk.actor().by(), from, when).await {
        Ok(true) => {
            tx.commit().await?;
            Ok(web::see_other(&format!("{AGENCY}?xong=1")))
        }
        Ok(false) => Err(Error::Conflict),
        Err(SaveError::Fields(_)) => Err(Error::BadRequest),
        Err(SaveError::Db(error)) => Err(error.into()),
    }
}
