//! What each component means to those who read it by structure: roles, names, states, addresses.

#![expect(clippy::unwrap_used, reason = "a selector that does not parse fails the test")]

use jiff::civil::date;
use scraper::{Html as Dom, Selector};
use ui::*;

fn t() -> Translator {
    words::own().translator(Lang::Vi)
}

struct Seen(Dom);

fn see(component: impl Into<Html>) -> Seen {
    Seen(Dom::parse_fragment(&component.into().to_string()))
}

impl Seen {
    fn texts(&self, selector: &str) -> Vec<String> {
        let words = |e: scraper::ElementRef<'_>| {
            let text: String = e.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        self.0
            .select(&Selector::parse(selector).unwrap())
            .map(words)
            .collect()
    }

    fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let found = self.0.select(&selector);
        found.filter_map(|e| e.attr(name).map(str::to_owned)).collect()
    }

    #[track_caller]
    fn has(&self, selector: &str, count: usize) {
        assert_eq!(
            self.texts(selector).len(),
            count,
            "{selector} in {}",
            self.0.html()
        );
    }
}

#[test]
fn buttons_send_and_links_lead() {
    see(Button::new("Lưu").primary()).has("button[type=submit].btn-primary", 1);
    see(Button::new("Lưu").plain().disabled(true)).has("button[type=button][disabled]", 1);
    see(Button::new("Xóa").value("do", "delete").confirm("Chắc?"))
        .has("button[name=do][value=delete][data-confirm='Chắc?']", 1);
    see(Button::new("Chép").copies("#code", "Đã chép")).has("button[type=button][data-copy='#code']", 1);
    see(IconButton::new("x", "Bỏ").plain()).has("button[type=button]", 1);
    see(ButtonLink::new("Mở", "/a?b=1&c=2")).has("a[href='/a?b=1&c=2']", 1);
    see(ButtonLink::new("Mở", "javascript:alert(1)")).has("a[href='#']", 1);
    see(IconButton::new("pencil", "Sửa")).has("button[aria-label=Sửa] svg[aria-hidden=true]", 1);
    see(IconButton::new("pencil", "Sửa").href("/s")).has("a[aria-label=Sửa][href='/s']", 1);
}

#[test]
fn tones_come_with_an_icon() {
    see(Badge::new("Nháp")).has("svg", 0);
    see(Badge::new("Muộn").tone(Tone::Bad)).has(".badge-bad svg", 1);
    see(Alert::new("A").tone(Tone::Good)).has(".alert-good > svg", 1);
    see(Alert::new("A").urgent()).has("[role=alert]", 1);
    see(Alert::new("A")).has("[role=alert]", 0);
    see(Toast::new(t(), Tone::Good, "Xong")).has("[role=status]", 1);
    see(Toast::new(t(), Tone::Bad, "Hỏng")).has("[role=alert][data-toast=stay]", 1);
}

#[test]
fn a_field_names_its_control_and_its_error() {
    let field = see(TextField::new("a[b]", "Tên")
        .hint("Gợi ý")
        .error(Some("Sai"))
        .value("x")
        .required());
    assert_eq!(field.attributes("label", "for"), ["f-a-b-"]);
    assert_eq!(
        field.attributes("input", "aria-describedby"),
        ["f-a-b--hint f-a-b--error"]
    );
    field.has(
        "input[id=f-a-b-][name='a[b]'][value=x][aria-invalid=true][required]",
        1,
    );
    let plain = see(TextField::new("a", "Tên").error(None::<&str>));
    plain.has("[aria-invalid], .form-error, [aria-describedby]", 0);
    assert_eq!(
        see(TextArea::new("n", "N").value("\nmột")).texts("textarea"),
        ["một"]
    );
    see(PasswordField::new(t(), "p", "Mật khẩu").choosing())
        .has("input[autocomplete=new-password]:not([value])", 1);
    see(DateField::new(t(), "d", "Ngày").date(Some(date(2025, 3, 5))))
        .has("input[name=d][value='05/03/2025']", 1);
    see(FileDrop::new(t(), "f", "Tệp").accept(".docx").multiple())
        .has("input[type=file][accept='.docx'][multiple]", 1);
    see(Hidden::new("v", 7)).has("input[type=hidden][name=v][value='7']", 1);
}

