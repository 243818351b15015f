//! All units of the agency, as a tree.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use ui::{
    Badge, ButtonLink, Cell, Column, DataTable, EmptyState, Filters, Hidden, Html, IconButton, Link, Page,
    Row, Tone, Translator,
};
use web::{Form, xlsx};

use super::agency::days;
use super::{Done, UNITS, act, find, need, unit_path};
use crate::desk::Desk;
use crate::features::account::{self, Role};
use crate::features::agency::{self, Person, Unit, UnitId, UnitKind};
use crate::features::organisation::unit;

/// Where a unit stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Open,
    Coming,
    Ending,
    Ended,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Open, Self::Coming, Self::Ending, Self::Ended];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Coming => "coming",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    pub(super) fn of(unit: &Unit, today: Date) -> Self {
        match unit.valid_to {
            Some(end) if end < today => Self::Ended,
            _ if unit.valid_from > today => Self::Coming,
            Some(_) => Self::Ending,
            None => Self::Open,
        }
    }

    pub(super) fn badge(self, t: Translator) -> Badge {
        let tone = match self {
            Self::Open => Tone::Good,
            Self::Coming => Tone::Info,
            Self::Ending => Tone::Warn,
            Self::Ended => Tone::Neutral,
        };
        Badge::new(t.say(&format!("organisation-standing-{}", self.word()))).tone(tone)
    }
}

/// The kind of a unit in words.
pub(super) fn kind_words(t: Translator, kind: UnitKind) -> String {
    t.say(&format!("organisation-kind-{kind}"))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    kind: String,
    status: String,
    sort: String,
}

impl Asked {
    fn link(&self, path: &str) -> Link {
        Link::new(path).pairs([
            ("q", &self.q),
            ("kind", &self.kind),
            ("status", &self.status),
            ("sort", &self.sort),
        ])
    }

    /// Whether the units stand in their own order with nothing left out that others stand under.
    fn is_tree(&self) -> bool {
        self.q.trim().is_empty() && self.kind.is_empty() && self.sort.is_empty()
    }
}

/// A unit with all that the list says.
struct Listed {
    unit: Unit,
    /// How deep it stands in the tree.
    depth: usize,
    standing: Standing,
    heads: Vec<String>,
    people: usize,
}

/// The units in the order of their tree, each with its depth. One whose superior is not among them stands at the top.
pub(super) fn tree(units: Vec<Unit>) -> Vec<(Unit, usize)> {
    let there: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
    let top = |unit: &Unit| unit.parent.is_none_or(|parent| !there.contains(&parent));
    let (roots, mut rest): (Vec<Unit>, Vec<Unit>) = units.into_iter().partition(top);
    let mut open: Vec<(Unit, usize)> = roots.into_iter().rev().map(|unit| (unit, 0)).collect();
    let mut sorted = Vec::new();
    while let Some((unit, depth)) = open.pop() {
        let (below, others): (Vec<Unit>, Vec<Unit>) =
            rest.into_iter().partition(|one| one.parent == Some(unit.id));
        rest = others;
        open.extend(below.into_iter().rev().map(|one| (one, depth + 1)));
        sorted.push((unit, depth));
    }
    // A ring can only come from outside; its units are shown all the same.
    sorted.extend(rest.into_iter().map(|unit| (unit, 0)));
    sorted
}

