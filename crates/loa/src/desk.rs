//! What a signed-in request carries: the state, who asks, in which language, and the page to fill.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use db::{Db, Instant};
use http::request::Parts;
use jiff::civil::{Date, DateTime};
use ui::{Brand, Lang, NavGroup, NavItem, Page, Theme, Translator, UserMenu};
use web::Error;

use crate::boot::{App, Config, catalogue, features};
use crate::clock::Clock;
use crate::features::account::{self, Role, Session, Token};
use crate::features::agency::AgencyId;
use crate::features::reminder;
use crate::features::workspace::GALLERY;
use crate::policy::{Actor, Scope, Verb, allows};

/// The session cookie, where the site is served over plain http.
const SESSION_COOKIE: &str = "loa_session";
/// The same over https: browsers take a `__Host-` cookie from this very host only, so that no neighbour under the
/// same domain can plant one.
const SECURE_SESSION_COOKIE: &str = "__Host-loa_session";
/// The cookie of the chosen language.
pub const LANGUAGE_COOKIE: &str = "loa_language";

/// The name of the session cookie.
#[must_use]
pub fn session_cookie(config: &Config) -> &'static str {
    if config.secure_cookies() {
        SECURE_SESSION_COOKIE
    } else {
        SESSION_COOKIE
    }
}

/// A cookie that remembers how somebody wants the pages to be.
#[must_use]
pub fn preference(config: &Config, name: &'static str, value: &'static str) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .same_site(SameSite::Lax)
        .secure(config.secure_cookies())
        .permanent()
        .build()
}

/// Anyone's request: state, language, page frame without navigation.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The state.
    pub app: App,
    /// Speaks the visitor's language.
    pub words: Translator,
    /// The path that was asked for.
    pub path: String,
    /// Whether a script asked for a fragment.
    pub fragment: bool,
    /// Light or dark, as chosen.
    pub theme: Theme,
    /// The network address, where known.
    pub address: Option<IpAddr>,
}

impl Visitor {
    /// An empty page in the plain frame.
    #[must_use]
    pub fn page(&self, title_key: &str) -> Page {
        self.framed(self.words.say(title_key), Brand::new("Loa", "speakerphone"))
    }

    fn framed(&self, title: impl std::fmt::Display, brand: Brand) -> Page {
        Page::new(self.words)
            .title(title)
            .brand(brand)
            .path(&self.path)
            .theme(self.theme)
            .fragment(self.fragment)
    }

    /// What a request says of its visitor.
    #[must_use]
    pub fn of(app: &App, parts: &Parts) -> Self {
        let jar = CookieJar::from_headers(&parts.headers);
        let lang = jar
            .get(LANGUAGE_COOKIE)
            .and_then(|cookie| cookie.value().parse().ok())
            .unwrap_or(Lang::Vi);
        Self {
            app: app.clone(),
            words: catalogue().translator(lang),
            path: parts.uri.path().to_owned(),
            fragment: parts
                .headers
                .get("hx-request-type")
                .is_some_and(|kind| kind == "partial"),
            theme: jar
                .get(Theme::COOKIE)
                .and_then(|cookie| cookie.value().parse().ok())
                .unwrap_or_default(),
            address: web::client_address(
                parts
                    .extensions
                    .get::<ConnectInfo<SocketAddr>>()
                    .map(|ConnectInfo(peer)| peer.ip()),
                &parts.headers,
                app.trusted_proxies(),
            ),
        }
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        Ok(Self::of(app, parts))
    }
}

/// A signed-in person's request. Handlers begin with [`Desk::need`].
#[derive(Debug, Clone)]
pub struct Desk {
    visitor: Visitor,
    session: Session,
    agency_name: String,
    unread: u64,
}