#[test]
fn choices_keep_what_was_chosen() {
    let units = [("1", "Văn phòng"), ("2", "Thanh tra")];
    let select = see(Select::new("u", "Đơn vị")
        .blank("Tất cả")
        .choices(units)
        .chosen(2));
    assert_eq!(select.texts("option[selected]"), ["Thanh tra"]);
    select.has("option", 3);
    let grouped = [
        Choice::new(1, "A").group("G"),
        Choice::new(2, "B").group("G"),
        Choice::new(3, "C"),
    ];
    see(Select::new("u", "Đơn vị").choices(grouped)).has("optgroup[label=G] option", 2);
    let radio = see(RadioGroup::new("r", "Chọn").choices(units).chosen("1"));
    radio.has("fieldset legend", 1);
    radio.has("input[type=radio][checked][value='1']", 1);
    see(CheckboxGroup::new("c", "Chọn").choices(units).chosen(["1", "2"]))
        .has("input[type=checkbox][checked]", 2);
    see(CheckboxGroup::single("c", "Đồng ý", false)).has("input[type=checkbox]:not([checked])", 1);
}

#[test]
fn the_error_summary_leads_to_the_fields() {
    let errors = Errors::from_iter([("name", "Nhập tên"), ("", "Đã có người sửa")]);
    let summary = see(ErrorSummary::new(t(), &errors));
    assert_eq!(summary.attributes("a", "href"), ["#f-name"]);
    assert_eq!(summary.texts("li"), ["Nhập tên", "Đã có người sửa"]);
    assert!(Html::from(ErrorSummary::new(t(), &Errors::default())).is_empty());
}

fn table() -> DataTable {
    DataTable::new(t(), "tasks", "Nhiệm vụ")
        .columns([Column::new("Tên").sort("name"), Column::new("Số").number()])
}

#[test]
fn a_table_sorts_by_links_and_keeps_its_filters() {
    let link = Link::new("/viec")
        .with("q", "họp")
        .with("sort", "name")
        .with("page", 3);
    let seen = see(table()
        .link(link)
        .rows([Row::new(7).cells([Cell::link("Họp", "/viec/7").note("3.2"), Cell::text(5)])]));
    assert_eq!(
        seen.attributes("th a.sort", "href"),
        ["/viec?q=h%E1%BB%8Dp&sort=-name"]
    );
    assert_eq!(seen.attributes("th[aria-sort]", "aria-sort"), ["ascending"]);
    assert_eq!(seen.texts("th[scope=row]"), ["Họp3.2"]);
    assert_eq!(seen.attributes("td", "data-label"), ["Số"]);
    assert_eq!(seen.texts("caption"), ["Nhiệm vụ"]);
}

#[test]
fn ticked_rows_are_sent_by_the_form_above() {
    let row = || Row::new("a1").cells([Cell::text("Họp")]);
    let seen = see(table().rows([row()]).bulk("/nhac", Button::new("Nhắc")));
    seen.has("form[id=tasks-bulk][method=post][action='/nhac'] button", 1);
    seen.has(
        "tbody input[name=ids][value=a1][form=tasks-bulk][aria-labelledby=tasks-row-0]",
        1,
    );
    see(table().rows([row()])).has("input", 0);
}

#[test]
fn an_empty_list_says_what_to_do_unless_filters_emptied_it() {
    let empty = || EmptyState::new("checklist", "Chưa có").action(ButtonLink::new("Nhập", "/nhap"));
    let begun = see(table().empty(empty()));
    assert_eq!(begun.attributes(".empty a", "href"), ["/nhap"]);
    begun.has("table", 0);
    let filters = Filters::new(t(), Link::new("/viec").with("q", "x")).search("q", "Tìm");
    let narrowed = see(table().empty(empty()).filters(filters));
    narrowed.has(".empty", 0);
    narrowed.has(".table-none", 1);
}

#[test]
fn filters_keep_what_is_no_filter_and_chips_remove_one() {
    let link = Link::new("/viec")
        .with("unit", "2")
        .with("sort", "due")
        .with("page", 4);
    let seen = see(Filters::new(t(), link).search("q", "Tìm").select(
        "unit",
        "Đơn vị",
        "Tất cả",
        [("2", "Thanh tra")],
    ));
    seen.has(
        "form[method=get][action='/viec'] input[type=hidden][name=sort][value=due]",
        1,
    );
    seen.has("input[type=hidden][name=page]", 0);
    assert_eq!(seen.attributes("a.chip", "href"), ["/viec?sort=due"]);
    assert_eq!(seen.texts("a.chip"), ["Đơn vị: Thanh tra"]);
}

