//! The closed world of the typesetter: one template, one data file, the pictures, the fonts. There
//! are no packages, no disk and no clock in it.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use super::fonts::Fonts;

/// What one document is set from.
pub(super) struct Desk<'a> {
    fonts: &'a Fonts,
    files: HashMap<FileId, Bytes>,
}

impl<'a> Desk<'a> {
    /// Lays out the files by their names.
    pub(super) fn new(fonts: &'a Fonts, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files
            .into_iter()
            .filter_map(|(name, bytes)| Some((file(&name)?, Bytes::new(bytes))))
            .collect();
        Self { fonts, files }
    }
}

/// The identifier of a file in the world. Names are few and the same for every document, because
/// the typesetter never forgets one.
pub(super) fn file(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.fonts.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.fonts.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.fonts.template.id() {
            Ok(self.fonts.template.clone())
        } else {
            Err(missing(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
