//! The pages people land on: what is theirs, and for leaders whether all is on track.

mod home;

use axum::Router;
use axum::routing::get;

use crate::boot::{App, Feature};

/// This feature's place in the house.
pub const FEATURE: Feature = Feature {
    name: "workspace",
    routes,
    ..Feature::EMPTY
};

fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::door))
        .route("/lam-viec", get(home::home))
}
