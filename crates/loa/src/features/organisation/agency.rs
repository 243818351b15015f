//! What the agency is called: mending it, and renaming it from a day on.

use db::{Instant, Tx};
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Deserialize;
use serde_json::json;
use web::FieldErrors;

use crate::features::agency::{self, Agency, AgencyName};
use crate::features::audit::{self, Subject};

/// Longest text of a field, in characters.
pub(super) const LONGEST: usize = 300;

/// The names of an agency, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct AgencyInput {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) symbol: String,
    pub(super) place: String,
    pub(super) parent: String,
    pub(super) parent_short: String,
    /// The first day of these names; only of a rename.
    pub(super) from: String,
    /// The decision that orders it.
    pub(super) basis: String,
}

/// Why names were not saved.
#[derive(Debug, thiserror::Error)]
pub(super) enum SaveError {
    /// Fields to mend.
    #[error("fields are wrong: {0:?}")]
    Fields(FieldErrors),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl SaveError {
    pub(super) fn field(field: &str, key: &str) -> Self {
        Self::Fields(FieldErrors::one(field, key))
    }
}

/// Text as it is kept: no blanks around, one form of letters.
pub(super) fn clean(text: &str) -> String {
    vietnamese::nfc(text.trim()).into_owned()
}

/// Messages for what is missing or too long.
pub(super) fn check(needed: &[(&str, &str)], free: &[(&str, &str)]) -> FieldErrors {
    let mut errors = FieldErrors::new();
    for (field, text) in needed {
        if text.trim().is_empty() {
            errors.add(field, "organisation-needed");
        }
    }
    for (field, text) in needed.iter().chain(free) {
        if text.chars().count() > LONGEST {
            errors.add(field, "organisation-too-long");
        }
    }
    errors
}

impl AgencyInput {
    /// What is known, ready to be changed.
    pub(super) fn of(own: &Agency, parent: Option<&Agency>) -> Self {
        Self {
            name: own.name.clone(),
            short_name: own.short_name.clone(),
            symbol: own.symbol.clone(),
            place: own.place.clone(),
            parent: parent.map(|parent| parent.name.clone()).unwrap_or_default(),
            parent_short: parent.map(|parent| parent.short_name.clone()).unwrap_or_default(),
            from: String::new(),
            basis: String::new(),
        }
    }

    fn check(&self) -> FieldErrors {
        check(
            &[
                ("name", &self.name),
                ("symbol", &self.symbol),
                ("place", &self.place),
            ],
            &[
                ("short_name", &self.short_name),
                ("parent", &self.parent),
                ("parent_short", &self.parent_short),
                ("basis", &self.basis),
            ],
        )
    }

    /// The names as kept; the agency above is the one known when its names are, else a row of its own.
    async fn name(
        &self,
        tx: &impl ConnectionTrait,
        own: &Agency,
        (from, now): (Date, Instant),
    ) -> Result<AgencyName, DbErr> {
        let or = |text: &str, other: &str| {
            let text = clean(text);
            if text.is_empty() { clean(other) } else { text }
        };
        let known = match own.parent {
            Some(id) => agency::agency(tx, id).await?,
            None => None,
        };
        let (name, short) = (clean(&self.parent), or(&self.parent_short, &self.parent));
        let parent = match known {
            _ if name.is_empty() => None,
            Some(known) if known.name == name && known.short_name == short => Some(known.id),
            _ => Some(agency::outside(tx, (&name, &short), (from, now)).await?),
        };
        Ok(AgencyName {
            from,
            name: clean(&self.name),
            short_name: or(&self.short_name, &self.name),
            symbol: clean(&self.symbol),
            place: clean(&self.place),
            parent,
        })
    }
}

fn told(name: &AgencyName) -> serde_json::Value {
    json!({ "name": name.name, "short_name": name.short_name, "symbol": name.symbol, "place": name.place })
}

/// Mends what the agency is called now: a slip of the pen, not a rename.
pub(super) async fn correct(
    tx: &Tx,
    own: &Agency,
    by: audit::By<'_>,
    input: &AgencyInput,
    (today, now): (Date, Instant),
) -> Result<(), SaveError> {
    input.check().or(()).map_err(SaveError::Fields)?;
    let new = input.name(tx, own, (own.valid_from, now)).await?;
    if new == AgencyName::of(own) {
        return Ok(());
    }
    agency::correct_agency(tx, own.id, &new, today).await?;
    let detail =
        json!({ "was": told(&AgencyName::of(own)), "is": told(&new), "parent": clean(&input.parent) });
    record(tx, own, by, "agency-corrected", detail, now).await
}

/// Calls the agency otherwise from a day on.
pub(super) async fn rename(
    tx: &Tx,
    own: &Agency,
    by: audit::By<'_>,
    input: &AgencyInput,
    (today, now): (Date, Instant),
) -> Result<(), SaveError> {
    let mut errors = input.check();
    let from = first_day(&mut errors, &input.from, own.valid_from);
    errors.or(()).map_err(SaveError::Fields)?;
    let new = input.name(tx, own, (from, now)).await?;
    let before = agency::name_on(tx, own.id, from).await?;
    if before.is_some_and(|before| {
        AgencyName {
            from,
            ..AgencyName::of(&before)
        } == new
    }) {
        return Err(SaveError::field("name", "organisation-same-name"));
    }
    agency::rename_agency(tx, own, &new, today).await?;
    let detail = json!({ "from": from, "name": told(&new), "parent": clean(&input.parent), "basis": clean(&input.basis) });
    record(tx, own, by, "agency-renamed", detail, now).await
}

/// Forgets a name whose day has not come; false when there is none.
pub(super) async fn drop_coming(
    tx: &Tx,
    own: &Agency,
    by: audit::By<'_>,
    from: Date,
    (today, now): (Date, Instant),
) -> Result<bool, SaveError> {
    if !agency::drop_coming_agency_name(tx, own.id, from, today).await? {
        return Ok(false);
    }
    record(tx, own, by, "agency-rename-dropped", json!({ "from": from }), now).await?;
    Ok(true)
}

/// The day from which a name is right: after the first day of what carries it.
pub(super) fn first_day(errors: &mut FieldErrors, text: &str, begun: Date) -> Date {
    match ui::parse_date(text) {
        None => errors.add("from", "organisation-day-needed"),
        Some(day) if day <= begun => errors.add("from", "organisation-day-early"),
        Some(day) if day.year() > 2100 => errors.add("from", "organisation-day-needed"),
        Some(day) => return day,
    }
    begun
}

async fn record(
    tx: &Tx,
    own: &Agency,
    by: audit::By<'_>,
    action: &str,
    detail: serde_json::Value,
    now: Instant,
) -> Result<(), SaveError> {
    let subject = Subject::new("agency", own.id.0);
    Ok(audit::record(tx, own.id, by, action, subject, detail, now).await?)
}
