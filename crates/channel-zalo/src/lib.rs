#![doc = include_str!("../README.md")]

mod account;
mod article;
mod call;
mod config;
#[cfg(feature = "contract")]
pub mod contract;
mod error;
mod keeper;
pub mod limits;
mod message;
mod oauth;
mod publish;
mod store;
mod token;
pub mod webhook;

pub use account::{Health, Quota};
pub use article::{Article, ArticleToken, Block, Cover, Fault, Listed, Published, Visibility};
pub use call::{Rate, Zalo};
pub use channel_http::{
    Base, BaseError, Clock, HttpConfig, HttpError, Look, Need, Reason, Receipt, Secret, SendError,
};
pub use config::Config;
pub use error::{Class, class};
pub use message::{Audience, Message};
pub use oauth::Verifier;
pub use store::{MemoryStore, Record, StoreError, TokenStore};
pub use token::{TokenError, TokenState};
