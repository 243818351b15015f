//! Sets up an empty installation, from the page and from the command line alike, and adds further agencies to it.

use db::Tx;
use jiff::civil::Date;
use web::FieldErrors;

use crate::boot::App;
use crate::features::account::{self, Link, Role};
use crate::features::agency::{self, Agency, AgencyId, NewAgency, NewPerson, UnitKind, parse_units};
use crate::features::audit::{self, Subject};

/// What the first run asks for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct FirstRun {
    /// Full name of the agency.
    pub name: String,
    /// Name in running text; the full name when empty.
    pub short_name: String,
    /// Symbol in document numbers.
    pub symbol: String,
    /// Place in the date line.
    pub place: String,
    /// Name of the agency above; may be empty.
    pub parent: String,
    /// Units, one a line.
    pub units: String,
    /// The administrator's name.
    pub person: String,
    /// The administrator's position.
    pub title: String,
    /// The administrator's address, to sign in with.
    pub email: String,
    /// The administrator's password.
    #[serde(skip_serializing)]
    pub password: String,
}

/// Why the set-up did not happen.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    /// Fields that are missing or wrong.
    #[error("fields are wrong: {0:?}")]
    Fields(FieldErrors),
    /// It was done already.
    #[error("this installation was set up already")]
    Done,
    /// Nothing was set up yet.
    #[error("nothing is set up here yet; begin with loa init")]
    NotYet,
    /// The database failed.
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl From<sea_orm::DbErr> for SetUpError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl FirstRun {
    fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        let needed = [
            ("name", &self.name),
            ("symbol", &self.symbol),
            ("place", &self.place),
            ("person", &self.person),
            ("email", &self.email),
        ];
        for (field, value) in needed {
            if value.trim().is_empty() {
                errors.add(field, "setup-needed");
            } else if value.chars().count() > 300 {
                errors.add(field, "setup-too-long");
            }
        }
        if !self.email.trim().is_empty() && !account::looks_like_email(&self.email) {
            errors.add("email", "setup-email-wrong");
        }
        errors.or(())
    }
}

/// Makes agency, units and the first administrator, all or nothing.
///
/// # Errors
/// [`SetUpError`]: fields to mend, already done, or the database.
pub async fn set_up(app: &App, input: &FirstRun) -> Result<AgencyId, SetUpError> {
    let mut errors = input.check().err().unwrap_or_default();
    let password = match account::hash_password(&input.password).await {
        Ok(password) => password,
        Err(error) => {
            errors.add("password", error.key());
            return Err(SetUpError::Fields(errors));
        }
    };
    errors.or(()).map_err(SetUpError::Fields)?;
    let tx = app.db().begin().await?;
    if agency::any_hosted(&tx).await? {
        return Err(SetUpError::Done);
    }
    let id = found(app, &tx, input, Some(password)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds one more agency to an installation: the same as [`set_up`], but its administrator chooses the password by
/// the link of an invitation. An agency above it that is known here, by name or symbol, is the one meant.
///
/// # Errors
/// [`SetUpError`]: fields to mend, nothing set up yet, or the database.
pub async fn add_agency(app: &App, input: &FirstRun) -> Result<(AgencyId, Link), SetUpError> {
    input.check().map_err(SetUpError::Fields)?;
    let tx = app.db().begin().await?;
    let hosted: Vec<Agency> = agency::agencies(&tx).await?;
    let hosted: Vec<&Agency> = hosted.iter().filter(|one| one.hosted).collect();
    if hosted.is_empty() {
        return Err(SetUpError::NotYet);
    }
    let mut errors = FieldErrors::new();
    let same = |one: &str, other: &str| vietnamese::fold(one) == vietnamese::fold(other.trim());
    if hosted.iter().any(|one| same(&one.name, &input.name)) {
        errors.add("name", "setup-agency-taken");
    }
    if hosted.iter().any(|one| same(&one.symbol, &input.symbol)) {
        errors.add("symbol", "setup-symbol-taken");
    }
    if account::by_email(&tx, &input.email).await?.is_some() {
        errors.add("email", "account-email-taken");
    }
    errors.or(()).map_err(SetUpError::Fields)?;
    let id = found(app, &tx, input, None).await?;
    let account = account::by_email(&tx, &input.email).await?;
    let account = account.ok_or_else(|| anyhow::anyhow!("the administrator has no account"))?;
    let link = account::make_link(&tx, &account, None, app.clock().now()).await?;
    tx.commit().await?;
    Ok((id, link))
}

async fn found(
    app: &App,
    tx: &Tx,
    input: &FirstRun,
    password: Option<String>,
) -> Result<AgencyId, SetUpError> {
    let now = app.clock().now();
    let from = first_day_of_year(app.clock().today());
    let clean = |text: &str| vietnamese::nfc(text.trim()).into_owned();
    let mut new = NewAgency {
        parent: None,
        short_name: clean(if input.short_name.trim().is_empty() {
            &input.name
        } else {
            &input.short_name
        }),
        name: clean(&input.name),
        symbol: clean(&input.symbol),
        place: clean(&input.place),
        hosted: true,
        valid_from: from,
    };
    if !input.parent.trim().is_empty() {
        let name = clean(&input.parent);
        let known = above(&agency::agencies(tx).await?, &name);
        new.parent = Some(match known {
            Some(known) => known,
            None => agency::outside(tx, (&name, &name), (from, now)).await?,
        });
    }
    let id = agency::add(tx, new, now).await?;
    let mut office = None;
    for unit in parse_units(&input.units, from) {
        let kind = unit.kind;
        let unit = agency::add_unit(tx, id, unit).await?;
        if kind == UnitKind::Office {
            office = office.or(Some(unit));
        }
    }
    let person = NewPerson {
        unit: office,
        full_name: clean(&input.person),
        title: clean(&input.title),
        email: Some(clean(&input.email)),
        valid_from: from,
    };
    let person = agency::add_person(tx, id, person).await?;
    account::add_account(tx, id, person, &input.email, password, now).await?;
    // Whoever sets up a small office also runs the plan; both roles can be given away later.
    account::grant(tx, id, person, Role::Administrator, None, now).await?;
    account::grant(tx, id, person, Role::Office, None, now).await?;
    let subject = Subject::new("agency", id.0);
    audit::record(
        tx,
        id,
        Some((person, &input.person)),
        "agency-set-up",
        subject,
        serde_json::json!({}),
        now,
    )
    .await?;
    Ok(id)
}

/// The agency that a name or symbol means: a hosted one before others.
fn above(all: &[Agency], name: &str) -> Option<AgencyId> {
    let folded = vietnamese::fold(name);
    let called = |one: &&Agency| {
        [&one.name, &one.short_name, &one.symbol]
            .into_iter()
            .any(|known| vietnamese::fold(known) == folded)
    };
    let mut found: Vec<&Agency> = all.iter().filter(called).collect();
    found.sort_by_key(|one| !one.hosted);
    found.first().map(|one| one.id)
}

fn first_day_of_year(day: Date) -> Date {
    day.first_of_year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_fields_are_all_told_at_once() {
        let input = FirstRun {
            email: "không phải".to_owned(),
            ..FirstRun::default()
        };
        let errors = input.check().unwrap_err();
        assert_eq!(errors.of("name"), Some("setup-needed"));
        assert_eq!(errors.of("symbol"), Some("setup-needed"));
        assert_eq!(errors.of("email"), Some("setup-email-wrong"));
    }
}
