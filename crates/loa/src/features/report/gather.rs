//! What is known of a period, read in a handful of queries: the only part of drafting that asks the database.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use schedule::{Calendar, Period, PeriodWindow, State};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::model::Regime;
use crate::features::agency::{self, Agency, AgencyId, UnitId};
use crate::features::evidence::{self, Evidence, Filter, Status};
use crate::features::plan::{self, InForce, TargetValue};
use crate::features::task::{self, Day, Difficulty, Stage, TaskId, TaskState};

/// Rows of evidence read at a time.
const PAGE: u64 = 5_000;
/// Pieces of evidence that one report can hold.
const MOST: u64 = 200_000;

/// What is known of a period.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) regime: Regime,
    pub(super) window: PeriodWindow,
    /// The last day of data: that of the window, or today when it is not over.
    pub(super) as_of: Date,
    pub(super) agency: Agency,
    pub(super) superior: Option<Agency>,
    /// Accepted evidence with its fact date in the window, oldest first.
    pub(super) evidence: Vec<Evidence>,
    /// Evidence of the window that nobody has looked at.
    pub(super) waiting: usize,
    pub(super) plan: Option<InForce>,
    /// Newest first.
    pub(super) target_values: Vec<TargetValue>,
    pub(super) tasks: Vec<TaskFact>,
    pub(super) difficulties: Vec<Difficulty>,
    pub(super) units: HashMap<UnitId, String>,
    pub(super) next: (Period, Date, Date),
}

/// A task as a report sees it.
#[derive(Debug)]
pub(super) struct TaskFact {
    /// With the facts up to the last day of data.
    pub(super) state: TaskState,
    /// Where it stands in the window; none when it was not owed in it.
    pub(super) stage: Option<Stage>,
    /// Accepted evidence of the window.
    pub(super) evidence: Vec<Evidence>,
    /// Whether it is to be done in the next period.
    pub(super) is_next: bool,
}

impl TaskFact {
    pub(super) fn id(&self) -> TaskId {
        self.state.known.task.id
    }

    /// Whether the plan of the year ordered it and it was not called off.
    pub(super) fn is_of_plan(&self, year: i16, as_of: Date) -> bool {
        let task = &self.state.known.task;
        task.year == year && task.plan.is_some() && task.ended.as_ref().is_none_or(|end| end.on > as_of)
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.state.state, State::Done { .. })
    }

    pub(super) fn was_late(&self) -> bool {
        matches!(self.state.state, State::Done { working_days_late, .. } if working_days_late > 0)
    }

    /// Whether the event that it waited for came in these days.
    pub(super) fn is_triggered_in(&self, window: &PeriodWindow) -> bool {
        let on = self.state.known.task.trigger.as_ref().map(|trigger| trigger.on);
        on.is_some_and(|on| (window.first..=window.last).contains(&on))
    }
}

/// Reads what is known of a window on a day.
pub(super) async fn gather(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    (regime, window): (Regime, PeriodWindow),
    today: Date,
) -> Result<Facts, DbErr> {
    let own = agency::name_on(db, agency, today)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("agency".to_owned()))?;
    let superior = match own.parent {
        Some(parent) => agency::name_on(db, parent, today).await?,
        None => None,
    };
    let as_of = window.last.min(today);
    let plan = plan::in_force(db, agency, window.period.year).await?;
    let target_values = match &plan {
        Some(plan) => plan::target_values(db, agency, plan.plan.id).await?,
        None => Vec::new(),
    };
    let units = agency::units_named_on(db, agency, today).await?;
    let next = regime.next(&window);
    let mut evidence = in_window(db, agency, &window, Status::Accepted).await?;
    evidence.sort_by_key(|one| (one.fact_date, one.received_at, one.id));
    Ok(Facts {
        regime,
        window,
        as_of,
        agency: own,
        superior,
        evidence,
        waiting: in_window(db, agency, &window, Status::Waiting).await?.len(),
        plan,
        target_values,
        tasks: tasks(db, agency, (&window, as_of, next), today).await?,
        difficulties: task::difficulties(db, agency, window.first, as_of).await?,
        units: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
        next,
    })
}

