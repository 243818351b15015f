#![doc = include_str!("../README.md")]

pub mod boot;
pub mod cli;
pub mod clock;
#[cfg(test)]
mod crawl;
pub mod desk;
pub mod features;
pub mod fonts;
pub mod policy;
#[cfg(test)]
mod testing;
