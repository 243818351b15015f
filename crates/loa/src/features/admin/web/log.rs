//! The audit log, for those who may read it.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use ui::{Cell, Column, DataTable, DateField, EmptyState, Filters, Link, Page, Pagination, Row, Translator};
use web::xlsx;

use crate::desk::Desk;
use crate::features::account::Role;
use crate::features::agency;
use crate::features::audit::{self, Entry, LogFilter};
use crate::policy::{Scope, Verb};

const PATH: &str = "/lam-viec/quan-tri/nhat-ky";
const PAGE_SIZE: u64 = 100;
const EXPORT_LIMIT: u64 = 100_000;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    who: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    page: Option<u64>,
}

impl Asked {
    fn filter(&self, desk: &Desk) -> LogFilter {
        let some = |text: &str| (!text.is_empty()).then(|| text.chars().take(100).collect::<String>());
        let start = |day: jiff::civil::Date| {
            let midnight = day.to_datetime(jiff::civil::Time::midnight());
            desk.clock()
                .zone()
                .to_timestamp(midnight)
                .ok()
                .map(db::Instant::from)
        };
        LogFilter {
            actor: self.who.parse().ok(),
            action: some(&self.action),
            subject_kind: some(&self.kind),
            subject: self.subject.parse().ok(),
            from: ui::parse_date(&self.from).and_then(start),
            before: ui::parse_date(&self.to)
                .and_then(|day| day.tomorrow().ok())
                .and_then(start),
        }
    }

    fn link(&self, path: &str) -> Link {
        let pairs = [
            ("who", &self.who),
            ("action", &self.action),
            ("kind", &self.kind),
            ("subject", &self.subject),
            ("from", &self.from),
            ("to", &self.to),
        ];
        Link::new(path).pairs(pairs)
    }
}

/// The action in words; one that has none yet shows its key.
fn action(words: Translator, action: &str) -> String {
    let key = format!("audit-{action}");
    if words.catalogue().has(&key) {
        words.say(&key)
    } else {
        action.to_owned()
    }
}

#[derive(Template)]
#[template(path = "features/admin/web/log.html")]
struct LogPage {
    page: Page,
    table: DataTable,
}

/// The list, newest first.
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewAudit, Scope::Agency)?;
    let page = desk.page("admin-log");
    let (db, filter) = (desk.db().read(), asked.filter(&desk));
    let at = asked.page.unwrap_or(1).max(1);
    let offset = (at - 1).saturating_mul(PAGE_SIZE);
    let entries = audit::log(db, desk.agency(), &filter, (offset, PAGE_SIZE)).await?;
    let total = audit::log_count(db, desk.agency(), &filter).await?;
    let actions = audit::actions(db, desk.agency()).await?;
    let people = agency::everyone(db, desk.agency()).await?;
    let (link, any) = (asked.link(PATH), page.t("admin-any"));
    let day = |name: &str, key: &str, value: &str| DateField::new(page.tr(), name, page.t(key)).value(value);
    let chip = |key: &str, value: &str| (!value.is_empty()).then(|| format!("{}: {value}", page.t(key)));
    let filters = Filters::new(page.tr(), link.clone())
        .select(
            "who",
            page.t("admin-log-who"),
            &any,
            people.iter().map(|person| (person.id, person.full_name.clone())),
        )
        .select(
            "action",
            page.t("admin-log-action"),
            &any,
            actions.iter().map(|key| (key.clone(), action(page.tr(), key))),
        )
        .field(
            "from",
            day("from", "admin-log-from", &asked.from),
            chip("admin-log-from", &asked.from),
        )
        .field(
            "to",
            day("to", "admin-log-to", &asked.to),
            chip("admin-log-to", &asked.to),
        );
    let table = DataTable::new(page.tr(), "log", page.t("admin-log"))
        .columns([
            Column::new(page.t("admin-log-at")),
            Column::new(page.t("admin-log-who")),
            Column::new(page.t("admin-log-action")),
            Column::new(page.t("admin-log-detail")),
        ])
        .rows(entries.iter().map(|entry| row(&desk, &page, &asked, entry)))
        .filters(filters)
        .pagination(Pagination::new(
            page.tr(),
            &link,
            usize::try_from(at).unwrap_or(1),
            PAGE_SIZE as usize,
            usize::try_from(total).unwrap_or(usize::MAX),
        ))
        .export(asked.link("/lam-viec/quan-tri/nhat-ky.xlsx"))
        .link(link)
        .empty(EmptyState::new("history", page.t("admin-log-none")));
    web::html(&LogPage { page, table })
}

