//! The capabilities, ground floor first. A feature may use those above it in this list, never one below,
//! and only what that feature's `mod.rs` makes public: `store` modules are private to their folder.

pub mod agency;
pub mod file;
pub mod once;

pub mod audit;

pub mod account;

pub mod setup;

pub mod evidence;

pub mod approval;

pub mod delivery;

pub mod admin;

pub mod recovery;

pub mod plan;

pub mod task;

pub mod organisation;

pub mod content;

pub mod reminder;

pub mod report;

pub mod gap;

pub mod demo;

pub mod workspace;
