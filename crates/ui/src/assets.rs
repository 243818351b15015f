//! Styles, scripts, fonts and icons built by `npm run build` in `frontend/`: embedded in release, read from disk in debug.
//!
//! Names carry a hash of the content, so a browser may keep them for ever. Before the first `npm run build` the set is
//! empty: pages render, unstyled, and [`built`] says so.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
struct Dist;

/// Where the product serves the assets.
pub const PREFIX: &str = "/assets/";

/// One built file.
pub struct Asset {
    /// The content.
    pub bytes: Cow<'static, [u8]>,
    /// The same compressed with brotli, when that makes it smaller.
    pub brotli: Option<Cow<'static, [u8]>>,
    /// Value for `Content-Type`.
    pub media_type: String,
    /// Whether the name carries the hash of the content, so that it never changes.
    pub immutable: bool,
}

/// The address of the asset with the plain name `name`: `app.css` gives `/assets/app.<hash>.css`.
///
/// An unknown name gives `/assets/<name>`, which answers "not found": visible, never a panic.
pub fn asset(name: &str) -> String {
    with_manifest(|manifest| format!("{PREFIX}{}", manifest.get(name).map_or(name, String::as_str)))
}

/// The file behind `path`, which is what follows [`PREFIX`].
pub fn get(path: &str) -> Option<Asset> {
    if path.ends_with(".br") {
        return None;
    }
    let file = Dist::get(path)?;
    let media_type = file.metadata.mimetype();
    let text = media_type.starts_with("text/") || media_type.ends_with("javascript");
    Some(Asset {
        brotli: Dist::get(&format!("{path}.br")).map(|file| file.data),
        media_type: if text {
            format!("{media_type}; charset=utf-8")
        } else {
            media_type.to_owned()
        },
        immutable: with_manifest(|manifest| manifest.values().any(|hashed| hashed == path)),
        bytes: file.data,
    })
}

/// Whether the front end was built into this program.
pub fn built() -> bool {
    Dist::get("manifest.json").is_some()
}

/// Plain names of all assets, in order.
pub fn names() -> Vec<String> {
    with_manifest(|manifest| manifest.keys().cloned().collect())
}

type Manifest = BTreeMap<String, String>;

fn read_manifest() -> Manifest {
    Dist::get("manifest.json")
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default()
}

/// Read once: after `npm run build` a running program is started again.
fn with_manifest<T>(read: impl FnOnce(&Manifest) -> T) -> T {
    static MANIFEST: OnceLock<Manifest> = OnceLock::new();
    read(MANIFEST.get_or_init(read_manifest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_asset_has_an_address_but_no_file() {
        assert_eq!(asset("no-such.css"), "/assets/no-such.css");
        assert!(get("no-such.css").is_none());
        assert!(get("../Cargo.toml").is_none());
    }

    #[test]
    fn every_built_asset_is_immutable_and_typed() {
        for name in names() {
            let address = asset(&name);
            let file = get(address.trim_start_matches(PREFIX)).unwrap();
            assert!(file.immutable, "{name}");
            assert!(!file.media_type.contains("octet-stream"), "{name}");
            assert!(!file.bytes.is_empty(), "{name}");
        }
    }
}
