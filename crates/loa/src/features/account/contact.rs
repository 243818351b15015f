//! Where people can be written to.

use sea_orm::{ConnectionTrait, DbErr, Statement};
use ui::Lang;

use crate::features::agency::{AgencyId, PersonId};

/// Where the person behind an account can be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// The person.
    pub person: PersonId,
    /// The address they sign in with.
    pub email: String,
    /// The language they read.
    pub lang: Lang,
    /// Whether the account was ended.
    pub closed: bool,
}

/// The contacts of all accounts of an agency.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn contacts(db: &impl ConnectionTrait, agency: AgencyId) -> Result<Vec<Contact>, DbErr> {
    let sql = "SELECT person_id, folded_email, language, disabled_at FROM account WHERE agency_id = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [agency.into()]);
    let rows = db.query_all_raw(statement).await?;
    let contact = |row: &sea_orm::QueryResult| {
        let lang: String = row.try_get("", "language")?;
        Ok(Contact {
            person: row.try_get("", "person_id")?,
            email: row.try_get("", "folded_email")?,
            lang: lang.parse().unwrap_or(Lang::Vi),
            closed: row.try_get::<Option<i64>>("", "disabled_at")?.is_some(),
        })
    };
    rows.iter().map(contact).collect()
}