async fn listed(desk: &Desk, asked: &Asked) -> web::Result<Vec<Listed>> {
    let (db, today) = (desk.db().read(), desk.today());
    let units = agency::units(db, desk.agency()).await?;
    let people = agency::people(db, desk.agency(), today).await?;
    let mut counts: HashMap<UnitId, usize> = HashMap::new();
    for unit in people.iter().filter_map(|person| person.unit) {
        *counts.entry(unit).or_default() += 1;
    }
    let heads = account::holders(db, desk.agency(), Role::UnitHead).await?;
    let head_of = |unit: UnitId| -> Vec<String> {
        let of = |person: &&Person| heads.contains(&(person.id, Some(unit)));
        people
            .iter()
            .filter(of)
            .map(|person| person.full_name.clone())
            .collect()
    };
    let words = vietnamese::fold(&asked.q.trim().chars().take(200).collect::<String>());
    let kind: Option<UnitKind> = asked.kind.parse().ok();
    let found = units.into_iter().filter(|unit| {
        let standing = Standing::of(unit, today);
        let fits = match asked.status.as_str() {
            // Those that ended are shown when they are asked for.
            "" => standing != Standing::Ended,
            status => standing.word() == status,
        };
        let mut names = [&unit.name, &unit.short_name].into_iter().chain(&unit.aliases);
        fits && kind.is_none_or(|kind| unit.kind == kind)
            && (words.is_empty() || names.any(|name| vietnamese::fold(name).contains(&words)))
    });
    let found: Vec<Unit> = found.collect();
    let placed = if asked.is_tree() {
        tree(found)
    } else {
        found.into_iter().map(|unit| (unit, 0)).collect()
    };
    let mut all: Vec<Listed> = placed
        .into_iter()
        .map(|(unit, depth)| Listed {
            depth,
            standing: Standing::of(&unit, today),
            heads: head_of(unit.id),
            people: counts.get(&unit.id).copied().unwrap_or_default(),
            unit,
        })
        .collect();
    match asked.sort.trim_start_matches('-') {
        "name" => all.sort_by_cached_key(|one| vietnamese::collation_key(&one.unit.name)),
        "people" => all.sort_by_key(|one| one.people),
        _ => return Ok(all),
    }
    if asked.sort.starts_with('-') {
        all.reverse();
    }
    Ok(all)
}

#[derive(Template)]
#[template(path = "features/organisation/web/list.html")]
struct ListPage {
    page: Page,
    table: DataTable,
    /// People who still stand in units that have ended.
    stranded: usize,
}

/// The list.
pub(super) async fn list(
    desk: Desk,
    Query(asked): Query<Asked>,
    Query(done): Query<Done>,
) -> web::Result<Response> {
    need(&desk)?;
    let page = done.say(desk.page("organisation-units"));
    let all = listed(&desk, &asked).await?;
    let (link, any) = (asked.link(UNITS), page.t("organisation-any"));
    let filters = Filters::new(page.tr(), link.clone())
        .search("q", page.t("organisation-search"))
        .select(
            "kind",
            page.t("organisation-kind"),
            &any,
            UnitKind::ALL
                .iter()
                .map(|kind| (*kind, kind_words(page.tr(), *kind))),
        )
        .select(
            "status",
            page.t("organisation-standing"),
            page.t("organisation-standing-here"),
            Standing::ALL.map(|one| {
                (
                    one.word(),
                    page.t(&format!("organisation-standing-{}", one.word())),
                )
            }),
        );
    let orderly = asked.is_tree() && asked.status.is_empty();
    let table = DataTable::new(page.tr(), "units", page.t("organisation-units"))
        .columns([
            Column::new(page.t("organisation-unit")).sort("name"),
            Column::new(page.t("organisation-kind")),
            Column::new(page.t("organisation-heads")),
            Column::new(page.t("organisation-people")).sort("people"),
            Column::new(page.t("organisation-standing")),
        ])
        .rows(all.iter().map(|one| row(&page, one, orderly)))
        .filters(filters)
        .export(asked.link("/lam-viec/quan-tri/don-vi.xlsx"))
        .link(link)
        .empty(
            EmptyState::new("sitemap", page.t("organisation-none"))
                .text(page.t("organisation-none-hint"))
                .action(ButtonLink::new(
                    page.t("organisation-paste"),
                    format!("{UNITS}/danh-sach"),
                )),
        );
    let units = agency::units(desk.db().read(), desk.agency()).await?;
    let ended: Vec<UnitId> = units
        .iter()
        .filter(|unit| Standing::of(unit, desk.today()) == Standing::Ended)
        .map(|unit| unit.id)
        .collect();
    let people = agency::people(desk.db().read(), desk.agency(), desk.today()).await?;
    let stranded = people
        .iter()
        .filter(|person| person.unit.is_some_and(|unit| ended.contains(&unit)))
        .count();
    web::html(&ListPage {
        page,
        table,
        stranded,
    })
}

