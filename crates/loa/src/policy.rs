//! Who may do what: the only place that decides, and it denies what it does not know.
//!
//! Pages, API, feeds, search, exports and file names all ask here. Verbs are split by risk, so that viewing,
//! changing, approving, sending, exporting and seeing identities can be given apart.

use crate::features::account::Role;
use crate::features::agency::{AgencyId, PersonId, UnitId};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person behind the account.
    pub person: PersonId,
    /// The agency whose data the person can reach; there is no way to another one.
    pub agency: AgencyId,
    /// The person's name, for history lines.
    pub name: String,
    /// The unit the person works in.
    pub unit: Option<UnitId>,
    /// Roles, each with the unit it is narrowed to.
    pub roles: Vec<(Role, Option<UnitId>)>,
}

impl Actor {
    /// As the audit log wants to know it.
    #[must_use]
    pub fn by(&self) -> Option<(PersonId, &str)> {
        Some((self.person, &self.name))
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Read plans, tasks, the calendar and boards.
    ViewWork,
    /// Upload, correct, amend and roll over plans.
    EditPlan,
    /// Make a plan version the one in force.
    AdoptPlan,
    /// Change a task itself: window, lead, fan-out, alternatives, trigger.
    EditTask,
    /// Report progress on, or tick, the part of a unit.
    TickTask,
    /// Give a unit's part to one of its people.
    AssignTask,
    /// Write comments and report difficulties.
    Comment,
    /// Read evidence and its files.
    ViewEvidence,
    /// Write articles, notices and scripts for a unit.
    WriteContent,
    /// Hand in evidence for a unit.
    AddEvidence,
    /// Accept or return evidence.
    ReviewEvidence,
    /// Read reports.
    ViewReport,
    /// Draft, edit and submit reports; re-issue.
    EditReport,
    /// Decide on what was submitted. Four eyes are checked by the approval engine, not here.
    Approve,
    /// Feed the gauges by hand.
    EditTarget,
    /// Send messages outside the agency.
    Send,
    /// Take lists out as files.
    Export,
    /// See the leader's page.
    ViewOverview,
    /// Invite, change and end people's accounts and roles.
    ManagePeople,
    /// Change the agency, its units, rules and calendars.
    ManageAgency,
    /// Read the audit log.
    ViewAudit,
    /// See who is behind something anonymous or personal data beyond the name.
    SeeIdentity,
}

impl Verb {
    /// All verbs, for tests that walk the whole table.
    pub const ALL: &'static [Self] = &[
        Self::ViewWork,
        Self::EditPlan,
        Self::AdoptPlan,
        Self::EditTask,
        Self::TickTask,
        Self::AssignTask,
        Self::Comment,
        Self::ViewEvidence,
        Self::WriteContent,
        Self::AddEvidence,
        Self::ReviewEvidence,
        Self::ViewReport,
        Self::EditReport,
        Self::Approve,
        Self::EditTarget,
        Self::Send,
        Self::Export,
        Self::ViewOverview,
        Self::ManagePeople,
        Self::ManageAgency,
        Self::ViewAudit,
        Self::SeeIdentity,
    ];
}

/// What it is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Something of the whole agency.
    Agency,
    /// Something that belongs to a unit.
    Unit(UnitId),
}

/// The decision.
#[must_use]
pub fn allows(actor: &Actor, verb: Verb, scope: Scope) -> bool {
    actor.roles.iter().any(|(role, narrowed)| {
        let in_scope = match (narrowed, scope) {
            _ if role.reads(verb) => true,
            // A head, and a member of staff, write for their own unit only.
            (Some(unit), Scope::Unit(asked)) => *unit == asked,
            (Some(_), Scope::Agency) => false,
            (None, Scope::Unit(asked)) => *role != Role::Staff || actor.unit == Some(asked),
            (None, Scope::Agency) => *role != Role::Staff,
        };
        in_scope && role.may(verb)
    })
}

impl Role {
    /// Verbs that only look, which a unit's person has for the whole agency.
    fn reads(self, verb: Verb) -> bool {
        matches!(
            verb,
            Verb::ViewWork
                | Verb::ViewEvidence
                | Verb::ViewReport
                | Verb::Comment
                | Verb::Export
                | Verb::ViewOverview
        ) && self.may(verb)
    }

