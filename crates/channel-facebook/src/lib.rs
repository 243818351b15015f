#![doc = include_str!("../README.md")]

mod account;
mod call;
mod config;
#[cfg(feature = "contract")]
pub mod contract;
mod error;
pub mod limits;
mod post;
mod publish;
mod read;
mod usage;

pub use account::{Health, PageAccess};
pub use call::Page;
pub use channel_http::{
    Base, BaseError, Clock, HttpConfig, HttpError, Look, Need, Reason, Receipt, Secret, SendError,
};
pub use config::{App, Config};
pub use error::{Class, class};
pub use post::{Fault, Photo, Post};
pub use read::{Figures, Listed};
pub use usage::Usage;
