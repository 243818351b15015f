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
pub(crate) mod button;
pub(crate) mod card;
pub(crate) mod data_table;
pub(crate) mod empty_state;
pub(crate) mod error_summary;
pub(crate) mod field;
pub(crate) mod filters;
pub(crate) mod icon;
pub(crate) mod pagination;
pub(crate) mod person;
pub(crate) mod stat_card;
pub(crate) mod toast;

pub use alert::Alert;
pub use badge::Badge;
pub use button::{Button, ButtonLink, IconButton};
pub use card::Card;
pub use data_table::{Cell, Column, DataTable, Row};
pub use empty_state::EmptyState;
pub use error_summary::{ErrorSummary, Errors};
pub use field::{
    CheckboxGroup, Choice, DateField, FileDrop, Hidden, PasswordField, RadioGroup, Select, TextArea,
    TextField,
};
pub use filters::Filters;
pub use icon::Icon;
pub use pagination::Pagination;
pub use person::{Avatar, Person};
pub use stat_card::{StatCard, Trend};
pub use toast::Toast;
