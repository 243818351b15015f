//! Words for readings, remarks, windows and parties.

use plan_reader::plan::{Cadence, TypoReason};
use plan_reader::{Measure, Note, ReadError, Remark};
use schedule::{Frequency, Kind, When, Window};
use ui::{Translator, date};

use crate::features::agency::{Unit, UnitKind};
use crate::features::plan::item::About;
use crate::features::plan::model::Failure;
use crate::features::plan::row::{RowField, UnitSet, Who};

/// Why a file was not read, and what to do.
#[must_use]
pub fn failure_words(t: Translator, failure: &Failure) -> String {
    let Failure::Read(error) = failure else {
        return t.say("plan-unread-broke");
    };
    match error {
        ReadError::Empty => t.say("plan-unread-empty"),
        ReadError::OldOffice { save_as, .. } => {
            t.say_with("plan-unread-old-office", &[("ending", save_as.as_str().into())])
        }
        ReadError::PasswordProtected => t.say("plan-unread-password"),
        ReadError::Scanned { pages } => t.say_with("plan-unread-scanned", &[("pages", (*pages).into())]),
        ReadError::Unsupported { found } => {
            t.say_with("plan-unread-unsupported", &[("found", found.as_str().into())])
        }
        ReadError::Damaged { format, .. } => {
            t.say_with("plan-unread-damaged", &[("format", format.to_string().into())])
        }
        ReadError::ForbiddenXml => t.say("plan-unread-forbidden-xml"),
        ReadError::TooLarge { what, limit, .. } => {
            let megabytes = matches!(what, Measure::Input | Measure::Unpacked);
            let limit = if megabytes { limit >> 20 } else { *limit };
            let key = match what {
                Measure::Input => "plan-unread-too-large",
                Measure::Unpacked | Measure::Ratio => "plan-unread-bomb",
                Measure::Rows => "plan-unread-too-many-rows",
                Measure::Columns => "plan-unread-too-many-columns",
                Measure::Pages => "plan-unread-too-many-pages",
                Measure::Text | Measure::Cells | Measure::Depth => "plan-unread-too-much",
            };
            t.say_with(key, &[("limit", limit.into())])
        }
        ReadError::TooSlow { seconds } => {
            t.say_with("plan-unread-too-slow", &[("seconds", (*seconds).into())])
        }
        ReadError::Cancelled => t.say("plan-unread-cancelled"),
        _ => t.say("plan-unread-broke"),
    }
}

/// What was noticed about the file.
pub(super) fn note_words(t: Translator, note: &Note) -> String {
    match note {
        Note::MacrosIgnored => t.say("plan-note-macros"),
        Note::TrackedChangesAccepted { inserted, deleted } => t.say_with(
            "plan-note-tracked",
            &[("inserted", (*inserted).into()), ("deleted", (*deleted).into())],
        ),
        Note::NameDisagrees { extension, format } => t.say_with(
            "plan-note-name",
            &[
                ("extension", extension.as_str().into()),
                ("format", format.to_string().into()),
            ],
        ),
        Note::LegacyEncoding { encoding, .. } => {
            t.say_with("plan-note-encoding", &[("encoding", encoding.as_str().into())])
        }
        Note::PagesWithoutText { pages } => {
            let pages: Vec<String> = pages.iter().map(ToString::to_string).collect();
            t.say_with("plan-note-pages", &[("pages", pages.join(", ").into())])
        }
        Note::HiddenLeftOut { count } => t.count("plan-note-hidden", *count),
        Note::BadCharacters { count } => t.count("plan-note-characters", *count),
        _ => t.say("plan-note-other"),
    }
}

