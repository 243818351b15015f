//! Everybody who works here, or worked.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use ui::{
    Badge, ButtonLink, Cell, Column, DataTable, EmptyState, Filters, Link, Page, Pagination, Row, Tone,
    Translator,
};
use web::xlsx;

use super::PEOPLE;
use crate::desk::Desk;
use crate::features::account::{self, Account, Role};
use crate::features::admin::letter;
use crate::features::agency::{self, Person, PersonId, Unit, UnitId};
use crate::features::delivery::{self, Delivery};
use crate::policy::{Scope, Verb};

const PAGE_SIZE: usize = 50;

/// Where a person stands with the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Active,
    Invited,
    WithoutAccount,
    Ended,
}

impl Standing {
    const ALL: [Self; 4] = [Self::Active, Self::Invited, Self::WithoutAccount, Self::Ended];

    fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::WithoutAccount => "without",
            Self::Ended => "ended",
        }
    }

    fn of(person: &Person, account: Option<&Account>, today: jiff::civil::Date) -> Self {
        let left = person.valid_to.is_some_and(|last| last < today);
        match account {
            _ if left => Self::Ended,
            Some(account) if account.disabled => Self::Ended,
            None => Self::WithoutAccount,
            Some(account) if account.password_hash.is_none() => Self::Invited,
            Some(_) => Self::Active,
        }
    }

    pub(super) fn badge(self, words: Translator) -> Badge {
        let tone = match self {
            Self::Active => Tone::Good,
            Self::Invited => Tone::Info,
            Self::WithoutAccount | Self::Ended => Tone::Neutral,
        };
        Badge::new(words.say(&format!("admin-standing-{}", self.word()))).tone(tone)
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    page: Option<usize>,
    /// So many invitations were just queued.
    #[serde(default)]
    thu: Option<usize>,
}

impl Asked {
    fn link(&self, path: &str) -> Link {
        let pairs = [
            ("q", &self.q),
            ("unit", &self.unit),
            ("role", &self.role),
            ("status", &self.status),
        ];
        Link::new(path).pairs(pairs)
    }
}

/// A person with all that the list says.
pub(super) struct Member {
    pub(super) person: Person,
    pub(super) account: Option<Account>,
    pub(super) roles: Vec<(Role, Option<UnitId>)>,
    pub(super) standing: Standing,
    /// The last letter to somebody who has no password yet.
    letter: Option<Delivery>,
}

impl Member {
    /// The standing, and under it what became of the invitation.
    fn letter_cell(&self, page: &Page) -> Cell {
        let cell = Cell::html(self.standing.badge(page.tr()));
        match &self.letter {
            Some(letter) if self.standing == Standing::Invited => {
                let state = page.t(&format!("delivery-state-{}", letter.state));
                let why = delivery::why(page.tr(), letter);
                let dot = if why.is_empty() { "" } else { ": " };
                cell.note(format!("{}: {state}{dot}{why}", page.t("admin-letter")))
            }
            _ => cell,
        }
    }
}

