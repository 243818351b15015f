//! Composing: what each person has to know on a day, and why.

use std::collections::{BTreeMap, HashMap, HashSet};

use db::Instant;
use jiff::ToSpan;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use schedule::Kind;
use sea_orm::{ConnectionTrait, DbErr};
use ui::Lang;

use super::model::{ByMail, Line, Preference, Rules, Section, Whose, Why};
use super::store;
use crate::features::account::{self, Role};
use crate::features::agency::{self, AgencyId, Person, PersonId, UnitId};
use crate::features::task::{self, DueItem, TaskId, TaskState, When};
use crate::features::{approval, evidence};
use crate::policy::Actor;

/// The hour at which the morning begins where the agency is.
pub(super) const MORNING: i8 = 7;
/// Lines of one section; the rest is on the pages.
const MOST_LINES: usize = 50;
/// How many days back the last digest is looked for.
const REMEMBERED: i32 = 60;

/// What one person has to know on a day.
#[derive(Debug, Clone)]
pub(super) struct Digest {
    pub(super) person: PersonId,
    pub(super) name: String,
    pub(super) address: Option<String>,
    pub(super) lang: Lang,
    pub(super) by_mail: ByMail,
    pub(super) lines: Vec<Line>,
    /// Whether any of it has to be said today.
    pub(super) fresh: bool,
    /// Whether it was said today already.
    pub(super) told: bool,
}

/// What is said of tasks, and to whom.
struct Tasks {
    items: Vec<DueItem>,
    states: Vec<TaskState>,
    heads: HashMap<UnitId, Vec<PersonId>>,
    units: HashMap<UnitId, String>,
}

impl Tasks {
    async fn load(db: &impl ConnectionTrait, agency: AgencyId, today: Date) -> Result<Self, DbErr> {
        let calendar = task::calendar(db, agency).await?;
        let mut heads: HashMap<UnitId, Vec<PersonId>> = HashMap::new();
        for (person, unit) in account::holders(db, agency, Role::UnitHead).await? {
            if let Some(unit) = unit {
                heads.entry(unit).or_default().push(person);
            }
        }
        let units = agency::units(db, agency).await?;
        Ok(Self {
            items: task::due_items(db, agency, today, &calendar).await?,
            states: task::overview(db, agency, today, &calendar).await?,
            heads,
            units: units.into_iter().map(|unit| (unit.id, unit.name)).collect(),
        })
    }

    /// The kind of each task's window.
    fn kinds(&self) -> HashMap<TaskId, Kind> {
        let kind = |state: &TaskState| (state.known.task.id, state.window.kind());
        self.states.iter().map(kind).collect()
    }

    fn unit(&self, id: UnitId) -> String {
        self.units.get(&id).cloned().unwrap_or_default()
    }

    fn is_assigned(&self, item: &DueItem, person: PersonId) -> bool {
        let mut states = self.states.iter();
        let state = states.find(|state| state.known.task.id == item.task);
        let mut parts = state.into_iter().flat_map(|state| &state.known.parts);
        parts.any(|part| part.unit == item.unit && part.assignee == Some(person))
    }
}

/// Lines by person.
type Lines = BTreeMap<PersonId, Vec<Line>>;

/// The digests of all people of an agency who have to know anything on a day, in the order of lists of people.
pub(super) async fn compose(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    today: Date,
    zone: &TimeZone,
) -> Result<Vec<Digest>, DbErr> {
    let rules = store::rules(db, agency).await?;
    let tasks = Tasks::load(db, agency, today).await?;
    let people = agency::people(db, agency, today).await?;
    let contacts = account::contacts(db, agency).await?;
    let contacts: HashMap<PersonId, _> = contacts.into_iter().map(|one| (one.person, one)).collect();
    let wishes = store::preferences(db, agency).await?;
    let remembered = today.saturating_sub(REMEMBERED.days());
    let (before, told) = store::told(db, agency, remembered, today).await?;

    let mut lines = Lines::new();
    of_tasks(&tasks, &rules, &mut lines);
    for_the_office(db, agency, &tasks, &rules, &mut lines).await?;
    approvals(db, agency, &people, &mut lines).await?;
    returned(db, agency, &mut lines).await?;
    talk(db, agency, &tasks, today, zone, &mut lines).await?;

    let digest = |person: Person| {
        let mut lines = lines.remove(&person.id)?;
        let contact = contacts.get(&person.id);
        if contact.is_some_and(|contact| contact.closed) {
            return None;
        }
        limit(&mut lines);
        let address = person
            .email
            .or_else(|| contact.map(|contact| contact.email.clone()));
        let wish = wishes
            .get(&person.id)
            .cloned()
            .unwrap_or_else(Preference::default);
        let nothing = HashSet::new();
        let known = before.get(&person.id).unwrap_or(&nothing);
        Some(Digest {
            person: person.id,
            name: person.full_name,
            by_mail: wish.by_mail(today, address.is_some()),
            address,
            lang: contact.map_or(Lang::Vi, |contact| contact.lang),
            fresh: lines.iter().any(|line| is_fresh(line, known, &rules)),
            told: told.contains(&person.id),
            lines,
        })
    };
    Ok(people.into_iter().filter_map(digest).collect())
}