impl Desk {
    /// The state.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.visitor.app
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        self.visitor.app.db()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        self.visitor.app.clock()
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock().now()
    }

    /// Today where the agency is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.clock().today()
    }

    /// An instant as clock and calendar show it where the agency is.
    #[must_use]
    pub fn local(&self, at: Instant) -> DateTime {
        self.clock().local(at)
    }

    /// Who asks.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.session.actor
    }

    /// Where the request comes from, where known.
    #[must_use]
    pub fn address(&self) -> Option<IpAddr> {
        self.visitor.address
    }

    /// The theme chosen.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.visitor.theme
    }

    /// The session behind the request.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The agency whose data this is about.
    #[must_use]
    pub fn agency(&self) -> AgencyId {
        self.session.actor.agency
    }

    /// Speaks the visitor's language.
    #[must_use]
    pub fn words(&self) -> Translator {
        self.visitor.words
    }

    /// Whether a script asked for a fragment only.
    #[must_use]
    pub fn fragment(&self) -> bool {
        self.visitor.fragment
    }

    /// Whether the actor may.
    #[must_use]
    pub fn may(&self, verb: Verb, scope: Scope) -> bool {
        allows(self.actor(), verb, scope)
    }

    /// Goes on only when the actor may.
    ///
    /// # Errors
    /// [`Error::Forbidden`].
    pub fn need(&self, verb: Verb, scope: Scope) -> Result<(), Error> {
        if self.may(verb, scope) {
            Ok(())
        } else {
            Err(Error::Forbidden)
        }
    }

    /// A page in the workspace frame, with the navigation that this actor may see.
    #[must_use]
    pub fn page(&self, title_key: &str) -> Page {
        self.titled(self.words().say(title_key))
    }

    /// As [`Desk::page`], with a title made from data.
    #[must_use]
    pub fn titled(&self, title: impl std::fmt::Display) -> Page {
        let words = self.words();
        let user = UserMenu::new(&self.actor().name, self.role_line())
            .inbox("/lam-viec/thong-bao", self.unread)
            .link("user", words.say("account-own"), "/lam-viec/toi")
            .sign_out(words.say("account-sign-out"), "/dang-xuat");
        let brand = Brand::new("Loa", "speakerphone")
            .agency(&self.agency_name)
            .home("/lam-viec");
        let mut page = self.visitor.framed(title, brand).user(Some(user)).nav(self.nav());
        if self.clock().is_shifted() {
            let day = ui::date(self.today());
            page = page.footer_note(words.say_with("desk-shifted-clock", &[("day", day.into())]));
        }
        if self.may(Verb::ManageAgency, Scope::Agency) {
            page = page.footer_link(words.say("workspace-gallery"), GALLERY);
        }
        page
    }

    fn role_line(&self) -> String {
        let mut roles: Vec<Role> = self.actor().roles.iter().map(|(role, _)| *role).collect();
        roles.sort_unstable();
        roles.dedup();
        let names: Vec<String> = roles
            .iter()
            .map(|role| self.words().say(&format!("account-role-{role}")))
            .collect();
        names.join(", ")
    }

    fn nav(&self) -> Vec<NavGroup> {
        let mut entries: Vec<_> = features().iter().flat_map(|feature| feature.nav).collect();
        entries.sort_by_key(|entry| entry.position);
        entries.retain(|entry| self.may(entry.verb, Scope::Agency));
        // A page that two kinds of people may see is entered twice.
        entries.dedup_by_key(|entry| entry.href);
        let seen = entries.iter();
        let items = seen.enumerate().map(|(index, entry)| {
            let item = NavItem::new(entry.icon, self.words().say(entry.label), entry.href);
            // The bar at the bottom of a phone has room for four.
            if index < 4 { item.primary() } else { item }
        });
        vec![NavGroup::new("", items.collect::<Vec<_>>())]
    }
}

impl FromRequestParts<App> for Desk {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        <Self as OptionalFromRequestParts<App>>::from_request_parts(parts, app)
            .await?
            .ok_or(Error::SignIn)
    }
}

impl OptionalFromRequestParts<App> for Desk {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Error> {
        let jar = CookieJar::from_headers(&parts.headers);
        let Some(cookie) = jar.get(session_cookie(app.config())) else {
            return Ok(None);
        };
        let token = Token::given(cookie.value());
        let Some(session) =
            account::actor_of(app.db(), &token, app.clock().now(), app.clock().today()).await?
        else {
            return Ok(None);
        };
        let agency = crate::features::agency::agency(app.db().read(), session.actor.agency).await?;
        let mut visitor = Visitor::of(app, parts);
        if jar.get(LANGUAGE_COOKIE).is_none() {
            let lang = session.account.language.parse().unwrap_or(Lang::Vi);
            visitor.words = catalogue().translator(lang);
        }
        let agency_name = agency.map(|agency| agency.short_name).unwrap_or_default();
        // The bell stands on whole pages only.
        let unread = if parts.method == http::Method::GET && !visitor.fragment {
            let actor = &session.actor;
            reminder::unread(app.db().read(), actor.agency, actor.person).await?
        } else {
            0
        };
        Ok(Some(Self {
            visitor,
            session,
            agency_name,
            unread,
        }))
    }
}

/// Field messages in the visitor's words.
#[must_use]
pub fn said(words: Translator, errors: &web::FieldErrors) -> ui::Errors {
    let mut said = ui::Errors::default();
    for (field, key) in errors.iter() {
        said.add(field, words.say(key));
    }
    said
}
