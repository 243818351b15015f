//! Digests, their lines and the reasons for them; the rules of an agency and the wishes of a person.

use std::collections::{BTreeMap, BTreeSet};

use db::{CivilDate, Instant};
use jiff::civil::{Date, Weekday};
use schedule::Kind;
use serde::{Deserialize, Serialize};
use ui::{Translator, date};

use crate::features::agency::PersonId;
use crate::features::task::{Role, When};

db::id!(
    /// A notice.
    pub NoticeId
);

db::text_enum! {
    /// The parts of a digest, in the order in which they are read.
    pub enum Section {
        /// Past the last day.
        Late = "late",
        /// The last day is today.
        Today = "today",
        /// The last day comes near.
        Coming = "coming",
        /// Somebody waits for this person's word.
        Approval = "approval",
        /// Evidence that came back.
        Returned = "returned",
        /// Comments, and answers to difficulties.
        News = "news",
        /// Standing work without activity.
        Quiet = "quiet",
        /// Units that are late, for the office.
        Units = "units",
    }
}

/// Why it is this person who is told of a unit's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// The part was given to this person.
    Assigned,
    /// This person heads the unit.
    Head,
    /// This person heads the unit, and whoever it was given to is late.
    Raised,
}

/// Why a line is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Why {
    /// A unit's part is open, late or quiet.
    Part {
        /// Why this person.
        whose: Whose,
        /// Lead or coordinator.
        role: Role,
        /// The unit's name.
        unit: String,
        /// Working days to or since `day`.
        days: i32,
        /// The last day, or the last activity.
        day: Option<CivilDate>,
    },
    /// Evidence was returned.
    Returned {
        /// With these words.
        reason: String,
    },
    /// Something waits for a decision.
    Approval {
        /// From this person.
        from: String,
    },
    /// A difficulty was answered.
    Answered {
        /// By this person.
        by: String,
    },
    /// Somebody wrote about a task.
    Commented {
        /// The latest writer.
        by: String,
        /// How many times it was written.
        count: usize,
    },
    /// A unit has been late for long.
    Units {
        /// Parts.
        count: usize,
        /// Working days of the latest of them.
        days: i32,
        /// After how many days the office is told.
        after: i32,
    },
    /// A unit owes something and there is nobody to tell.
    Nobody {
        /// Parts.
        count: usize,
    },
}

/// A line of a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Where it stands.
    pub section: Section,
    /// The same for the same thing in the same state: what was in the last digest is not news.
    pub key: String,
    /// What it is about.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Why it is here.
    pub why: Why,
}

impl Line {
    /// Why it is here, in words.
    #[must_use]
    pub fn why(&self, t: Translator) -> String {
        let said = |key: &str, arguments: &[(&str, ui::words::Value<'_>)]| t.say_with(key, arguments);
        match &self.why {
            Why::Part {
                whose,
                role,
                unit,
                days,
                day,
            } => {
                let whose = match whose {
                    Whose::Assigned => "reminder-why-assigned",
                    Whose::Head => "reminder-why-head",
                    Whose::Raised => "reminder-why-raised",
                };
                let role = t.say(match role {
                    Role::Lead => "reminder-role-lead",
                    Role::Coordinator => "reminder-role-coordinator",
                });
                let whose = said(
                    whose,
                    &[("unit", unit.as_str().into()), ("role", role.as_str().into())],
                );
                let key = match self.section {
                    Section::Late => When::After.key(),
                    Section::Today => When::At.key(),
                    Section::Quiet => When::Quiet.key(),
                    _ => When::Before.key(),
                };
                let mut when = said(key, &[("days", (*days).into())]);
                if let Some(day) = day.filter(|_| matches!(self.section, Section::Late | Section::Coming)) {
                    let day = said("reminder-last-day", &[("day", date(day.0).into())]);
                    when = format!("{when} ({day})");
                }
                format!("{when}. {whose}")
            }
            Why::Returned { reason } if reason.is_empty() => t.say("reminder-why-returned"),
            Why::Returned { reason } => said(
                "reminder-why-returned-because",
                &[("reason", reason.as_str().into())],
            ),
            Why::Approval { from } => said("reminder-why-approval", &[("name", from.as_str().into())]),
            Why::Answered { by } => said("reminder-why-answered", &[("name", by.as_str().into())]),
            Why::Commented { by, count } => said(
                "reminder-why-commented",
                &[("name", by.as_str().into()), ("n", (*count).into())],
            ),
            Why::Units { count, days, after } => said(
                "reminder-why-units",
                &[
                    ("n", (*count).into()),
                    ("days", (*days).into()),
                    ("after", (*after).into()),
                ],
            ),
            Why::Nobody { count } => said("reminder-why-nobody", &[("n", (*count).into())]),
        }
    }
}

/// Lines in the order of a digest, each section with its heading's key.
pub(super) fn by_section(lines: &[Line]) -> Vec<(Section, Vec<&Line>)> {
    let of = |section: &Section| {
        let lines: Vec<&Line> = lines.iter().filter(|line| line.section == *section).collect();
        (!lines.is_empty()).then_some((*section, lines))
    };
    Section::ALL.iter().filter_map(of).collect()
}

/// A notice as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// Whose.
    pub person: PersonId,
    /// The day it is about.
    pub day: Date,
    /// What it says.
    pub lines: Vec<Line>,
    /// Whether it went by mail too.
    pub mailed: bool,
    /// When the person said it was read.
    pub read_at: Option<Instant>,
}

/// Kinds of windows that have a last day, each with the working days before it at which reminding begins.
pub(super) const USUAL: &[(Kind, i32)] = &[
    (Kind::Month, 5),
    (Kind::Quarter, 10),
    (Kind::HalfYear, 15),
    (Kind::Year, 20),
    (Kind::Range, 10),
    (Kind::Deadline, 5),
    (Kind::Recurring, 3),
    (Kind::Triggered, 3),
];

/// An agency's rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Working days before the last day, by kind of window.
    pub before: BTreeMap<Kind, i32>,
    /// What is late is told again after this many working days; at least 1.
    pub late_every: i32,
    /// From this many working days late on, the head of the unit is told too.
    pub head_after: i32,
    /// From this many working days late on, the office has a line about the unit.
    pub office_after: i32,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            before: USUAL.iter().copied().collect(),
            late_every: 1,
            head_after: 1,
            office_after: 3,
        }
    }
}

