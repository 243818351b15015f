use std::fmt::Display;

use askama::Template;

use super::{Hidden, Select, TextField};
use crate::gallery::{Example, Sample};
use crate::{Html, Icon, Link, Translator};

/// The filters of a list: a form that sends itself when something changes, or by its button without script.
///
/// Each filter in force is also a chip that removes it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/filters/filters.html")]
pub struct Filters {
    t: Translator,
    label: String,
    link: Link,
    target: Option<String>,
    search: Option<Html>,
    fields: Vec<Html>,
    names: Vec<String>,
    chips: Vec<(String, Link)>,
}

impl Filters {
    /// Filters of the list at `link`, whose query holds the values in force.
    pub fn new(t: Translator, link: Link) -> Self {
        Self {
            t,
            label: t.say("ui-filter-list"),
            link: link.without("page"),
            target: None,
            search: None,
            fields: Vec::new(),
            names: Vec::new(),
            chips: Vec::new(),
        }
    }

    /// A search box sent as `name`.
    #[must_use]
    pub fn search(mut self, name: &str, label: impl Display) -> Self {
        let label = label.to_string();
        let field = TextField::new(name, &label).search().label_hidden();
        let field = field.value(self.link.value(name)).attr("placeholder", label);
        self.search = Some(field.into());
        self.names.push(name.to_owned());
        self
    }

    /// A select sent as `name`, with `blank` for "no matter".
    #[must_use]
    pub fn select<V: Display, L: Display>(
        mut self,
        name: &str,
        label: impl Display,
        blank: impl Display,
        choices: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        let label = label.to_string();
        let choices: Vec<(String, String)> = choices
            .into_iter()
            .map(|(v, l)| (v.to_string(), l.to_string()))
            .collect();
        let chosen = self.link.value(name).to_owned();
        if let Some((_, words)) = choices
            .iter()
            .find(|(value, _)| *value == chosen && !value.is_empty())
        {
            self.chips
                .push((format!("{label}: {words}"), self.link.without(name)));
        }
        self.fields.push(
            Select::new(name, label)
                .blank(blank)
                .choices(choices)
                .chosen(chosen)
                .into(),
        );
        self.names.push(name.to_owned());
        self
    }

    /// Any other field sent as `name`, with the words of its chip when it is in force.
    #[must_use]
    pub fn field(mut self, name: &str, field: impl Into<Html>, chip: Option<String>) -> Self {
        self.fields.push(field.into());
        self.chips
            .extend(chip.map(|words| (words, self.link.without(name))));
        self.names.push(name.to_owned());
        self
    }

    pub(crate) fn swaps(mut self, target: &str, caption: &str) -> Self {
        self.label = format!("{}: {caption}", self.label);
        self.target = Some(target.to_owned());
        self
    }

    pub(crate) fn in_force(&self) -> bool {
        self.names.iter().any(|name| !self.link.value(name).is_empty())
    }

    /// Parameters that are no filter stay as they are.
    fn kept(&self) -> Vec<Hidden> {
        let pairs = self.link.query().iter();
        pairs
            .filter(|(name, _)| !self.names.contains(name))
            .map(|(name, value)| Hidden::new(name, value))
            .collect()
    }

    fn cleared(&self) -> Link {
        self.names
            .iter()
            .fold(self.link.clone(), |link, name| link.without(name))
    }
}

components!(Filters);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let link = Link::new("/viec")
        .with("q", s.w("tọa đàm"))
        .with("office", "2")
        .with("sort", "-due");
    vec![Example::new(
        "search, two selects, one in force",
        Filters::new(s.t, link)
            .search("q", s.w("Tìm nhiệm vụ"))
            .select(
                "office",
                s.w("Đơn vị"),
                s.w("Mọi đơn vị"),
                [("1", s.w("Văn phòng")), ("2", s.w("Thanh tra"))],
            )
            .select(
                "state",
                s.w("Trạng thái"),
                s.w("Mọi trạng thái"),
                [("late", s.w("Quá hạn"))],
            ),
    )]
}
