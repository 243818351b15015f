//! Where people land: the leader's page, and the doors to it.

mod gallery;
mod home;
mod overview;
#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;

use crate::boot::{App, Feature, NavEntry};
use crate::policy::Verb;

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "workspace",
    routes,
    nav: &[NavEntry {
        label: "workspace-overview",
        icon: "gauge",
        href: "/lam-viec/tong-quan",
        verb: Verb::ViewOverview,
        position: 5,
    }],
    ..Feature::EMPTY
};

/// Where every component of the interface is shown.
pub const GALLERY: &str = "/lam-viec/quan-tri/thu-vien-giao-dien";

fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::door))
        .route("/lam-viec", get(home::home))
        .route("/lam-viec/tong-quan", get(overview::overview))
        .route(GALLERY, get(gallery::gallery))
}
