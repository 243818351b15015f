//! Where a task and each unit's part in it stand: the rules of `schedule` over the facts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schedule::{Calendar, Occurrence, Progress, Rules, State, When, Window, occurrence_state};

use super::model::{DoneWhen, Mark, Mode, Part, Role, Task, Tick};
use super::window::mode_of;
use crate::features::agency::UnitId;

/// A task with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The task.
    pub task: Task,
    /// The units' parts, leads first.
    pub parts: Vec<Part>,
    /// What was done for occurrences or noted for a standing task.
    pub marks: Vec<Mark>,
    /// The latest fact date of its evidence.
    pub evidence_on: Option<Date>,
}

/// Where a task stands on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskState {
    /// The task and all that is known of it.
    pub known: Known,
    /// The window that counts.
    pub window: Window,
    /// Its state.
    pub state: State,
    /// Each unit's part, in the order of [`Known::parts`].
    pub parts: Vec<PartState>,
}

/// Where a unit's part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartState {
    /// The unit.
    pub unit: UnitId,
    /// Lead or coordinator.
    pub role: Role,
    /// The state by what this unit alone has reported.
    pub state: State,
    /// Whether the unit owes something: its own part is not done and the task is neither done nor ended.
    pub owes: bool,
}

/// What the rules need besides the facts.
#[derive(Debug, Clone, Copy)]
pub struct Day<'a> {
    /// The day that is asked about.
    pub today: Date,
    /// Working days and days off.
    pub calendar: &'a Calendar,
    /// The numbers in the rules.
    pub rules: &'a Rules,
}

impl Known {
    /// Where the task stands.
    #[must_use]
    pub fn on(self, day: Day<'_>) -> TaskState {
        let window = self.task.window_in_force();
        let state = self.state(&window, day);
        let closed = matches!(state, State::Done { .. } | State::Ended);
        let parts = self.parts.iter().map(|part| {
            let state = self.part_state(part, &window, day);
            let done = matches!(state, State::Done { .. } | State::Ended);
            PartState {
                unit: part.unit,
                role: part.role,
                state,
                owes: !closed && !done && part.left_on.is_none_or(|left| day.today < left),
            }
        });
        TaskState {
            parts: parts.collect(),
            window,
            state,
            known: self,
        }
    }

