//! The plan at a glance: versions, targets with their gauges, lists, rows.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use ui::{
    Badge, Cell, Column, DataTable, EmptyState, Errors, Filters, Gauge, Html, Link, Page, Pagination,
    Row as Line, StatCard, Tone,
};
use web::FieldErrors;

use super::changes::NumberInput;
use super::list::tone;
use super::target::FeedInput;
use super::words::{cadence_words, who_words, window_words};
use super::{HOME, home_of, parsed, plan_of};
use crate::desk::{Desk, said};
use crate::features::agency::{self, Unit};
use crate::features::file;
use crate::features::plan::item::{Item, ItemKind, Target};
use crate::features::plan::model::{Plan, PlanStatus, TargetId, Version, VersionId, VersionStatus};
use crate::features::plan::row::{Party, Row};
use crate::features::plan::store;
use crate::features::plan::targets::{TargetValue, target_values};
use crate::policy::{Scope, Verb};

const ROWS: usize = 50;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    #[serde(rename = "ban")]
    version: String,
    q: String,
    page: usize,
}

struct VersionLine {
    id: VersionId,
    no: i32,
    status: String,
    tone: Tone,
    origin: String,
    at: String,
    file: Option<(String, String)>,
    shown: bool,
}

struct TargetCard {
    id: TargetId,
    figure: Html,
    measured: bool,
    values: Vec<TargetValue>,
    input: FeedInput,
    errors: Errors,
    open: bool,
}

struct Group {
    label: String,
    texts: Vec<String>,
}

#[derive(Template)]
#[template(path = "features/plan/web/show.html")]
struct ShowPage {
    page: Page,
    plan: Plan,
    version: Version,
    status: Badge,
    versions: Vec<VersionLine>,
    facts: Vec<(String, String)>,
    groups: Vec<Group>,
    targets: Vec<TargetCard>,
    table: DataTable,
    draft: Option<Version>,
    open: u64,
    number: NumberInput,
    errors: Errors,
    may: May,
}

/// What the visitor may do here.
struct May {
    edit: bool,
    adopt: bool,
    feed: bool,
    export: bool,
}

/// What a wrong form on this page brings back.
#[derive(Default)]
struct Wrong<'a> {
    number: Option<(&'a NumberInput, &'a FieldErrors)>,
    feed: Option<(TargetId, &'a FeedInput, &'a FieldErrors)>,
}

pub(super) async fn page(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    web::html(&view(&desk, plan, &asked, Wrong::default()).await?)
}

/// The page again with what was typed into the form of number and date.
pub(super) async fn again(
    desk: &Desk,
    plan: Plan,
    input: &NumberInput,
    errors: &FieldErrors,
) -> web::Result<Response> {
    let wrong = Wrong {
        number: Some((input, errors)),
        ..Wrong::default()
    };
    web::invalid(&view(desk, plan, &Asked::default(), wrong).await?)
}

/// The page again with what was typed into the form of a target.
pub(super) async fn fed_wrong(
    desk: &Desk,
    plan: Plan,
    target: TargetId,
    input: &FeedInput,
    errors: &FieldErrors,
) -> web::Result<Response> {
    let wrong = Wrong {
        feed: Some((target, input, errors)),
        ..Wrong::default()
    };
    web::invalid(&view(desk, plan, &Asked::default(), wrong).await?)
}

async fn view(desk: &Desk, plan: Plan, asked: &Asked, wrong: Wrong<'_>) -> web::Result<ShowPage> {
    let (db, agency) = (desk.db().read(), desk.agency());
    let versions = store::versions(db, agency, plan.id).await?;
    let wanted = if asked.version.is_empty() {
        None
    } else {
        Some(parsed::<VersionId>(&asked.version)?)
    };
    let in_force = |version: &&Version| version.status == VersionStatus::InForce;
    let live = |version: &&Version| version.status != VersionStatus::Dropped;
    let shown = match wanted {
        Some(id) => versions.iter().find(|version| version.id == id),
        None => versions
            .iter()
            .find(in_force)
            .or_else(|| versions.iter().find(live))
            .or(versions.first()),
    };
    let version = shown.cloned().ok_or(web::Error::NotFound)?;
    let units = agency::units(db, agency).await?;
    let page = desk.titled(&plan.title).crumb(desk.words().say("plan-nav"), HOME);
    let draft = versions.iter().find(|version| version.is_draft()).cloned();
    let open = match &draft {
        Some(draft) => draft.open_items() as u64 + store::open_rows(db, agency, draft.id).await?,
        None => 0,
    };
    let mut lines = Vec::new();
    for line in &versions {
        lines.push(version_line(desk, &plan, line, version.id).await?);
    }
    let values = target_values(db, agency, plan.id).await?;
    let targets = version
        .items_of(ItemKind::Target)
        .filter_map(Item::target)
        .map(|target| target_card(desk, &target, &values, wrong.feed))
        .collect();
    let rows = store::rows(db, agency, version.id).await?;
    let (number, errors) = match wrong.number {
        Some((input, errors)) => (input.clone(), said(desk.words(), errors)),
        None => (
            NumberInput {
                number: version.text(ItemKind::Number).unwrap_or_default().to_owned(),
                date: version.date().map_or_else(String::new, ui::date),
            },
            Errors::default(),
        ),
    };
    let may = May {
        edit: desk.may(Verb::EditPlan, Scope::Agency),
        adopt: desk.may(Verb::AdoptPlan, Scope::Agency),
        feed: desk.may(Verb::EditTarget, Scope::Agency),
        export: desk.may(Verb::Export, Scope::Agency),
    };
    Ok(ShowPage {
        status: Badge::new(page.t(&format!("plan-status-{}", plan.status))).tone(tone(plan.status)),
        versions: lines,
        facts: facts(&page, &version),
        groups: groups(&page, &version),
        targets,
        table: table(&page, &plan, &version, rows, &units, asked, may.export),
        page,
        plan,
        version,
        draft,
        open,
        number,
        errors,
        may,
    })
}