/// New since the last digest; or late, and it is time to say so again.
fn is_fresh(line: &Line, known: &HashSet<String>, rules: &Rules) -> bool {
    let again = match (&line.why, line.section) {
        (Why::Part { days, .. }, Section::Late) => days % rules.late_every.max(1) == 0,
        _ => false,
    };
    again || !known.contains(&line.key)
}

fn limit(lines: &mut Vec<Line>) {
    lines.sort_by_key(|line| line.section);
    let mut counts: HashMap<Section, usize> = HashMap::new();
    lines.retain(|line| {
        let count = counts.entry(line.section).or_default();
        *count += 1;
        *count <= MOST_LINES
    });
}

/// Which section an item belongs to today; none when it is too early to speak of it.
fn section(item: &DueItem, kind: Option<Kind>, rules: &Rules) -> Option<Section> {
    match item.when {
        When::After => Some(Section::Late),
        When::At => Some(Section::Today),
        When::Quiet => Some(Section::Quiet),
        When::Before => {
            let begins = rules.before(kind.unwrap_or(Kind::Other));
            (item.working_days <= begins).then_some(Section::Coming)
        }
    }
}

fn of_tasks(tasks: &Tasks, rules: &Rules, lines: &mut Lines) {
    let kinds = tasks.kinds();
    for item in &tasks.items {
        let Some(section) = section(item, kinds.get(&item.task).copied(), rules) else {
            continue;
        };
        let mut tell = |person: PersonId, whose: Whose| {
            let line = Line {
                section,
                key: format!("{section}:{}:{}", item.task, item.unit),
                title: item.content.clone(),
                href: format!("/lam-viec/nhiem-vu/{}", item.task),
                why: Why::Part {
                    whose,
                    role: item.role,
                    unit: tasks.unit(item.unit),
                    days: item.working_days,
                    day: item.due.map(Into::into),
                },
            };
            let lines = lines.entry(person).or_default();
            // Who was given a part of the own unit is told once.
            if !lines.iter().any(|known| known.key == line.key) {
                lines.push(line);
            }
        };
        for person in &item.persons {
            let assigned = tasks.is_assigned(item, *person);
            tell(*person, if assigned { Whose::Assigned } else { Whose::Head });
        }
        if section == Section::Late && item.working_days >= rules.head_after {
            for head in tasks.heads.get(&item.unit).into_iter().flatten() {
                if !item.persons.contains(head) {
                    tell(*head, Whose::Raised);
                }
            }
        }
    }
}

/// One line for each unit that has been late for long, or has nobody who could be told.
async fn for_the_office(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    tasks: &Tasks,
    rules: &Rules,
    lines: &mut Lines,
) -> Result<(), DbErr> {
    let kinds = tasks.kinds();
    let mut late: BTreeMap<UnitId, (usize, i32)> = BTreeMap::new();
    let mut nobody: BTreeMap<UnitId, usize> = BTreeMap::new();
    for item in &tasks.items {
        if item.when == When::After && item.working_days >= rules.office_after {
            let (count, days) = late.entry(item.unit).or_default();
            *count += 1;
            *days = (*days).max(item.working_days);
        }
        if item.persons.is_empty() && section(item, kinds.get(&item.task).copied(), rules).is_some() {
            *nobody.entry(item.unit).or_default() += 1;
        }
    }
    let line = |unit: UnitId, key: String, why: Why| Line {
        section: Section::Units,
        key,
        title: tasks.unit(unit),
        href: format!("/lam-viec/nhiem-vu?don_vi={unit}"),
        why,
    };
    let after = rules.office_after;
    let late = late.into_iter().map(|(unit, (count, days))| {
        let key = format!("late-unit:{unit}:{count}");
        line(unit, key, Why::Units { count, days, after })
    });
    let nobody = nobody.into_iter().map(|(unit, count)| {
        let key = format!("nobody:{unit}:{count}");
        line(unit, key, Why::Nobody { count })
    });
    let all: Vec<Line> = late.chain(nobody).collect();
    if all.is_empty() {
        return Ok(());
    }
    let office: HashSet<PersonId> = account::holders(db, agency, Role::Office)
        .await?
        .into_iter()
        .map(|(person, _)| person)
        .collect();
    for person in office {
        lines.entry(person).or_default().extend(all.iter().cloned());
    }
    Ok(())
}

