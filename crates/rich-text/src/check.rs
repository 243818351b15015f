//! What keeps people from reading: found while writing, in the terms of WCAG 2.2.

use crate::model::{Block, Body, Run, Text};

/// Something to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which block, from 0.
    pub block: usize,
    /// What.
    pub kind: RemarkKind,
    /// The words in question.
    pub words: String,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RemarkKind {
    /// A picture without words for those who cannot see it (1.1.1).
    NoAlt,
    /// The words are the name of a file (1.1.1).
    AltIsFileName,
    /// A heading goes down by more than one level (1.3.1).
    SkippedLevel,
    /// A paragraph in bold that is meant as a heading (1.3.1).
    FakeHeading,
    /// A table whose first row does not say what the columns are (1.3.1).
    NoTableHead,
    /// Words of a link that do not say where it leads (2.4.4).
    VagueLink,
    /// A link whose words are its address (2.4.4).
    BareAddress,
    /// A paragraph in capitals (readable for nobody).
    Shouting,
}

impl RemarkKind {
    /// Whether it must be mended before the article goes out; the rest is advice.
    #[must_use]
    pub fn blocks(self) -> bool {
        matches!(self, Self::NoAlt | Self::AltIsFileName)
    }
}

/// Characters of a bold paragraph that may be a heading.
const HEADING: usize = 120;
/// Letters from which capitals are shouting.
const SHOUTING: usize = 40;
/// Folded words that say nothing about the other end of a link.
const VAGUE: [&str; 9] = [
    "tai day",
    "o day",
    "xem them",
    "chi tiet",
    "link",
    "click here",
    "here",
    "more",
    "bam vao day",
];

/// Looks for what keeps people from reading.
///
/// ```
/// use rich_text::{RemarkKind, check, read_html};
/// let read = read_html("<p>Xem <a href='/a'>tại đây</a></p><img src='a'>", |source| Some(source.to_owned()));
/// let kinds: Vec<_> = check(&read.body).into_iter().map(|remark| remark.kind).collect();
/// assert_eq!(kinds, [RemarkKind::VagueLink, RemarkKind::NoAlt]);
/// ```
#[must_use]
pub fn check(body: &Body) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut level = 1;
    for (index, block) in body.blocks.iter().enumerate() {
        let mut add = |kind, words: String| {
            found.push(Remark {
                block: index,
                kind,
                words,
            });
        };
        match block {
            Block::Picture(picture) if picture.alt.trim().is_empty() => {
                add(RemarkKind::NoAlt, picture.caption.clone());
            }
            Block::Picture(picture) if is_file_name(&picture.alt) => {
                add(RemarkKind::AltIsFileName, picture.alt.clone());
            }
            Block::Heading { level: next, text } => {
                if *next > level + 1 {
                    add(RemarkKind::SkippedLevel, text.words());
                }
                level = *next;
            }
            Block::Paragraph { text } => {
                let words = text.words();
                if is_fake_heading(text, &words) {
                    add(RemarkKind::FakeHeading, words);
                } else if is_shouting(&words) {
                    add(RemarkKind::Shouting, words);
                }
            }
            Block::Table(table) if !table.headed => add(RemarkKind::NoTableHead, table.caption.clone()),
            _ => {}
        }
        each_text(block, &mut |text| {
            for (kind, words) in links(text) {
                found.push(Remark {
                    block: index,
                    kind,
                    words,
                });
            }
        });
    }
    found
}

fn each_text<'b>(block: &'b Block, look: &mut dyn FnMut(&'b Text)) {
    fn each_item<'b>(list: &'b crate::List, look: &mut dyn FnMut(&'b Text)) {
        for item in &list.items {
            look(&item.text);
            if let Some(under) = &item.under {
                each_item(under, look);
            }
        }
    }
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text } => look(text),
        Block::Quote { paragraphs } => paragraphs.iter().for_each(look),
        Block::List(list) => each_item(list, look),
        Block::Table(table) => {
            for cell in table.rows.iter().flatten() {
                look(&cell.text);
            }
        }
        Block::Picture(_) | Block::Rule => {}
    }
}

fn links(text: &Text) -> impl Iterator<Item = (RemarkKind, String)> + '_ {
    text.runs.iter().filter_map(|Run { text, link, .. }| {
        let link = link.as_deref()?;
        let words = text.trim();
        let folded = vietnamese::fold(words);
        let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
        if VAGUE.contains(&folded) {
            Some((RemarkKind::VagueLink, words.to_owned()))
        } else if words == link || words.starts_with("http://") || words.starts_with("https://") {
            Some((RemarkKind::BareAddress, words.to_owned()))
        } else {
            None
        }
    })
}

fn is_file_name(alt: &str) -> bool {
    let end = alt.trim().rsplit_once('.').map(|(_, end)| end.to_lowercase());
    end.is_some_and(|end| {
        matches!(
            end.as_str(),
            "jpg" | "jpeg" | "png" | "gif" | "webp" | "bmp" | "tif" | "tiff"
        )
    })
}

fn is_fake_heading(text: &Text, words: &str) -> bool {
    text.runs.iter().all(|run| run.marks.bold && run.link.is_none())
        && !words.contains('\n')
        && words.chars().count() <= HEADING
        && !words.ends_with(['.', ':', ';', '!', '?', '”', '"'])
}

fn is_shouting(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    let (all, small) = letters.fold((0_usize, 0_usize), |(all, small), c| {
        (all + 1, small + usize::from(c.is_lowercase()))
    });
    all >= SHOUTING && small == 0
}
