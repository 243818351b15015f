//! Pictures in the text.

use super::unit::emu;
use super::xml::Xml;
use crate::WriteError;
use crate::compose::pixels;
use crate::model::Picture;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// Identifier under which Word looks for the SVG beside its raster copy.
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// Turns an SVG text into a PNG file, or says why not.
pub(crate) type Rasterize<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, String>;

/// A picture ready for the package.
pub(super) struct Media {
    pub(super) png: Vec<u8>,
    pub(super) svg: Option<String>,
    /// Height divided by width.
    ratio: f32,
}

impl Media {
    /// Reads the picture; `number` counts from 1.
    pub(super) fn read(
        picture: &Picture,
        number: usize,
        rasterize: Option<Rasterize<'_>>,
    ) -> Result<Self, WriteError> {
        let unreadable = |reason| WriteError::Picture { number, reason };
        let (png, svg) = match picture {
            Picture::Png { png } => (png.clone(), None),
            Picture::Svg { svg } => {
                let rasterize = rasterize.ok_or(WriteError::FontsNeeded { number })?;
                (rasterize(svg).map_err(unreadable)?, Some(svg.clone()))
            }
        };
        let ratio = ratio(&png).ok_or_else(|| unreadable("not a PNG file".to_owned()))?;
        Ok(Self { png, svg, ratio })
    }

    /// Draws the picture inside a run: `width` and the most height in millimetres.
    pub(super) fn draw(&self, xml: &mut Xml, index: usize, width: f32, most: f32, description: &str) {
        let width = width.min(most / self.ratio);
        let (cx, cy) = (emu(width), emu(width * self.ratio));
        let (id, name) = (index + 1, format!("Hình {}", index + 1));
        xml.element("w:drawing", &[], |xml| {
            xml.element(
                "wp:inline",
                &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)],
                |xml| {
                    xml.empty("wp:extent", &[("cx", &cx), ("cy", &cy)]);
                    xml.empty(
                        "wp:docPr",
                        &[("id", &id), ("name", &name), ("descr", &description)],
                    );
                    xml.element("a:graphic", &[("xmlns:a", &DRAWING)], |xml| {
                        xml.element("a:graphicData", &[("uri", &PICTURE)], |xml| {
                            self.graphic(xml, index, &name, (cx, cy));
                        });
                    });
                },
            );
        });
    }

    fn graphic(&self, xml: &mut Xml, index: usize, name: &str, (cx, cy): (i32, i32)) {
        xml.element("pic:pic", &[("xmlns:pic", &PICTURE)], |xml| {
            xml.element("pic:nvPicPr", &[], |xml| {
                xml.empty("pic:cNvPr", &[("id", &(index + 1)), ("name", &name)]);
                xml.empty("pic:cNvPicPr", &[]);
            });
            xml.element("pic:blipFill", &[], |xml| {
                xml.element("a:blip", &[("r:embed", &format!("rPicture{index}"))], |xml| {
                    if self.svg.is_some() {
                        xml.element("a:extLst", &[], |xml| {
                            xml.element("a:ext", &[("uri", &SVG_EXTENSION)], |xml| {
                                let drawing = format!("rDrawing{index}");
                                xml.empty("asvg:svgBlip", &[("xmlns:asvg", &SVG), ("r:embed", &drawing)]);
                            });
                        });
                    }
                });
                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
            });
            xml.element("pic:spPr", &[], |xml| {
                xml.element("a:xfrm", &[], |xml| {
                    xml.empty("a:off", &[("x", &0), ("y", &0)]);
                    xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]);
                });
                xml.element("a:prstGeom", &[("prst", &"rect")], |xml| {
                    xml.empty("a:avLst", &[])
                });
            });
        });
    }
}

/// Height divided by width.
fn ratio(png: &[u8]) -> Option<f32> {
    let (width, height) = pixels(png)?;
    #[expect(clippy::cast_precision_loss, reason = "pixels are few")]
    let ratio = height as f32 / width as f32;
    Some(ratio.clamp(0.001, 1000.0))
}
