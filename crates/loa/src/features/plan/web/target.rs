//! Feeding a gauge by hand.

use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use web::{Error, FieldErrors, Form};

use super::{by, clean, home_of, parsed, plan_of, show};
use crate::desk::Desk;
use crate::features::plan::model::TargetId;
use crate::features::plan::targets::{NewTargetValue, TargetValueError, record_target_value};
use crate::policy::{Scope, Verb};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct FeedInput {
    pub(super) reached: String,
    pub(super) total: String,
    pub(super) as_of: String,
    pub(super) source: String,
}

pub(super) async fn feed(
    desk: Desk,
    Path((id, target)): Path<(String, String)>,
    Form(input): Form<FeedInput>,
) -> web::Result<Response> {
    desk.need(Verb::EditTarget, Scope::Agency)?;
    let plan = plan_of(&desk, &id).await?;
    let target: TargetId = parsed(&target)?;
    let new = match parse(&input, target, &desk) {
        Ok(new) => new,
        Err(errors) => return show::fed_wrong(&desk, plan, target, &input, &errors).await,
    };
    let tx = desk.db().begin().await?;
    let clock = (desk.today(), desk.now());
    match record_target_value(&tx, desk.agency(), plan.id, new, by(&desk), clock).await {
        Ok(_) => {}
        Err(TargetValueError::NotFound) => return Err(Error::NotFound),
        Err(TargetValueError::OutOfRange) => {
            let errors = FieldErrors::one("reached", "plan-target-out-of-range");
            return show::fed_wrong(&desk, plan, target, &input, &errors).await;
        }
        Err(TargetValueError::InFuture) => {
            let errors = FieldErrors::one("as_of", "plan-target-future");
            return show::fed_wrong(&desk, plan, target, &input, &errors).await;
        }
        Err(TargetValueError::Database(error)) => return Err(error.into()),
    }
    tx.commit().await?;
    Ok(web::see_other(&format!("{}#chi-tieu", home_of(plan.id))))
}

fn parse(input: &FeedInput, target: TargetId, desk: &Desk) -> Result<NewTargetValue, FieldErrors> {
    let mut errors = FieldErrors::new();
    let mut count = |field: &str, text: &str| {
        let digits = text.trim().replace(['.', ' '], "");
        match digits.parse::<i64>() {
            Ok(number) if (0..=1_000_000_000).contains(&number) => number,
            _ => {
                errors.add(field, "plan-target-number");
                0
            }
        }
    };
    let (reached, total) = (count("reached", &input.reached), count("total", &input.total));
    let as_of = ui::parse_date(&input.as_of);
    if as_of.is_none() {
        errors.add("as_of", "plan-date-wrong");
    }
    let source = clean(&input.source);
    if source.is_empty() {
        errors.add("source", "plan-target-source-needed");
    } else if source.chars().count() > 500 {
        errors.add("source", "plan-too-long");
    }
    errors.or(NewTargetValue {
        target,
        reached,
        total,
        as_of: as_of.unwrap_or_else(|| desk.today()),
        source,
    })
}
