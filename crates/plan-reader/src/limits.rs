//! Limits on what a document may cost, and the means to stop a reading.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::{Measure, ReadError};

/// How large a document may be and how long its reading may take.
///
/// The defaults fit a small server: any file is read in less than 200 MB of memory or refused.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of the file.
    pub input: u64,
    /// Bytes of all parts of a packed file after unpacking.
    pub unpacked: u64,
    /// Unpacked bytes per packed byte, looked at once more than one megabyte was unpacked.
    pub ratio: u64,
    /// Characters of text that are kept; a paragraph or cell takes as much memory as some fifty.
    pub text: u64,
    /// Rows of one table or sheet.
    pub rows: u64,
    /// Columns of one table or sheet.
    pub columns: u64,
    /// Cells of the whole document.
    pub cells: u64,
    /// Pages of a PDF.
    pub pages: u64,
    /// How long the reading may take.
    pub time: Duration,
    /// Set to true from another thread to stop the reading.
    pub cancel: Option<Arc<AtomicBool>>,
}

/// Bytes of text that the keeping of one piece of text costs.
const PIECE: u64 = 48;

impl Default for Limits {
    fn default() -> Self {
        Self {
            input: 50 << 20,
            unpacked: 300 << 20,
            ratio: 250,
            text: 10_000_000,
            rows: 100_000,
            columns: 16_384,
            cells: 600_000,
            pages: 2_000,
            time: Duration::from_secs(30),
            cancel: None,
        }
    }
}

/// A running reading: counts what it keeps and says when to stop.
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    pub(crate) limits: Limits,
    started: Instant,
    text: u64,
    cells: u64,
    ticks: u32,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            limits: limits.clone(),
            started: Instant::now(),
            text: 0,
            cells: 0,
            ticks: 0,
        }
    }

    /// Stops a reading that was cancelled or takes too long.
    pub(crate) fn check(&self) -> Result<(), ReadError> {
        if self
            .limits
            .cancel
            .as_ref()
            .is_some_and(|flag| flag.load(Ordering::Relaxed))
        {
            return Err(ReadError::Cancelled);
        }
        if self.started.elapsed() > self.limits.time {
            return Err(ReadError::TooSlow {
                seconds: self.limits.time.as_secs(),
            });
        }
        Ok(())
    }

    /// As [`Meter::check`], but looks at the clock only now and then: for inner loops.
    pub(crate) fn tick(&mut self) -> Result<(), ReadError> {
        self.ticks = self.ticks.wrapping_add(1);
        if self.ticks.is_multiple_of(1024) {
            self.check()
        } else {
            Ok(())
        }
    }

    pub(crate) fn add_text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text += bytes as u64 + PIECE;
        within(Measure::Text, self.text, self.limits.text.saturating_mul(2))
    }

    pub(crate) fn add_cells(&mut self, cells: u64) -> Result<(), ReadError> {
        self.cells += cells;
        within(Measure::Cells, self.cells, self.limits.cells)
    }

    pub(crate) fn rows(&self, rows: u64) -> Result<(), ReadError> {
        within(Measure::Rows, rows, self.limits.rows)
    }

    pub(crate) fn columns(&self, columns: u64) -> Result<(), ReadError> {
        within(Measure::Columns, columns, self.limits.columns)
    }
}

/// An error when `found` is over `limit`.
pub(crate) fn within(what: Measure, found: u64, limit: u64) -> Result<(), ReadError> {
    if found > limit {
        Err(ReadError::TooLarge { what, found, limit })
    } else {
        Ok(())
    }
}