/// What waits for each person's word.
async fn approvals(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    people: &[Person],
    lines: &mut Lines,
) -> Result<(), DbErr> {
    let mut roles: HashMap<PersonId, Vec<(Role, Option<UnitId>)>> = HashMap::new();
    for role in Role::ALL {
        for (person, unit) in account::holders(db, agency, *role).await? {
            roles.entry(person).or_default().push((*role, unit));
        }
    }
    for person in people {
        let Some(roles) = roles.remove(&person.id) else {
            continue;
        };
        let approves = |(role, _): &(Role, _)| matches!(role, Role::Leader | Role::UnitHead | Role::Office);
        if !roles.iter().any(approves) {
            continue;
        }
        let actor = Actor {
            person: person.id,
            agency,
            name: person.full_name.clone(),
            unit: person.unit,
            roles,
        };
        for round in approval::waiting_for(db, &actor).await? {
            lines.entry(person.id).or_default().push(Line {
                section: Section::Approval,
                key: format!("approval:{}:{}", round.id, round.step),
                title: round.title,
                href: format!("/lam-viec/phe-duyet/{}", round.id),
                why: Why::Approval {
                    from: round.submitted_by_name,
                },
            });
        }
    }
    Ok(())
}

/// Evidence that came back to whoever handed it in.
async fn returned(db: &impl ConnectionTrait, agency: AgencyId, lines: &mut Lines) -> Result<(), DbErr> {
    let filter = evidence::Filter {
        status: Some(evidence::Status::Returned),
        ..evidence::Filter::default()
    };
    for one in evidence::list(db, agency, &filter, (0, 1_000)).await? {
        let Some(person) = one.added_by else {
            continue;
        };
        lines.entry(person).or_default().push(Line {
            section: Section::Returned,
            key: format!("returned:{}", one.id),
            title: one.title,
            href: format!("/lam-viec/minh-chung/{}", one.id),
            why: Why::Returned {
                reason: one.review_reason,
            },
        });
    }
    Ok(())
}

/// What was said since the last morning.
async fn talk(
    db: &impl ConnectionTrait,
    agency: AgencyId,
    tasks: &Tasks,
    today: Date,
    zone: &TimeZone,
    lines: &mut Lines,
) -> Result<(), DbErr> {
    let last = store::last_run(db, agency, today).await?;
    let last = last.unwrap_or_else(|| today.saturating_sub(1.day()));
    let span = (morning(last, zone), morning(today, zone));
    let yesterday = today.saturating_sub(1.day());
    let news = task::news(db, agency, &tasks.states, &tasks.heads, span, (last, yesterday)).await?;
    for one in news {
        match one {
            task::News::Comments {
                task,
                content,
                by,
                count,
                to,
            } => {
                for person in to {
                    lines.entry(person).or_default().push(Line {
                        section: Section::News,
                        key: format!("comments:{task}:{today}"),
                        title: content.clone(),
                        href: format!("/lam-viec/nhiem-vu/{task}"),
                        why: Why::Commented {
                            by: by.clone(),
                            count,
                        },
                    });
                }
            }
            task::News::Answer {
                task,
                content,
                by,
                to,
            } => {
                let href = match task {
                    Some(task) => format!("/lam-viec/nhiem-vu/{task}"),
                    None => "/lam-viec/nhiem-vu/vuong-mac".to_owned(),
                };
                lines.entry(to).or_default().push(Line {
                    section: Section::News,
                    key: format!("answer:{href}:{today}:{content}"),
                    title: content,
                    href,
                    why: Why::Answered { by },
                });
            }
        }
    }
    Ok(())
}

/// When the morning of a day begins.
pub(super) fn morning(day: Date, zone: &TimeZone) -> Instant {
    at(day, time(MORNING, 0, 0, 0), zone)
}

/// A time of a day where the agency is.
pub(super) fn at(day: Date, time: jiff::civil::Time, zone: &TimeZone) -> Instant {
    let then = zone.to_timestamp(day.to_datetime(time));
    then.unwrap_or(jiff::Timestamp::MAX).into()
}
