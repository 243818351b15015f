use serde::{Deserialize, Serialize};

/// Measures of the page. The preset lies inside the ranges of the Decree; an agency may choose
/// others, and [`check`](crate::check) says when one leaves its range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    /// Top margin in millimetres.
    pub margin_top: f32,
    /// Bottom margin in millimetres.
    pub margin_bottom: f32,
    /// Left margin in millimetres.
    pub margin_left: f32,
    /// Right margin in millimetres.
    pub margin_right: f32,
    /// Size of the body in points.
    pub body_size: f32,
    /// Indent of a first line in millimetres.
    pub first_line: f32,
    /// Gap between paragraphs in points.
    pub paragraph_gap: f32,
    /// Line spacing as a multiple of single spacing.
    pub line_spacing: f32,
    /// Size of the page number in points.
    pub page_number_size: f32,
    /// Size of quốc hiệu, superior and issuer in points.
    pub head_size: f32,
    /// Size of tiêu ngữ, number, place and date in points.
    pub motto_size: f32,
    /// Size of text in tables in points; the Decree leaves it open.
    pub table_size: f32,
}

impl Default for Layout {
    fn default() -> Self {
        Self::DECREE_30
    }
}

impl Layout {
    /// The preset: A4 with margins 20, 20, 30, 20 mm, body 14 pt.
    pub const DECREE_30: Self = Self {
        margin_top: 20.0,
        margin_bottom: 20.0,
        margin_left: 30.0,
        margin_right: 20.0,
        body_size: 14.0,
        first_line: 12.7,
        paragraph_gap: 6.0,
        line_spacing: 1.0,
        page_number_size: 13.0,
        head_size: 12.0,
        motto_size: 13.0,
        table_size: 12.0,
    };
}

/// A measure with a range in law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LayoutItem {
    /// [`Layout::margin_top`].
    MarginTop,
    /// [`Layout::margin_bottom`].
    MarginBottom,
    /// [`Layout::margin_left`].
    MarginLeft,
    /// [`Layout::margin_right`].
    MarginRight,
    /// [`Layout::body_size`].
    BodySize,
    /// [`Layout::first_line`].
    FirstLine,
    /// [`Layout::paragraph_gap`].
    ParagraphGap,
    /// [`Layout::line_spacing`].
    LineSpacing,
    /// [`Layout::page_number_size`].
    PageNumberSize,
    /// [`Layout::head_size`].
    HeadSize,
    /// [`Layout::motto_size`].
    MottoSize,
}

/// The least and the most a measure may be, both included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// The least.
    pub min: f32,
    /// The most.
    pub max: f32,
}

/// The ranges that a [`Layout`] is checked against; data, because the rule may be replaced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LayoutRanges(pub Vec<(LayoutItem, Range)>);

impl LayoutRanges {
    /// The ranges of Decree 30/2020/NĐ-CP, annex I.
    pub fn decree_30() -> Self {
        let range = |item, min, max| (item, Range { min, max });
        Self(vec![
            range(LayoutItem::MarginTop, 20.0, 25.0),
            range(LayoutItem::MarginBottom, 20.0, 25.0),
            range(LayoutItem::MarginLeft, 30.0, 35.0),
            range(LayoutItem::MarginRight, 15.0, 20.0),
            range(LayoutItem::BodySize, 13.0, 14.0),
            range(LayoutItem::FirstLine, 10.0, 12.7),
            range(LayoutItem::ParagraphGap, 6.0, f32::MAX),
            range(LayoutItem::LineSpacing, 1.0, 1.5),
            range(LayoutItem::PageNumberSize, 13.0, 14.0),
            range(LayoutItem::HeadSize, 12.0, 13.0),
            range(LayoutItem::MottoSize, 13.0, 14.0),
        ])
    }
}

impl Layout {
    pub(crate) fn get(&self, item: LayoutItem) -> f32 {
        match item {
            LayoutItem::MarginTop => self.margin_top,
            LayoutItem::MarginBottom => self.margin_bottom,
            LayoutItem::MarginLeft => self.margin_left,
            LayoutItem::MarginRight => self.margin_right,
            LayoutItem::BodySize => self.body_size,
            LayoutItem::FirstLine => self.first_line,
            LayoutItem::ParagraphGap => self.paragraph_gap,
            LayoutItem::LineSpacing => self.line_spacing,
            LayoutItem::PageNumberSize => self.page_number_size,
            LayoutItem::HeadSize => self.head_size,
            LayoutItem::MottoSize => self.motto_size,
        }
    }

    /// Whether anything readable can be drawn with these measures at all.
    pub(crate) fn is_drawable(&self) -> bool {
        let margins = [
            self.margin_top,
            self.margin_bottom,
            self.margin_left,
            self.margin_right,
        ];
        let sizes = [
            self.body_size,
            self.page_number_size,
            self.head_size,
            self.motto_size,
            self.table_size,
        ];
        margins.iter().all(|m| (5.0..=60.0).contains(m))
            && sizes.iter().all(|s| (6.0..=24.0).contains(s))
            && (0.0..=40.0).contains(&self.first_line)
            && (0.0..=72.0).contains(&self.paragraph_gap)
            && (0.8..=3.0).contains(&self.line_spacing)
    }
}
