use askama::Template;
use scraper::{Html as Dom, Selector};

use super::*;
use crate::{Lang, words};

#[derive(Template)]
#[template(
    source = r#"{% extends "layout/workspace.html" %}{% block actions %}<a href="/n">N</a>{% endblock %}{% block content %}<p id="c">{{ page.n("ui-rows-all", 3) }}</p>{% endblock %}"#,
    ext = "html"
)]
struct Work {
    page: Page,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "layout/plain.html" %}{% block content %}<p>C</p>{% endblock %}"#,
    ext = "html"
)]
struct Plain {
    page: Page,
}

#[derive(Template)]
#[template(
    source = r#"{% extends "layout/public.html" %}{% block content %}<p>C</p>{% endblock %}"#,
    ext = "html"
)]
struct Public {
    page: Page,
}

fn page() -> Page {
    let item = |label: &str, href: &str| NavItem::new("home", label, href).primary();
    Page::new(words::own().translator(Lang::Vi))
        .title("Tất cả <việc>")
        .brand(Brand::new("Trạm", "speakerphone").agency("Sở Xây dựng"))
        .user(Some(UserMenu::new("Nguyễn Văn An", "Văn phòng").inbox("/thu", 3)))
        .nav([
            NavGroup::new("", [item("Đầu trang", "/"), item("Việc", "/viec")]),
            NavGroup::new("Quản trị", [item("Việc của tôi", "/viec/toi")]),
        ])
        .crumb("Kế hoạch", "/ke-hoach")
        .toast(Tone::Good, "Đã lưu")
        .search("/tim", "a\"b")
        .path("/viec/toi/1")
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let dom = Dom::parse_document(html);
    dom.select(&selector)
        .map(|e| e.text().collect::<String>().trim().to_owned())
        .collect()
}

#[test]
fn workspace_has_landmarks_title_and_one_current_item() {
    let html = Work { page: page() }.render().unwrap();
    assert_eq!(texts(&html, "title"), ["Tất cả <việc> – Trạm"]);
    assert_eq!(texts(&html, "main#main h1"), ["Tất cả <việc>"]);
    assert_eq!(texts(&html, ".side-nav [aria-current=page]"), ["Việc của tôi"]);
    assert_eq!(texts(&html, ".trail a"), ["Kế hoạch"]);
    assert_eq!(texts(&html, "#c"), ["3 kết quả"]);
    assert_eq!(texts(&html, ".toasts .toast p"), ["Đã lưu"]);
    assert_eq!(texts(&html, ".page-actions a"), ["N"]);
    for landmark in [
        "header.top-bar",
        "nav.side-nav[aria-label]",
        "main",
        "footer",
        "a.skip-link[href='#main']",
    ] {
        assert_eq!(texts(&html, landmark).len(), 1, "{landmark}");
    }
    assert!(html.contains(r#"value="a&#34;b""#));
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"vi\" data-theme=\"auto\">"));
}

#[test]
fn a_fragment_is_the_content_alone() {
    let html = Work {
        page: page().fragment(true),
    }
    .render()
    .unwrap();
    assert!(html.starts_with("<title>"), "{html}");
    assert!(!html.contains("<html") && !html.contains("top-bar") && !html.contains("<main"));
    assert!(html.contains(r#"id="c""#) && html.contains("hx-swap-oob"));
}

#[test]
fn plain_layout_has_no_navigation() {
    let html = Plain { page: page() }.render().unwrap();
    assert!(texts(&html, "nav.side-nav").is_empty());
    assert_eq!(texts(&html, "main h1"), ["Tất cả <việc>"]);
}

#[test]
fn home_is_current_only_at_home() {
    let html = Work {
        page: page().path("/"),
    }
    .render()
    .unwrap();
    assert_eq!(texts(&html, ".side-nav [aria-current=page]"), ["Đầu trang"]);
    let html = Work {
        page: page().path("/viecs"),
    }
    .render()
    .unwrap();
    assert!(texts(&html, ".side-nav [aria-current=page]").is_empty());
}

#[test]
fn dates_and_numbers_are_written_as_documents_write_them() {
    let page = page();
    let date = jiff::civil::date(2025, 3, 5);
    assert_eq!(page.date(date), "05/03/2025");
    assert_eq!(page.date_long(date), "ngày 5 tháng 3 năm 2025");
    assert_eq!(page.date_or_dash(&None), "–");
    assert_eq!(page.number(1_000_000), "1.000.000");
    let english = Page::new(words::own().translator(Lang::En));
    assert_eq!(english.date_long(date), "5 March 2025");
}

#[test]
fn public_layout_has_one_line_of_navigation_and_no_account() {
    let html = Public { page: page() }.render().unwrap();
    assert_eq!(texts(&html, ".public-nav [aria-current=page]"), ["Việc của tôi"]);
    assert_eq!(texts(&html, ".public-nav a").len(), 3);
    assert!(texts(&html, ".user-name").is_empty());
    assert_eq!(texts(&html, "main h1"), ["Tất cả <việc>"]);
}
