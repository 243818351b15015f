#![doc = include_str!("../README.md")]

mod connect;
mod constraint;
mod copy;
mod group;
mod migrate;
#[cfg(feature = "testing")]
pub mod testing;
mod value;

pub use connect::{Backend, ConnectError, Db, Tx};
pub use constraint::{Constraint, classify};
pub use copy::{CopyError, Snapshot, TableSum};
pub use group::GroupError;
pub use migrate::{MigrateError, Migration, migrate, pending};
pub use value::{CivilDate, Instant, Json, UnknownWord, new_id};

#[doc(hidden)]
pub use {sea_orm, serde, uuid};