    /// The same facts as they were on a day: what happened later is left out, whenever it was reported.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        let later = |on: Option<Date>| on.is_some_and(|on| on > day);
        self.marks.retain(|mark| mark.done_on <= day);
        for part in &mut self.parts {
            if part.tick == Tick::Done && later(part.done_on) {
                part.tick = Tick::Doing;
                part.done_on = None;
                part.percent = None;
            }
        }
        if later(self.task.trigger.as_ref().map(|trigger| trigger.on)) {
            self.task.trigger = None;
        }
        if later(self.task.ended.as_ref().map(|end| end.on)) {
            self.task.ended = None;
        }
        if later(self.evidence_on) {
            self.evidence_on = None;
        }
        self
    }

    /// The parts whose ticks finish the task: leads, or all when the office says so or nobody leads.
    pub fn deciding(&self) -> impl Iterator<Item = &Part> {
        let live = |part: &&Part| part.left_on.is_none();
        let leads = self.parts.iter().filter(live).any(|part| part.role == Role::Lead);
        let only_leads = leads && self.task.done_when == DoneWhen::Leads;
        self.parts
            .iter()
            .filter(live)
            .filter(move |part| !only_leads || part.role == Role::Lead)
    }

    fn state(&self, window: &Window, day: Day<'_>) -> State {
        let deciding: Vec<&Part> = self.deciding().collect();
        let mut progress = self.progress(&deciding);
        progress.last_activity = progress.last_activity.max(self.evidence_on);
        let occurrences = self.done_by_all(&deciding);
        self.standing_of(window, progress, &occurrences, day)
    }

    fn part_state(&self, part: &Part, window: &Window, day: Day<'_>) -> State {
        let own = [part];
        let progress = self.progress(&own);
        let mut occurrences = self.done_by_all(&own);
        // What the deciding units have done is not held against those who help.
        let deciding: Vec<&Part> = self.deciding().collect();
        occurrences.append(&mut self.done_by_all(&deciding));
        self.standing_of(window, progress, &occurrences, day)
    }

    /// What `parts` together have reported.
    fn progress(&self, parts: &[&Part]) -> Progress {
        let all_done = !parts.is_empty() && parts.iter().all(|part| part.tick == Tick::Done);
        let done_on = parts.iter().filter_map(|part| part.done_on).max();
        let said = parts.iter().any(|part| part.percent.is_some());
        let percents = parts.iter().map(|part| match part.tick {
            Tick::Done => 100,
            _ => u32::from(part.percent.unwrap_or(0)),
        });
        let count = u32::try_from(parts.len()).unwrap_or(u32::MAX).max(1);
        let percent = u8::try_from(percents.sum::<u32>() / count).unwrap_or(100);
        let units: BTreeSet<UnitId> = parts.iter().flat_map(|part| self.line_of(part.unit)).collect();
        let of_parts = |mark: &&Mark| units.contains(&mark.unit);
        let marked = self.marks.iter().filter(of_parts).map(|mark| mark.done_on).max();
        Progress {
            done_on: done_on.filter(|_| all_done),
            percent_done: said.then_some(percent),
            last_activity: marked.max(done_on),
            done_occurrences: BTreeSet::new(),
            trigger: self.task.trigger.as_ref().map(|trigger| schedule::Trigger {
                on: trigger.on,
                due: self.task.extensions.last().map(|e| e.until).or(trigger.due),
            }),
        }
    }

    /// Due days of the occurrences that every one of `parts` has done.
    fn done_by_all(&self, parts: &[&Part]) -> BTreeSet<Date> {
        let dues: BTreeSet<Date> = self.marks.iter().filter_map(|mark| mark.due_on).collect();
        dues.into_iter()
            .filter(|due| !parts.is_empty() && parts.iter().all(|part| self.did(part.unit, *due)))
            .collect()
    }

    /// Whether a unit did an occurrence; so did a unit that took over from those who did.
    pub(super) fn did(&self, unit: UnitId, due: Date) -> bool {
        let marked = |unit: UnitId| {
            let mut marks = self.marks.iter();
            marks.any(|mark| mark.unit == unit && mark.due_on == Some(due))
        };
        let mut open = vec![unit];
        // No part is taken over twice, so that no line is longer than the parts.
        for _ in 0..=self.parts.len() {
            let undone: Vec<UnitId> = open.into_iter().filter(|unit| !marked(*unit)).collect();
            if undone.is_empty() {
                return true;
            }
            let before = |unit: &UnitId| self.taken_over_by(*unit).next().is_some();
            if !undone.iter().all(before) {
                return false;
            }
            open = undone
                .into_iter()
                .flat_map(|unit| self.taken_over_by(unit))
                .collect();
        }
        false
    }

    /// A unit, and all those whose part it took over.
    fn line_of(&self, unit: UnitId) -> BTreeSet<UnitId> {
        let mut line = BTreeSet::from([unit]);
        for _ in 0..self.parts.len() {
            let before: Vec<UnitId> = line.iter().flat_map(|unit| self.taken_over_by(*unit)).collect();
            line.extend(before);
        }
        line
    }

    fn taken_over_by(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        let given = self.parts.iter().filter(move |part| part.heir == Some(unit));
        given.map(|part| part.unit)
    }

    fn standing_of(
        &self,
        window: &Window,
        mut progress: Progress,
        occurrences: &BTreeSet<Date>,
        day: Day<'_>,
    ) -> State {
        let mode = mode_of(window);
        if mode != Mode::Once {
            progress.done_on = None;
        }
        progress.done_occurrences.clone_from(occurrences);
        let state = match mode {
            Mode::Again if !matches!(window.when, When::Recurring { .. }) => {
                self.of_milestones(window, &progress, day)
            }
            _ => schedule::state(window, &progress, day.today, day.calendar, day.rules),
        };
        if matches!(state, State::Done { .. }) {
            return state;
        }
        if self.task.ended.as_ref().is_some_and(|end| end.on <= day.today) {
            return State::Ended;
        }
        // A plan that is over waits for no event and asks for no more work that has no end.
        let over = self.task.applies_to.is_some_and(|last| last < day.today);
        match state {
            State::Asleep | State::Healthy | State::Quiet { .. } | State::Unscheduled if over => State::Ended,
            state => state,
        }
    }

    /// Several days in one cell: the first that is not done decides.
    fn of_milestones(&self, window: &Window, progress: &Progress, day: Day<'_>) -> State {
        let all = milestones(window);
        let open = all
            .iter()
            .find(|one| !progress.done_occurrences.contains(&one.due));
        match open {
            Some(open) => occurrence_state(open, progress, day.today, day.calendar, day.rules),
            None => {
                let on = self.marks.iter().map(|mark| mark.done_on).max();
                let last = all.last().map_or(day.today, |one| one.due);
                State::Done {
                    on: on.unwrap_or(last),
                    working_days_late: on.map_or(0, |on| day.calendar.working_days_between(last, on).max(0)),
                }
            }
        }
    }
}

