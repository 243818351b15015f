use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use super::{Frame, frame_methods};

/// One of several things to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
    group: Option<String>,
    disabled: bool,
}

impl Choice {
    /// A choice that sends `value` and shows `label`.
    pub fn new(value: impl Display, label: impl Display) -> Self {
        Self {
            value: value.to_string(),
            label: label.to_string(),
            hint: None,
            group: None,
            disabled: false,
        }
    }

    /// A line that explains the choice; shown by radio buttons and check boxes.
    #[must_use]
    pub fn hint(mut self, hint: impl Display) -> Self {
        self.hint = Some(hint.to_string());
        self
    }

    /// The heading under which a select lists it; choices of a group follow each other.
    #[must_use]
    pub fn group(mut self, group: impl Display) -> Self {
        self.group = Some(group.to_string());
        self
    }

    /// Cannot be chosen.
    #[must_use]
    pub const fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

/// Choices from pairs of value and label.
impl<V: Display, L: Display> From<(V, L)> for Choice {
    fn from((value, label): (V, L)) -> Self {
        Self::new(value, label)
    }
}

macro_rules! choices {
    () => {
        frame_methods!();

        /// Adds a choice.
        #[must_use]
        pub fn choice(mut self, choice: impl Into<Choice>) -> Self {
            self.choices.push(choice.into());
            self
        }

        /// Adds several choices.
        #[must_use]
        pub fn choices(mut self, choices: impl IntoIterator<Item = impl Into<Choice>>) -> Self {
            self.choices.extend(choices.into_iter().map(Into::into));
            self
        }
    };
}

/// A list that opens, for more choices than radio buttons can show.
///
/// ```
/// use ui::Select;
/// let html = Select::new("unit", "Đơn vị").choices([("1", "Văn phòng"), ("2", "Thanh tra")]).chosen("2").to_string();
/// assert!(html.contains(r#"<option value="2" selected>Thanh tra</option>"#));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/select.html")]
pub struct Select {
    frame: Frame,
    choices: Vec<Choice>,
    chosen: String,
    blank: Option<String>,
}

impl Select {
    /// An empty select.
    pub fn new(name: impl Display, label: impl Display) -> Self {
        Self {
            frame: Frame::new(name, label),
            choices: Vec::new(),
            chosen: String::new(),
            blank: None,
        }
    }

    choices!();

    /// A first choice that sends nothing, such as "all units".
    #[must_use]
    pub fn blank(mut self, label: impl Display) -> Self {
        self.blank = Some(label.to_string());
        self
    }

    /// The value chosen before.
    #[must_use]
    pub fn chosen(mut self, value: impl Display) -> Self {
        self.chosen = value.to_string();
        self
    }

    fn opens_group(&self, index: usize) -> Option<&str> {
        let group = |i: usize| self.choices.get(i).and_then(|choice| choice.group.as_deref());
        let before = index.checked_sub(1).and_then(group);
        group(index).filter(|name| before != Some(*name))
    }

    fn closes_group(&self, index: usize) -> bool {
        let group = |i: usize| self.choices.get(i).and_then(|choice| choice.group.as_deref());
        group(index).is_some() && group(index) != group(index + 1)
    }
}

/// Choices of which one is taken, all in sight.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/group.html")]
pub struct RadioGroup {
    frame: Frame,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    kind: &'static str,
}

impl RadioGroup {
    /// An empty group.
    pub fn new(name: impl Display, label: impl Display) -> Self {
        Self {
            frame: Frame::new(name, label),
            choices: Vec::new(),
            chosen: Vec::new(),
            kind: "radio",
        }
    }

    choices!();

    /// The value chosen before.
    #[must_use]
    pub fn chosen(mut self, value: impl Display) -> Self {
        self.chosen = vec![value.to_string()];
        self
    }
}

/// Choices of which any number is taken. With one choice it is a plain check box.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field/group.html")]
pub struct CheckboxGroup {
    frame: Frame,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    kind: &'static str,
}

impl CheckboxGroup {
    /// An empty group.
    pub fn new(name: impl Display, label: impl Display) -> Self {
        Self {
            frame: Frame::new(name, label),
            choices: Vec::new(),
            chosen: Vec::new(),
            kind: "checkbox",
        }
    }

    /// A single box that sends `name=1`; its words are the label.
    pub fn single(name: impl Display, label: impl Display, checked: impl Borrow<bool>) -> Self {
        let label = label.to_string();
        let group = Self::new(name, &label).choice(("1", label)).label_hidden();
        if *checked.borrow() {
            group.chosen(["1"])
        } else {
            group
        }
    }

    choices!();

    /// The values chosen before.
    #[must_use]
    pub fn chosen(mut self, values: impl IntoIterator<Item = impl Display>) -> Self {
        self.chosen = values.into_iter().map(|value| value.to_string()).collect();
        self
    }
}

components!(Select, RadioGroup, CheckboxGroup);
