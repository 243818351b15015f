//! What comes after a version: its amendment, the plan of the next year, the end.

use std::sync::LazyLock;

use db::Instant;
use regex::{Captures, Regex};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::edit::EditError;
use super::item::{About, Hint, Item, ItemKind};
use super::model::{Origin, Plan, PlanId, PlanStatus, Version, VersionId};
use super::row::{Row, RowField};
use super::store;
use crate::features::agency::{AgencyId, PersonId};
use crate::features::audit::{self, Subject};

/// Starts an amendment: a draft with all that the version in force says. An open draft is gone on with.
///
/// # Errors
/// [`EditError`] when there is no such plan, it is closed, or the database fails.
pub async fn amend(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
    by: (PersonId, &str),
    now: Instant,
) -> Result<VersionId, EditError> {
    let plan = store::find_plan(tx, agency, plan)
        .await?
        .filter(|plan| plan.status != PlanStatus::Closed)
        .ok_or(EditError::NotFound)?;
    if let Some(draft) = store::draft_of(tx, agency, plan.id).await? {
        return Ok(draft.id);
    }
    let base = last(tx, agency, plan.id).await?;
    let new = store::NewVersion {
        plan: plan.id,
        origin: Origin::Edit,
        based_on: Some(base.id),
        file: base.file,
        document_hash: base.document_hash,
        reading_hash: base.reading_hash,
        period: base.period,
        items: base.items,
        hints: base.hints,
        notes: base.notes,
        by: Some(by.0),
        now,
    };
    let version = store::add_version(tx, agency, new).await?;
    store::copy_rows(tx, agency, base.id, version).await?;
    let subject = Subject::new("plan", plan.id.0);
    let told = json!({ "version": version, "based_on": base.id });
    audit::record(tx, agency, Some(by), "plan-amended", subject, told, now).await?;
    Ok(version)
}

/// The version in force, else the newest.
async fn last(tx: &impl ConnectionTrait, agency: AgencyId, plan: PlanId) -> Result<Version, EditError> {
    if let Some(version) = store::version_in_force(tx, agency, plan).await? {
        return Ok(version);
    }
    let newest = store::versions(tx, agency, plan).await?.into_iter().next();
    newest.ok_or(EditError::NotFound)
}

/// Makes a draft plan of the next year from one: windows move by a year; years in the words are only offered.
///
/// # Errors
/// [`EditError`] when there is no such plan or the database fails.
pub async fn roll_over(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
    by: (PersonId, &str),
    now: Instant,
) -> Result<PlanId, EditError> {
    let old = store::find_plan(tx, agency, plan)
        .await?
        .ok_or(EditError::NotFound)?;
    let base = last(tx, agency, plan).await?;
    let year = old.year.saturating_add(1);
    let new = store::NewPlan {
        year,
        title: old.title.clone(),
        rolled_from: Some(old.id),
        by: Some(by.0),
        now,
    };
    let id = store::add_plan(tx, agency, new).await?;
    let next = Plan {
        id,
        year,
        ..old.clone()
    };
    let items = base
        .items
        .iter()
        .map(|item| next_item(item, old.year, year))
        .collect();
    let rows = store::rows(tx, agency, base.id)
        .await?
        .into_iter()
        .map(|row| next_row(row, old.year, &next))
        .collect();
    let version = store::NewVersion {
        plan: id,
        origin: Origin::RollOver,
        based_on: None,
        file: None,
        document_hash: None,
        reading_hash: None,
        period: None,
        items,
        hints: Vec::new(),
        notes: Vec::new(),
        by: Some(by.0),
        now,
    };
    let version = store::add_version(tx, agency, version).await?;
    store::write_rows(tx, agency, version, rows).await?;
    let subject = Subject::new("plan", id.0);
    let told = json!({ "from": old.id, "from_version": base.id, "year": year, "version": version });
    audit::record(tx, agency, Some(by), "plan-rolled-over", subject, told, now).await?;
    Ok(id)
}

