use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::text::percent;
use crate::{Icon, Tone, Translator};

/// Where a figure is heading, in words: the arrow alone would not say whether up is good.
#[derive(Clone, Debug)]
pub struct Trend {
    up: bool,
    text: String,
    tone: Tone,
}

impl Trend {
    /// It went up; `text` says by how much and since when.
    pub fn up(text: impl Display, tone: Tone) -> Self {
        let text = text.to_string();
        Self { up: true, text, tone }
    }

    /// It went down.
    pub fn down(text: impl Display, tone: Tone) -> Self {
        let text = text.to_string();
        Self {
            up: false,
            text,
            tone,
        }
    }

    fn icon(&self) -> Icon {
        if self.up {
            Icon::new("trending-up")
        } else {
            Icon::new("trending-down")
        }
    }
}

/// One figure, with what it is out of, and a link to the rows that it counts.
///
/// ```
/// use ui::{Lang, StatCard, words};
/// let t = words::own().translator(Lang::Vi);
/// let html = StatCard::share(t, "Nhiệm vụ đúng hạn", 42_u64, 56_u64).to_string();
/// assert!(html.contains("75%") && html.contains("42/56"));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/stat_card/stat_card.html")]
pub struct StatCard {
    label: String,
    figure: String,
    of: String,
    progress: Option<(u64, u64)>,
    hint: String,
    tone: Tone,
    icon: Option<Icon>,
    href: Option<String>,
    trend: Option<Trend>,
}

impl StatCard {
    /// A plain figure.
    pub fn new(label: impl Display, figure: impl Display) -> Self {
        Self {
            label: label.to_string(),
            figure: figure.to_string(),
            of: String::new(),
            progress: None,
            hint: String::new(),
            tone: Tone::Neutral,
            icon: None,
            href: None,
            trend: None,
        }
    }

    /// A percentage, always with its n and N beside it.
    pub fn share(t: Translator, label: impl Display, n: impl Borrow<u64>, whole: impl Borrow<u64>) -> Self {
        let (n, whole) = (*n.borrow(), *whole.borrow());
        let mut card = Self::new(label, percent(t.lang(), n, whole));
        card.of = format!("{n}/{whole}");
        card.progress = (whole > 0).then_some((n.min(whole), whole));
        card
    }

    /// A line under the figure.
    #[must_use]
    pub fn hint(mut self, hint: impl Display) -> Self {
        self.hint = hint.to_string();
        self
    }

    /// Sets the tone.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = *tone.borrow();
        self
    }

    /// An icon beside the label.
    #[must_use]
    pub fn icon(mut self, name: impl Display) -> Self {
        self.icon = Some(Icon::new(name));
        self
    }

    /// Where the rows are that the figure counts.
    #[must_use]
    pub fn href(mut self, href: impl Display) -> Self {
        self.href = Some(safe_href(href));
        self
    }

    /// Where it is heading.
    #[must_use]
    pub fn trend(mut self, trend: Trend) -> Self {
        self.trend = Some(trend);
        self
    }
}

components!(StatCard);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let cards = [
        StatCard::share(s.t, s.w("Nhiệm vụ đúng hạn"), 42, 56)
            .tone(Tone::Good)
            .href("/viec?trang-thai=dung-han")
            .trend(Trend::up(s.w("tăng 5 so với quý trước"), Tone::Good)),
        StatCard::new(s.w("Quá hạn"), 3)
            .tone(Tone::Bad)
            .icon("clock-exclamation")
            .href("/viec?trang-thai=qua-han")
            .hint(s.w("Trung tâm Quy hoạch giữ 2 việc")),
        StatCard::new(s.w("Tin bài đã đăng"), 128)
            .icon("news")
            .trend(Trend::down(s.w("giảm 12 so với tháng trước"), Tone::Warn)),
        StatCard::share(s.t, s.w("Cán bộ nắm nội dung"), 0, 0).hint(s.w("Chưa khảo sát")),
    ];
    vec![Example::grid("figures", cards.map(Into::into))]
}
