#![doc = include_str!("../README.md")]

pub mod assets;
mod components;
pub mod gallery;
mod html;
mod link;
mod page;
mod text;
mod tone;
pub mod words;

pub use assets::asset;
pub use components::*;
pub use html::{Attributes, Html};
pub use link::Link;
pub use page::{Brand, NavGroup, NavItem, Page, Theme, UserMenu};
pub use text::{MaybeText, date, date_time, file_size, group_digits, parse_date, percent};
pub use tone::Tone;
pub use words::{Catalogue, Lang, Translator, Value};
