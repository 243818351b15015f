//! Web pages: paragraphs and tables by their tags. Scripts, styles and what is hidden are never looked at.

mod page;

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::lines;
use crate::limits::Meter;
use crate::{Document, Format, ReadError};

use page::Page;

pub(super) fn read(bytes: &[u8], meter: &mut Meter) -> Result<Document, ReadError> {
    let (text, notes) = lines::decode(bytes, meter)?;
    let sink = Sink(RefCell::new(Page::new(meter)));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    // Fed in pieces, so that a page that takes too long can be stopped between them.
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let mut cut = rest.len().min(64 << 10);
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        let (piece, after) = rest.split_at(cut);
        rest = after;
        input.push_back(piece.into());
        drop(tokenizer.feed(&input));
        meter.check()?;
        if let Some(error) = tokenizer.sink.0.borrow_mut().failed.take() {
            return Err(error);
        }
    }
    tokenizer.end();
    let mut page = tokenizer.sink.0.into_inner();
    page.end_paragraph();
    while !page.tables.is_empty() {
        page.end_table();
    }
    match page.failed {
        Some(error) => Err(error),
        None => Ok(Document {
            format: Format::Html,
            blocks: page.blocks,
            notes,
        }),
    }
}

struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => {
                let raw = match &*tag.name {
                    "script" => Some(RawKind::ScriptData),
                    "style" | "noscript" | "iframe" | "xmp" | "noembed" => Some(RawKind::Rawtext),
                    "title" | "textarea" => Some(RawKind::Rcdata),
                    _ => None,
                };
                if let Some(raw) = raw {
                    page.skipped = tag.kind == TagKind::StartTag && !tag.self_closing;
                    return if page.skipped {
                        TokenSinkResult::RawData(raw)
                    } else {
                        TokenSinkResult::Continue
                    };
                }
                page.tag(&tag);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.to_string())
}
