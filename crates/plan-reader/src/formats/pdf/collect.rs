//! Characters and drawn lines of one page, as they are seen: x to the right, y downwards.

use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, PathOp, Transform};

use crate::ReadError;
use crate::limits::Meter;

/// A character with its place.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) x: f64,
    /// Baseline.
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
}

/// A drawn line, level or upright.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) x0: f64,
    pub(super) y0: f64,
    pub(super) x1: f64,
    pub(super) y1: f64,
}

impl Rule {
    pub(super) fn is_level(&self) -> bool {
        (self.x1 - self.x0) >= (self.y1 - self.y0)
    }
}

/// What a page draws, collected.
pub(super) struct Collector {
    pub(super) marks: Vec<Mark>,
    pub(super) rules: Vec<Rule>,
    pub(super) stopped: Option<ReadError>,
    pub(super) width: f64,
    pub(super) height: f64,
    meter: Meter,
    turn: i64,
    origin: (f64, f64),
    size: (f64, f64),
}

/// Marks and rules kept of one page.
const MOST: usize = 400_000;

impl Collector {
    pub(super) fn new(meter: &Meter, turn: i64) -> Self {
        Self {
            marks: Vec::new(),
            rules: Vec::new(),
            stopped: None,
            width: 595.0,
            height: 842.0,
            meter: meter.clone(),
            turn,
            origin: (0.0, 0.0),
            size: (595.0, 842.0),
        }
    }

    /// A point of the page's own space as it is seen.
    fn seen(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = (x - self.origin.0, y - self.origin.1);
        let (width, height) = self.size;
        match self.turn {
            90 => (y, x),
            180 => (width - x, y),
            270 => (height - y, width - x),
            _ => (x, height - y),
        }
    }

    fn go_on(&mut self) -> Result<(), OutputError> {
        let full = self.marks.len() + self.rules.len() > MOST;
        match self.meter.tick() {
            Ok(()) if !full => Ok(()),
            Ok(()) => Ok(()),
            Err(error) => {
                self.stopped = Some(error);
                Err(OutputError::IoError(std::io::Error::other("stopped")))
            }
        }
    }

    fn add_rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (x0, x1) = (from.0.min(to.0), from.0.max(to.0));
        let (y0, y1) = (from.1.min(to.1), from.1.max(to.1));
        let thin = (x1 - x0).min(y1 - y0) <= 2.5;
        let long = (x1 - x0).max(y1 - y0) >= 4.0;
        if thin && long && self.rules.len() < MOST {
            self.rules.push(Rule { x0, y0, x1, y1 });
        }
    }

    fn path(&mut self, ctm: &Transform, path: &Path, filled: bool) {
        let mut piece: Vec<(f64, f64)> = Vec::new();
        let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
        let at = |x: f64, y: f64| {
            (
                ctm.m11 * x + ctm.m21 * y + ctm.m31,
                ctm.m12 * x + ctm.m22 * y + ctm.m32,
            )
        };
        for op in &path.ops {
            match *op {
                PathOp::MoveTo(x, y) => {
                    pieces.push(std::mem::take(&mut piece));
                    piece.push(at(x, y));
                }
                PathOp::LineTo(x, y) | PathOp::CurveTo(.., x, y) => piece.push(at(x, y)),
                PathOp::Rect(x, y, w, h) => {
                    pieces.push(vec![
                        at(x, y),
                        at(x + w, y),
                        at(x + w, y + h),
                        at(x, y + h),
                        at(x, y),
                    ]);
                }
                PathOp::Close => {
                    if let Some(first) = piece.first().copied() {
                        piece.push(first);
                    }
                }
            }
        }
        pieces.push(piece);
        for piece in pieces.into_iter().filter(|piece| piece.len() > 1) {
            let piece: Vec<(f64, f64)> = piece.into_iter().map(|(x, y)| self.seen(x, y)).collect();
            if filled {
                // A line drawn as a thin filled shape.
                let low = piece.iter().fold((f64::MAX, f64::MAX), |low, point| {
                    (low.0.min(point.0), low.1.min(point.1))
                });
                let high = piece.iter().fold((f64::MIN, f64::MIN), |high, point| {
                    (high.0.max(point.0), high.1.max(point.1))
                });
                self.add_rule(low, high);
            } else {
                for pair in piece.windows(2) {
                    if let [from, to] = pair {
                        self.add_rule(*from, *to);
                    }
                }
            }
        }
    }
}

impl OutputDev for Collector {
    fn begin_page(
        &mut self,
        _number: u32,
        media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.origin = (media.llx, media.lly);
        self.size = (media.urx - media.llx, media.ury - media.lly);
        let turned = self.turn == 90 || self.turn == 270;
        (self.width, self.height) = if turned {
            (self.size.1, self.size.0)
        } else {
            self.size
        };
        self.go_on()
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        trm: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        char: &str,
    ) -> Result<(), OutputError> {
        self.go_on()?;
        let size = (trm.m11 * trm.m22 - trm.m12 * trm.m21).abs().sqrt() * font_size;
        let (x, y) = self.seen(trm.m31, trm.m32);
        if self.marks.len() < MOST && x.is_finite() && y.is_finite() && size.is_finite() && size > 0.5 {
            self.marks.push(Mark {
                text: char.to_owned(),
                x,
                y,
                width: width * size,
                size,
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        self.go_on()?;
        self.path(ctm, path, false);
        Ok(())
    }

    fn fill(&mut self, ctm: &Transform, _: &ColorSpace, _: &[f64], path: &Path) -> Result<(), OutputError> {
        self.go_on()?;
        self.path(ctm, path, true);
        Ok(())
    }
}
