use std::fmt::Display;

use askama::Template;

use crate::Html;
use crate::gallery::{Example, Sample};
use crate::link::safe_href;

/// The initials of a person in a disc. Vietnamese people go by their given name, which comes last:
/// the letters are those of the last two words.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<span class="avatar avatar-{{ hue }}" aria-hidden="true">{{ initials }}</span>"#,
    ext = "html"
)]
pub struct Avatar {
    initials: String,
    hue: u32,
}

impl Avatar {
    /// The disc of `name`; the same name always has the same colour.
    pub fn new(name: impl Display) -> Self {
        let name = name.to_string();
        let words: Vec<&str> = name.split_whitespace().collect();
        let last_two = words.get(words.len().saturating_sub(2)..).unwrap_or_default();
        let initials = last_two.iter().filter_map(|word| word.chars().next());
        Self {
            initials: initials.flat_map(char::to_uppercase).collect(),
            hue: name
                .chars()
                .map(u32::from)
                .fold(7_u32, |sum, c| sum.wrapping_mul(31).wrapping_add(c))
                % 6,
        }
    }
}

/// A person in a list or a line: disc, name, and what they are.
#[derive(Clone, Debug, Template)]
#[template(path = "components/person/person.html")]
pub struct Person {
    name: String,
    detail: String,
    href: Option<String>,
}

impl Person {
    /// A person by name.
    pub fn new(name: impl Display) -> Self {
        Self {
            name: name.to_string(),
            detail: String::new(),
            href: None,
        }
    }

    /// Their unit or role.
    #[must_use]
    pub fn detail(mut self, detail: impl Display) -> Self {
        self.detail = detail.to_string();
        self
    }

    /// Their page.
    #[must_use]
    pub fn href(mut self, href: impl Display) -> Self {
        self.href = Some(safe_href(href));
        self
    }

    fn avatar(&self) -> Avatar {
        Avatar::new(&self.name)
    }
}

components!(Avatar, Person);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let people: [Html; 3] = [
        Person::new(s.w("Nguyễn Thị Bình"))
            .detail(s.w("Văn phòng Sở"))
            .href("/nguoi/1")
            .into(),
        Person::new(s.w("Trần Đức Ân"))
            .detail(s.w("Trưởng phòng Quản lý nhà"))
            .into(),
        Person::new(s.w("Lý")).into(),
    ];
    vec![Example::row("with unit, with role, name alone", people)]
}

#[cfg(test)]
mod tests {
    use super::Avatar;

    #[test]
    fn initials_are_those_of_the_last_two_words() {
        for (name, initials) in [("Nguyễn Thị Bình", "TB"), ("ân đức", "ÂĐ"), ("Lý", "L"), ("", "")]
        {
            assert_eq!(Avatar::new(name).initials, initials);
        }
    }
}
