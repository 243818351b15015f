//! SVG drawings to pixels, for readers that do not draw SVG themselves.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::fonts::Fonts;

/// Pixels across: 200 dots an inch over the text width of A4.
const PIXELS: f32 = 1300.0;

/// The drawing as a PNG file. It sees no other files.
pub(super) fn rasterize(svg: &str, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let options = usvg::Options {
        font_family: fonts.family.clone(),
        fontdb: Arc::clone(&fonts.drawing_fonts),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let size = tiny_skia::Size::from_wh(PIXELS, PIXELS * size.height() / size.width())
        .filter(|size| size.height() <= 8.0 * PIXELS)
        .ok_or("the drawing is far taller than wide")?;
    let scale = size.width() / tree.size().width();
    let size = size.to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height()).ok_or("the drawing has no size")?;
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(
        &tree,
        tiny_skia::Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().map_err(|error| error.to_string())
}
