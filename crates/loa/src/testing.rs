//! A whole Loa for tests: its own database on either backend, a held clock, and people who click.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use db::Backend;
use db::testing::TestDb;
use http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use jiff::tz::TimeZone;
use test_kit::Html;
use tower::ServiceExt;

use crate::boot::{App, Config, SealingKey, migrations, router, runner};
use crate::clock::Clock;
use crate::desk::session_cookie;
use crate::features::account::{self, Role};
use crate::features::agency::{self, AgencyId, NewAgency, NewPerson, NewUnit, PersonId, UnitId};
use crate::features::file::Files;
use crate::policy::Actor;

/// The day on which the known world wakes: a Monday.
pub(crate) const TODAY: &str = "2025-03-10";

/// A Loa of its own, with the known world in it: one agency, four units.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) agency: AgencyId,
    pub(crate) office: UnitId,
    pub(crate) division: UnitId,
    pub(crate) planning: UnitId,
    pub(crate) center: UnitId,
    router: Router,
    _database: TestDb,
    _folder: tempfile::TempDir,
}

impl TestApp {
    /// The known world, served at another address than plain http.
    pub(crate) async fn served_at(backend: Backend, public_url: &str) -> Self {
        Self::peopled(Self::bare(backend, &[("LOA_SERVER__PUBLIC_URL", public_url)]).await).await
    }

    /// The known world: Sở Xây dựng tỉnh Ví Dụ and its units, without people.
    pub(crate) async fn new(backend: Backend) -> Self {
        Self::peopled(Self::empty(backend).await).await
    }

    /// The known world with a mail server: the SMTP test server.
    pub(crate) async fn with_mail(backend: Backend) -> Self {
        let port = test_kit::mail::address().port().to_string();
        let mail = [
            ("LOA_MAIL__HOST", "127.0.0.1"),
            ("LOA_MAIL__PORT", &port),
            ("LOA_MAIL__SECURITY", "none"),
            ("LOA_MAIL__FROM", "Loa <loa@so.example.vn>"),
        ];
        Self::peopled(Self::bare(backend, &mail).await).await
    }

    async fn peopled(mut test: Self) -> Self {
        let from = "2025-01-01".parse().unwrap();
        let (db, now) = (test.app.db().read(), test.app.clock().now());
        let parent = NewAgency {
            parent: None,
            name: "Ủy ban nhân dân tỉnh Ví Dụ".to_owned(),
            short_name: "UBND tỉnh Ví Dụ".to_owned(),
            symbol: "UBND".to_owned(),
            place: "Ví Dụ".to_owned(),
            hosted: false,
            valid_from: from,
        };
        let parent_id = agency::add(db, parent.clone(), now).await.unwrap();
        let new = NewAgency {
            parent: Some(parent_id),
            name: "Sở Xây dựng tỉnh Ví Dụ".to_owned(),
            short_name: "Sở Xây dựng".to_owned(),
            symbol: "SXD".to_owned(),
            hosted: true,
            ..parent
        };
        test.agency = agency::add(db, new, now).await.unwrap();
        let mut units = Vec::new();
        for name in [
            "Văn phòng Sở",
            "Phòng Quản lý xây dựng",
            "Phòng Quy hoạch",
            "Trung tâm Kiểm định",
        ] {
            units.push(
                agency::add_unit(db, test.agency, NewUnit::named(name, from))
                    .await
                    .unwrap(),
            );
        }
        [test.office, test.division, test.planning, test.center] = units.try_into().unwrap();
        test
    }

    /// A Loa that nobody has set up.
    pub(crate) async fn empty(backend: Backend) -> Self {
        Self::bare(backend, &[]).await
    }

    async fn bare(backend: Backend, environment: &[(&str, &str)]) -> Self {
        let environment = environment
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let database = TestDb::new(backend, &migrations()).await;
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(&folder.path().join("loa.toml"), environment).unwrap();
        let zone = TimeZone::get(&config.time.zone).unwrap();
        let clock = Clock::held(format!("{TODAY}T02:00:00Z").parse().unwrap(), zone);
        let files = Files::local(&folder.path().join("files")).unwrap();
        let app = App::of_parts(
            database.db().clone(),
            files,
            clock,
            config,
            folder.path(),
            SealingKey::from_bytes([42; 32]),
        );
        Self {
            router: router(app.clone()),
            app,
            agency: AgencyId::new(),
            office: UnitId::new(),
            division: UnitId::new(),
            planning: UnitId::new(),
            center: UnitId::new(),
            _database: database,
            _folder: folder,
        }
    }

    /// Moves the clock to 09:00 of a day where the agency is.
    pub(crate) fn go_to(&self, day: &str) {
        self.app.clock().set(format!("{day}T02:00:00Z").parse().unwrap());
    }

    /// Runs the jobs and schedules that are due at the hour of the clock.
    pub(crate) async fn run_jobs(&self) -> jobs::Ran {
        let now = self.app.clock().now();
        runner(&self.app).run_pending(now).await.unwrap()
    }

    /// A person with a role, signed in. Heads are narrowed to their unit.
    pub(crate) async fn person(&self, name: &str, role: Role, unit: UnitId) -> Browser {
        self.person_of(self.agency, name, role, unit).await
    }