/// What was noticed about an entry or row.
pub(super) fn about_words(t: Translator, about: &About) -> String {
    let remark = match about {
        About::NewYear { field, text } => {
            let field = field.map_or_else(String::new, |field| field_words(t, field));
            let key = if field.is_empty() {
                "plan-hint-new-year"
            } else {
                "plan-hint-new-year-field"
            };
            return t.say_with(key, &[("field", field.into()), ("text", text.as_str().into())]);
        }
        About::Reading(remark) => remark,
    };
    match remark {
        Remark::BlankNumber => t.say("plan-remark-blank-number"),
        Remark::BlankDate => t.say("plan-remark-blank-date"),
        Remark::NoLetterhead => t.say("plan-remark-no-letterhead"),
        Remark::NoTasks { .. } => t.say("plan-remark-no-tasks"),
        Remark::ColumnsInherited => t.say("plan-remark-columns-inherited"),
        Remark::ReadFromProse => t.say("plan-remark-prose"),
        Remark::Inherited => t.say("plan-remark-inherited"),
        Remark::LeadFromHeading => t.say("plan-remark-lead-heading"),
        Remark::ShortRow => t.say("plan-remark-short-row"),
        Remark::Reference => t.say("plan-remark-reference"),
        Remark::SeveralLeads { count } => t.count("plan-remark-several-leads", *count),
        Remark::Alternatives => t.say("plan-remark-alternatives"),
        Remark::YearAssumed { year } => t.say_with("plan-remark-year-assumed", &[("year", (*year).into())]),
        Remark::Disagrees { other, .. } => {
            t.say_with("plan-remark-disagrees", &[("other", other.as_str().into())])
        }
        Remark::UnreadTime => t.say("plan-remark-unread-time"),
        Remark::SuspectedTypo {
            found,
            suggestion,
            reason,
            ..
        } => {
            let why = t.say(match reason {
                TypoReason::InvalidSyllable => "plan-typo-syllable",
                TypoReason::KnownConfusion => "plan-typo-confusion",
                TypoReason::Repeated => "plan-typo-repeated",
                TypoReason::SplitWord => "plan-typo-split",
            });
            let arguments = [
                ("found", found.as_str().into()),
                ("why", why.into()),
                ("suggestion", suggestion.as_deref().unwrap_or_default().into()),
            ];
            let key = if suggestion.is_some() {
                "plan-remark-typo"
            } else {
                "plan-remark-typo-only"
            };
            t.say_with(key, &arguments)
        }
        _ => t.say("plan-remark-other"),
    }
}

/// What was noticed about a time.
pub(super) fn time_words(t: Translator, remark: &schedule::Remark) -> String {
    use schedule::Remark as Time;
    match remark {
        Time::YearAssumed { year } => t.say_with("plan-time-year-assumed", &[("year", (*year).into())]),
        Time::YearMissing => t.say("plan-time-year-missing"),
        Time::PlanPeriod => t.say("plan-time-plan-period"),
        Time::ReferenceOnly => t.say("plan-time-reference"),
        Time::Approximate => t.say("plan-time-approximate"),
        Time::Tentative => t.say("plan-time-tentative"),
        Time::SeveralTimes => t.say("plan-time-several"),
        Time::Alternatives => t.say("plan-time-alternatives"),
        Time::NoSuchDay { written, taken } => t.say_with(
            "plan-time-no-such-day",
            &[
                ("written", written.as_str().into()),
                ("taken", date(*taken).into()),
            ],
        ),
        Time::EndBeforeStart => t.say("plan-time-backwards"),
        Time::OutsidePlan => t.say("plan-time-outside"),
        Time::Note { text } => t.say_with("plan-time-note", &[("text", text.as_str().into())]),
        Time::NotUnderstood => t.say("plan-time-not-understood"),
        _ => t.say("plan-remark-other"),
    }
}

/// The heading of a field of a row.
pub(super) fn field_words(t: Translator, field: RowField) -> String {
    t.say(&format!("plan-row-{field}"))
}

/// How often a report is due.
pub(super) fn cadence_words(t: Translator, cadence: Cadence) -> String {
    t.say(match cadence {
        Cadence::Week => "plan-cadence-week",
        Cadence::Month => "plan-cadence-month",
        Cadence::Quarter => "plan-cadence-quarter",
        Cadence::HalfYear => "plan-cadence-half-year",
        Cadence::NineMonths => "plan-cadence-nine-months",
        Cadence::Year => "plan-cadence-year",
        Cadence::OnDemand => "plan-cadence-on-demand",
    })
}