/// The evidence of a window with a status.
pub(super) async fn in_window(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    window: &PeriodWindow,
    status: Status,
) -> Result<Vec<Evidence>, DbErr> {
    let filter = Filter {
        status: Some(status),
        from: Some(window.first),
        to: Some(window.last),
        ..Filter::default()
    };
    let mut all = Vec::new();
    for offset in (0..MOST).step_by(usize::try_from(PAGE).unwrap_or(usize::MAX)) {
        let page = evidence::list(db, agency, &filter, (offset, PAGE)).await?;
        let last = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        all.extend(page);
        if last {
            break;
        }
    }
    Ok(all)
}

async fn tasks(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    (window, as_of, (_, next_first, next_last)): (&PeriodWindow, Date, (Period, Date, Date)),
    today: Date,
) -> Result<Vec<TaskFact>, DbErr> {
    let calendar = task::calendar(db, agency).await?;
    let figures = task::progress(db, agency, (window.first, as_of), today, &calendar).await?;
    let stages: HashMap<TaskId, Stage> = figures.tasks.iter().map(|line| (line.task, line.stage)).collect();
    let mut states = task::overview(db, agency, as_of, &calendar).await?;
    let years = BTreeSet::from([window.period.year, next_last.year()]);
    for year in years.into_iter().filter(|year| *year != as_of.year()) {
        states.extend(task::of_year(db, agency, year, as_of, &calendar).await?);
    }
    let mut seen: BTreeSet<TaskId> = states.iter().map(|state| state.known.task.id).collect();
    for line in &figures.tasks {
        // Finished meanwhile, so the overview leaves it out, but owed in the window.
        if seen.insert(line.task)
            && let Some((state, _)) = task::task(db, agency, line.task, as_of, &calendar).await?
        {
            states.push(state);
        }
    }
    let owed: Vec<Uuid> = stages.keys().map(|task| task.0).collect();
    let mut proofs = evidence::of_each(db, agency, "task", &owed).await?;
    let rules = task::rules();
    let mut seen = BTreeSet::new();
    let mut facts = Vec::new();
    for state in states {
        let known = state.known;
        if known.task.parent.is_some() || !seen.insert(known.task.id) {
            continue;
        }
        let state = known.as_of(as_of).on(Day {
            today: as_of,
            calendar: &calendar,
            rules: &rules,
        });
        let stage = stages.get(&state.known.task.id).copied();
        let evidence = proofs.remove(&state.known.task.id.0).unwrap_or_default();
        facts.push(TaskFact {
            is_next: is_next(&state, next_first, next_last),
            state,
            stage,
            evidence: accepted_in(window, evidence),
        });
    }
    facts.sort_by_key(|fact| {
        (
            fact.state.known.task.year,
            fact.state.known.task.position,
            fact.id(),
        )
    });
    Ok(facts)
}

/// What counts in a window, oldest fact first.
fn accepted_in(window: &PeriodWindow, mut all: Vec<Evidence>) -> Vec<Evidence> {
    all.retain(|one| one.status == Status::Accepted && (window.first..=window.last).contains(&one.fact_date));
    all.reverse();
    all
}

/// Whether there is something to do for it between two days.
fn is_next(state: &TaskState, first: Date, last: Date) -> bool {
    match state.state {
        State::Done { .. } | State::Ended | State::Asleep | State::Unscheduled => false,
        State::Late { .. } | State::Due { .. } | State::AtRisk { .. } => true,
        State::Healthy | State::Quiet { .. } => state.window.end().is_none_or(|end| end >= first),
        State::NotYet { opens } | State::Coming { opens } => opens <= last,
    }
}

/// The working day by which a report should be sent: a due day that is off moves on, but offices send before it.
pub(super) fn due_days(window: &PeriodWindow, calendar: &Calendar) -> Option<(Date, Date, Date)> {
    let due = window.due?;
    Some((due, calendar.roll_forward(due), calendar.last_working_day_by(due)))
}