async fn version_line(
    desk: &Desk,
    plan: &Plan,
    version: &Version,
    shown: VersionId,
) -> web::Result<VersionLine> {
    let t = desk.words();
    let file = match version.file {
        Some(id) => file::find(desk.db().read(), desk.agency(), id).await?,
        None => None,
    };
    let at = desk.local(version.created_at);
    Ok(VersionLine {
        id: version.id,
        no: version.no,
        status: t.say(&format!("plan-version-{}", version.status)),
        tone: match version.status {
            VersionStatus::Draft => Tone::Info,
            VersionStatus::InForce => Tone::Good,
            VersionStatus::Superseded | VersionStatus::Dropped => Tone::Neutral,
        },
        origin: t.say(&format!("plan-origin-{}", version.origin)),
        at: ui::date_time(at),
        file: file.map(|file| {
            let href = format!("{}/nguon/{}", home_of(plan.id), version.id);
            (file.name, href)
        }),
        shown: version.id == shown,
    })
}

fn target_card(
    desk: &Desk,
    target: &Target,
    values: &[TargetValue],
    wrong: Option<(TargetId, &FeedInput, &FieldErrors)>,
) -> TargetCard {
    let t = desk.words();
    let values: Vec<TargetValue> = values
        .iter()
        .filter(|value| value.target == target.id)
        .cloned()
        .collect();
    let present = values.first();
    let (n, total) = present.map_or((0, 0), |value| (value.reached, value.total));
    let met = target.is_met(n, total);
    let hint = match present {
        Some(value) => t.say_with("plan-target-as-of", &[("day", ui::date(value.as_of).into())]),
        None => t.say("plan-target-unfed"),
    };
    let tone = match met {
        Some(true) => Tone::Good,
        Some(false) => Tone::Warn,
        None => Tone::Neutral,
    };
    let (n, total) = (n.unsigned_abs(), total.unsigned_abs());
    let whole = target
        .percent
        .filter(|percent| percent.hundredths().is_multiple_of(100))
        .and_then(|percent| u8::try_from(percent.hundredths() / 100).ok());
    let figure = match whole {
        Some(percent) => Gauge::new(t, &target.text, n, total)
            .target(percent)
            .tone(tone)
            .note(&hint)
            .into(),
        None => {
            let card = StatCard::share(t, &target.text, n, total).tone(tone);
            match target.percent {
                Some(percent) => {
                    let percent = percent.to_string().into();
                    let wanted = t.say_with("plan-target-wanted", &[("percent", percent)]);
                    card.hint(format!("{wanted}. {hint}")).into()
                }
                None => card.hint(&hint).into(),
            }
        }
    };
    let mine = wrong.filter(|(id, ..)| *id == target.id);
    TargetCard {
        id: target.id,
        measured: target.percent.is_some(),
        figure,
        values,
        open: mine.is_some(),
        input: mine.map_or_else(
            || FeedInput {
                as_of: ui::date(desk.today()),
                ..FeedInput::default()
            },
            |(_, input, _)| input.clone(),
        ),
        errors: mine.map_or_else(Errors::default, |(.., errors)| said(t, errors)),
    }
}

