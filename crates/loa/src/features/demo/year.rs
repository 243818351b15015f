//! The demo year as data.

use jiff::civil::Date;
use serde::Deserialize;

use crate::features::account::Role;
use crate::features::evidence::Form;

/// The text of `year.toml`.
const YEAR: &str = include_str!("year.toml");
/// The plan, as its agency would send it.
pub(super) const PLAN: &str = include_str!("plan.md");

/// What happens in the demo year.
#[derive(Debug, Deserialize)]
pub struct Year {
    /// Everyone's password.
    pub password: String,
    /// The day on which the demo's clock starts.
    pub today: Date,
    pub(super) agency: Agency,
    /// Who works there.
    pub people: Vec<Person>,
    pub(super) done: Vec<Work>,
    pub(super) shown: Vec<Work>,
    pub(super) targets: Vec<TargetValue>,
    pub(super) difficulties: Vec<Said>,
    pub(super) comments: Vec<Said>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Agency {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) symbol: String,
    pub(super) place: String,
    pub(super) parent: String,
    pub(super) units: Vec<String>,
}

/// Someone to sign in as.
#[derive(Debug, Deserialize)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Position.
    pub title: String,
    pub(super) unit: String,
    /// Address to sign in with.
    pub email: String,
    /// Role.
    pub role: Role,
}

#[derive(Debug, Deserialize)]
pub(super) struct Work {
    pub(super) task: String,
    pub(super) by: String,
    pub(super) on: Date,
    pub(super) title: String,
    pub(super) form: Form,
    #[serde(default)]
    pub(super) number: String,
    #[serde(default = "one")]
    pub(super) quantity: i64,
    pub(super) people: Option<i64>,
    #[serde(default)]
    pub(super) photo: bool,
    /// The occurrence that it fulfils, by its due day.
    pub(super) occurrence: Option<Date>,
    /// Left for the visitor to accept.
    #[serde(default)]
    pub(super) waiting: bool,
}

fn one() -> i64 {
    1
}

#[derive(Debug, Deserialize)]
pub(super) struct TargetValue {
    pub(super) percent: i64,
    pub(super) reached: i64,
    pub(super) total: i64,
    pub(super) on: Date,
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Said {
    pub(super) task: String,
    pub(super) by: String,
    pub(super) on: Date,
    pub(super) text: String,
}

impl Year {
    /// The year that comes with the program.
    ///
    /// # Errors
    /// When the embedded file is not as it should be, which a test keeps from being released.
    pub fn embedded() -> Result<Self, toml::de::Error> {
        toml::from_str(YEAR)
    }
}
