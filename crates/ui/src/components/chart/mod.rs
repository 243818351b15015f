use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::text::{group_digits, percent};
use crate::{Html, Tone, Translator};

/// Figures compared by length: one bar a row, the figure beside it. It is a table, so it reads as one.
///
/// ```
/// use ui::{BarChart, Lang, words};
/// let t = words::own().translator(Lang::Vi);
/// let chart = BarChart::new(t, "Tin bài theo đơn vị").bar("Văn phòng", 12_u64).bar("Thanh tra", 3_u64);
/// assert!(chart.to_string().contains(r#"width="25.00%""#));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/bar_chart.html")]
pub struct BarChart {
    t: Translator,
    caption: String,
    bars: Vec<ChartBar>,
}

#[derive(Clone, Debug)]
struct ChartBar {
    label: String,
    href: Option<String>,
    value: u64,
    whole: Option<u64>,
    tone: Tone,
}

impl BarChart {
    /// An empty chart.
    pub fn new(t: Translator, caption: impl Display) -> Self {
        Self {
            t,
            caption: caption.to_string(),
            bars: Vec::new(),
        }
    }

    /// A bar for a count; the longest count fills the width.
    #[must_use]
    pub fn bar(mut self, label: impl Display, value: impl Borrow<u64>) -> Self {
        self.bars.push(ChartBar {
            label: label.to_string(),
            href: None,
            value: *value.borrow(),
            whole: None,
            tone: Tone::Neutral,
        });
        self
    }

    /// A bar for a share, with its n and N.
    #[must_use]
    pub fn share(mut self, label: impl Display, n: impl Borrow<u64>, whole: impl Borrow<u64>) -> Self {
        self = self.bar(label, n);
        if let Some(bar) = self.bars.last_mut() {
            bar.whole = Some(*whole.borrow());
        }
        self
    }

    /// Sets the tone of the last bar.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        if let Some(bar) = self.bars.last_mut() {
            bar.tone = *tone.borrow();
        }
        self
    }

    /// Makes the label of the last bar a link to the rows that it counts.
    #[must_use]
    pub fn href(mut self, href: impl Display) -> Self {
        if let Some(bar) = self.bars.last_mut() {
            bar.href = Some(safe_href(href));
        }
        self
    }

    fn width(&self, bar: &ChartBar) -> String {
        let longest = self.bars.iter().map(|bar| bar.value).max().unwrap_or(0);
        let whole = bar.whole.unwrap_or(longest);
        let hundredths = (u128::from(bar.value) * 10_000)
            .checked_div(u128::from(whole))
            .unwrap_or(0)
            .min(10_000);
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    }

    fn figure(&self, bar: &ChartBar) -> String {
        let lang = self.t.lang();
        match bar.whole {
            Some(whole) => format!("{} ({}/{whole})", percent(lang, bar.value, whole), bar.value),
            None => group_digits(lang, &bar.value.to_string()),
        }
    }
}

/// Counts over time as columns, for a dozen periods or so, with the figures as a table behind a line.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/column_chart.html")]
pub struct ColumnChart {
    t: Translator,
    caption: String,
    columns: Vec<(String, u64)>,
}

const HEIGHT: u64 = 150;

impl ColumnChart {
    /// Columns from pairs of period and count.
    pub fn new<L: Display>(
        t: Translator,
        caption: impl Display,
        columns: impl IntoIterator<Item = (L, u64)>,
    ) -> Self {
        let columns = columns
            .into_iter()
            .map(|(label, n)| (label.to_string(), n))
            .collect();
        let caption = caption.to_string();
        Self { t, caption, columns }
    }

    fn drawn(&self) -> Vec<Column> {
        let most = self.columns.iter().map(|(_, n)| *n).max().unwrap_or(0).max(1);
        let step = 100.0 / self.columns.len().max(1) as f64;
        let columns = self.columns.iter().enumerate();
        columns
            .map(|(i, (label, n))| {
                let height =
                    u64::try_from(u128::from(*n) * u128::from(HEIGHT) / u128::from(most)).unwrap_or(HEIGHT);
                let at = i as f64 * step;
                Column {
                    label: label.clone(),
                    figure: group_digits(self.t.lang(), &n.to_string()),
                    at: format!("{:.3}%", at + step * 0.18),
                    width: format!("{:.3}%", step * 0.64),
                    middle: format!("{:.3}%", at + step / 2.0),
                    top: 24 + HEIGHT - height,
                    height,
                }
            })
            .collect()
    }
}

struct Column {
    label: String,
    figure: String,
    at: String,
    width: String,
    middle: String,
    top: u64,
    height: u64,
}

/// A line as small as a word; the figures stand in the words that screen readers hear.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/sparkline.html")]
pub struct Sparkline {
    label: String,
    values: Vec<u64>,
}

impl Sparkline {
    /// A line through `values`, which `label` describes.
    pub fn new(label: impl Display, values: impl IntoIterator<Item = u64>) -> Self {
        Self {
            label: label.to_string(),
            values: values.into_iter().collect(),
        }
    }

    fn points(&self) -> String {
        let most = self.values.iter().copied().max().unwrap_or(0).max(1);
        let last = self.values.len().saturating_sub(1).max(1);
        let point = |(i, value): (usize, &u64)| {
            let (x, y) = (
                i as f64 * 100.0 / last as f64,
                28.0 - *value as f64 * 26.0 / most as f64,
            );
            format!("{x:.1},{y:.1}")
        };
        self.values
            .iter()
            .enumerate()
            .map(point)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn words(&self) -> String {
        let values: Vec<String> = self.values.iter().map(ToString::to_string).collect();
        format!("{}: {}", self.label, values.join(", "))
    }
}

components!(BarChart, ColumnChart, Sparkline);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let bars = BarChart::new(s.t, s.w("Tin bài theo đơn vị"))
        .bar(s.w("Văn phòng"), 128)
        .href("/tin?unit=1")
        .bar(s.w("Phòng Quản lý nhà và thị trường bất động sản"), 64)
        .bar(s.w("Thanh tra"), 0);
    let shares = BarChart::new(s.t, s.w("Đúng hạn theo đơn vị"))
        .share(s.w("Văn phòng"), 11, 12)
        .tone(Tone::Good)
        .share(s.w("Trung tâm Quy hoạch"), 3, 8)
        .tone(Tone::Bad);
    let counts = [4, 9, 12, 7, 15, 22, 18, 11, 9, 14, 20, 6];
    let months = [
        "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12",
    ];
    let columns = ColumnChart::new(
        s.t,
        s.w("Tin bài theo tháng"),
        months.map(|m| s.w(m)).into_iter().zip(counts),
    );
    let line: Html = Sparkline::new(s.w("12 tháng gần nhất"), counts).into();
    vec![
        Example::new("counts", bars),
        Example::new("shares", shares),
        Example::new("columns", columns),
        Example::new("in a line of text", line),
    ]
}