fn row(desk: &Desk, page: &Page, asked: &Asked, entry: &Entry) -> Row {
    let only = asked
        .link(PATH)
        .with("kind", &entry.subject_kind)
        .with("subject", entry.subject);
    Row::new(entry.seq).cells([
        Cell::text(page.date_time(desk.local(entry.at))).note(format!("#{}", entry.seq)),
        Cell::text(&entry.actor_name),
        Cell::link(action(page.tr(), &entry.action), only),
        Cell::text(detail(page.tr(), entry)),
    ])
}

/// What changed, for reading: without what is empty and without ids. The exact text is in the Excel file.
fn detail(words: Translator, entry: &Entry) -> String {
    let serde_json::Value::Object(map) = &entry.detail else {
        return entry.detail.to_string();
    };
    let parts = map.iter().filter_map(|(name, value)| {
        let text = match value {
            serde_json::Value::Null => return None,
            // The beginning tells one from another; the whole would widen the table.
            serde_json::Value::String(text) if name == "hash" => text.chars().take(12).chain(['…']).collect(),
            value => readable(words, value),
        };
        if text.is_empty() {
            return None;
        }
        let key = format!("admin-detail-{}", name.replace('_', "-"));
        let name = if words.catalogue().has(&key) {
            words.say(&key)
        } else {
            name.clone()
        };
        Some(format!("{name}: {text}"))
    });
    let text = parts.collect::<Vec<_>>().join("; ");
    if text.chars().count() > 160 {
        text.chars().take(159).chain(['…']).collect()
    } else {
        text
    }
}

/// A value as people read it: days as they write them, roles by their names, and no ids.
fn readable(words: Translator, value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.parse::<uuid::Uuid>().is_ok() => String::new(),
        Value::String(text) => {
            let day = (text.len() == 10).then(|| text.parse::<jiff::civil::Date>().ok());
            match day.flatten() {
                Some(day) => ui::date(day),
                None => role_or_same(words, text),
            }
        }
        Value::Array(values) => {
            let texts = values.iter().map(|value| readable(words, value));
            let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
            texts.join(", ")
        }
        value => value.to_string(),
    }
}

fn role_or_same(words: Translator, text: &str) -> String {
    match text.parse::<Role>() {
        Ok(role) => words.say(&format!("account-role-{role}")),
        Err(_) => text.to_owned(),
    }
}

/// The same as an Excel file.
pub(super) async fn export(desk: Desk, Query(asked): Query<Asked>) -> web::Result<Response> {
    desk.need(Verb::ViewAudit, Scope::Agency)?;
    let (words, filter) = (desk.words(), asked.filter(&desk));
    let entries = audit::log(desk.db().read(), desk.agency(), &filter, (0, EXPORT_LIMIT)).await?;
    let columns = [
        ("admin-log-number", 8),
        ("admin-log-at", 18),
        ("admin-log-who", 26),
        ("admin-log-action", 34),
        ("admin-log-subject", 40),
        ("admin-log-detail", 60),
    ];
    let sheet = xlsx::Sheet {
        name: words.say("admin-log"),
        above: Vec::new(),
        columns: columns
            .iter()
            .map(|(key, width)| (words.say(key), *width))
            .collect(),
        rows: entries
            .iter()
            .map(|entry| {
                vec![
                    entry.seq.into(),
                    ui::date_time(desk.local(entry.at)).into(),
                    entry.actor_name.clone().into(),
                    action(words, &entry.action).into(),
                    format!("{} {}", entry.subject_kind, entry.subject).into(),
                    entry.detail.to_string().into(),
                ]
            })
            .collect(),
    };
    xlsx::attachment(&format!("nhat-ky-{}.xlsx", desk.today()), vec![sheet]).await
}