impl Rules {
    /// From how many working days before the last day on a person is reminded.
    #[must_use]
    pub fn before(&self, kind: Kind) -> i32 {
        let usual = || {
            USUAL
                .iter()
                .find(|(known, _)| *known == kind)
                .map(|(_, days)| *days)
        };
        self.before.get(&kind).copied().or_else(usual).unwrap_or(3)
    }
}

/// How a person wants to be told by mail. In the house everybody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preference {
    /// Whether by mail at all.
    pub mail: bool,
    /// Days of the week without mail, Monday is 1.
    pub quiet_days: BTreeSet<i8>,
    /// First day of leave.
    pub away_from: Option<CivilDate>,
    /// Last day of leave.
    pub away_to: Option<CivilDate>,
}

impl Default for Preference {
    fn default() -> Self {
        Self {
            mail: true,
            quiet_days: BTreeSet::new(),
            away_from: None,
            away_to: None,
        }
    }
}

/// Whether a digest goes by mail, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByMail {
    /// It does.
    Yes,
    /// The person does not want mail.
    Off,
    /// Not on this day of the week.
    QuietDay,
    /// The person is on leave.
    Away,
    /// There is no address.
    NoAddress,
}

impl ByMail {
    /// Its word key.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Yes => "reminder-mail-yes",
            Self::Off => "reminder-mail-off",
            Self::QuietDay => "reminder-mail-quiet-day",
            Self::Away => "reminder-mail-away",
            Self::NoAddress => "reminder-mail-no-address",
        }
    }
}

impl Preference {
    /// Whether a digest of `day` goes by mail.
    #[must_use]
    pub fn by_mail(&self, day: Date, has_address: bool) -> ByMail {
        let from = self.away_from.map(|day| day.0);
        let to = self.away_to.map(|day| day.0);
        let away = (from.is_some() || to.is_some())
            && from.is_none_or(|from| from <= day)
            && to.is_none_or(|to| day <= to);
        if !self.mail {
            ByMail::Off
        } else if self.quiet_days.contains(&day.weekday().to_monday_one_offset()) {
            ByMail::QuietDay
        } else if away {
            ByMail::Away
        } else if has_address {
            ByMail::Yes
        } else {
            ByMail::NoAddress
        }
    }
}

/// The days of the week that may be without mail.
pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn mail_rests_on_quiet_days_and_on_leave() {
        let wish = Preference {
            quiet_days: [5].into(),
            away_from: Some(date(2025, 3, 17).into()),
            away_to: Some(date(2025, 3, 18).into()),
            ..Preference::default()
        };
        let on = |day| wish.by_mail(date(2025, 3, day), true);
        assert_eq!(on(13), ByMail::Yes);
        assert_eq!(on(14), ByMail::QuietDay);
        assert_eq!(
            [16, 17, 18, 19].map(on),
            [ByMail::Yes, ByMail::Away, ByMail::Away, ByMail::Yes]
        );
        assert_eq!(wish.by_mail(date(2025, 3, 13), false), ByMail::NoAddress);
        let none = Preference::default();
        assert_eq!(none.by_mail(date(2025, 3, 14), true), ByMail::Yes);
    }

    #[test]
    fn rules_saved_before_a_kind_was_known_have_the_usual_number() {
        let rules: Rules = serde_json::from_str(r#"{"before":{"month":2},"late_every":2}"#).unwrap();
        assert_eq!(rules.before(Kind::Month), 2);
        assert_eq!(rules.before(Kind::Year), 20);
        assert_eq!((rules.late_every, rules.office_after), (2, 3));
    }
}
