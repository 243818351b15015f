//! What a body is made of.

use serde::{Deserialize, Serialize};

/// The body of an article: blocks from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Body {
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A part that stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading inside the article; the title is not part of the body, so levels begin with 2.
    Heading {
        /// 2, 3 or 4.
        level: u8,
        /// Its words.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: Text,
    },
    /// Words of somebody else.
    Quote {
        /// Its paragraphs.
        paragraphs: Vec<Text>,
    },
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
    /// A line between two parts.
    Rule,
}

/// A list, perhaps with lists inside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct List {
    /// Numbered or not.
    pub ordered: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Item {
    /// Its words.
    pub text: Text,
    /// The list under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<List>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Table {
    /// What it shows, for those who cannot see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Whether the first row says what the columns are.
    pub headed: bool,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its words.
    pub text: Text,
    /// Columns it covers, 1 for an ordinary cell.
    pub across: u16,
    /// Rows it covers, 1 for an ordinary cell.
    pub down: u16,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Picture {
    /// What the caller calls it: an id, a name; never an address of the web.
    pub source: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// The line under it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
}

/// Words with marks. A line break is `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text {
    /// Neighbours differ in marks or link, and none is empty.
    pub runs: Vec<Run>,
}

/// Words that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    #[serde(default, flatten)]
    pub marks: Marks,
    /// Where they lead: http, https, mailto, tel, or a path of the same site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Bold.
    #[serde(skip_serializing_if = "is_no")]
    pub bold: bool,
    /// Italic.
    #[serde(skip_serializing_if = "is_no")]
    pub italic: bool,
    /// Raised, as in m².
    #[serde(skip_serializing_if = "is_no")]
    pub raised: bool,
    /// Lowered, as in CO₂.
    #[serde(skip_serializing_if = "is_no")]
    pub lowered: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde wants")]
fn is_no(mark: &bool) -> bool {
    !mark
}

impl Body {
    /// Whether there is nothing to read and nothing to see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The pictures in order.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        })
    }

    /// The words alone: a blank line between blocks, links behind their words, pictures by their captions.
    ///
    /// ```
    /// let read = rich_text::read_html("<p>Xem <a href='https://a.vn/x'>hướng dẫn</a></p><ul><li>Một</ul>", |_| None);
    /// assert_eq!(read.body.to_text(), "Xem hướng dẫn (https://a.vn/x)\n\n- Một");
    /// ```
    #[must_use]
    pub fn to_text(&self) -> String {
        let blocks = self.blocks.iter().map(Block::to_text);
        let blocks: Vec<String> = blocks.filter(|text| !text.is_empty()).collect();
        blocks.join("\n\n")
    }
}

impl Block {
    /// The words of the block.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Heading { text, .. } | Self::Paragraph { text } => text.with_links(),
            Self::Quote { paragraphs } => {
                let lines: Vec<String> = paragraphs.iter().map(Text::with_links).collect();
                lines.join("\n")
            }
            Self::List(list) => {
                let mut lines = Vec::new();
                list.lines(0, &mut lines);
                lines.join("\n")
            }
            Self::Table(table) => table.to_text(),
            Self::Picture(picture) => picture.caption.clone(),
            Self::Rule => String::new(),
        }
    }
}

impl Table {
    fn to_text(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| cell.text.with_links().replace('\n', " "))
                .collect();
            cells.join(" | ")
        });
        let captioned = (!self.caption.is_empty()).then(|| self.caption.clone());
        captioned.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
    }
}

impl List {
    fn lines(&self, depth: usize, lines: &mut Vec<String>) {
        for (index, item) in self.items.iter().enumerate() {
            let mark = if self.ordered {
                format!("{}.", index + 1)
            } else {
                "-".to_owned()
            };
            let indent = "  ".repeat(depth);
            lines.push(format!("{indent}{mark} {}", item.text.with_links()));
            if let Some(under) = &item.under {
                under.lines(depth + 1, lines);
            }
        }
    }
}

impl Text {
    /// Words without marks.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let mut text = Self::default();
        text.push(words, Marks::default(), None);
        text
    }

    /// Adds words; to the last run, when they look alike.
    pub fn push(&mut self, words: &str, marks: Marks, link: Option<&str>) {
        if words.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.marks == marks && last.link.as_deref() == link => last.text.push_str(words),
            _ => self.runs.push(Run {
                text: words.to_owned(),
                marks,
                link: link.map(str::to_owned),
            }),
        }
    }

    /// The words without links.
    #[must_use]
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    fn with_links(&self) -> String {
        let mut out = String::new();
        for run in &self.runs {
            out.push_str(&run.text);
            if let Some(link) = run.link.as_deref()
                && link != run.text.trim()
            {
                out.push_str(" (");
                out.push_str(link);
                out.push(')');
            }
        }
        out
    }

    /// Without blanks at both ends of each line, and without empty runs.
    pub(crate) fn trimmed(self) -> Self {
        let mut out = Self::default();
        // Blanks wait until it is known that words follow on the same line.
        let mut blank: Option<(Marks, Option<String>)> = None;
        let mut line_is_empty = true;
        for run in self.runs {
            let mut rest = run.text.as_str();
            while let Some(first) = rest.chars().next() {
                let link = run.link.as_deref();
                if first == '\n' {
                    out.push("\n", run.marks, link);
                    (blank, line_is_empty) = (None, true);
                    rest = &rest[1..];
                } else if first.is_whitespace() {
                    if !line_is_empty {
                        blank = Some((run.marks, run.link.clone()));
                    }
                    rest = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
                } else {
                    if let Some((marks, link)) = blank.take() {
                        out.push(" ", marks, link.as_deref());
                    }
                    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    let (word, after) = rest.split_at(end);
                    out.push(word, run.marks, link);
                    (line_is_empty, rest) = (false, after);
                }
            }
        }
        out.without_outer_breaks()
    }

    fn without_outer_breaks(mut self) -> Self {
        while let Some(first) = self.runs.first_mut() {
            let kept = first.text.trim_start_matches('\n').len();
            first.text.drain(..first.text.len() - kept);
            if kept > 0 {
                break;
            }
            self.runs.remove(0);
        }
        while let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end_matches('\n').len());
            if !last.text.is_empty() {
                break;
            }
            self.runs.pop();
        }
        self
    }
}
