//! A page that shows every component with its examples; the product gives it a route.
//!
//! The examples are data: the tests render each of them with ordinary words and again with hostile ones.

use askama::Template;

use crate::components as c;
use crate::{Brand, Html, NavGroup, NavItem, Page, Translator, UserMenu};

/// One component in one of its shapes.
pub(crate) struct Example {
    title: &'static str,
    html: Html,
    class: &'static str,
}

impl Example {
    pub(crate) fn new(title: &'static str, component: impl Into<Html>) -> Self {
        Self {
            title,
            html: component.into(),
            class: "",
        }
    }

    /// Several beside each other.
    pub(crate) fn row(title: &'static str, components: impl IntoIterator<Item = Html>) -> Self {
        let html = Html::join(components);
        Self {
            title,
            html,
            class: "cluster",
        }
    }

    /// Several in a grid.
    pub(crate) fn grid(title: &'static str, components: impl IntoIterator<Item = Html>) -> Self {
        let html = Html::join(components);
        Self {
            title,
            html,
            class: "tiles",
        }
    }
}

/// Where the examples take their words from: as written, or something hostile in their place.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) t: Translator,
    hostile: Option<&'static str>,
}

impl Sample {
    pub(crate) const fn plain(t: Translator) -> Self {
        Self { t, hostile: None }
    }

    #[cfg(test)]
    pub(crate) const fn hostile(t: Translator, words: &'static str) -> Self {
        Self {
            t,
            hostile: Some(words),
        }
    }

    /// The words `text`, unless the sample is hostile.
    pub(crate) fn w(self, text: &'static str) -> &'static str {
        self.hostile.unwrap_or(text)
    }
}

pub(crate) struct Section {
    name: &'static str,
    examples: Vec<Example>,
}

pub(crate) fn sections(s: Sample) -> Vec<Section> {
    let section = |name, examples: Vec<Example>| Section { name, examples };
    vec![
        section("Icon", c::icon::examples(s)),
        section("Button, ButtonLink, IconButton", c::button::examples(s)),
        section("Badge", c::badge::examples(s)),
        section("Person, Avatar", c::person::examples(s)),
        section("Card", c::card::examples(s)),
        section("StatCard", c::stat_card::examples(s)),
        section("DataTable", c::data_table::examples(s)),
        section("Filters", c::filters::examples(s)),
        section("Pagination", c::pagination::examples(s)),
        section("ErrorSummary", c::error_summary::examples(s)),
        section("Fields", c::field::examples(s)),
        section("Alert", c::alert::examples(s)),
        section("EmptyState", c::empty_state::examples(s)),
        section("Toast", c::toast::examples(s)),
        section("Gauge", c::gauge::examples(s)),
        section("ProgressBar", c::progress_bar::examples(s)),
        section("Timeline", c::timeline::examples(s)),
        section("Board", c::board::examples(s)),
        section("BarChart, ColumnChart, Sparkline", c::chart::examples(s)),
        section("Dialog", c::dialog::examples(s)),
        section("Menu, Kbd", c::menu::examples(s)),
        section("Tabs, TabPanels", c::tabs::examples(s)),
        section("Steps", c::steps::examples(s)),
        section("DescriptionList", c::description_list::examples(s)),
        section("DiffView", c::diff::examples(s)),
        section("SideBySide, Linked", c::side_by_side::examples(s)),
        section("FileCard", c::file_card::examples(s)),
        section("CommentThread", c::comments::examples(s)),
        section("HistoryList", c::history::examples(s)),
    ]
}

#[derive(Template)]
#[template(path = "gallery/gallery.html")]
struct Gallery {
    page: Page,
    sections: Vec<Section>,
}

#[derive(Template)]
#[template(path = "gallery/sign_in.html")]
struct SignIn {
    page: Page,
}

#[derive(Template)]
#[template(path = "gallery/article.html")]
struct Article {
    page: Page,
}

fn page(t: Translator) -> Page {
    let user = UserMenu::new("Nguyễn Thị Bình", "Văn phòng Sở")
        .inbox("#inbox", 3)
        .link("user", "Tài khoản", "#account")
        .link("settings", "Cài đặt", "#settings")
        .sign_out("Đăng xuất", "#out");
    let nav = [
        NavGroup::new(
            "",
            [
                NavItem::new("home", "Tổng quan", "/").primary(),
                NavItem::new("checklist", "Việc", "/viec").primary().count(4),
                NavItem::new("news", "Tin bài", "/tin").primary(),
                NavItem::new("calendar-event", "Lịch", "/lich").primary(),
            ],
        ),
        NavGroup::new(
            "Theo dõi",
            [
                NavItem::new("chart-bar", "Chỉ tiêu", "/chi-tieu"),
                NavItem::new("folder", "Minh chứng", "/minh-chung").count(12),
                NavItem::new("file-text", "Báo cáo", "/bao-cao"),
            ],
        ),
        NavGroup::new(
            "Hệ thống",
            [
                NavItem::new("users", "Người dùng", "/nguoi-dung"),
                NavItem::new("palette", "Thư viện giao diện", "/gallery"),
            ],
        ),
    ];
    Page::new(t)
        .title("Thư viện giao diện")
        .lead("Mọi thành phần, với các ví dụ được kiểm thử.")
        .brand(Brand::new("Trạm mẫu", "speakerphone").agency("Sở Xây dựng tỉnh X"))
        .user(Some(user))
        .nav(nav)
        .crumb("Hệ thống", "#system")
        .search("#search", "")
        .help("#help")
        .path("/gallery")
}

/// The whole page of components, in a frame with invented words.
pub fn render(t: Translator) -> String {
    render_in(page(t))
}

/// The components in a page of the product: its title, navigation and theme. Links of the examples lead nowhere.
pub fn render_in(page: Page) -> String {
    let sections = sections(Sample::plain(page.tr()));
    Gallery { page, sections }.to_string()
}

/// A small page in the plain layout.
pub fn render_plain(t: Translator) -> String {
    let page = page(t).title("Đăng nhập").lead("Dùng tài khoản cơ quan cấp.");
    SignIn { page }.to_string()
}

/// A small article in the layout for everyone.
pub fn render_public(t: Translator) -> String {
    let items = [
        ("Tin tức", "/tin"),
        ("Thủ tục", "/thu-tuc"),
        ("Chỉ số", "/chi-so"),
        ("Góp ý", "/gop-y"),
    ];
    let items = items.map(|(label, href)| NavItem::new("news", label, href));
    let page = Page::new(t)
        .title("Rút ngắn thời gian cấp phép xây dựng còn 10 ngày")
        .lead("Từ ngày 05/03/2025, hồ sơ nhà ở riêng lẻ được giải quyết nhanh hơn một phần ba.")
        .brand(Brand::new("Trạm mẫu", "speakerphone").agency("Sở Xây dựng tỉnh X"))
        .nav([NavGroup::new("", items)])
        .crumb("Tin tức", "/tin")
        .search("#search", "")
        .path("/tin/1");
    Article { page }.to_string()
}

#[cfg(test)]
mod tests;
