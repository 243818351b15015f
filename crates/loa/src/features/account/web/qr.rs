//! A QR code as SVG: no script, no style, prints sharp.

use std::fmt::Write;

use qrcode::{Color, QrCode};
use ui::Html;

/// Light modules around the code, so that cameras find its edge (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// Draws `text`, read out as `label`.
///
/// # Errors
/// When the text is too long for a QR code (about 2,900 bytes).
pub(super) fn qr(text: &str, label: &str) -> anyhow::Result<Html> {
    let code = QrCode::new(text.as_bytes())?;
    let (width, modules) = (code.width(), code.to_colors());
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (row, line) in modules.chunks(width).enumerate() {
        for (column, module) in line.iter().enumerate() {
            if *module == Color::Dark {
                write!(path, "M{} {}h1v1h-1z", column + QUIET, row + QUIET)?;
            }
        }
    }
    Ok(Html::trusted(format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" width=\"220\" height=\"220\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>",
        Html::text(label)
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_cannot_break_out() {
        let svg = qr("otpauth://totp/x", "\"><script>").unwrap().to_string();
        assert!(svg.starts_with("<svg") && !svg.contains("<script>"));
        assert!(
            svg.contains("M4 4h1v1h-1z"),
            "the corner of the finder stands inside the quiet zone"
        );
    }
}
