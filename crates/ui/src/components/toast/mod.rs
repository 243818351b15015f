use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Icon, Tone, Translator};

/// A short message on what was just done; goes away by itself unless it is bad news.
///
/// [`crate::Page::toast`] puts toasts where the layout shows them.
#[derive(Clone, Debug, Template)]
#[template(path = "components/toast/toast.html")]
pub struct Toast {
    t: Translator,
    text: String,
    tone: Tone,
}

impl Toast {
    /// A toast saying `text`.
    pub fn new(t: Translator, tone: impl Borrow<Tone>, text: impl Display) -> Self {
        Self {
            t,
            text: text.to_string(),
            tone: *tone.borrow(),
        }
    }

    fn icon(&self) -> Icon {
        Icon::new(self.tone.icon())
    }
}

components!(Toast);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    vec![
        Example::new("good", Toast::new(s.t, Tone::Good, s.w("Đã lưu bài viết"))),
        Example::new(
            "bad",
            Toast::new(s.t, Tone::Bad, s.w("Chưa gửi được, hãy thử lại")),
        ),
    ]
}
