use scraper::{Html as Dom, Selector};

use super::*;
use crate::{Lang, words};

const HOSTILE: &str = r#"</textarea></script></title><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)' style='x javascript:alert(1)"#;

fn select<'a>(dom: &'a Dom, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    dom.select(&Selector::parse(selector).unwrap()).collect()
}

/// The first tag that does not fit the one it should close, if any.
fn unbalanced(html: &str) -> Option<String> {
    const VOID: [&str; 4] = ["input", "br", "img", "hr"];
    let mut open = Vec::new();
    for tag in html
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(tag, _)| tag)
    {
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n', '/'])
            .next()
            .unwrap_or_default();
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return Some(tag.to_owned());
            }
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
        }
    }
    open.pop().map(str::to_owned)
}

#[test]
fn hostile_words_stay_words_in_every_component() {
    for section in sections(Sample::hostile(words::own().translator(Lang::Vi), HOSTILE)) {
        for example in section.examples {
            let html = example.html.to_string();
            let place = format!("{}, {}: {html}", section.name, example.title);
            let dom = Dom::parse_fragment(&html);
            assert!(select(&dom, "script, img[src=x]").is_empty(), "{place}");
            for element in select(&dom, "*") {
                for (name, value) in element.value().attrs() {
                    assert!(!name.starts_with("on") && name != "style", "{name} in {place}");
                    let address = matches!(name, "href" | "src" | "action" | "hx-get" | "hx-post");
                    assert!(
                        !address || !value.trim_start().starts_with("javascript"),
                        "{place}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_example_prints_without_inline_style_and_with_well_formed_markup() {
    for lang in Lang::ALL {
        for section in sections(Sample::plain(words::own().translator(lang))) {
            assert!(!section.examples.is_empty(), "{} has no examples", section.name);
            for example in section.examples {
                let html = example.html.to_string();
                let place = format!("{}, {}: {html}", section.name, example.title);
                assert!(!html.trim().is_empty(), "{place}");
                assert!(!html.contains("style=") && !html.contains("<style"), "{place}");
                assert!(!html.contains("{{") && !html.contains("{%"), "{place}");
                assert!(
                    words::own().missing_seen().is_empty(),
                    "a message is missing in {place}"
                );
                assert_eq!(unbalanced(&html), None, "{place}");
            }
        }
    }
}

#[test]
fn every_control_has_a_name_and_every_reference_a_target() {
    let html = render(words::own().translator(Lang::Vi));
    let dom = Dom::parse_document(&html);
    let mut ids: Vec<&str> = select(&dom, "[id]").iter().filter_map(|e| e.attr("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "ids are unique");
    for attribute in ["aria-describedby", "aria-labelledby", "for", "form"] {
        for element in select(&dom, &format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap_or_default().split_whitespace() {
                assert!(ids.binary_search(&id).is_ok(), "{attribute}={id} leads nowhere");
            }
        }
    }
    for control in select(
        &dom,
        "input:not([type=hidden]):not([aria-hidden]), select, textarea",
    ) {
        let label = control
            .attr("id")
            .is_some_and(|id| html.contains(&format!("for=\"{id}\"")));
        let named = control
            .attr("aria-label")
            .or(control.attr("aria-labelledby"))
            .is_some();
        let wrapped = control
            .ancestors()
            .any(|a| a.value().as_element().is_some_and(|e| e.name() == "label"));
        assert!(label || named || wrapped, "{}", control.html());
    }
    for button in select(&dom, "button, a[href]:not([aria-hidden])") {
        let words = button.text().collect::<String>();
        assert!(
            !words.trim().is_empty() || button.attr("aria-label").is_some(),
            "{}",
            button.html()
        );
    }
}

#[test]
fn the_words_of_this_crate_were_all_found() {
    for lang in Lang::ALL {
        let t = words::own().translator(lang);
        render(t);
        render_plain(t);
        render_public(t);
    }
    let missing = words::own().missing_seen();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_icon_on_the_page_is_in_the_sprite() {
    let Some(sprite) =
        crate::assets::get(crate::asset("icons.svg").trim_start_matches(crate::assets::PREFIX))
    else {
        assert!(!crate::assets::built(), "built assets have a sprite");
        return;
    };
    let sprite = String::from_utf8_lossy(&sprite.bytes).into_owned();
    let html = render(words::own().translator(Lang::Vi));
    for used in select(&Dom::parse_document(&html), "use")
        .iter()
        .filter_map(|e| e.attr("href"))
    {
        let name = used.rsplit('#').next().unwrap_or_default();
        assert!(
            sprite.contains(&format!("id=\"{name}\"")),
            "{name} is not in the sprite"
        );
    }
}
