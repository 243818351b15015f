//! The one list of features and what each brings.

use axum::Router;
use db::Db;
use futures::future::BoxFuture;
use jobs::Runner;
use sea_orm::DbErr;
use uuid::Uuid;

use super::App;
use crate::features;
use crate::features::agency::AgencyId;
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

/// A thing that evidence can prove and people can be asked to decide on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectTitle {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub title: String,
    /// Its page.
    pub href: String,
}

/// Lists an agency's things of one kind, those at work now first.
pub type ListSubjects = fn(Db, AgencyId) -> BoxFuture<'static, Result<Vec<SubjectTitle>, DbErr>>;

/// A kind of thing that evidence can prove.
#[derive(Debug, Clone, Copy)]
pub struct SubjectSource {
    /// The feature's word for the kind, as in [`crate::features::audit::Subject`].
    pub kind: &'static str,
    /// Word key of the kind.
    pub label: &'static str,
    /// Its things.
    pub list: ListSubjects,
}

/// What a feature brings to the house. A new capability is a folder and one line in [`features()`].
#[derive(Debug, Clone, Copy)]
pub struct Feature {
    /// Its folder's name.
    pub name: &'static str,
    /// Its pages.
    pub routes: fn() -> Router<App>,
    /// Its lines in the navigation.
    pub nav: &'static [NavEntry],
    /// Its things that evidence can prove.
    pub subjects: Option<SubjectSource>,
    /// Teaches the runner its jobs and schedules.
    pub jobs: fn(Runner<App>) -> Runner<App>,
}

impl Feature {
    /// A feature that brings nothing yet.
    pub const EMPTY: Self = Self {
        name: "",
        routes: Router::new,
        nav: &[],
        subjects: None,
        jobs: |runner| runner,
    };
}

/// All features, ground floor first.
#[must_use]
pub fn features() -> &'static [Feature] {
    &[
        features::account::FEATURE,
        features::setup::FEATURE,
        features::evidence::FEATURE,
        features::approval::FEATURE,
        features::delivery::FEATURE,
        features::admin::FEATURE,
        features::recovery::FEATURE,
        features::plan::FEATURE,
        features::task::FEATURE,
        features::organisation::FEATURE,
        features::content::FEATURE,
        features::reminder::FEATURE,
        features::report::FEATURE,
        features::gap::FEATURE,
        features::workspace::FEATURE,
    ]
}

/// The runner of the jobs of all features, in the agency's zone.
#[must_use]
pub fn runner(app: &App) -> Runner<App> {
    let runner = Runner::new(app.db().clone(), app.clone()).zone(app.clock().zone().clone());
    features()
        .iter()
        .fold(runner, |runner, feature| (feature.jobs)(runner))
}
