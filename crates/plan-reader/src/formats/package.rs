//! The zip package around Office files, opened with limits on what it may unpack.

use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::{Meter, within};
use crate::{Format, Measure, ReadError};

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: Format,
    packed: u64,
    unpacked: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], format: Format, meter: &Meter) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(format, &error))?;
        let mut declared = 0u64;
        for index in 0..archive.len() {
            let entry = archive
                .by_index_raw(index)
                .map_err(|error| damaged(format, &error))?;
            if entry.encrypted() {
                return Err(ReadError::PasswordProtected);
            }
            declared = declared.saturating_add(entry.size());
            within(Measure::Unpacked, declared, meter.limits.unpacked)?;
        }
        Ok(Self {
            archive,
            format,
            packed: bytes.len() as u64,
            unpacked: 0,
        })
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.archive
            .file_names()
            .filter_map(|name| name.ok().map(std::borrow::Cow::into_owned))
            .collect()
    }

    pub(super) fn has(&self, part: impl Fn(&str) -> bool) -> bool {
        self.archive
            .file_names()
            .any(|name| name.is_ok_and(|name| part(&name)))
    }

    /// Unpacks a part as it is read; none when the package has no such part.
    pub(super) fn part(
        &mut self,
        name: &str,
        meter: &Meter,
    ) -> Result<Option<BufReader<Part<'_>>>, ReadError> {
        let format = self.format;
        let allowed = meter.limits.unpacked;
        let ratio = meter.limits.ratio;
        let packed = self.packed;
        match self.archive.by_name(name) {
            Ok(entry) => {
                let small = entry.compressed_size().min(packed);
                let part = Part {
                    inner: Box::new(entry),
                    total: &mut self.unpacked,
                    allowed,
                    read: 0,
                    packed: small,
                    ratio,
                };
                Ok(Some(BufReader::new(part)))
            }
            Err(ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(damaged(format, &error)),
        }
    }

    /// Unpacks a part without keeping it, to be sure of its size and that it declares nothing.
    pub(super) fn inspect(&mut self, name: &str, most: u64, meter: &Meter) -> Result<(), ReadError> {
        let format = self.format;
        let Some(mut part) = self.part(name, meter)? else {
            return Ok(());
        };
        let mut buffer = vec![0u8; 64 << 10];
        let (mut size, mut first) = (0u64, true);
        loop {
            meter.check()?;
            let count = part.read(&mut buffer).map_err(|error| io(format, &error))?;
            let Some(bytes) = buffer.get(..count).filter(|bytes| !bytes.is_empty()) else {
                return Ok(());
            };
            if first {
                let head = String::from_utf8_lossy(bytes.get(..count.min(2048)).unwrap_or_default());
                if head.contains("<!DOCTYPE") || head.contains("<!ENTITY") {
                    return Err(ReadError::ForbiddenXml);
                }
                first = false;
            }
            size += count as u64;
            within(Measure::Unpacked, size, most)?;
        }
    }
}

/// A part being unpacked, counted against the limits.
pub(super) struct Part<'p> {
    inner: Box<dyn Read + 'p>,
    total: &'p mut u64,
    allowed: u64,
    read: u64,
    packed: u64,
    ratio: u64,
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read += count as u64;
        *self.total += count as u64;
        if *self.total > self.allowed {
            let error = ReadError::TooLarge {
                what: Measure::Unpacked,
                found: *self.total,
                limit: self.allowed,
            };
            return Err(std::io::Error::other(error));
        }
        if self.read > 1 << 20 && self.read / self.packed.max(1) > self.ratio {
            let found = self.read / self.packed.max(1);
            return Err(std::io::Error::other(ReadError::TooLarge {
                what: Measure::Ratio,
                found,
                limit: self.ratio,
            }));
        }
        Ok(count)
    }
}

/// The limit that an input error carries, or the file's damage.
pub(super) fn io(format: Format, error: &std::io::Error) -> ReadError {
    match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ReadError>())
    {
        Some(limit) => limit.clone(),
        None => ReadError::Damaged {
            format,
            detail: error.to_string(),
        },
    }
}

fn damaged(format: Format, error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(detail) if detail.contains("assword") => ReadError::PasswordProtected,
        ZipError::Io(error) => io(format, error),
        error => ReadError::Damaged {
            format,
            detail: error.to_string(),
        },
    }
}
