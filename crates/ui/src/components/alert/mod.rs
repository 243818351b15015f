use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{ButtonLink, Html, Icon, Tone};

/// A message in the page, about the page: what happened and what to do.
///
/// ```
/// use ui::{Alert, Tone};
/// let html = Alert::new("Chưa có mẫu kế hoạch").tone(Tone::Warn).text("Hãy nhập tệp Word.").to_string();
/// assert!(html.contains("alert-warn"));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/alert/alert.html")]
pub struct Alert {
    title: String,
    tone: Tone,
    body: Html,
    action: Option<ButtonLink>,
    urgent: bool,
}

impl Alert {
    /// An informing alert.
    pub fn new(title: impl Display) -> Self {
        Self {
            title: title.to_string(),
            tone: Tone::Info,
            body: Html::empty(),
            action: None,
            urgent: false,
        }
    }

    /// Sets the tone.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = *tone.borrow();
        self
    }

    /// A sentence under the title.
    #[must_use]
    pub fn text(mut self, text: impl Display) -> Self {
        self.body = Html::text(text);
        self
    }

    /// Markup under the title.
    #[must_use]
    pub fn body(mut self, body: impl Into<Html>) -> Self {
        self.body = body.into();
        self
    }

    /// The way on.
    #[must_use]
    pub fn action(mut self, action: ButtonLink) -> Self {
        self.action = Some(action.small());
        self
    }

    /// Reads itself out at once; for what appears after an action.
    #[must_use]
    pub const fn urgent(mut self) -> Self {
        self.urgent = true;
        self
    }

    fn icon(&self) -> Icon {
        Icon::new(match self.tone {
            Tone::Neutral => "info-circle",
            tone => tone.icon(),
        })
    }
}

components!(Alert);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    vec![
        Example::new(
            "info with action",
            Alert::new(s.w("Kế hoạch năm tới đã mở"))
                .text(s.w("Có thể sao chép kế hoạch năm nay làm bản nháp."))
                .action(ButtonLink::new(s.w("Sao chép"), "/x")),
        ),
        Example::new("good", Alert::new(s.w("Báo cáo quý I đã gửi")).tone(Tone::Good)),
        Example::new(
            "warn",
            Alert::new(s.w("Hai đơn vị chưa xác nhận"))
                .tone(Tone::Warn)
                .text(s.w("Hạn xác nhận là 15/03/2025.")),
        ),
        Example::new(
            "bad, read out at once",
            Alert::new(s.w("Không gửi được thư")).tone(Tone::Bad).urgent(),
        ),
    ]
}