    /// A person of any agency with a role, signed in.
    pub(crate) async fn person_of(&self, agency: AgencyId, name: &str, role: Role, unit: UnitId) -> Browser {
        let (db, now) = (self.app.db(), self.app.clock().now());
        let new = NewPerson {
            unit: Some(unit),
            full_name: name.to_owned(),
            title: String::new(),
            email: None,
            valid_from: "2025-01-01".parse().unwrap(),
        };
        let person = agency::add_person(db.read(), agency, new).await.unwrap();
        let narrowed = (role == Role::UnitHead).then_some(unit);
        account::grant(db.read(), agency, person, role, narrowed, now)
            .await
            .unwrap();
        let email = format!("{}@so.example.vn", vietnamese::slug(name));
        let account = account::add_account(db.read(), agency, person, &email, None, now)
            .await
            .unwrap();
        let token = account::start(db, account, "test", "127.0.0.1", now)
            .await
            .unwrap();
        let roles = account::roles(db.read(), agency, person).await.unwrap();
        let actor = Actor {
            person,
            agency,
            name: name.to_owned(),
            unit: Some(unit),
            roles,
        };
        Browser {
            router: self.router.clone(),
            cookies: Jar::holding(session_cookie(self.app.config()), token.secret()),
            actor: Some(actor),
            address: None,
        }
    }

    /// The same person signed in anew, when the clock has gone beyond a session's time.
    pub(crate) async fn back(&self, browser: &Browser) -> Browser {
        let (db, now) = (self.app.db(), self.app.clock().now());
        let email = format!("{}@so.example.vn", vietnamese::slug(&browser.actor().name));
        let known = account::by_email(db.read(), &email).await.unwrap().unwrap();
        let token = account::start(db, known.id, "test", "127.0.0.1", now)
            .await
            .unwrap();
        Browser {
            cookies: Jar::holding(session_cookie(self.app.config()), token.secret()),
            ..browser.clone()
        }
    }

    /// The usual five: leader, clerk, head of the division, member of its staff, appraiser.
    pub(crate) async fn people(&self) -> People {
        People {
            leader: self.person("Trần Thị Lãnh Đạo", Role::Leader, self.office).await,
            clerk: self.person("Lê Văn Phòng", Role::Office, self.office).await,
            head: self
                .person("Phạm Trưởng Phòng", Role::UnitHead, self.division)
                .await,
            staff: self.person("Võ Chuyên Viên", Role::Staff, self.division).await,
            auditor: self.person("Đỗ Thẩm Định", Role::Auditor, self.office).await,
            administrator: self.person("Hồ Quản Trị", Role::Administrator, self.office).await,
        }
    }

    /// Somebody from the street.
    pub(crate) fn stranger(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: Jar::default(),
            actor: None,
            address: None,
        }
    }
}

/// The usual people of the known world, each signed in.
pub(crate) struct People {
    pub(crate) leader: Browser,
    pub(crate) clerk: Browser,
    pub(crate) head: Browser,
    pub(crate) staff: Browser,
    pub(crate) auditor: Browser,
    pub(crate) administrator: Browser,
}

/// Someone's browser, going through the router as a real one would.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    cookies: Jar,
    actor: Option<Actor>,
    address: Option<IpAddr>,
}

/// The cookies of a browser, kept from answer to request.
#[derive(Clone, Default)]
struct Jar(Arc<Mutex<BTreeMap<String, String>>>);

impl Jar {
    fn holding(name: &str, value: &str) -> Self {
        Self(Arc::new(Mutex::new(BTreeMap::from([(
            name.to_owned(),
            value.to_owned(),
        )]))))
    }

    fn header(&self) -> Option<String> {
        let cookies = self.0.lock().unwrap();
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep(&self, headers: &http::HeaderMap) {
        let mut cookies = self.0.lock().unwrap();
        for set in headers.get_all(SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() || set.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) bytes: bytes::Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn html(&self) -> Html {
        Html::parse(&self.text())
    }

    /// Where a redirect leads.
    pub(crate) fn location(&self) -> String {
        self.headers
            .get(LOCATION)
            .map(|to| to.to_str().unwrap().to_owned())
            .unwrap_or_default()
    }

    /// The page that must be there.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        self
    }

    /// The redirect that must follow a write; where it leads.
    #[track_caller]
    pub(crate) fn moved(self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.location()
    }
}

impl Browser {
    /// The actor behind a signed-in browser.
    pub(crate) fn actor(&self) -> &Actor {
        self.actor.as_ref().unwrap()
    }

    pub(crate) fn person(&self) -> PersonId {
        self.actor().person
    }

    /// The same browser at a network address.
    pub(crate) fn at(mut self, address: &str) -> Self {
        self.address = Some(address.parse().unwrap());
        self
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "", Body::empty()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encoded = form_urlencoded(fields);
        self.send(
            Method::POST,
            path,
            "application/x-www-form-urlencoded",
            Body::from(encoded),
        )
        .await
    }

    /// Sends a form with files: field, name, bytes.
    pub(crate) async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        let boundary = "loa-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        for (field, name, bytes) in files {
            body.extend(
                format!(
                    "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                     Content-Type: application/octet-stream\r\n\r\n"
                )
                .bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").bytes());
        self.send(
            Method::POST,
            path,
            &format!("multipart/form-data; boundary={boundary}"),
            Body::from(body),
        )
        .await
    }

    async fn send(&self, method: Method, path: &str, content_type: &str, body: Body) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "loa.test");
        request = request.header("sec-fetch-site", "same-origin");
        if !content_type.is_empty() {
            request = request.header(CONTENT_TYPE, content_type);
        }
        if let Some(cookies) = self.cookies.header() {
            request = request.header(COOKIE, cookies);
        }
        if let Some(address) = self.address {
            request = request.extension(ConnectInfo(SocketAddr::new(address, 40000)));
        }
        let response = self
            .router
            .clone()
            .oneshot(request.body(body).unwrap())
            .await
            .unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        self.cookies.keep(&headers);
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer {
            status,
            headers,
            bytes,
        }
    }
}

fn form_urlencoded(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}
