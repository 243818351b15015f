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

db::text_enum! {
    /// What a link is for.
    pub enum LinkPurpose {
        /// The first password of somebody new.
        Invitation = "invitation",
        /// A new password for somebody who lost theirs.
        Reset = "reset",
        /// The same, asked for by somebody who has the mailbox: it does not end a link that was handed over.
        Recovery = "recovery",
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
    /// The address to sign in with, folded.
    pub email: String,
    /// PHC string; absent until the invitation was taken up.
    pub password_hash: Option<String>,
    /// Whether a second factor is asked for.
    pub has_totp: bool,
    /// No tries before this.
    pub locked_until: Option<Instant>,
    /// Ended.
    pub disabled: bool,
    /// `vi` or `en`.
    pub language: String,
}

/// Why someone was not signed in. A page tells nothing of who exists: unknown addresses lock as known ones do.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown address, wrong password or code, no password yet, or an ended account.
    #[error("address and password do not fit")]
    Wrong,
    /// Too many failed tries for this account.
    #[error("locked for some minutes")]
    Locked,
    /// Too many failed tries from this network.
    #[error("too many tries from one network")]
    TooMany,
    /// The database or the hasher failed.
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl From<sea_orm::DbErr> for SignInError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl SignInError {
    /// The message key for the form; none when it is our own fault.
    #[must_use]
    pub fn key(&self) -> Option<&'static str> {
        match self {
            Self::Wrong => Some("account-sign-in-wrong"),
            Self::Locked => Some("account-sign-in-locked"),
            Self::TooMany => Some("account-sign-in-too-many"),
            Self::Other(_) => None,
        }
    }
}
