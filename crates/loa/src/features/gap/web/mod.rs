//! Pages of gaps and of a unit.

mod list;
mod table;
mod unit;

use axum::Router;
use axum::routing::get;
use jiff::civil::Date;
use schedule::{Period, PeriodWindow};
use ui::Translator;
use web::Error;

use crate::boot::App;
use crate::desk::Desk;
use crate::features::account::Role;
use crate::features::agency::UnitId;
use crate::features::report::{Regime, days, period_words};
use crate::policy::{Scope, Verb};

/// The list of gaps.
pub(super) const HOME: &str = "/lam-viec/minh-chung/con-thieu";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/lam-viec/minh-chung/con-thieu", get(list::page))
        .route("/lam-viec/minh-chung/con-thieu.xlsx", get(list::export))
        .route("/lam-viec/don-vi/{id}", get(unit::page))
}

/// The page of a unit.
#[must_use]
pub fn unit_path(unit: UnitId) -> String {
    format!("/lam-viec/don-vi/{unit}")
}

/// Whether the actor sees every unit: leaders, the office, those who look at everything.
fn sees_all(desk: &Desk) -> bool {
    desk.may(Verb::ViewOverview, Scope::Agency) || desk.may(Verb::ViewAudit, Scope::Agency)
}

/// Whether the actor sees a unit: all, or the one worked in and those headed.
fn sees(desk: &Desk, unit: UnitId) -> bool {
    let actor = desk.actor();
    let heads = actor
        .roles
        .iter()
        .any(|(role, narrowed)| *role == Role::UnitHead && *narrowed == Some(unit));
    sees_all(desk) || heads || actor.unit == Some(unit)
}

/// Goes on only for those who may see evidence, and the unit if one is asked for.
fn need(desk: &Desk, unit: Option<UnitId>) -> web::Result<()> {
    desk.need(Verb::ViewEvidence, Scope::Agency)?;
    match unit {
        Some(unit) if !sees(desk, unit) => Err(Error::Forbidden),
        _ => Ok(()),
    }
}

/// A period that can be asked for.
struct Choice {
    value: String,
    words: String,
    window: PeriodWindow,
}

impl Choice {
    fn new(words: Translator, regime: Regime, window: PeriodWindow) -> Self {
        let period: Period = window.period;
        let kind = words.say(&format!("gap-{regime}"));
        let name = period_words(words, period);
        Self {
            value: format!("{regime}:{period}"),
            words: format!("{name} · {kind} ({})", days(window.first, window.last)),
            window,
        }
    }
}

/// The periods of this year and the last that have begun, official ones first, newest first.
fn periods(words: Translator, today: Date) -> Vec<Choice> {
    let mut choices = Vec::new();
    for regime in Regime::ALL {
        for year in [
            today.year().saturating_add(1),
            today.year(),
            today.year().saturating_sub(1),
        ] {
            let windows = regime.rule().windows(year).into_iter().rev();
            let begun = windows.filter(|window| window.first <= today);
            choices.extend(begun.map(|window| Choice::new(words, *regime, window)));
        }
    }
    choices
}

/// The period asked for; else the shortest official one of the present day, or the last one that was.
fn chosen<'a>(choices: &'a [Choice], asked: &str, today: Date) -> Option<&'a Choice> {
    let found = choices.iter().find(|choice| choice.value == asked);
    let official = |choice: &&Choice| choice.value.starts_with(Regime::Official.word());
    let length = |choice: &&Choice| {
        choice
            .window
            .first
            .until(choice.window.last)
            .map_or(0, |span| span.get_days())
    };
    let present = |choice: &&Choice| choice.window.first <= today && today <= choice.window.last;
    let usual = choices.iter().filter(official).filter(present).min_by_key(length);
    found
        .or(usual)
        .or_else(|| {
            choices
                .iter()
                .filter(official)
                .max_by_key(|choice| choice.window.last)
        })
        .or_else(|| choices.first())
}
