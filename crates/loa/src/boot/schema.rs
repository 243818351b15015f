//! The one chronological list of migrations, embedded.

use db::Migration;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "migrations/"]
#[include = "*.sql"]
struct Sql;

/// The place of the job tables among them.
const JOBS: &str = "0007_job.sql";

/// All steps in order of their file names.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    let mut names: Vec<_> = Sql::iter().collect();
    names.push(JOBS.into());
    names.sort();
    names
        .iter()
        .filter_map(|name| {
            if name == JOBS {
                return Some(jobs::migration(JOBS));
            }
            let file = Sql::get(name)?;
            Some(Migration::from_file(
                name,
                String::from_utf8_lossy(&file.data).into_owned(),
            ))
        })
        .collect()
}
