use std::fmt::Display;

use askama::Template;

use super::{Frame, frame_methods};
use crate::Translator;

/// A place to drop files. With script it shows what was chosen, the progress of sending, and a button to cancel;
/// without it is the browser's own file field.
///
/// The form needs `method="post" enctype="multipart/form-data"`. For progress and cancelling the form carries
/// `data-upload`: it is then sent by script, and the answer (a redirect or a page) is followed as usual.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/file.html")]
pub struct FileDrop {
    t: Translator,
    frame: Frame,
    accept: String,
    multiple: bool,
    max_bytes: Option<u64>,
}

impl FileDrop {
    /// A place for one file of any kind.
    pub fn new(t: Translator, name: impl Display, label: impl Display) -> Self {
        Self {
            t,
            frame: Frame::new(name, label),
            accept: String::new(),
            multiple: false,
            max_bytes: None,
        }
    }

    frame_methods!();

    /// The kinds offered, as in `accept`: `.docx,.pdf,image/*`.
    #[must_use]
    pub fn accept(mut self, kinds: impl Display) -> Self {
        self.accept = kinds.to_string();
        self
    }

    /// Takes several files.
    #[must_use]
    pub const fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }

    /// The largest file taken, in bytes: a larger one is refused before it is sent.
    #[must_use]
    pub const fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = Some(bytes);
        self
    }

    fn words(&self) -> &'static str {
        if self.multiple {
            "ui-drop-files"
        } else {
            "ui-drop-file"
        }
    }
}

components!(FileDrop);
