//! Words of the interface: Fluent sources per language, no text in code.
//!
//! The product hands in its own sources; this crate adds those of its components, whose keys begin with `ui-`.
//! A key may exist once: two sources that define the same key are an error when the catalogue is built.

mod catalogue;
mod translator;

pub use catalogue::{Catalogue, CatalogueError, Source};
pub use fluent_bundle::FluentValue as Value;
pub use translator::{Lang, Translator};

use std::sync::OnceLock;

/// The words of this crate alone, for the gallery and for tests.
///
/// A product builds its own [`Catalogue`] with [`Catalogue::build`].
pub fn own() -> &'static Catalogue {
    static OWN: OnceLock<Catalogue> = OnceLock::new();
    OWN.get_or_init(|| Catalogue::build(&[]).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRODUCT: &[Source] = &[
        Source::new(
            Lang::Vi,
            "vi",
            "plan-title = Kế hoạch\nplan-tasks = { $n } nhiệm vụ\nplan-by = Do { $who } lập, năm { $year }\nplan-only-vi = Riêng\n",
        ),
        Source::new(
            Lang::En,
            "en",
            "plan-title = Plan\nplan-tasks = { $n ->\n    [one] one task\n   *[other] { $n } tasks\n}\nplan-by = By { $who } in { $year }\n",
        ),
    ];

    fn catalogue() -> &'static Catalogue {
        Box::leak(Box::new(Catalogue::build(PRODUCT).unwrap()))
    }

    #[test]
    fn says_in_both_languages_with_arguments_and_no_invisible_marks() {
        let c = catalogue();
        let (vi, en) = (c.translator(Lang::Vi), c.translator(Lang::En));
        assert_eq!(vi.say("plan-title"), "Kế hoạch");
        assert_eq!(en.say("plan-title"), "Plan");
        assert_eq!(en.say_with("plan-tasks", &[("n", Value::from(1))]), "one task");
        assert_eq!(
            en.say_with("plan-tasks", &[("n", Value::from(12_345))]),
            "12,345 tasks"
        );
        assert_eq!(
            vi.say_with("plan-tasks", &[("n", Value::from(12_345))]),
            "12.345 nhiệm vụ"
        );
        assert_eq!(
            vi.say_with(
                "plan-by",
                &[("who", Value::from("<An>")), ("year", Value::from(2025))]
            ),
            "Do <An> lập, năm 2025"
        );
    }

    #[test]
    fn falls_back_to_vietnamese_then_to_the_key_and_remembers_what_was_missing() {
        let c = catalogue();
        assert_eq!(c.translator(Lang::En).say("plan-only-vi"), "Riêng");
        assert_eq!(c.translator(Lang::Vi).say("plan-nowhere"), "plan-nowhere");
        assert_eq!(c.missing_seen(), ["plan-nowhere", "plan-only-vi"]);
    }

    #[test]
    fn lists_keys_that_one_language_lacks() {
        assert_eq!(catalogue().incomplete(), [("plan-only-vi".to_owned(), Lang::En)]);
        assert_eq!(own().incomplete(), []);
    }

    #[test]
    fn refuses_a_key_defined_twice_and_a_broken_source() {
        let twice = [
            Source::new(Lang::Vi, "a.ftl", "plan-title = Một\n"),
            Source::new(Lang::Vi, "b.ftl", "plan-title = Hai\n"),
        ];
        let error = Catalogue::build(&twice).unwrap_err();
        assert_eq!(
            error.to_string(),
            "b.ftl: the key `plan-title` is already defined"
        );
        let broken = [Source::new(Lang::Vi, "c.ftl", "plan title = Một\n")];
        assert!(matches!(
            Catalogue::build(&broken),
            Err(CatalogueError::Syntax { .. })
        ));
    }
}
