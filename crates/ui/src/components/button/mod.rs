use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::{Attributes, Html, Icon};

/// How much a button asks for attention. One primary button a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Secondary,
    Primary,
    Ghost,
    Danger,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Secondary => "btn",
            Self::Primary => "btn btn-primary",
            Self::Ghost => "btn btn-ghost",
            Self::Danger => "btn btn-danger",
        }
    }
}

macro_rules! kinds {
    () => {
        /// The one action that the page is for.
        #[must_use]
        pub const fn primary(mut self) -> Self {
            self.kind = Kind::Primary;
            self
        }

        /// An action in the margin: no border.
        #[must_use]
        pub const fn ghost(mut self) -> Self {
            self.kind = Kind::Ghost;
            self
        }

        /// An action that takes something away.
        #[must_use]
        pub const fn danger(mut self) -> Self {
            self.kind = Kind::Danger;
            self
        }

        /// Smaller, for rows and cards.
        #[must_use]
        pub const fn small(mut self) -> Self {
            self.small = true;
            self
        }

        /// Adds an attribute, such as `hx-post` or `data-copy`.
        #[must_use]
        pub fn attr(mut self, name: impl Display, value: impl Display) -> Self {
            self.attributes.add(name, value);
            self
        }
    };
}

/// A button that sends its form, or does what its `hx-` attributes say.
///
/// ```
/// let html = ui::Button::new("Lưu").primary().to_string();
/// assert!(html.contains("btn-primary") && html.contains("type=\"submit\""));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/button/button.html")]
pub struct Button {
    label: String,
    kind: Kind,
    small: bool,
    icon: Option<Icon>,
    submit: bool,
    disabled: bool,
    attributes: Attributes,
}

impl Button {
    /// A secondary submit button.
    pub fn new(label: impl Display) -> Self {
        Self {
            label: label.to_string(),
            kind: Kind::default(),
            small: false,
            icon: None,
            submit: true,
            disabled: false,
            attributes: Attributes::default(),
        }
    }

    kinds!();

    /// An icon before the label.
    #[must_use]
    pub fn icon(mut self, name: impl Display) -> Self {
        self.icon = Some(Icon::new(name));
        self
    }

    /// Does not send the form; for scripts and dialogs.
    #[must_use]
    pub const fn plain(mut self) -> Self {
        self.submit = false;
        self
    }

    /// Copies `text` (or the text of the element that a selector `#id` names) and then says `said`.
    #[must_use]
    pub fn copies(self, text: impl Display, said: impl Display) -> Self {
        self.plain().attr("data-copy", text).attr("data-copied", said)
    }

    /// Sends `name=value` with the form, so that one form may have several buttons.
    #[must_use]
    pub fn value(self, name: impl Display, value: impl Display) -> Self {
        self.attr("name", name).attr("value", value)
    }

    /// Asks before it acts. Without script the action goes on unasked, so the server must allow undoing.
    #[must_use]
    pub fn confirm(self, question: impl Display) -> Self {
        self.attr("data-confirm", question)
    }

    /// Cannot be pressed. Say beside it why.
    #[must_use]
    pub fn disabled(mut self, disabled: impl Borrow<bool>) -> Self {
        self.disabled = *disabled.borrow();
        self
    }
}

/// A link that looks like a button: it only leads somewhere, it changes nothing.
#[derive(Clone, Debug, Template)]
#[template(path = "components/button/button_link.html")]
pub struct ButtonLink {
    label: String,
    href: String,
    kind: Kind,
    small: bool,
    icon: Option<Icon>,
    attributes: Attributes,
}

impl ButtonLink {
    /// A secondary button to `href`.
    pub fn new(label: impl Display, href: impl Display) -> Self {
        Self {
            label: label.to_string(),
            href: safe_href(href),
            kind: Kind::default(),
            small: false,
            icon: None,
            attributes: Attributes::default(),
        }
    }

    kinds!();

    /// An icon before the label.
    #[must_use]
    pub fn icon(mut self, name: impl Display) -> Self {
        self.icon = Some(Icon::new(name));
        self
    }

    /// Opens the dialog whose id `href` names (`#id`).
    #[must_use]
    pub fn opens_dialog(self) -> Self {
        self.attr("data-dialog", "").attr("aria-haspopup", "dialog")
    }
}

/// A button that shows only an icon; its words are read out and shown on hover.
#[derive(Clone, Debug, Template)]
#[template(path = "components/button/icon_button.html")]
pub struct IconButton {
    icon: Icon,
    label: String,
    href: Option<String>,
    kind: Kind,
    small: bool,
    submit: bool,
    attributes: Attributes,
}

impl IconButton {
    /// A submit button with the icon `name`, called `label`.
    pub fn new(name: impl Display, label: impl Display) -> Self {
        Self {
            icon: Icon::new(name),
            label: label.to_string(),
            href: None,
            kind: Kind::Ghost,
            small: false,
            submit: true,
            attributes: Attributes::default(),
        }
    }

    kinds!();

    /// Does not send the form; for scripts and dialogs.
    #[must_use]
    pub const fn plain(mut self) -> Self {
        self.submit = false;
        self
    }

    /// Makes it a link.
    #[must_use]
    pub fn href(mut self, href: impl Display) -> Self {
        self.href = Some(safe_href(href));
        self
    }
}

components!(Button, ButtonLink, IconButton);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let kinds: [Html; 4] = [
        Button::new(s.w("Lưu thay đổi"))
            .primary()
            .icon("device-floppy")
            .into(),
        Button::new(s.w("Xem trước")).into(),
        Button::new(s.w("Bỏ qua")).ghost().into(),
        Button::new(s.w("Xóa tệp"))
            .danger()
            .icon("trash")
            .confirm(s.w("Xóa tệp này?"))
            .into(),
    ];
    let small: [Html; 3] = [
        Button::new(s.w("Nhắc")).small().icon("bell").into(),
        ButtonLink::new(s.w("Mở"), "/x").small().into(),
        Button::new(s.w("Đã khóa")).small().disabled(true).into(),
    ];
    let icons: [Html; 2] = [
        IconButton::new("pencil", s.w("Sửa")).href("/x").into(),
        IconButton::new("dots", s.w("Thêm thao tác")).into(),
    ];
    vec![
        Example::row("primary, secondary, ghost, danger", kinds),
        Example::row("small", small),
        Example::row("icons", icons),
        Example::new(
            "as a link",
            ButtonLink::new(s.w("Nhập kế hoạch"), "/x")
                .primary()
                .icon("upload")
                .attr("data-x", s.w("giá trị")),
        ),
    ]
}
