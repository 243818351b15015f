//! What needs proof in a period, and what proof there is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schedule::State;

use crate::features::agency::UnitId;
use crate::features::evidence::{Proof, Status};
use crate::features::task::{Mode, Part, PartState, Role, TaskId, TaskState, Tick};

/// Why proof is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    /// Reported as done on a day.
    Done(Date),
    /// Its last day has passed and nothing was reported.
    Due(Date),
    /// It goes on all the time.
    Standing,
}

impl Work {
    /// The day to sort by; what goes on comes last.
    pub(super) fn day(self) -> Option<Date> {
        match self {
            Self::Done(day) | Self::Due(day) => Some(day),
            Self::Standing => None,
        }
    }
}

db::text_enum! {
    /// How far the proof is; the better one counts.
    pub(super) enum Standing {
        /// Nothing was handed in.
        Missing = "missing",
        /// Only what was returned.
        Returned = "returned",
        /// Somebody has to look at it.
        Waiting = "waiting",
        /// Accepted: no gap.
        Accepted = "accepted",
    }
}

/// Something that a unit has to prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) task: TaskId,
    pub(super) unit: UnitId,
    pub(super) role: Role,
    pub(super) work: Work,
    pub(super) proof: Standing,
}

impl Need {
    pub(super) fn is_gap(&self) -> bool {
        self.proof != Standing::Accepted
    }
}

/// The days asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
    /// The last of them that has come.
    pub(super) as_of: Date,
}

impl Days {
    fn hold(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether a day of the period has come.
    fn had(self, day: Date) -> bool {
        self.hold(day) && day <= self.as_of
    }
}

/// How much a unit has to prove, and how much of it stands where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) accepted: u64,
    pub(super) waiting: u64,
    pub(super) returned: u64,
    pub(super) missing: u64,
}

impl Tally {
    pub(super) fn all(self) -> u64 {
        self.accepted + self.gaps()
    }

    pub(super) fn gaps(self) -> u64 {
        self.waiting + self.returned + self.missing
    }

    fn add(&mut self, proof: Standing) {
        *match proof {
            Standing::Accepted => &mut self.accepted,
            Standing::Waiting => &mut self.waiting,
            Standing::Returned => &mut self.returned,
            Standing::Missing => &mut self.missing,
        } += 1;
    }
}

/// Counts by unit.
pub(super) fn tally<'a>(needs: impl IntoIterator<Item = &'a Need>) -> BTreeMap<UnitId, Tally> {
    let mut units = BTreeMap::<UnitId, Tally>::new();
    for need in needs {
        units.entry(need.unit).or_default().add(need.proof);
    }
    units
}

/// What the units have to prove for a task in a period; `state` is the task as it stood on the last day that came.
pub(super) fn needs(state: &TaskState, proofs: &[Proof], days: Days) -> Vec<Need> {
    let mut needs = Vec::new();
    for (part, standing) in state.known.parts.iter().zip(&state.parts) {
        let own = OwnProofs {
            proofs,
            unit: part.unit,
            parts: &state.known.parts,
        };
        let mut add = |work, proof| {
            needs.push(Need {
                task: state.known.task.id,
                unit: part.unit,
                role: part.role,
                work,
                proof,
            });
        };
        match state.mode() {
            Mode::Once => {
                if let Some(work) = once(part, standing, days) {
                    add(work, own.between(Date::MIN, Date::MAX));
                }
            }
            Mode::Again => {
                for (work, from, to) in again(state, (part, standing), days) {
                    add(work, own.between(from, to));
                }
            }
            Mode::Standing => {
                if let Some(work) = standing_work(state, part, days) {
                    add(work, own.between(days.first, days.as_of));
                }
            }
        }
    }
    needs
}

/// Whether a unit still has its part on a day.
fn has_part(part: &Part, day: Date) -> bool {
    part.left_on.is_none_or(|left| day < left)
}

/// Whether the task is finished by what this unit does.
fn decides(state: &TaskState, part: &Part) -> bool {
    state.known.deciding().any(|one| one.id == part.id)
}

fn once(part: &Part, standing: &PartState, days: Days) -> Option<Work> {
    if part.tick == Tick::Done {
        return part.done_on.filter(|on| days.had(*on)).map(Work::Done);
    }
    let by = match standing.state {
        State::Due { by } => by?,
        State::AtRisk { by, .. } | State::Late { by, .. } => by,
        _ => return None,
    };
    (standing.owes && days.had(by)).then_some(Work::Due(by))
}

/// Each time that fell due in the period or was reported, with the days on which its proof may lie.
fn again(state: &TaskState, (part, standing): (&Part, &PartState), days: Days) -> Vec<(Work, Date, Date)> {
    // Who only coordinates owes nothing any more when the leads have done all.
    let owed = standing.owes || decides(state, part);
    let ended = state.known.task.ended.as_ref().map(|end| end.on);
    let mut works = Vec::new();
    for one in state.occurrences().into_iter().filter(|one| days.hold(one.due)) {
        let mut marks = state.known.marks.iter();
        let mark = marks.find(|mark| mark.unit == part.unit && mark.due_on == Some(one.due));
        match mark {
            Some(mark) => {
                let (first, last) = (one.start.min(mark.done_on), one.due.max(mark.done_on));
                works.push((Work::Done(mark.done_on), first, last));
            }
            None => {
                let called_off = ended.is_some_and(|on| on <= one.due);
                if owed && days.had(one.due) && has_part(part, one.due) && !called_off {
                    works.push((Work::Due(one.due), one.start, one.due));
                }
            }
        }
    }
    works
}

fn standing_work(state: &TaskState, part: &Part, days: Days) -> Option<Work> {
    let mut marks = state.known.marks.iter();
    let reported = marks.any(|mark| mark.unit == part.unit && days.had(mark.done_on));
    let runs = matches!(state.state, State::Healthy | State::Quiet { .. });
    let asked = runs && decides(state, part) && has_part(part, days.as_of);
    (reported || asked).then_some(Work::Standing)
}

/// The proofs that count for a unit.
struct OwnProofs<'a> {
    proofs: &'a [Proof],
    unit: UnitId,
    parts: &'a [Part],
}

impl OwnProofs<'_> {
    /// The best of them with a fact date in these days.
    fn between(&self, first: Date, last: Date) -> Standing {
        let counts = |proof: &&Proof| {
            let for_unit = proof
                .unit
                .is_none_or(|by| by == self.unit || !self.parts.iter().any(|part| part.unit == by));
            for_unit && (first..=last).contains(&proof.fact_date)
        };
        let best = self.proofs.iter().filter(counts).map(|proof| match proof.status {
            Status::Accepted => Standing::Accepted,
            Status::Waiting => Standing::Waiting,
            Status::Returned => Standing::Returned,
            Status::Withdrawn => Standing::Missing,
        });
        best.max().unwrap_or(Standing::Missing)
    }
}
