//! Components: a folder each, with the struct, its template, its styles and its examples.

/// Components print as markup, not as escaped text.
macro_rules! components {
    ($($component:ty),+ $(,)?) => {
        $(impl askama::filters::HtmlSafe for $component {})+
    };
}
pub(crate) use components;

pub(crate) mod alert;
pub(crate) mod badge;
pub(crate) mod board;
pub(crate) mod button;
pub(crate) mod card;
pub(crate) mod chart;
pub(crate) mod comments;
pub(crate) mod data_table;
pub(crate) mod description_list;
pub(crate) mod dialog;
pub(crate) mod diff;
pub(crate) mod empty_state;
pub(crate) mod error_summary;
pub(crate) mod field;
pub(crate) mod file_card;
pub(crate) mod filters;
pub(crate) mod gauge;
pub(crate) mod history;
pub(crate) mod icon;
pub(crate) mod menu;
pub(crate) mod pagination;
pub(crate) mod person;
pub(crate) mod progress_bar;
pub(crate) mod side_by_side;
pub(crate) mod stat_card;
pub(crate) mod steps;
pub(crate) mod tabs;
pub(crate) mod timeline;
pub(crate) mod toast;

pub use alert::Alert;
pub use badge::Badge;
pub use board::{Board, BoardCard, BoardColumn};
pub use button::{Button, ButtonLink, IconButton};
pub use card::Card;
pub use chart::{BarChart, ColumnChart, Sparkline};
pub use comments::{Comment, CommentThread};
pub use data_table::{Cell, Column, DataTable, Row};
pub use description_list::DescriptionList;
pub use dialog::Dialog;
pub use diff::DiffView;
pub use empty_state::EmptyState;
pub use error_summary::{ErrorSummary, Errors};
pub use field::{
    CheckboxGroup, Choice, DateField, FileDrop, Hidden, PasswordField, RadioGroup, Select, TextArea,
    TextField,
};
pub use file_card::FileCard;
pub use filters::Filters;
pub use gauge::Gauge;
pub use history::{HistoryItem, HistoryList};
pub use icon::Icon;
pub use menu::{Kbd, Menu};
pub use pagination::Pagination;
pub use person::{Avatar, Person};
pub use progress_bar::ProgressBar;
pub use side_by_side::{Linked, SideBySide};
pub use stat_card::{StatCard, Trend};
pub use steps::Steps;
pub use tabs::{TabPanels, Tabs};
pub use timeline::{Bar, Timeline, TimelineRow};
pub use toast::Toast;