#[test]
fn pages_lead_on_and_the_first_has_no_number() {
    let seen = see(Pagination::new(
        t(),
        Link::new("/viec").with("q", "a"),
        2_usize,
        20_usize,
        45_usize,
    ));
    assert_eq!(
        seen.attributes("a[rel]", "href"),
        ["/viec?q=a", "/viec?q=a&page=3"]
    );
    assert_eq!(seen.texts("[aria-current=page]"), ["2"]);
    assert_eq!(seen.texts(".pager-summary"), ["21–40 trong 45 kết quả"]);
    see(Pagination::new(
        t(),
        Link::new("/viec"),
        1_usize,
        20_usize,
        7_usize,
    ))
    .has("nav", 0);
}

#[test]
fn figures_stand_beside_percentages() {
    let stat = see(StatCard::share(t(), "Đúng hạn", 2, 3).href("/viec"));
    assert_eq!(stat.texts("a[href='/viec'] .stat-line"), ["66,67% 2/3"]);
    see(StatCard::share(t(), "Đúng hạn", 0, 0)).has("svg", 0);
    see(StatCard::new("Quá hạn", 3).trend(Trend::up("tăng 1", Tone::Bad))).has(".stat-trend.text-bad svg", 1);
    let gauge = see(Gauge::new(t(), "Nắm nội dung", 7, 12).target(80));
    assert_eq!(gauge.texts("p"), ["58,33%", "7/12"]);
    gauge.has(".gauge-warn .gauge-target", 1);
    see(ProgressBar::new(t(), "Đã đọc", 34, 40)).has("label progress[value='34'][max='40']", 1);
    see(ProgressBar::busy(t(), "Đang đọc")).has("progress:not([value])", 1);
}

#[test]
fn charts_can_be_read_as_tables() {
    let bars = see(BarChart::new(t(), "Tin")
        .bar("A", 8_u64)
        .bar("B", 2_u64)
        .share("C", 1_u64, 4_u64));
    assert_eq!(
        bars.attributes(".bar-fill", "width"),
        ["100.00%", "25.00%", "25.00%"]
    );
    assert_eq!(bars.texts("td"), ["8", "2", "25% (1/4)"]);
    let columns = see(ColumnChart::new(t(), "Tin", [("T1", 4), ("T2", 0)]));
    assert_eq!(columns.texts("table th, table td"), ["T1", "4", "T2", "0"]);
    assert_eq!(columns.attributes("rect", "height"), ["150", "0"]);
    assert_eq!(
        see(Sparkline::new("Năm", [1, 3])).texts("span.visually-hidden"),
        ["Năm: 1, 3"]
    );
}

#[test]
fn a_timeline_can_be_read_as_a_table() {
    let year = |rows: Vec<TimelineRow>| {
        Timeline::new(t(), "Năm", "Việc", date(2025, 1, 1), date(2025, 12, 31))
            .today(date(2025, 7, 2))
            .rows(rows)
    };
    let windows = TimelineRow::new("Tọa đàm")
        .href("/viec/1")
        .bar(Bar::new(date(2025, 1, 1), date(2025, 12, 31)).label("Cả năm"))
        .bar(Bar::new(date(2026, 1, 1), date(2026, 2, 1)));
    let day = TimelineRow::new("Báo cáo").bar(Bar::new(date(2025, 12, 14), date(2025, 12, 14)));
    let seen = see(year(vec![windows, day]));
    assert_eq!(seen.texts("tbody th a"), ["Tọa đàm"]);
    assert_eq!(
        seen.texts("tbody li"),
        [
            "Cả năm: 01/01/2025 – 31/12/2025",
            "01/01/2026 – 01/02/2026",
            "14/12/2025"
        ]
    );
    assert_eq!(
        seen.attributes("tbody rect", "width"),
        ["100.000%"],
        "what lies outside is not drawn"
    );
    seen.has("tbody circle", 1);
    seen.has("thead text", 12);
    assert_eq!(seen.attributes("thead circle", "cx"), ["50.000%"]);
    see(year(Vec::new()).today(date(2024, 7, 1))).has("thead circle", 0);
}