    /// The table.
    fn may(self, verb: Verb) -> bool {
        use Verb as V;
        match self {
            Self::Administrator => matches!(
                verb,
                V::ViewWork
                    | V::ViewEvidence
                    | V::ViewReport
                    | V::Export
                    | V::ManagePeople
                    | V::ManageAgency
                    | V::ViewAudit
            ),
            Self::Leader => matches!(
                verb,
                V::ViewWork
                    | V::Comment
                    | V::ViewEvidence
                    | V::ViewReport
                    | V::Approve
                    | V::AdoptPlan
                    | V::Export
                    | V::ViewOverview
            ),
            Self::Office => matches!(
                verb,
                V::ViewWork
                    | V::EditPlan
                    | V::AdoptPlan
                    | V::EditTask
                    | V::TickTask
                    | V::AssignTask
                    | V::Comment
                    | V::ViewEvidence
                    | V::WriteContent
                    | V::AddEvidence
                    | V::ReviewEvidence
                    | V::ViewReport
                    | V::EditReport
                    | V::EditTarget
                    | V::Send
                    | V::Export
                    | V::ViewOverview
            ),
            Self::UnitHead => matches!(
                verb,
                V::ViewWork
                    | V::TickTask
                    | V::AssignTask
                    | V::Comment
                    | V::ViewEvidence
                    | V::WriteContent
                    | V::AddEvidence
                    | V::ViewReport
                    | V::Approve
                    | V::Export
            ),
            Self::Staff => matches!(
                verb,
                V::ViewWork | V::TickTask | V::Comment | V::WriteContent | V::ViewEvidence | V::AddEvidence
            ),
            Self::Auditor => {
                matches!(
                    verb,
                    V::ViewWork | V::ViewEvidence | V::ViewReport | V::Export | V::ViewAudit
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role, narrowed: Option<UnitId>, unit: Option<UnitId>) -> Actor {
        Actor {
            person: PersonId::new(),
            agency: AgencyId::new(),
            name: "Lê Thị Mẫu".to_owned(),
            unit,
            roles: vec![(role, narrowed)],
        }
    }

    #[test]
    fn without_a_role_nothing_is_allowed() {
        let mut nobody = actor(Role::Staff, None, None);
        nobody.roles.clear();
        assert!(
            Verb::ALL
                .iter()
                .all(|verb| !allows(&nobody, *verb, Scope::Agency))
        );
    }

    #[test]
    fn a_head_writes_for_the_own_unit_only_and_reads_all() {
        let (own, other) = (UnitId::new(), UnitId::new());
        let head = actor(Role::UnitHead, Some(own), Some(own));
        assert!(allows(&head, Verb::TickTask, Scope::Unit(own)));
        assert!(!allows(&head, Verb::TickTask, Scope::Unit(other)));
        assert!(!allows(&head, Verb::TickTask, Scope::Agency));
        assert!(allows(&head, Verb::ViewWork, Scope::Agency));
        assert!(allows(&head, Verb::ViewWork, Scope::Unit(other)));
    }

    #[test]
    fn staff_write_for_their_own_unit_only() {
        let (own, other) = (UnitId::new(), UnitId::new());
        let staff = actor(Role::Staff, None, Some(own));
        assert!(allows(&staff, Verb::AddEvidence, Scope::Unit(own)));
        assert!(!allows(&staff, Verb::AddEvidence, Scope::Unit(other)));
        assert!(!allows(&staff, Verb::AddEvidence, Scope::Agency));
        assert!(!allows(&staff, Verb::Export, Scope::Agency));
    }

    #[test]
    fn running_the_server_gives_no_say_in_the_work() {
        let administrator = actor(Role::Administrator, None, None);
        for verb in [
            Verb::Approve,
            Verb::AdoptPlan,
            Verb::EditReport,
            Verb::ReviewEvidence,
            Verb::SeeIdentity,
        ] {
            assert!(!allows(&administrator, verb, Scope::Agency), "{verb:?}");
        }
    }
}
