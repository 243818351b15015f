//! What watchers of a server ask: alive, ready, figures.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use super::App;

/// The routes; they need no sign-in and tell nothing about anyone.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/livez", get(async || "ok"))
        .route("/readyz", get(ready))
        .route("/metrics", get(figures))
}

/// Ready means that the database takes a write: one whose file was deleted still reads happily.
async fn ready(State(app): State<App>) -> Response {
    match app.db().check_writable().await {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            tracing::error!("not ready: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "database").into_response()
        }
    }
}

/// Installs the recorder of this process; once.
pub(super) fn recorder() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| PrometheusBuilder::new().install_recorder().ok())
        .as_ref()
}

async fn figures(State(app): State<App>) -> web::Result<Response> {
    let now = app.clock().now();
    for kind in jobs::stats(app.db(), now).await? {
        let name = kind.kind.clone();
        #[expect(clippy::cast_precision_loss, reason = "figures for charts")]
        {
            metrics::gauge!("loa_jobs_waiting", "kind" => name.clone()).set(kind.waiting as f64);
            metrics::gauge!("loa_jobs_dead", "kind" => name).set(kind.dead as f64);
        }
    }
    let text = recorder().map(PrometheusHandle::render).unwrap_or_default();
    Ok(([(http::header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}
