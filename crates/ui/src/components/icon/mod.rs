use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Html, asset};

/// A picture from the sprite of Tabler icons.
///
/// The build of the front end puts into the sprite every name that it finds in the sources as `Icon::new("name")` or
/// `icon("name")`; a name that is chosen at run time has to be listed in `frontend/icons.txt`.
///
/// ```
/// let html = ui::Icon::new("check").to_string();
/// assert!(html.contains("#check") && html.contains("aria-hidden"));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/icon/icon.html")]
pub struct Icon {
    name: String,
    label: Option<String>,
    large: bool,
}

impl Icon {
    /// A decorative icon, hidden from screen readers.
    pub fn new(name: impl Display) -> Self {
        Self {
            name: name.to_string(),
            label: None,
            large: false,
        }
    }

    /// Gives the icon words, for when it stands alone.
    #[must_use]
    pub fn label(mut self, label: impl Display) -> Self {
        self.label = Some(label.to_string());
        self
    }

    /// Draws it at twice the size.
    #[must_use]
    pub const fn large(mut self) -> Self {
        self.large = true;
        self
    }

    fn sprite(&self) -> String {
        asset("icons.svg")
    }
}

components!(Icon);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let names = [
        "home",
        "bell",
        "calendar-event",
        "circle-check",
        "alert-triangle",
        "search",
    ];
    vec![
        Example::new("decorative", Html::join(names.map(|name| Icon::new(name).into()))),
        Example::new(
            "with words, large",
            Icon::new("shield-check").label(s.w("Đã kiểm tra")).large(),
        ),
    ]
}
