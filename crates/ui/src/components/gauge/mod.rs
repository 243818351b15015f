use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::text::percent;
use crate::{Html, Tone, Translator};

/// A half circle that fills up to a target; n and N stand under the percentage.
///
/// ```
/// use ui::{Gauge, Lang, words};
/// let t = words::own().translator(Lang::Vi);
/// let html = Gauge::new(t, "Công chức nắm nội dung", 132_u64, 165_u64).target(80).to_string();
/// assert!(html.contains("80%") && html.contains("132/165"));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/gauge/gauge.html")]
pub struct Gauge {
    t: Translator,
    label: String,
    n: u64,
    whole: u64,
    target: Option<u8>,
    tone: Option<Tone>,
    note: String,
}

impl Gauge {
    /// The share `n` of `whole`.
    pub fn new(t: Translator, label: impl Display, n: impl Borrow<u64>, whole: impl Borrow<u64>) -> Self {
        Self {
            t,
            label: label.to_string(),
            n: *n.borrow(),
            whole: *whole.borrow(),
            target: None,
            tone: None,
            note: String::new(),
        }
    }

    /// The target in per cent. It is reached by the exact ratio, not by the rounded figure.
    #[must_use]
    pub fn target(mut self, percent: impl Borrow<u8>) -> Self {
        self.target = Some((*percent.borrow()).min(100));
        self
    }

    /// Sets the tone; by itself it is good once the target is reached, else "look soon".
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = Some(*tone.borrow());
        self
    }

    /// A sentence on where the figure comes from.
    #[must_use]
    pub fn note(mut self, note: impl Display) -> Self {
        self.note = note.to_string();
        self
    }

    fn reached(&self) -> bool {
        let target = u128::from(self.target.unwrap_or(0));
        self.whole > 0 && u128::from(self.n) * 100 >= target * u128::from(self.whole)
    }

    fn shown_tone(&self) -> Tone {
        self.tone.unwrap_or(match (self.target, self.reached()) {
            (None, _) => Tone::Neutral,
            (Some(_), true) => Tone::Good,
            (Some(_), false) => Tone::Warn,
        })
    }

    fn percent(&self) -> String {
        percent(self.t.lang(), self.n, self.whole)
    }

    /// Length of the arc of which 1000 is the half circle.
    fn arc(&self) -> u128 {
        let filled = u128::from(self.n) * 1000;
        filled.checked_div(u128::from(self.whole)).unwrap_or(0).min(1000)
    }

    fn target_angle(&self) -> f32 {
        f32::from(self.target.unwrap_or(0)) * 1.8
    }

    fn target_words(&self) -> String {
        let percent = format!("{}%", self.target.unwrap_or(0));
        let key = if self.reached() {
            "ui-target-reached"
        } else {
            "ui-target"
        };
        self.t.say_with(key, &[("target", percent.into())])
    }
}

components!(Gauge);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let gauges: [Html; 4] = [
        Gauge::new(s.t, s.w("Công chức nắm nội dung"), 132, 165)
            .target(80)
            .into(),
        Gauge::new(s.t, s.w("Đơn vị gửi báo cáo"), 7, 12)
            .target(100)
            .note(s.w("Sổ theo dõi của Văn phòng, tính đến 31/03/2025."))
            .into(),
        Gauge::new(s.t, s.w("Chưa khảo sát"), 0, 0).target(80).into(),
        Gauge::new(s.t, s.w("Không có chỉ tiêu"), 1, 3).into(),
    ];
    vec![Example::grid("reached, not yet, no data, no target", gauges)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_reached_by_the_exact_ratio() {
        let t = crate::words::own().translator(crate::Lang::Vi);
        let reached = |n: u64, whole: u64| Gauge::new(t, "", n, whole).target(80).reached();
        assert!(reached(4, 5));
        assert!(!reached(7_999, 10_000), "80% when rounded, yet not reached");
        assert!(!reached(0, 0));
        assert_eq!(Gauge::new(t, "", 9, 6).arc(), 1000);
    }
}
