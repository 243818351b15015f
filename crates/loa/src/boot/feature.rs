//! The one list of features and what each brings.

use axum::Router;

use super::App;
use crate::features;
use crate::policy::Verb;

/// A line in the side navigation.
#[derive(Debug, Clone, Copy)]
pub struct NavEntry {
    /// Word key of the label.
    pub label: &'static str,
    /// Icon name.
    pub icon: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Who sees it.
    pub verb: Verb,
    /// Place among the entries of all features.
    pub position: u8,
}

/// What a feature brings to the house. A new capability is a folder and one line in [`features`].
#[derive(Debug, Clone, Copy)]
pub struct Feature {
    /// Its folder's name.
    pub name: &'static str,
    /// Its pages.
    pub routes: fn() -> Router<App>,
    /// Its lines in the navigation.
    pub nav: &'static [NavEntry],
}

impl Feature {
    /// A feature that brings nothing yet.
    pub const EMPTY: Self = Self {
        name: "",
        routes: Router::new,
        nav: &[],
    };
}

/// All features, ground floor first.
#[must_use]
pub fn features() -> &'static [Feature] {
    &[
        features::account::FEATURE,
        features::setup::FEATURE,
        features::workspace::FEATURE,
    ]
}
