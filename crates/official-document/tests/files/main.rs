//! The files that come out, read by other programs.
#![cfg(feature = "pdf")]

#[cfg(test)]
mod common;
#[cfg(test)]
mod page;
#[cfg(test)]
mod word;
