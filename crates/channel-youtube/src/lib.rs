#![doc = include_str!("../README.md")]

mod call;
mod config;
#[cfg(feature = "contract")]
pub mod contract;
mod error;
pub mod limits;
mod publish;
mod read;
mod source;
mod token;
mod upload;
mod video;

pub use call::Channel;
pub use channel_http::{
    Base, BaseError, Clock, HttpConfig, HttpError, Look, Need, Reason, Receipt, Secret, SendError,
};
pub use config::Config;
pub use read::{Health, Listed, Statistics};
pub use source::{FileSource, MemorySource, Source};
pub use upload::Session;
pub use video::{Fault, Privacy, Video};
