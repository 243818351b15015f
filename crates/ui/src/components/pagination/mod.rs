use std::borrow::Borrow;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Icon, Link, Translator};

/// Pages of a long list. Prints only the count when one page holds all.
///
/// ```
/// use ui::{Lang, Link, Pagination, words};
/// let t = words::own().translator(Lang::Vi);
/// let html = Pagination::new(t, Link::new("/viec").with("q", "a"), 2_usize, 20_usize, 45_usize).to_string();
/// assert!(html.contains("/viec?q=a&#38;page=3") && html.contains("21–40"));
/// ```
#[derive(Clone, Debug, Template)]
#[template(path = "components/pagination/pagination.html")]
pub struct Pagination {
    t: Translator,
    link: Link,
    parameter: &'static str,
    page: usize,
    per_page: usize,
    total: usize,
    target: Option<String>,
    label: String,
}

impl Pagination {
    /// Page `page` (counted from 1) of a list of `total` rows, `per_page` on each; `link` is the page now shown.
    pub fn new(
        t: Translator,
        link: impl Borrow<Link>,
        page: impl Borrow<usize>,
        per_page: impl Borrow<usize>,
        total: impl Borrow<usize>,
    ) -> Self {
        Self {
            t,
            link: link.borrow().clone(),
            parameter: "page",
            page: (*page.borrow()).max(1),
            per_page: (*per_page.borrow()).max(1),
            total: *total.borrow(),
            target: None,
            label: t.say("ui-pages"),
        }
    }

    /// Another name for the parameter `page`.
    #[must_use]
    pub const fn parameter(mut self, name: &'static str) -> Self {
        self.parameter = name;
        self
    }

    pub(crate) fn swaps(mut self, target: &str, caption: &str) -> Self {
        self.target = Some(target.to_owned());
        self.label = format!("{}: {caption}", self.label);
        self
    }

    const fn pages(&self) -> usize {
        self.total.div_ceil(self.per_page)
    }

    const fn first_row(&self) -> usize {
        (self.page - 1) * self.per_page + 1
    }

    fn last_row(&self) -> usize {
        (self.page * self.per_page).min(self.total)
    }

    fn summary(&self) -> String {
        if self.pages() <= 1 || self.first_row() > self.total {
            return self.t.count("ui-rows-all", self.total);
        }
        let (first, last) = (self.first_row().into(), self.last_row().into());
        let total = self.total.into();
        self.t.say_with(
            "ui-rows-range",
            &[("first", first), ("last", last), ("total", total)],
        )
    }

    /// Pages to show, 0 standing for a gap.
    fn window(&self) -> Vec<usize> {
        let pages = self.pages();
        let mut shown: Vec<usize> = (1..=pages)
            .filter(|p| *p == 1 || *p == pages || p.abs_diff(self.page) <= 1)
            .collect();
        let gaps: Vec<usize> = shown
            .windows(2)
            .enumerate()
            .filter_map(|(i, pair)| matches!(pair, [a, b] if b - a > 1).then_some(i + 1))
            .collect();
        gaps.into_iter().rev().for_each(|at| shown.insert(at, 0));
        shown
    }

    fn href(&self, page: usize) -> Link {
        let value = if page <= 1 {
            String::new()
        } else {
            page.to_string()
        };
        self.link.with(self.parameter, value)
    }
}

components!(Pagination);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let link = || Link::new("/viec").with("q", s.w("họp"));
    vec![
        Example::new("in the middle", Pagination::new(s.t, link(), 5, 20, 12_345)),
        Example::new("one page", Pagination::new(s.t, link(), 1, 20, 7)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_ends_neighbours_and_gaps() {
        let window = |page, total| {
            let t = crate::words::own().translator(crate::Lang::Vi);
            Pagination::new(t, Link::new("/"), page, 10, total).window()
        };
        assert_eq!(window(1, 30), [1, 2, 3]);
        assert_eq!(window(5, 95), [1, 0, 4, 5, 6, 0, 10]);
        assert_eq!(window(1, 0), [0_usize; 0]);
        assert_eq!(window(99, 30), [1, 0, 3]);
    }
}