fn next_item(item: &Item, from: i16, to: i16) -> Item {
    let mut next = Item {
        read: None,
        hints: Vec::new(),
        checked: true,
        // Another plan's entry: its own id, so that values of gauges are not mixed up.
        ..Item {
            id: Item::written(item.kind, "").id,
            ..item.clone()
        }
    };
    match item.kind {
        ItemKind::Year => next.text = to.to_string(),
        ItemKind::Number | ItemKind::Date => next.text = String::new(),
        // What was issued keeps its date; whether it still holds is for a person to say.
        ItemKind::LegalBasis => {}
        _ => {
            if let Some(text) = in_next_year(&item.text, from) {
                next.checked = false;
                next.hints.push(Hint {
                    about: About::NewYear { field: None, text },
                    answer: None,
                });
            }
        }
    }
    next
}

fn next_row(row: Row, from: i16, next: &Plan) -> Row {
    let mut hints = Vec::new();
    for (field, text) in [
        (RowField::Section, &row.section),
        (RowField::Content, &row.content),
        (RowField::Time, &row.time_text),
        (RowField::Product, &row.product),
    ] {
        if let Some(text) = in_next_year(text, from) {
            hints.push(Hint {
                about: About::NewYear {
                    field: Some(field),
                    text,
                },
                answer: None,
            });
        }
    }
    let moved = in_next_year(&row.time_text, from).unwrap_or_else(|| row.time_text.clone());
    let reading = schedule::read(&moved, &next.context(None));
    Row {
        id: Row::empty().id,
        window: reading.window,
        time_remarks: reading.remarks,
        checked: hints.is_empty(),
        hints,
        read: std::collections::BTreeMap::new(),
        ..row
    }
}

static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(?:19|20)\d\d\b").ok());

/// The text with the plan's year, and those beside it, one later; `None` when none stands in it.
///
/// Years of document symbols (`12/2024/NĐ-CP`) stay.
pub(super) fn in_next_year(text: &str, from: i16) -> Option<String> {
    let years = YEAR.as_ref()?;
    let moved = years.replace_all(text, |found: &Captures<'_>| {
        let (word, end) = found
            .get(0)
            .map_or(("", 0), |found| (found.as_str(), found.end()));
        let symbol = text
            .get(end..)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        match word.parse::<i16>() {
            Ok(year) if (from - 1..=from + 1).contains(&year) && !symbol => (year + 1).to_string(),
            _ => word.to_owned(),
        }
    });
    (moved != text).then(|| moved.into_owned())
}

/// Ends a plan: its year is over, or it was given up.
///
/// # Errors
/// [`EditError`] when there is no such plan or the database fails.
pub async fn close(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
    by: (PersonId, &str),
    now: Instant,
) -> Result<(), EditError> {
    store::find_plan(tx, agency, plan)
        .await?
        .ok_or(EditError::NotFound)?;
    store::set_plan_status(tx, agency, plan, PlanStatus::Closed).await?;
    let subject = Subject::new("plan", plan.0);
    audit::record(tx, agency, Some(by), "plan-closed", subject, json!({}), now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::in_next_year;

    #[test]
    fn years_beside_the_plans_year_move_and_symbols_stay() {
        assert_eq!(
            in_next_year("Tháng 6 - 9/2025", 2025).as_deref(),
            Some("Tháng 6 - 9/2026")
        );
        assert_eq!(
            in_next_year("chỉ số năm 2024 theo Nghị định 61/2018/NĐ-CP", 2025).as_deref(),
            Some("chỉ số năm 2025 theo Nghị định 61/2018/NĐ-CP")
        );
        assert_eq!(in_next_year("Nghị định 12/2025/NĐ-CP", 2025), None);
        assert_eq!(in_next_year("Quý II", 2025), None);
        assert_eq!(in_next_year("giai đoạn 2021-2030", 2025), None);
    }
}
