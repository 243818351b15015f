//! Puts the house together: configuration, state, the one list of features, and the server.

pub mod backup;
pub mod config;
mod feature;
mod health;
pub mod instance;
mod router;
mod schema;
mod seal;
pub mod serve;
mod state;
mod words;

pub use config::Config;
pub use feature::{Feature, ListSubjects, NavEntry, SubjectSource, SubjectTitle, features, runner};
pub use router::router;
pub use schema::migrations;
pub use seal::{KEY_FILE, SealError, SealingKey};
pub use state::{App, StartError};
pub use words::catalogue;
