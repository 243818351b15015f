//! The one chronological list of migrations, embedded.

use db::Migration;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "migrations/"]
#[include = "*.sql"]
struct Sql;

/// All steps in order of their file names.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    let mut names: Vec<_> = Sql::iter().collect();
    names.sort();
    names
        .iter()
        .filter_map(|name| {
            let file = Sql::get(name)?;
            Some(Migration::from_file(
                name,
                String::from_utf8_lossy(&file.data).into_owned(),
            ))
        })
        .collect()
}
