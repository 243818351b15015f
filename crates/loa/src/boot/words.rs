//! The words of all features: `words.vi.ftl` and `words.en.ftl` in each folder, embedded.

use std::borrow::Cow;
use std::sync::OnceLock;

use rust_embed::RustEmbed;
use ui::words::Source;
use ui::{Catalogue, Lang};

#[derive(RustEmbed)]
#[folder = "src/"]
#[include = "**/words.*.ftl"]
struct Files;

/// The catalogue of the whole product.
///
/// # Panics
/// When a words file is broken or a key is there twice; a test keeps that from being released.
#[expect(
    clippy::panic,
    reason = "a broken words file is a broken build, which a test shows"
)]
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let sources: Vec<Source> = Files::iter().filter_map(|name| source(&name)).collect();
        Catalogue::build(&sources).unwrap_or_else(|error| panic!("words: {error}"))
    })
}

/// The catalogue lives as long as the process, so its texts may too.
fn source(name: &str) -> Option<Source> {
    let lang = if name.ends_with(".vi.ftl") {
        Lang::Vi
    } else {
        Lang::En
    };
    let file = Files::get(name)?;
    let text: &'static str = match file.data {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).ok()?,
        Cow::Owned(bytes) => String::from_utf8(bytes).ok()?.leak(),
    };
    Some(Source::new(lang, name.to_owned().leak(), text))
}