/// A window in words with its days: "từ 01/06/2025 đến 30/09/2025".
#[must_use]
pub fn window_words(t: Translator, window: &Window) -> String {
    let (start, end) = (window.start(), window.end());
    let span = match (start, end) {
        (Some(start), Some(end)) if start == end => {
            t.say_with("plan-window-day", &[("day", date(end).into())])
        }
        (Some(start), Some(end)) => t.say_with(
            "plan-window-span",
            &[("start", date(start).into()), ("end", date(end).into())],
        ),
        (Some(start), None) => t.say_with("plan-window-from", &[("start", date(start).into())]),
        (None, Some(end)) => t.say_with("plan-window-by", &[("end", date(end).into())]),
        (None, None) => String::new(),
    };
    let lead = match window.kind() {
        Kind::Continuous => t.say("plan-window-standing"),
        Kind::Recurring => window.recurrence().map_or_else(String::new, |recurrence| {
            t.say(match recurrence.every {
                Frequency::Daily => "plan-window-daily",
                Frequency::Weekly => "plan-window-weekly",
                Frequency::Monthly => "plan-window-monthly",
                Frequency::Quarterly => "plan-window-quarterly",
                Frequency::HalfYearly => "plan-window-half-yearly",
                Frequency::Yearly => "plan-window-yearly",
                Frequency::Unspecified => "plan-window-recurring",
            })
        }),
        Kind::Triggered => t.say_with(
            "plan-window-triggered",
            &[("trigger", window.trigger().unwrap_or_default().into())],
        ),
        Kind::Other if window.when == When::Reference => t.say("plan-window-reference"),
        Kind::Other => t.say("plan-window-unknown"),
        _ => String::new(),
    };
    match (lead.is_empty(), span.is_empty()) {
        (false, false) => format!("{lead}, {span}"),
        (false, true) => lead,
        _ => span,
    }
}

/// Whom a name means, in words.
#[must_use]
pub fn who_words(t: Translator, units: &[Unit], who: &Who) -> String {
    match who {
        Who::Unit(id) => units
            .iter()
            .find(|unit| unit.id == *id)
            .map_or_else(|| t.say("plan-who-gone"), |unit| unit.short_name.clone()),
        Who::AllOf(UnitSet::All) => t.say("plan-who-all"),
        Who::AllOf(UnitSet::Kinds(kinds)) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| kind_words(t, *kind)).collect();
            t.say_with("plan-who-kinds", &[("kinds", kinds.join(", ").into())])
        }
        Who::Everyone => t.say("plan-who-everyone"),
        Who::Outside => t.say("plan-who-outside"),
        Who::Unresolved => t.say("plan-who-unresolved"),
    }
}

fn kind_words(t: Translator, kind: UnitKind) -> String {
    t.say(&format!("plan-unit-kind-{kind}"))
}

/// A choice of whom, as forms send it.
pub(super) fn who_value(who: &Who) -> String {
    match who {
        Who::Unit(id) => format!("unit:{id}"),
        Who::AllOf(UnitSet::All) => "all".to_owned(),
        Who::AllOf(UnitSet::Kinds(kinds)) => {
            let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
            format!("kinds:{}", words.join("+"))
        }
        Who::Everyone => "everyone".to_owned(),
        Who::Outside => "outside".to_owned(),
        Who::Unresolved => String::new(),
    }
}

/// The choice that a form sent; `None` when it is none, or a unit of elsewhere.
pub(super) fn who_of(value: &str, units: &[Unit]) -> Option<Who> {
    Some(match value {
        "" => Who::Unresolved,
        "all" => Who::AllOf(UnitSet::All),
        "everyone" => Who::Everyone,
        "outside" => Who::Outside,
        other => match other.split_once(':')? {
            ("unit", id) => {
                let id = id.parse().ok()?;
                Who::Unit(units.iter().find(|unit| unit.id == id)?.id)
            }
            ("kinds", words) => {
                let kinds: Result<Vec<UnitKind>, _> = words.split('+').map(str::parse).collect();
                Who::AllOf(UnitSet::Kinds(kinds.ok()?))
            }
            _ => return None,
        },
    })
}