/// The occurrences of a task within the time of its plan.
pub(super) fn occurrences(task: &Task, window: &Window) -> Vec<Occurrence> {
    if mode_of(window) == Mode::Again && !matches!(window.when, When::Recurring { .. }) {
        return milestones(window);
    }
    let first = Date::new(task.year, 1, 1).unwrap_or(Date::MIN);
    let last = Date::new(task.year, 12, 31).unwrap_or(Date::MAX);
    let from = window.start().or(task.applies_from).unwrap_or(first);
    let to = window.end().or(task.applies_to).unwrap_or(last);
    window.occurrences(from, to)
}

/// The days of a window that has several, as occurrences.
fn milestones(window: &Window) -> Vec<Occurrence> {
    let mut found: Vec<Occurrence> = window
        .milestones
        .iter()
        .filter_map(|milestone| {
            let end = milestone.window.end()?;
            let start = milestone.window.start().or(window.start()).unwrap_or(end);
            Some(Occurrence {
                start: start.min(end),
                end,
                due: end,
                before: matches!(milestone.window.when, When::Deadline { before: true, .. }),
            })
        })
        .collect();
    found.sort_by_key(|one| one.due);
    found.dedup_by_key(|one| one.due);
    found
}

impl TaskState {
    /// What finishing it means.
    #[must_use]
    pub fn mode(&self) -> Mode {
        mode_of(&self.window)
    }

    /// The occurrences of the plan's time, with milestones as such; empty for what is done once. A standing
    /// task with a cadence has some too: they say when something is expected, and are never late.
    #[must_use]
    pub fn occurrences(&self) -> Vec<Occurrence> {
        occurrences(&self.known.task, &self.window)
    }

    /// The last day of what is open or comes next, after any move off a day off; none for what is never due.
    #[must_use]
    pub fn due(&self, day: Day<'_>) -> Option<Date> {
        match self.state {
            State::Due { by } => by,
            State::AtRisk { by, .. } | State::Late { by, .. } => Some(by),
            State::Done { .. } | State::NotYet { .. } | State::Coming { .. } => {
                let due = match self.mode() {
                    Mode::Again => self.next_occurrence().map(|one| one.due),
                    Mode::Standing => None,
                    Mode::Once => self.window.end().or_else(|| {
                        let trigger = self.known.task.trigger.as_ref()?;
                        trigger.due
                    }),
                };
                due.map(|due| day.calendar.roll_forward(due))
            }
            _ => None,
        }
    }

    /// The first occurrence that the deciding units have not all done; the last one when all are.
    #[must_use]
    pub fn next_occurrence(&self) -> Option<Occurrence> {
        let deciding: Vec<&Part> = self.known.deciding().collect();
        let done = self.known.done_by_all(&deciding);
        let all = self.occurrences();
        let open = all.iter().find(|one| !done.contains(&one.due));
        open.or(all.last()).copied()
    }

