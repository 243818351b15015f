//! PDF with text. Content order is never trusted: characters are placed by their positions, cells by the drawn lines.

mod collect;
mod flow;
mod inflation;
mod page;
mod ruled;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use pdf_extract::Document as Pdf;

use crate::document::Block;
use crate::limits::{Meter, within};
use crate::{Document, Format, Limits, Measure, Note, ReadError};

use collect::Collector;

/// The parser recurses with the file's nesting; a deep stack keeps it from aborting the process.
const STACK: usize = 64 << 20;

pub(super) fn read(bytes: &[u8], meter: &mut Meter) -> Result<Document, ReadError> {
    // The parser may panic or loop on odd files, so it works in a thread that can be given up.
    let stop = Arc::new(AtomicBool::new(false));
    let limits = Limits {
        cancel: Some(Arc::clone(&stop)),
        ..meter.limits.clone()
    };
    let bytes = bytes.to_vec();
    let (send, receive) = mpsc::channel();
    let work = move || {
        let result = catch_unwind(AssertUnwindSafe(|| parse(&bytes, &limits)));
        let result = result.unwrap_or_else(|_| Err(damaged("the parser gave up")));
        // Nobody listens any more when the reading was given up.
        drop(send.send(result));
    };
    let spawned = std::thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK)
        .spawn(work);
    spawned.map_err(|error| damaged(&error.to_string()))?;
    loop {
        match receive.recv_timeout(Duration::from_millis(100)) {
            Ok(result) => return result,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                if let Err(error) = meter.check() {
                    stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => return Err(damaged("the parser stopped")),
        }
    }
}

fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged {
        format: Format::Pdf,
        detail: detail.to_owned(),
    }
}

fn parse(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut meter = Meter::new(limits);
    inflation::of_file(bytes, &mut meter)?;
    let mut pdf = Pdf::load_mem(bytes).map_err(|error| {
        let detail = error.to_string();
        if detail.to_lowercase().contains("password") || detail.to_lowercase().contains("decrypt") {
            ReadError::PasswordProtected
        } else {
            damaged(&detail)
        }
    })?;
    if pdf.is_encrypted() && pdf.decrypt("").is_err() {
        return Err(ReadError::PasswordProtected);
    }
    let pages = pdf.get_pages();
    within(Measure::Pages, pages.len() as u64, limits.pages)?;
    let mut blocks = Vec::new();
    let mut empty = Vec::new();
    let mut failed = None;
    for (&number, &id) in &pages {
        meter.check()?;
        inflation::of_page(&pdf, id)?;
        let mut collector = Collector::new(&meter, rotation(&pdf, id));
        let done = catch_unwind(AssertUnwindSafe(|| {
            pdf_extract::output_doc_page(&pdf, &mut collector, number)
        }));
        if let Some(error) = collector.stopped.take() {
            return Err(error);
        }
        match done {
            Ok(Ok(())) => {}
            Ok(Err(error)) => failed = Some(error.to_string()),
            Err(_) => failed = Some("the parser gave up on a page".to_owned()),
        }
        if collector.marks.is_empty() {
            empty.push(number);
            continue;
        }
        if !blocks.is_empty() {
            blocks.push(Block::PageBreak);
        }
        page::read(collector, number, &mut blocks, &mut meter)?;
    }
    if blocks.is_empty() {
        return Err(match failed {
            Some(detail) => damaged(&detail),
            None => ReadError::Scanned {
                pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
            },
        });
    }
    let mut notes = Vec::new();
    if !empty.is_empty() {
        notes.push(Note::PagesWithoutText { pages: empty });
    }
    Ok(Document {
        format: Format::Pdf,
        blocks,
        notes,
    })
}

/// Degrees by which a page is turned for reading; the value may stand in a page tree node above.
fn rotation(pdf: &Pdf, page: pdf_extract::ObjectId) -> i64 {
    let mut id = page;
    for _ in 0..32 {
        let Ok(dictionary) = pdf.get_object(id).and_then(pdf_extract::Object::as_dict) else {
            break;
        };
        if let Ok(turn) = dictionary.get(b"Rotate").and_then(pdf_extract::Object::as_i64) {
            return turn.rem_euclid(360);
        }
        let Ok(parent) = dictionary
            .get(b"Parent")
            .and_then(pdf_extract::Object::as_reference)
        else {
            break;
        };
        id = parent;
    }
    0
}
