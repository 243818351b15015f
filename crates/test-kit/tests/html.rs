//! The questions find what a person would find.

use test_kit::Html;

const PAGE: &str = r##"<!doctype html><html><head><title>x</title><style>b{}</style></head><body>
  <main><h1>Nhiệm vụ  <span>quý I</span></h1>
  <form id="f" action="/x" method="post">
    <input type="hidden" name="token" value="t">
    <label for="who">Họ tên <span aria-hidden="true">*</span></label> <input id="who" name="who" value="Lan">
    <label>Đơn vị <select name="unit"><option value="1">Văn phòng<option value="2" selected>Thanh tra</select></label>
    <label><input type="checkbox" name="agree" checked> Đồng ý</label>
    <label><input type="checkbox" name="more" value="m"> Thêm</label>
    <textarea name="note" aria-label="Ghi chú">
Dòng một
Dòng hai</textarea>
    <input name="off" value="1" disabled>
    <button name="do" value="save">Lưu</button> <input type="submit" value="Gửi">
  </form>
  <a href="/a">Tin <b>mới</b></a> <a href="/b" aria-label="Trang sau">»</a> <a href="/c"><img src="c.png" alt="Biểu trưng"></a>
  <script>var hidden = "no";</script></main></body></html>"##;

#[test]
fn names_come_from_labels_text_and_pictures() {
    let page = Html::parse(PAGE);
    assert_eq!(page.one("h1").text(), "Nhiệm vụ quý I");
    assert_eq!(page.by_role("heading", "Nhiệm vụ quý I").tag(), "h1");
    assert_eq!(page.field("Họ tên").attr("value"), Some("Lan"));
    assert_eq!(page.field("Đơn vị").tag(), "select");
    assert_eq!(page.field("Đồng ý").attr("name"), Some("agree"));
    assert_eq!(page.field("Ghi chú").tag(), "textarea");
    assert_eq!(page.button("Lưu").attr("value"), Some("save"));
    assert_eq!(page.button("Gửi").tag(), "input");
    assert_eq!(page.link("Trang sau").attr("href"), Some("/b"));
    assert!(!page.text().contains("hidden"), "{}", page.text());
    let links = page.links();
    let links: Vec<_> = links
        .iter()
        .map(|(text, to)| (text.as_str(), to.as_str()))
        .collect();
    assert_eq!(
        links,
        [("Tin mới", "/a"), ("Trang sau", "/b"), ("Biểu trưng", "/c")]
    );
}

#[test]
fn a_form_gives_what_a_browser_would_send() {
    let values = Html::parse(PAGE).form_values("#f");
    let values: Vec<_> = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        values,
        [
            ("token", "t"),
            ("who", "Lan"),
            ("unit", "2"),
            ("agree", "on"),
            ("note", "Dòng một\nDòng hai"),
        ]
    );
}

#[test]
#[should_panic(expected = "2 × input[type=checkbox], expected one")]
fn an_unclear_question_fails() {
    let _ = Html::parse(PAGE).one("input[type=checkbox]");
}

#[test]
#[should_panic(expected = "0 × button called \"Xoá\"")]
fn a_missing_button_fails() {
    let _ = Html::parse(PAGE).button("Xoá");
}

#[test]
fn fragments_parse_without_a_page_around_them() {
    let fragment = Html::parse("<tr><td>1</td></tr>");
    assert_eq!(fragment.text(), "1");
}

#[test]
fn cells_do_not_run_together_and_words_do_not_fall_apart() {
    let table = Html::parse("<table><tr><td>1</td><td>Hội <b>ng</b>hị</td></tr></table>");
    assert_eq!(table.one("tr").text(), "1 Hội nghị");
}