fn row(page: &Page, one: &Listed, orderly: bool) -> Row {
    let unit = &one.unit;
    let link = Branch::new(&unit.name, &unit_path(unit.id));
    let short = (unit.short_name != unit.name).then_some(&unit.short_name);
    let called: Vec<&str> = short
        .into_iter()
        .chain(&unit.aliases)
        .map(String::as_str)
        .collect();
    let note = called.join(" · ");
    let name = Cell::html(link.indented(one.depth));
    let time = match one.standing {
        Standing::Open => String::new(),
        _ => days(page, unit.valid_from, unit.valid_to),
    };
    let row = Row::new(unit.id).cells([
        name.note(note),
        Cell::text(kind_words(page.tr(), unit.kind)),
        Cell::text(one.heads.join(", ")),
        Cell::text(one.people),
        Cell::html(one.standing.badge(page.tr())).note(time),
    ]);
    if !orderly {
        return row;
    }
    let form = |button: IconButton, up: &str| {
        let way = Hidden::new("up", up);
        format!(
            "<form method=\"post\" action=\"{}/thu-tu\">{way}{button}</form>",
            unit_path(unit.id)
        )
    };
    let label = |key: &str| page.w(key, "unit", unit.name.as_str());
    row.actions(Html::trusted(format!(
        "<div class=\"d-flex\">{}{}</div>",
        form(IconButton::new("arrow-up", label("organisation-up")), "1"),
        form(IconButton::new("arrow-down", label("organisation-down")), "")
    )))
}

/// A link that stands as deep as its unit in the tree.
struct Branch {
    name: Html,
    href: String,
}

impl Branch {
    fn new(name: &str, href: &str) -> Self {
        Self {
            name: Html::text(name),
            href: href.to_owned(),
        }
    }

    fn indented(self, depth: usize) -> Html {
        let Self { name, href } = self;
        let mark = "└ ".repeat(usize::from(depth > 0));
        Html::trusted(format!(
            "<span class=\"ps-{}\">{mark}<a href=\"{href}\">{name}</a></span>",
            depth.saturating_sub(1).min(3)
        ))
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Way {
    #[serde(default)]
    up: String,
}

/// Moves a unit in the order.
pub(super) async fn shift(desk: Desk, Path(id): Path<String>, Form(way): Form<Way>) -> web::Result<Response> {
    let known = find(&desk, &id).await?;
    let tx = desk.db().begin().await?;
    unit::shift(act(&desk, &tx), &known, !way.up.is_empty()).await?;
    tx.commit().await?;
    Ok(web::see_other(UNITS))
}

/// The same as an Excel file.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    need(&desk)?;
    let words = desk.words();
    let all = listed(&desk, &asked).await?;
    let units = agency::units(desk.db().read(), desk.agency()).await?;
    let name_of = |id: Option<UnitId>| {
        let found = id.and_then(|id| units.iter().find(|unit| unit.id == id));
        found.map(|unit| unit.name.clone()).unwrap_or_default()
    };
    let columns = [
        ("organisation-unit", 44),
        ("organisation-short-name", 20),
        ("organisation-kind", 22),
        ("organisation-parent-unit", 34),
        ("organisation-aliases", 40),
        ("organisation-heads", 30),
        ("organisation-people", 10),
        ("organisation-first-day", 14),
        ("organisation-last-day", 14),
        ("organisation-successor", 34),
    ];
    let rows = all.into_iter().map(|one| {
        vec![
            one.unit.name.into(),
            one.unit.short_name.into(),
            kind_words(words, one.unit.kind).into(),
            name_of(one.unit.parent).into(),
            one.unit.aliases.join("; ").into(),
            one.heads.join("; ").into(),
            one.people.into(),
            one.unit.valid_from.into(),
            one.unit.valid_to.into(),
            name_of(one.unit.successor).into(),
        ]
    });
    let sheet = xlsx::Sheet {
        name: words.say("organisation-units"),
        above: Vec::new(),
        columns: columns
            .iter()
            .map(|(key, width)| (words.say(key), *width))
            .collect(),
        rows: rows.collect(),
    };
    xlsx::attachment(&format!("don-vi-{}.xlsx", desk.today()), vec![sheet]).await
}
