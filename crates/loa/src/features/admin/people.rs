//! Adding, changing and ending people.

use db::{Instant, Tx};
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DbErr};
use web::FieldErrors;

use crate::features::account::{self, Link, PeopleError, Role};
use crate::features::agency::{self, AgencyId, NewPerson, Person, PersonId, UnitId};
use crate::features::audit::{self, Subject};

/// Longest name, position and address.
const LONGEST: usize = 200;

/// What is asked for of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonInput {
    /// Full name, family name first.
    pub name: String,
    /// Position (chức vụ).
    pub title: String,
    /// Where the person works.
    pub unit: Option<UnitId>,
    /// To sign in with; without it the person has no account.
    pub email: String,
    /// Roles for the whole agency.
    pub roles: Vec<Role>,
    /// Units that the person heads.
    pub heads: Vec<UnitId>,
}

/// Why a person was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Fields to mend.
    #[error("fields are wrong: {0:?}")]
    Fields(FieldErrors),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<PeopleError> for SaveError {
    fn from(error: PeopleError) -> Self {
        match error {
            PeopleError::EmailTaken => Self::Fields(FieldErrors::one("email", "account-email-taken")),
            PeopleError::LastAdministrator => {
                Self::Fields(FieldErrors::one("roles", "account-last-administrator"))
            }
            PeopleError::Database(error) => Self::Database(error),
        }
    }
}

impl PersonInput {
    /// Checks form alone, not what is taken already.
    ///
    /// # Errors
    /// The fields that are wrong.
    pub fn check(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.name.trim().is_empty() {
            errors.add("name", "admin-name-needed");
        }
        for (field, text) in [
            ("name", &self.name),
            ("title", &self.title),
            ("email", &self.email),
        ] {
            if text.chars().count() > LONGEST {
                errors.add(field, "admin-too-long");
            }
        }
        if !self.email.trim().is_empty() && !account::looks_like_email(&self.email) {
            errors.add("email", "admin-email-wrong");
        }
        errors.or(())
    }

    fn person(&self, from: Date) -> NewPerson {
        let clean = |text: &str| vietnamese::nfc(text.trim()).into_owned();
        let email = clean(&self.email);
        NewPerson {
            unit: self.unit,
            full_name: clean(&self.name),
            title: clean(&self.title),
            email: (!email.is_empty()).then_some(email),
            valid_from: from,
        }
    }

    /// All roles, heads narrowed to their units; nobody is left without one.
    fn grants(&self) -> Vec<(Role, Option<UnitId>)> {
        let mut grants: Vec<_> = self
            .roles
            .iter()
            .filter(|role| **role != Role::UnitHead)
            .map(|role| (*role, None))
            .chain(self.heads.iter().map(|unit| (Role::UnitHead, Some(*unit))))
            .collect();
        grants.sort_unstable();
        grants.dedup();
        if grants.is_empty() {
            grants.push((Role::Staff, None));
        }
        grants
    }
}

/// Units named by a form must be the agency's own.
async fn check_units(
    tx: &impl ConnectionTrait,
    agency: AgencyId,
    input: &PersonInput,
) -> Result<(), SaveError> {
    for id in input.unit.iter().chain(&input.heads) {
        if agency::unit(tx, agency, *id).await?.is_none() {
            return Err(SaveError::Fields(FieldErrors::one("unit", "admin-unit-unknown")));
        }
    }
    Ok(())
}

/// Adds a person; with an address also an account, and the link of its invitation.
///
/// # Errors
/// [`SaveError`] with the fields to mend.
pub async fn add_person(
    tx: &Tx,
    agency: AgencyId,
    by: audit::By<'_>,
    input: &PersonInput,
    (today, now): (Date, Instant),
) -> Result<(PersonId, Option<Link>), SaveError> {
    input.check().map_err(SaveError::Fields)?;
    check_units(tx, agency, input).await?;
    let new = input.person(today);
    let email = new.email.clone();
    if let Some(email) = &email
        && account::by_email(tx, email).await?.is_some()
    {
        return Err(PeopleError::EmailTaken.into());
    }
    let person = agency::add_person(tx, agency, new).await?;
    account::replace_roles(tx, agency, person, &input.grants(), now).await?;
    let detail = serde_json::json!({ "name": input.name.trim(), "roles": input.grants() });
    audit::record(
        tx,
        agency,
        by,
        "person-added",
        Subject::new("person", person.0),
        detail,
        now,
    )
    .await?;
    let mut link = None;
    if let Some(email) = email {
        account::add_account(tx, agency, person, &email, None, now)
            .await
            .map_err(PeopleError::from)?;
        if let Some(account) = account::account_of(tx, agency, person).await? {
            link = Some(account::make_link(tx, &account, by, now).await?);
        }
    }
    Ok((person, link))
}

