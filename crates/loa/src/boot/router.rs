//! All routes and the layers around them.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum_extra::extract::CookieJar;
use http::header::{self, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use ui::Lang;
use web::Reported;

use super::{App, features, health};
use crate::desk::{LANGUAGE_COOKIE, Visitor, preference};
use crate::features::account::web::sign_in_path;

/// The whole site.
pub fn router(app: App) -> Router {
    let pages = features()
        .iter()
        .fold(Router::new(), |router, feature| router.merge((feature.routes)()));
    health::recorder();
    pages
        .merge(health::routes())
        .route("/assets/{*path}", get(asset))
        .fallback(async || web::Error::NotFound)
        .layer(from_fn(web::same_origin))
        .layer(from_fn_with_state(app.clone(), choose_language))
        .layer(from_fn_with_state(app.clone(), report_errors))
        .layer(from_fn(security_headers))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(|request: &Request| {
            let id = request
                .headers()
                .get("x-request-id")
                .and_then(|id| id.to_str().ok())
                .unwrap_or_default();
            let path = without_secret(request.uri().path());
            tracing::info_span!("request", method = %request.method(), %path, id)
        }))
        .layer(SetRequestIdLayer::x_request_id(NewRequestId))
        .with_state(app)
}

/// Paths under which the rest is a secret: whoever knows it is let in.
const SECRET_PATHS: [&str; 2] = ["/loi-moi/", "/lich/"];

/// A path as it may stand in a log.
fn without_secret(path: &str) -> String {
    let secret = SECRET_PATHS.iter().find(|start| path.starts_with(**start));
    secret.map_or_else(|| path.to_owned(), |start| format!("{start}…"))
}

#[derive(Clone, Copy)]
struct NewRequestId;

impl MakeRequestId for NewRequestId {
    fn make_request_id<B>(&mut self, _: &http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&db::new_id().simple().to_string())
            .ok()
            .map(RequestId::new)
    }
}

/// Files of the interface: their names carry a hash, so they are kept for ever.
async fn asset(axum::extract::Path(path): axum::extract::Path<String>) -> Response {
    match ui::assets::get(&path) {
        Some(asset) => (
            [
                (header::CONTENT_TYPE, asset.media_type.to_string()),
                (
                    header::CACHE_CONTROL,
                    "public, max-age=31536000, immutable".to_owned(),
                ),
            ],
            asset.bytes,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Nothing from elsewhere, no script or style in the page itself, no framing.
async fn security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let policy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
                  form-action 'self'; frame-ancestors 'none'";
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // Pages of signed-in people are theirs; a page that may be kept says so itself.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// `?lang=en` on any page, as its foot offers: the choice is kept and the page comes without it.
async fn choose_language(State(app): State<App>, request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let mut pairs = query.split('&');
    let chosen = pairs.find_map(|pair| pair.strip_prefix("lang=")?.parse::<Lang>().ok());
    let Some(lang) = chosen.filter(|_| request.method() == Method::GET) else {
        return next.run(request).await;
    };
    let rest: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.starts_with("lang=") && !pair.is_empty())
        .collect();
    let mut target = request.uri().path().to_owned();
    // `//host` would lead to another site.
    if target.starts_with("//") {
        return web::Error::BadRequest.into_response();
    }
    if !rest.is_empty() {
        target = format!("{target}?{}", rest.join("&"));
    }
    let cookie = preference(app.config(), LANGUAGE_COOKIE, lang.tag());
    (CookieJar::new().add(cookie), web::see_other(&target)).into_response()
}

/// Makes errors pages, and logs the cause of ours once, here.
async fn report_errors(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::of(&app, &parts);
    let method = parts.method.clone();
    let target = parts
        .uri
        .path_and_query()
        .map(ToString::to_string)
        .unwrap_or_default();
    let request_id = parts
        .headers
        .get("x-request-id")
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(Reported(error)) = response.extensions_mut().remove::<Reported>() else {
        return response;
    };
    if let web::Error::Internal(cause) = error.as_ref() {
        tracing::error!("{method} {} failed: {cause:#}", without_secret(&target));
    }
    if matches!(error.as_ref(), web::Error::SignIn) && method == Method::GET {
        return web::see_other(&sign_in_path(&target));
    }
    error_page(&visitor, &error, &request_id).unwrap_or(response)
}

#[derive(askama::Template)]
#[template(path = "boot/error.html")]
struct ErrorPage {
    page: ui::Page,
    text: String,
    request_id: String,
    server_fault: bool,
}

fn error_page(visitor: &Visitor, error: &web::Error, request_id: &str) -> Option<Response> {
    let page = ErrorPage {
        page: visitor.page(&format!("error-{}-title", error.name())),
        text: visitor.words.say(&format!("error-{}-text", error.name())),
        request_id: request_id.to_owned(),
        server_fault: error.status().is_server_error(),
    };
    let mut response = web::html(&page).ok()?;
    *response.status_mut() = error.status();
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::without_secret;

    #[test]
    fn a_log_names_no_secret() {
        assert_eq!(without_secret("/lam-viec/nhiem-vu?q=1"), "/lam-viec/nhiem-vu?q=1");
        assert_eq!(without_secret("/loi-moi/abc"), "/loi-moi/…");
        assert_eq!(without_secret("/lich/abc.ics"), "/lich/…");
    }
}
