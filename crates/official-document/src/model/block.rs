use serde::{Deserialize, Serialize};

use super::{Table, Text};

/// A piece of the body or of an annex.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A part or chapter: its word and number centred, its title in capitals below.
    Division {
        /// Such as "Chương I".
        label: String,
        /// The title.
        title: String,
    },
    /// A heading: level 1 is `I. TITLE`, level 2 `1. Title`, level 3 `a) Title`.
    Heading {
        /// From 1 to 3.
        level: u8,
        /// Its number.
        #[serde(default)]
        number: Number,
        /// The title. Level 1 is put in capitals.
        text: String,
    },
    /// An article: `Điều 1.` and its title in bold, then the text below; without a title the text
    /// follows the number.
    Article {
        /// Its number.
        #[serde(default)]
        number: Number,
        /// The bold title.
        #[serde(default)]
        title: String,
        /// What it says.
        #[serde(default)]
        text: Text,
    },
    /// A paragraph, justified, first line indented.
    Paragraph {
        /// The words.
        text: Text,
    },
    /// A point of a list: `a)` in the order of the Vietnamese alphabet, or "-" without a number.
    Point {
        /// [`Number::Next`] takes the next letter after the last heading, [`Number::None`] a dash.
        #[serde(default)]
        number: Number,
        /// The words.
        text: Text,
    },
    /// A centred line, such as "QUYẾT ĐỊNH:", or a slogan on a poster sheet.
    Centered {
        /// The words.
        text: Text,
    },
    /// A ruled table.
    Table(Table),
    /// A picture.
    Figure(Figure),
    /// What follows starts on a new page.
    PageBreak,
}

/// How a heading, article or point is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Number {
    /// No number (a point gets its dash).
    #[default]
    None,
    /// The next one of its level: I, 1, a; the count starts again under each higher heading.
    Next,
    /// Exactly this, with its stop or bracket: `IV.`, `2.1.`, `đ)`.
    Fixed(String),
}

/// A picture in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The picture.
    pub picture: Picture,
    /// Its part of the text width, above 0 and at most 1.
    pub width: f32,
    /// The line below it, also its description for people who do not see it.
    pub caption: String,
}

/// The bytes of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum Picture {
    /// A drawing. It may not refer to other files.
    Svg {
        /// The SVG text.
        svg: String,
    },
    /// A raster picture.
    Png {
        /// The PNG file; base64 in JSON.
        #[serde(with = "base64_bytes")]
        png: Vec<u8>,
    },
}

impl Block {
    /// A numbered heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            number: Number::Next,
            text: text.into(),
        }
    }

    /// A heading without a number.
    pub fn plain_heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            number: Number::None,
            text: text.into(),
        }
    }

    /// A numbered article of a decision.
    pub fn article(title: impl Into<String>, text: impl Into<Text>) -> Self {
        Self::Article {
            number: Number::Next,
            title: title.into(),
            text: text.into(),
        }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// A point with the next letter.
    pub fn point(text: impl Into<Text>) -> Self {
        Self::Point {
            number: Number::Next,
            text: text.into(),
        }
    }

    /// A point with a dash.
    pub fn dash(text: impl Into<Text>) -> Self {
        Self::Point {
            number: Number::None,
            text: text.into(),
        }
    }

    /// A centred line.
    pub fn centered(text: impl Into<Text>) -> Self {
        Self::Centered { text: text.into() }
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Figure> for Block {
    fn from(figure: Figure) -> Self {
        Self::Figure(figure)
    }
}

impl Figure {
    /// A drawing over the whole text width.
    pub fn svg(svg: impl Into<String>, caption: impl Into<String>) -> Self {
        Self {
            picture: Picture::Svg { svg: svg.into() },
            width: 1.0,
            caption: caption.into(),
        }
    }

    /// A raster picture over the whole text width.
    pub fn png(png: impl Into<Vec<u8>>, caption: impl Into<String>) -> Self {
        Self {
            picture: Picture::Png { png: png.into() },
            width: 1.0,
            caption: caption.into(),
        }
    }

    /// Sets its part of the text width.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }
}

mod base64_bytes {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(D::Error::custom)
    }
}

pub(super) mod base64_option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Wrapped(#[serde(with = "super::base64_bytes")] Vec<u8>);

    pub(in crate::model) fn serialize<S: Serializer>(
        bytes: &Option<Vec<u8>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        bytes.clone().map(Wrapped).serialize(serializer)
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Vec<u8>>, D::Error> {
        Ok(Option::<Wrapped>::deserialize(deserializer)?.map(|wrapped| wrapped.0))
    }
}