/// The roles of a person in words, heads with their unit.
pub(super) fn role_line(words: Translator, roles: &[(Role, Option<UnitId>)], units: &[Unit]) -> String {
    let names = roles.iter().map(|(role, unit)| {
        let name = words.say(&format!("account-role-{role}"));
        let unit = unit.and_then(|id| units.iter().find(|unit| unit.id == id));
        match unit {
            Some(unit) => format!("{name} ({})", unit.short_name),
            None => name,
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

async fn members(desk: &Desk, asked: &Asked) -> web::Result<Vec<Member>> {
    let db = desk.db().read();
    let people = agency::everyone(db, desk.agency()).await?;
    let mut accounts: HashMap<PersonId, Account> = account::accounts(db, desk.agency())
        .await?
        .into_iter()
        .map(|account| (account.person, account))
        .collect();
    let mut roles = account::roles_of_all(db, desk.agency()).await?;
    let invited = accounts
        .values()
        .filter(|account| account.password_hash.is_none());
    let mut letters = letter::last(db, desk.agency(), invited).await?;
    let (unit, role) = (asked.unit.parse::<UnitId>().ok(), asked.role.parse::<Role>().ok());
    let words = vietnamese::fold(&asked.q.chars().take(200).collect::<String>());
    let all = people.into_iter().map(|person| {
        let account = accounts.remove(&person.id);
        Member {
            standing: Standing::of(&person, account.as_ref(), desk.today()),
            roles: roles.remove(&person.id).unwrap_or_default(),
            letter: letters.remove(&person.id),
            account,
            person,
        }
    });
    Ok(all
        .filter(|member| {
            let email = member
                .account
                .as_ref()
                .map_or("", |account| account.email.as_str());
            // Those who left are shown when they are asked for.
            let standing = match asked.status.as_str() {
                "" => member.standing != Standing::Ended,
                status => member.standing.word() == status,
            };
            standing
                && unit.is_none_or(|unit| member.person.unit == Some(unit))
                && role.is_none_or(|role| member.roles.iter().any(|(held, _)| *held == role))
                && (words.is_empty()
                    || vietnamese::fold(&member.person.full_name).contains(&words)
                    || email.contains(&words))
        })
        .collect())
}

#[derive(Template)]
#[template(path = "features/admin/web/list.html")]
struct ListPage {
    page: Page,
    table: DataTable,
}

/// The list.
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ManagePeople, Scope::Agency)?;
    let mut page = desk.page("admin-people");
    if let Some(queued) = asked.thu {
        let text = page.n("admin-letters-queued", queued);
        page = page.toast(Tone::Good, text);
    }
    let units = agency::units(desk.db().read(), desk.agency()).await?;
    let members = members(&desk, &asked).await?;
    let at = asked.page.unwrap_or(1).max(1);
    let shown = members
        .iter()
        .skip((at - 1).saturating_mul(PAGE_SIZE))
        .take(PAGE_SIZE);
    let link = asked.link(PEOPLE);
    let any = page.t("admin-any");
    let filters = Filters::new(page.tr(), link.clone())
        .search("q", page.t("admin-search"))
        .select(
            "unit",
            page.t("account-unit"),
            &any,
            units.iter().map(|unit| (unit.id, unit.name.clone())),
        )
        .select(
            "role",
            page.t("admin-role"),
            &any,
            Role::ALL
                .iter()
                .map(|role| (*role, page.t(&format!("account-role-{role}")))),
        )
        .select(
            "status",
            page.t("admin-standing"),
            page.t("admin-standing-here"),
            Standing::ALL.map(|s| (s.word(), page.t(&format!("admin-standing-{}", s.word())))),
        );
    let table = DataTable::new(page.tr(), "people", page.t("admin-people"))
        .columns([
            Column::new(page.t("account-name")),
            Column::new(page.t("account-unit")),
            Column::new(page.t("account-roles")),
            Column::new(page.t("account-email")),
            Column::new(page.t("admin-standing")),
        ])
        .rows(shown.map(|member| {
            let person = &member.person;
            let unit = person.unit.and_then(|id| units.iter().find(|unit| unit.id == id));
            let email = member
                .account
                .as_ref()
                .map_or("", |account| account.email.as_str());
            Row::new(person.id).cells([
                Cell::link(&person.full_name, format!("{PEOPLE}/{}", person.id)).note(&person.title),
                Cell::text(unit.map_or("", |unit| unit.short_name.as_str())),
                Cell::text(role_line(page.tr(), &member.roles, &units)),
                Cell::text(email),
                member.letter_cell(&page),
            ])
        }))
        .filters(filters)
        .pagination(Pagination::new(page.tr(), &link, at, PAGE_SIZE, members.len()))
        .export(asked.link("/lam-viec/quan-tri/nguoi-dung.xlsx"))
        .link(link)
        .empty(
            EmptyState::new("users", page.t("admin-nobody"))
                .text(page.t("admin-nobody-hint"))
                .action(ButtonLink::new(
                    page.t("admin-roll"),
                    format!("{PEOPLE}/danh-sach"),
                )),
        );
    web::html(&ListPage { page, table })
}

/// The same list as an Excel file.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ManagePeople, Scope::Agency)?;
    let words = desk.words();
    let units = agency::units(desk.db().read(), desk.agency()).await?;
    let members = members(&desk, &asked).await?;
    let columns = [
        ("account-name", 28),
        ("account-title", 24),
        ("account-unit", 30),
        ("account-roles", 30),
        ("account-email", 30),
        ("admin-standing", 18),
    ];
    let sheet = xlsx::Sheet {
        name: words.say("admin-people"),
        above: Vec::new(),
        columns: columns
            .iter()
            .map(|(key, width)| (words.say(key), *width))
            .collect(),
        rows: members
            .iter()
            .map(|member| {
                let person = &member.person;
                let unit = person.unit.and_then(|id| units.iter().find(|unit| unit.id == id));
                let email = member
                    .account
                    .as_ref()
                    .map_or("", |account| account.email.as_str());
                vec![
                    person.full_name.clone().into(),
                    person.title.clone().into(),
                    unit.map_or("", |unit| unit.name.as_str()).into(),
                    role_line(words, &member.roles, &units).into(),
                    email.into(),
                    words
                        .say(&format!("admin-standing-{}", member.standing.word()))
                        .into(),
                ]
            })
            .collect(),
    };
    xlsx::attachment(&format!("nguoi-dung-{}.xlsx", desk.today()), vec![sheet]).await
}
