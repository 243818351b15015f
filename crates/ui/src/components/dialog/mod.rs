use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Button, ButtonLink, Html, Icon, Translator};

/// A question or a small form over the page. Opened by a link to its id: `ButtonLink::new("Từ chối", "#refuse").opens_dialog()`.
///
/// Without script the link shows it in place (`:target`); with script it is modal and keeps the focus.
#[derive(Clone, Debug, Template)]
#[template(path = "components/dialog/dialog.html")]
pub struct Dialog {
    t: Translator,
    id: String,
    title: String,
    body: Html,
    foot: Html,
    action: Option<String>,
}

impl Dialog {
    /// A dialog with the element id `id`.
    pub fn new(t: Translator, id: impl Display, title: impl Display, body: impl Into<Html>) -> Self {
        Self {
            t,
            id: id.to_string(),
            title: title.to_string(),
            body: body.into(),
            foot: Html::empty(),
            action: None,
        }
    }

    /// Makes it a form that posts to `action`.
    #[must_use]
    pub fn posts_to(mut self, action: impl Display) -> Self {
        self.action = Some(crate::link::safe_href(action));
        self
    }

    /// A button at the bottom, before the one that cancels.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.foot = Html::join([self.foot, button.into()]);
        self
    }
}

components!(Dialog);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let reason = crate::TextArea::new("reason", s.w("Lý do")).rows(3).required();
    let dialog = Dialog::new(s.t, "sample-refuse", s.w("Trả lại bài viết"), reason)
        .posts_to("/bai/1/tra-lai")
        .button(Button::new(s.w("Trả lại")).primary());
    let open = ButtonLink::new(s.w("Trả lại bài viết"), "#sample-refuse").opens_dialog();
    vec![Example::new(
        "a form, opened by a link",
        Html::join([open.into(), dialog.into()]),
    )]
}
