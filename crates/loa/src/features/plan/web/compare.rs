//! Two versions beside each other.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use ui::{Badge, Choice, Html, Page, Tone};
use web::Error;

use super::words::{field_words, who_words, window_words};
use super::{HOME, home_of, parsed, plan_of};
use crate::desk::Desk;
use crate::features::agency::{self, Unit};
use crate::features::plan::compare::{RowChange, compare, compare_items};
use crate::features::plan::model::{Plan, Version, VersionStatus};
use crate::features::plan::row::{Row, RowField};
use crate::features::plan::store;
use crate::policy::{Scope, Verb};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    cu: String,
    moi: String,
}

struct Change {
    title: String,
    badge: Badge,
    parts: Vec<(String, Html)>,
}

#[derive(Template)]
#[template(path = "features/plan/web/compare.html")]
struct ComparePage {
    page: Page,
    plan: Plan,
    versions: Vec<Choice>,
    old: Version,
    new: Version,
    items: Vec<Change>,
    rows: Vec<Change>,
}

pub(super) async fn page(
    desk: Desk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> web::Result<Response> {
    desk.need(Verb::ViewWork, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    let (db, agency) = (desk.db().read(), desk.agency());
    let versions = store::versions(db, agency, plan.id).await?;
    let pick = |id: &str| -> web::Result<Option<Version>> {
        if id.is_empty() {
            return Ok(None);
        }
        let id = parsed(id)?;
        let found = versions.iter().find(|version| version.id == id).cloned();
        found.map(Some).ok_or(Error::NotFound)
    };
    let new = match pick(&asked.moi)? {
        Some(version) => version,
        None => versions.first().cloned().ok_or(Error::NotFound)?,
    };
    let before = |version: &&Version| {
        Some(version.id) == new.based_on || version.status == VersionStatus::InForce && version.id != new.id
    };
    let old = match pick(&asked.cu)? {
        Some(version) => version,
        None => versions
            .iter()
            .find(before)
            .or_else(|| versions.iter().find(|version| version.no < new.no))
            .unwrap_or(&new)
            .clone(),
    };
    let t = desk.words();
    let page = desk
        .page("plan-compare")
        .lead(&plan.title)
        .crumb(t.say("plan-nav"), HOME)
        .crumb(&plan.title, home_of(plan.id));
    let units = agency::units(db, agency).await?;
    let items = compare_items(&old.items, &new.items)
        .into_iter()
        .map(|change| {
            let kind = change.new.as_ref().or(change.old.as_ref()).map(|item| item.kind);
            let text = |item: &Option<crate::features::plan::Item>| {
                item.as_ref().map(|item| item.text.clone()).unwrap_or_default()
            };
            let (key, tone) = match (&change.old, &change.new) {
                (None, _) => ("plan-change-added", Tone::Good),
                (_, None) => ("plan-change-removed", Tone::Bad),
                _ => ("plan-change-changed", Tone::Warn),
            };
            Change {
                title: kind.map_or_else(String::new, |kind| t.say(&format!("plan-item-{kind}"))),
                badge: Badge::new(t.say(key)).tone(tone),
                parts: vec![(
                    String::new(),
                    difference(&page, &text(&change.old), &text(&change.new)),
                )],
            }
        })
        .collect();
    let old_rows = store::rows(db, agency, old.id).await?;
    let new_rows = store::rows(db, agency, new.id).await?;
    let rows = compare(&old_rows, &new_rows)
        .iter()
        .map(|change| row_change(&page, &units, change))
        .collect();
    let choices = versions
        .iter()
        .map(|version| {
            let status = t.say(&format!("plan-version-{}", version.status));
            let no = t.say_with("plan-version-no", &[("no", version.no.into())]);
            Choice::new(version.id, format!("{no} ({status})"))
        })
        .collect();
    web::html(&ComparePage {
        page,
        plan,
        versions: choices,
        old,
        new,
        items,
        rows,
    })
}

fn row_change(page: &Page, units: &[Unit], change: &RowChange) -> Change {
    let t = page.tr();
    let (row, key, tone) = match change {
        RowChange::Added(row) => (row, "plan-change-added", Tone::Good),
        RowChange::Removed(row) => (row, "plan-change-removed", Tone::Bad),
        RowChange::Changed { new, .. } => (new, "plan-change-changed", Tone::Warn),
    };
    let parts = match change {
        RowChange::Changed { old, new, fields } => fields
            .iter()
            .map(|field| {
                let (before, after) = (full(page, units, old, *field), full(page, units, new, *field));
                (field_words(t, *field), difference(page, &before, &after))
            })
            .collect(),
        RowChange::Added(row) => vec![(String::new(), difference(page, "", &row.content))],
        RowChange::Removed(row) => vec![(String::new(), difference(page, &row.content, ""))],
    };
    Change {
        title: format!("{} {}", t.say("plan-row"), row.no),
        badge: Badge::new(t.say(key)).tone(tone),
        parts,
    }
}

/// A field with its meaning, so that a change of meaning alone shows too.
fn full(page: &Page, units: &[Unit], row: &Row, field: RowField) -> String {
    let t = page.tr();
    let parties = |parties: &[crate::features::plan::Party]| -> String {
        let lines: Vec<String> = parties
            .iter()
            .map(|party| format!("{} [{}]", party.text, who_words(t, units, &party.who)))
            .collect();
        lines.join("\n")
    };
    match field {
        RowField::Leads => parties(&row.leads),
        RowField::Coordinators => parties(&row.coordinators),
        RowField::Time => format!("{} [{}]", row.time_text, window_words(t, &row.window)),
        RowField::Content if !row.alternatives.is_empty() => {
            format!("{}\n- {}", row.content, row.alternatives.join("\n- "))
        }
        other => row.text(other),
    }
}

fn difference(page: &Page, before: &str, after: &str) -> Html {
    ui::DiffView::new(page.tr(), before, after).into()
}
