//! What people can do with plans, on both databases.

mod bad_files;
mod files;
mod in_force;
mod journey;
mod later;
mod rights;
