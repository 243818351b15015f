//! The text of one paragraph while its runs arrive.

use crate::document::{Paragraph, Part};
use crate::formats::legacy;
use crate::text::nfc;

use vietnamese::legacy::Encoding;

use super::styles::Style;

/// A paragraph being read.
#[derive(Default)]
pub(super) struct Runs {
    pub(super) style: Style,
    pub(super) style_id: Option<String>,
    pub(super) list: Option<u32>,
    pub(super) list_level: Option<u32>,
    pub(super) centred: Option<bool>,
    pub(super) heading: Option<u8>,
    pub(super) run: Run,
    text: String,
    styled: Letters,
    pub(super) converted: Option<Encoding>,
}

/// Properties of the run being read.
#[derive(Default, Clone)]
pub(super) struct Run {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) font: Option<String>,
}

#[derive(Default)]
struct Letters {
    all: usize,
    bold: usize,
    italic: usize,
}

impl Runs {
    pub(super) fn styled(style: Style) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.run.hidden.or(self.style.hidden).unwrap_or(false)
    }

    pub(super) fn push(&mut self, text: &str) {
        let font = self.run.font.as_deref().or(self.style.font.as_deref());
        let converted = legacy::of_run(text, font);
        let text = match &converted {
            Some((text, encoding)) => {
                self.converted = Some(*encoding);
                text.as_str()
            }
            None => text,
        };
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.styled.all += letters;
        if self.run.bold.or(self.style.bold).unwrap_or(false) {
            self.styled.bold += letters;
        }
        if self.run.italic.or(self.style.italic).unwrap_or(false) {
            self.styled.italic += letters;
        }
        self.text.push_str(text);
    }

    pub(super) fn finish(self, label: Option<String>, part: Part) -> Paragraph {
        let text = nfc(&self.text);
        let text = text
            .split('\n')
            .map(spaced)
            .collect::<Vec<_>>()
            .join("\n")
            .trim()
            .to_owned();
        let letters = self.styled;
        Paragraph {
            text,
            label,
            heading: self.heading.or(self.style.heading),
            bold: letters.all > 0 && letters.bold == letters.all,
            italic: letters.all > 0 && letters.italic == letters.all,
            centred: self.centred.or(self.style.centred).unwrap_or(false),
            part,
            page: None,
        }
    }
}

/// One line with single spaces; tabs stay, as they part columns.
fn spaced(line: &str) -> String {
    let line = line
        .split('\t')
        .map(crate::text::tidy)
        .collect::<Vec<_>>()
        .join("\t");
    line.trim().to_owned()
}