/// Changes a person, the account's address and the roles.
///
/// # Errors
/// [`SaveError`] with the fields to mend.
pub async fn change_person(
    tx: &Tx,
    agency: AgencyId,
    by: audit::By<'_>,
    person: &Person,
    input: &PersonInput,
    (today, now): (Date, Instant),
) -> Result<(), SaveError> {
    input.check().map_err(SaveError::Fields)?;
    check_units(tx, agency, input).await?;
    let known = account::account_of(tx, agency, person.id).await?;
    let new = input.person(person.valid_from);
    match (&known, &new.email) {
        (Some(_), None) => {
            return Err(SaveError::Fields(FieldErrors::one("email", "admin-email-needed")));
        }
        (_, Some(email)) => {
            let taken = account::by_email(tx, email).await?;
            if taken.is_some_and(|other| other.agency != agency || other.person != person.id) {
                return Err(PeopleError::EmailTaken.into());
            }
        }
        (None, None) => {}
    }
    let old_email = known.as_ref().map(|account| account.email.clone());
    match (known, &new.email) {
        (Some(account), Some(email)) => account::change_email(tx, &account, email).await?,
        (None, Some(email)) => {
            account::add_account(tx, agency, person.id, email, None, now)
                .await
                .map_err(PeopleError::from)?;
        }
        _ => {}
    }
    agency::change_person(tx, agency, person.id, &new).await?;
    account::replace_roles(tx, agency, person.id, &input.grants(), now).await?;
    let mut detail =
        serde_json::json!({ "name": new.full_name, "title": new.title, "roles": input.grants() });
    // Links go to the address, so whoever reads the log must see where it went.
    if old_email != new.email {
        detail["email"] = serde_json::json!({ "old": old_email, "new": new.email });
    }
    let subject = Subject::new("person", person.id.0);
    audit::record(tx, agency, by, "person-changed", subject, detail, now).await?;
    if !account::has_administrator(tx, agency, today).await? {
        return Err(PeopleError::LastAdministrator.into());
    }
    Ok(())
}

/// Ends a person's time here today: the account closes, its sessions end, the name stays in every history.
///
/// # Errors
/// [`PeopleError::LastAdministrator`], or the database.
pub async fn end_person(
    tx: &Tx,
    agency: AgencyId,
    by: audit::By<'_>,
    person: &Person,
    (today, now): (Date, Instant),
) -> Result<(), PeopleError> {
    agency::set_last_day(tx, agency, person.id, Some(today)).await?;
    if let Some(account) = account::account_of(tx, agency, person.id).await? {
        account::close(tx, &account, now).await?;
    }
    note(tx, agency, by, person, "person-ended", now).await?;
    if !account::has_administrator(tx, agency, today).await? {
        return Err(PeopleError::LastAdministrator);
    }
    Ok(())
}

/// Somebody who left is back, with the roles of before.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn bring_back(
    tx: &Tx,
    agency: AgencyId,
    by: audit::By<'_>,
    person: &Person,
    now: Instant,
) -> Result<(), DbErr> {
    agency::set_last_day(tx, agency, person.id, None).await?;
    if let Some(account) = account::account_of(tx, agency, person.id).await? {
        account::reopen(tx, &account).await?;
    }
    note(tx, agency, by, person, "person-returned", now).await
}

async fn note(
    tx: &Tx,
    agency: AgencyId,
    by: audit::By<'_>,
    person: &Person,
    action: &'static str,
    now: Instant,
) -> Result<(), DbErr> {
    let subject = Subject::new("person", person.id.0);
    let detail = serde_json::json!({ "name": person.full_name });
    audit::record(tx, agency, by, action, subject, detail, now).await
}
