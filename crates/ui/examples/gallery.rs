//! Writes the gallery and its assets to a folder that any web server can serve:
//! `cargo run -p ui --example gallery -- target/gallery`

use std::path::PathBuf;
use std::{env, fs, io};

use ui::{Lang, assets, gallery, words};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args_os().nth(1).unwrap_or_else(|| "target/gallery".into()));
    let to = folder.join("assets");
    fs::create_dir_all(&to)?;
    for name in assets::names() {
        let address = assets::asset(&name);
        let file = address.trim_start_matches(assets::PREFIX);
        if let Some(asset) = assets::get(file) {
            fs::write(to.join(file), asset.bytes)?;
        }
    }
    fs::write(
        folder.join("index.html"),
        gallery::render(words::own().translator(Lang::Vi)),
    )?;
    fs::write(
        folder.join("english.html"),
        gallery::render(words::own().translator(Lang::En)),
    )?;
    fs::write(
        folder.join("public.html"),
        gallery::render_public(words::own().translator(Lang::Vi)),
    )?;
    fs::write(
        folder.join("plain.html"),
        gallery::render_plain(words::own().translator(Lang::Vi)),
    )
}
