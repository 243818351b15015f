use std::fmt;

/// A path with its query, from which links that change one parameter are made: sorting, paging, filtering.
///
/// ```
/// let list = ui::Link::new("/viec").with("q", "họp báo").with("trang", 2);
/// assert_eq!(list.to_string(), "/viec?q=h%E1%BB%8Dp%20b%C3%A1o&trang=2");
/// assert_eq!(list.without("trang").with("q", "x").to_string(), "/viec?q=x");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    path: String,
    query: Vec<(String, String)>,
}

impl Link {
    /// A path without query.
    pub fn new(path: impl fmt::Display) -> Self {
        Self {
            path: path.to_string(),
            query: Vec::new(),
        }
    }

    /// Adds every pair, keeping repeated names.
    #[must_use]
    pub fn pairs<K: fmt::Display, V: fmt::Display>(
        mut self,
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let pairs = pairs.into_iter().map(|(k, v)| (k.to_string(), v.to_string()));
        self.query.extend(pairs.filter(|(_, v)| !v.is_empty()));
        self
    }

    /// The link with parameter `name` set to `value`; an empty value removes it.
    #[must_use]
    pub fn with(&self, name: impl fmt::Display, value: impl fmt::Display) -> Self {
        let name = name.to_string();
        let link = self.without(&name);
        link.pairs([(name, value)])
    }

    /// The link without parameter `name`.
    #[must_use]
    pub fn without(&self, name: impl fmt::Display) -> Self {
        let name = name.to_string();
        let mut link = self.clone();
        link.query.retain(|(k, _)| *k != name);
        link
    }

    /// The path alone.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Pairs of the query, in order.
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The value of parameter `name`, empty when absent.
    pub fn value(&self, name: &str) -> &str {
        self.query
            .iter()
            .find(|(k, _)| k == name)
            .map_or("", |(_, v)| v.as_str())
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (i, (name, value)) in self.query.iter().enumerate() {
            f.write_str(if i == 0 { "?" } else { "&" })?;
            encode(f, name)?;
            f.write_str("=")?;
            encode(f, value)?;
        }
        Ok(())
    }
}

fn encode(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.bytes().try_for_each(|b| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            write!(f, "{}", char::from(b))
        }
        _ => write!(f, "%{b:02X}"),
    })
}

/// An address that a link may carry: a path of this site, a fragment, or http(s), mailto and tel.
/// Anything else (`javascript:`) becomes `#`, so that an address typed by a user cannot run script.
pub(crate) fn safe_href(href: impl fmt::Display) -> String {
    let href = href.to_string();
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    let known = ["http:", "https:", "mailto:", "tel:"];
    let lower = scheme.trim().to_ascii_lowercase();
    if !scheme.contains(':') || known.iter().any(|k| lower.starts_with(k)) {
        href
    } else {
        "#".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::safe_href;

    #[test]
    fn hrefs_that_run_script_lead_nowhere() {
        for good in [
            "/a:b",
            "?x=1:2",
            "#a",
            "https://a.vn",
            "mailto:a@b.vn",
            "viec/1",
            "",
        ] {
            assert_eq!(safe_href(good), good);
        }
        for bad in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "data:text/html,x",
            "java\nscript:x",
        ] {
            assert_eq!(safe_href(bad), "#");
        }
    }
}
