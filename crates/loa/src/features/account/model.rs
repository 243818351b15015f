//! Accounts and roles.

use db::Instant;

use crate::features::agency::{AgencyId, PersonId};

db::id!(
    /// An account.
    pub AccountId
);

db::text_enum! {
    /// What a person is in the agency; several at once are usual.
    pub enum Role {
        /// Runs the installation; has no say in the work itself.
        Administrator = "administrator",
        /// Ban Giám đốc.
        Leader = "leader",
        /// Văn phòng: coordinates the plan.
        Office = "office",
        /// Trưởng phòng, giám đốc trung tâm: for one unit.
        UnitHead = "unit-head",
        /// Công chức, viên chức, người lao động.
        Staff = "staff",
        /// Looks at everything, changes nothing.
        Auditor = "auditor",
    }
}

/// An account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The agency it belongs to.
    pub agency: AgencyId,
    /// The person behind it.
    pub person: PersonId,
    /// PHC string; absent until the invitation was taken up.
    pub password_hash: Option<String>,
    /// Whether a second factor is asked for.
    pub has_totp: bool,
    /// Failed tries since the last success.
    pub failed_count: i32,
    /// No tries before this.
    pub locked_until: Option<Instant>,
    /// Ended.
    pub disabled: bool,
    /// `vi` or `en`.
    pub language: String,
}

/// Why someone was not signed in. A page tells the first two apart from nothing else.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown address, wrong password, no password yet, or an ended account.
    #[error("address and password do not fit")]
    Wrong,
    /// Too many failed tries.
    #[error("locked until {until}")]
    Locked {
        /// When the next try counts.
        until: Instant,
    },
    /// The password was right; the code of the second factor is missing or wrong.
    #[error("a code is needed")]
    CodeNeeded {
        /// Whether a code was given and was wrong.
        wrong: bool,
    },
    /// The database or the hasher failed.
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}