#[test]
fn boards_lists_and_histories_are_lists() {
    let card = BoardCard::new("Việc", "/viec/1")
        .badge(Badge::new("Mới"))
        .person(Person::new("Lý An"));
    let board = see(Board::new([
        BoardColumn::new("Đang làm", "Không có").cards([card]),
        BoardColumn::new("Xong", "Không có"),
    ]));
    assert_eq!(board.texts("section h2"), ["Đang làm 1", "Xong 0"]);
    assert_eq!(board.texts(".board-empty"), ["Không có"]);
    let facts = see(DescriptionList::new()
        .text("Đơn vị", "")
        .row("Tên", Html::text("A")));
    assert_eq!(facts.texts("dl dd"), ["–", "A"]);
    let history = see(HistoryList::new([HistoryItem::new("09:30", "Tạo").by("An")]));
    assert_eq!(history.texts("ol li p"), ["Tạo", "09:30 · An"]);
    let thread =
        see(CommentThread::new([Comment::new("An", "09:30", "Một\nhai")]).form(TextArea::new("c", "Ý kiến")));
    thread.has("ol li", 1);
    thread.has("textarea[name=c]", 1);
    let file = see(FileCard::new(t(), "a.docx", "/tep/1", 48_213_u64).note("An"));
    assert_eq!(file.texts(".file-words"), ["a.docx48,2 kB · An"]);
}

#[test]
fn dialogs_menus_tabs_and_steps_work_without_script() {
    let dialog = see(
        Dialog::new(t(), "refuse", "Trả lại", TextArea::new("why", "Lý do"))
            .posts_to("/x")
            .button(Button::new("Gửi")),
    );
    dialog.has(
        "dialog#refuse[aria-labelledby=refuse-title] form[method=post][action='/x'] button",
        1,
    );
    let menu = see(Menu::new("Thao tác")
        .link("copy", "Chép", "/c")
        .post("trash", "Xóa", "/x")
        .confirm("Chắc?"));
    menu.has("details summary", 1);
    menu.has("form[method=post][action='/x'] button[data-confirm='Chắc?']", 1);
    let tabs =
        see(Tabs::new("Bài")
            .tab("Tất cả", "/bai", true)
            .count(4_u64)
            .tab("Đã đăng", "/bai?s=1", false));
    assert_eq!(
        tabs.texts("nav[aria-label=Bài] [aria-current=page]"),
        ["Tất cả 4"]
    );
    let panels = see(TabPanels::new("Bài").panel("a", "A", Html::text("Một")));
    panels.has("a[href='#a']", 1);
    assert_eq!(panels.texts("#a"), ["Một"]);
    let steps = see(Steps::new(t(), "Nhập", 2_usize)
        .step_at("Tệp", "/1")
        .step("Soát")
        .step_at("Xong", "/3"));
    assert_eq!(steps.texts("[aria-current=step] .step-label"), ["Soát"]);
    assert_eq!(
        steps.attributes("a", "href"),
        ["/1"],
        "only what is done can be gone back to"
    );
}

#[test]
fn panes_are_linked_by_name_and_changes_are_marked() {
    let pair = see(SideBySide::new(
        "Nguồn",
        Linked::new("b1", Html::text("x")).id("b1"),
        "Đọc",
        Linked::new("b1", Html::text("y")),
    ));
    pair.has("[data-pair] [data-link=b1]", 2);
    let diff = see(DiffView::new(t(), "giữ\nhạn quý I", "giữ\nhạn quý II"));
    assert_eq!(
        (diff.texts("del"), diff.texts("ins")),
        (vec!["I".to_owned()], vec!["II".to_owned()])
    );
    see(DiffView::new(t(), "a", "a")).has(".diff", 0);
}

#[test]
fn a_card_has_a_heading_and_an_icon_may_have_words() {
    let card = see(Card::new("Tuần này", Html::text("x"))
        .hint("h")
        .actions(Button::new("B"))
        .footer(Html::text("f")));
    assert_eq!(card.texts("section > header h2"), ["Tuần này"]);
    see(Card::new("", Html::text("x"))).has("header", 0);
    see(Icon::new("check").label("Xong")).has("svg[role=img][aria-label=Xong]", 1);
    assert_eq!(
        see(Person::new("Nguyễn Thị Bình").detail("Văn phòng").href("/n")).texts(".avatar"),
        ["TB"]
    );
    assert_eq!(see(Kbd::new("j")).texts("kbd"), ["j"]);
}
