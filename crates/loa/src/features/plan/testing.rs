//! Plans for the tests of this and later features.

use db::Instant;
use sea_orm::ConnectionTrait;

use super::item::{Detail, Item, ItemKind, Percent};
use super::model::{Origin, PlanId, VersionId};
use super::row::{Party, Row, Who};
use super::store;
use crate::features::agency::{AgencyId, PersonId, UnitId};

/// A row with one lead, its time read as typed.
pub(crate) fn row(no: &str, content: &str, lead: UnitId, time: &str, year: i16) -> Row {
    let context = schedule::Context {
        year: Some(year),
        ..schedule::Context::default()
    };
    Row {
        no: no.to_owned(),
        content: content.to_owned(),
        leads: vec![Party {
            text: "Đơn vị chủ trì".to_owned(),
            who: Who::Unit(lead),
        }],
        time_text: time.to_owned(),
        window: schedule::read(time, &context).window,
        ..Row::empty()
    }
}

/// A target entry.
pub(crate) fn target(percent: u32, whom: &str, what: &str) -> Item {
    Item {
        detail: Some(Detail::Target {
            percent: Some(Percent::of_hundredths(percent * 100)),
            comparison: plan_reader::plan::Comparison::AtLeast,
            whom: whom.to_owned(),
            what: what.to_owned(),
        }),
        ..Item::written(ItemKind::Target, &format!("{percent}% {whom} {what}"))
    }
}

/// A plan with one draft version.
pub(crate) async fn draft_plan(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    (year, title): (i16, &str),
    items: Vec<Item>,
    rows: Vec<Row>,
    (by, now): (PersonId, Instant),
) -> (PlanId, VersionId) {
    let new = store::NewPlan {
        year,
        title: title.to_owned(),
        rolled_from: None,
        by: Some(by),
        now,
    };
    let plan = store::add_plan(tx, agency, new).await.unwrap();
    let mut all = vec![Item::written(ItemKind::Title, title)];
    all.extend(items);
    let version = draft_version(tx, agency, plan, all, rows, (by, now)).await;
    (plan, version)
}

/// A further draft version of a plan.
pub(crate) async fn draft_version(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    plan: PlanId,
    items: Vec<Item>,
    rows: Vec<Row>,
    (by, now): (PersonId, Instant),
) -> VersionId {
    let new = store::NewVersion {
        plan,
        origin: Origin::Edit,
        based_on: None,
        file: None,
        document_hash: None,
        reading_hash: None,
        period: None,
        items,
        hints: Vec::new(),
        notes: Vec::new(),
        by: Some(by),
        now,
    };
    let version = store::add_version(tx, agency, new).await.unwrap();
    store::write_rows(tx, agency, version, rows).await.unwrap();
    version
}
