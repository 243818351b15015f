use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

/// Markup that may be printed as it is: rendered components, or text that was cleaned elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Nothing.
    pub const fn empty() -> Self {
        Self(String::new())
    }

    /// Takes markup on trust: only what another template rendered or the HTML cleaner let through.
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// Plain text, escaped.
    ///
    /// ```
    /// assert_eq!(ui::Html::text("a < b").to_string(), "a &#60; b");
    /// ```
    pub fn text(text: impl fmt::Display) -> Self {
        let text = text.to_string();
        Self(
            askama::filters::escape(&text, askama::filters::Html)
                .map_or_else(|never| match never {}, |escaped| escaped.to_string()),
        )
    }

    /// Several pieces one after another.
    pub fn join(pieces: impl IntoIterator<Item = Self>) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Every component is a template, so any of them fits where markup is wanted.
impl<T: Template + HtmlSafe> From<T> for Html {
    fn from(component: T) -> Self {
        Self(component.to_string())
    }
}

/// Extra attributes of an element, printed with a space before each and their values escaped.
///
/// Attributes that would carry script or style are left out: the content security policy forbids both inline.
#[derive(Clone, Debug, Default)]
pub struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// Adds an attribute; an empty value prints as `name=""`.
    pub fn add(&mut self, name: impl fmt::Display, value: impl fmt::Display) {
        let name = name.to_string().to_ascii_lowercase();
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b':' | b'_');
        if name.is_empty() || !name.bytes().all(allowed) || name == "style" || name.starts_with("on") {
            tracing::error!("Attribute {name:?} is not allowed on a component");
            return;
        }
        self.0.push((name, value.to_string()));
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(name, value)| write!(f, " {name}=\"{}\"", Html::text(value)))
    }
}

impl HtmlSafe for Attributes {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_escape_values_and_refuse_script_and_style() {
        let mut attributes = Attributes::default();
        attributes.add("hx-get", "/a?b=\"c\"&d");
        attributes.add("onclick", "alert(1)");
        attributes.add("style", "color:red");
        attributes.add("a b", "x");
        attributes.add("hidden", "");
        assert_eq!(
            attributes.to_string(),
            " hx-get=\"/a?b=&#34;c&#34;&#38;d\" hidden=\"\""
        );
    }
}