fn facts(page: &Page, version: &Version) -> Vec<(String, String)> {
    let text = |kind: ItemKind| version.text(kind).unwrap_or_default().to_owned();
    let signer: Vec<String> = [
        ItemKind::SignerAuthority,
        ItemKind::SignerPosition,
        ItemKind::SignerName,
    ]
    .map(text)
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect();
    [
        (ItemKind::Number, text(ItemKind::Number)),
        (ItemKind::Date, version.date().map_or_else(String::new, ui::date)),
        (ItemKind::Issuer, text(ItemKind::Issuer)),
        (ItemKind::Superior, text(ItemKind::Superior)),
        (ItemKind::Place, text(ItemKind::Place)),
        (ItemKind::SignerName, signer.join(", ")),
    ]
    .map(|(kind, text)| (page.t(&format!("plan-item-{kind}")), text))
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .collect()
}

fn groups(page: &Page, version: &Version) -> Vec<Group> {
    [
        ItemKind::Form,
        ItemKind::ReformArea,
        ItemKind::Content,
        ItemKind::Audience,
        ItemKind::Scope,
        ItemKind::ReportingDuty,
        ItemKind::LegalBasis,
        ItemKind::Recipient,
    ]
    .into_iter()
    .map(|kind| Group {
        label: page.t(&format!("plan-items-{kind}")),
        texts: version
            .items_of(kind)
            .map(|item| match item.duty() {
                Some(duty) if !duty.cadences.is_empty() => {
                    let cadences: Vec<String> = duty
                        .cadences
                        .iter()
                        .map(|cadence| cadence_words(page.tr(), *cadence))
                        .collect();
                    format!("{} ({})", item.text, cadences.join(", "))
                }
                _ => item.text.clone(),
            })
            .collect(),
    })
    .filter(|group| !group.texts.is_empty())
    .collect()
}

/// Parties as the plan writes them, and whom they mean where that says more.
pub(super) fn party_cell(page: &Page, units: &[Unit], parties: &[Party]) -> Html {
    Html::join(parties.iter().map(|party| {
        let who = who_words(page.tr(), units, &party.who);
        let tone = if party.who == crate::features::plan::row::Who::Unresolved {
            Tone::Warn
        } else {
            Tone::Neutral
        };
        Html::join([
            Html::trusted("<div>"),
            Html::text(&party.text),
            Html::text(" "),
            Badge::new(who).tone(tone).into(),
            Html::trusted("</div>"),
        ])
    }))
}

fn table(
    page: &Page,
    plan: &Plan,
    version: &Version,
    rows: Vec<Row>,
    units: &[Unit],
    asked: &Asked,
    may_export: bool,
) -> DataTable {
    let mut link = Link::new(home_of(plan.id));
    if !asked.version.is_empty() {
        link = link.with("ban", version.id);
    }
    if !asked.q.is_empty() {
        link = link.with("q", &asked.q);
    }
    let wanted = vietnamese::fold(&asked.q);
    let found: Vec<Row> = rows
        .into_iter()
        .filter(|row| {
            wanted.is_empty()
                || crate::features::plan::row::RowField::ALL
                    .iter()
                    .any(|field| vietnamese::fold(&row.text(*field)).contains(&wanted))
        })
        .collect();
    let total = found.len();
    let at = asked.page.clamp(1, total.div_ceil(ROWS).max(1));
    let lines: Vec<Line> = found
        .iter()
        .skip((at - 1) * ROWS)
        .take(ROWS)
        .map(|row| {
            let number = if row.no.is_empty() {
                String::new()
            } else {
                format!("{}. ", row.no)
            };
            let mut content = Cell::text(format!("{number}{}", row.content));
            if !row.section.is_empty() {
                content = content.note(&row.section);
            }
            Line::new(row.id).cells([
                content,
                Cell::html(party_cell(page, units, &row.leads)),
                Cell::html(party_cell(page, units, &row.coordinators)),
                Cell::text(&row.time_text).note(window_words(page.tr(), &row.window)),
            ])
        })
        .collect();
    let mut table = DataTable::new(page.tr(), "rows", page.t("plan-rows"))
        .columns(
            [
                "plan-row-content",
                "plan-row-leads",
                "plan-row-coordinators",
                "plan-row-time",
            ]
            .map(|key| Column::new(page.t(key))),
        )
        .rows(lines)
        .filters(Filters::new(page.tr(), link.clone()).search("q", page.t("plan-rows-search")))
        .pagination(Pagination::new(page.tr(), &link, at, ROWS, total))
        .link(link)
        .empty(EmptyState::new("list-check", page.t("plan-rows-none")).text(page.t("plan-rows-none-hint")));
    if may_export {
        table = table.export(format!("{}/dong.xlsx?ban={}", home_of(plan.id), version.id));
    }
    table
}

impl ShowPage {
    fn is_closed(&self) -> bool {
        self.plan.status == PlanStatus::Closed
    }

    fn may_number(&self) -> bool {
        self.may.edit && matches!(self.version.status, VersionStatus::Draft | VersionStatus::InForce)
    }
}