    /// Each occurrence with its state, by what the deciding units have all done.
    #[must_use]
    pub fn occurrence_states(&self, day: Day<'_>) -> Vec<(Occurrence, State)> {
        let deciding: Vec<&Part> = self.known.deciding().collect();
        let progress = Progress {
            done_occurrences: self.known.done_by_all(&deciding),
            ..Progress::default()
        };
        let state = |one: Occurrence| {
            let state = occurrence_state(&one, &progress, day.today, day.calendar, day.rules);
            (one, state)
        };
        self.occurrences().into_iter().map(state).collect()
    }

    /// The occurrences that a unit has not done and that are open or past on a day, oldest first, with their states.
    #[must_use]
    pub fn open_occurrences(&self, unit: UnitId, day: Day<'_>) -> Vec<(Occurrence, State)> {
        let own: Vec<&Part> = self.known.parts.iter().filter(|part| part.unit == unit).collect();
        let progress = Progress {
            done_occurrences: self.known.done_by_all(&own),
            ..Progress::default()
        };
        self.occurrences()
            .into_iter()
            .filter(|one| one.start <= day.today && !progress.done_occurrences.contains(&one.due))
            .map(|one| {
                let state = occurrence_state(&one, &progress, day.today, day.calendar, day.rules);
                (one, state)
            })
            .collect()
    }

    /// The last day on which something was done for it.
    #[must_use]
    pub fn last_activity(&self) -> Option<Date> {
        let marked = self.known.marks.iter().map(|mark| mark.done_on).max();
        let done = self.known.parts.iter().filter_map(|part| part.done_on).max();
        marked.max(done).max(self.known.evidence_on)
    }

    /// How a unit's part stands.
    #[must_use]
    pub fn part_of(&self, unit: UnitId) -> Option<&PartState> {
        self.parts.iter().find(|part| part.unit == unit)
    }

    /// Deciding parts done, and deciding parts in all.
    #[must_use]
    pub fn decided(&self) -> (usize, usize) {
        let deciding: BTreeSet<UnitId> = self.known.deciding().map(|part| part.unit).collect();
        let parts = self.parts.iter().filter(|part| deciding.contains(&part.unit));
        let done = parts
            .filter(|part| matches!(part.state, State::Done { .. }))
            .count();
        (done, deciding.len())
    }

    /// Parts done and parts in all, units that left not counted.
    #[must_use]
    pub fn ticked(&self) -> (usize, usize) {
        let live = self.known.parts.iter().zip(&self.parts);
        let live: Vec<_> = live.filter(|(part, _)| part.left_on.is_none()).collect();
        let done = live
            .iter()
            .filter(|(_, state)| matches!(state.state, State::Done { .. }))
            .count();
        (done, live.len())
    }
}

#[cfg(test)]
impl Known {
    /// A task of one unit in the lead about which nothing was reported.
    pub(super) fn sample(new: super::model::NewTask, unit: UnitId) -> Self {
        let at = db::Instant::from(jiff::Timestamp::UNIX_EPOCH);
        let id = super::model::TaskId::new();
        let part = Part {
            id: super::model::PartId::new(),
            task: id,
            unit,
            role: Role::Lead,
            fanned_out: false,
            tick: Tick::NotStarted,
            done_on: None,
            percent: None,
            amount: None,
            note: String::new(),
            assignee: None,
            ticked: None,
            left_on: None,
            heir: None,
        };
        let task = Task {
            id,
            year: new.year,
            plan: new.plan,
            row: new.row,
            parent: new.parent,
            position: new.position,
            no: new.no,
            section: new.section,
            content: new.content,
            product: new.product,
            time_text: new.time_text,
            window: new.window,
            applies_from: new.applies_from,
            applies_to: new.applies_to,
            parties: new.parties,
            done_when: DoneWhen::Leads,
            alternatives: new.alternatives,
            choice: None,
            trigger: None,
            cadence: None,
            extensions: Vec::new(),
            ended: None,
            changed_at: at,
        };
        Self {
            task,
            parts: vec![part],
            marks: Vec::new(),
            evidence_on: None,
        }
    }
}
