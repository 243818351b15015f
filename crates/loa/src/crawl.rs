//! The whole site, walked as each role and as the public.
//!
//! Addresses come from the sources (`.route("…")`) and from the links of the pages themselves, so that a new
//! feature is walked without a word here.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

use db::Backend::Sqlite;
use http::StatusCode;
use regex::Regex;

use crate::boot::{catalogue, features};
use crate::features::account::{self, Role};
use crate::features::agency::{self, NewAgency, NewUnit};
use crate::features::workspace::GALLERY;
use crate::policy::{Scope, allows};
use crate::testing::{Browser, TestApp};

/// Pages that anybody may open.
const PUBLIC: &[&str] = &[
    "/",
    "/cai-dat",
    "/dang-nhap",
    "/dang-nhap/ma-xac-thuc",
    "/quen-mat-khau",
    "/loi-moi/{token}",
    "/assets/{*path}",
];
/// Words that only the neighbour's data have.
const NEIGHBOUR: &[&str] = &["Láng Giềng", "Phòng Nghiệp vụ Dược", "Sở Y tế"];
/// A crawl that never ends is a fault too.
const MOST_PAGES: usize = 600;

/// All source files under a folder of this crate.
fn sources(folder: &Path, endings: &[&str], into: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, endings, into);
        } else if endings
            .iter()
            .any(|ending| path.to_string_lossy().ends_with(ending))
        {
            into.push((
                path.display().to_string(),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
}

fn all_sources(endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        endings,
        &mut found,
    );
    found
}

/// Every route of the product, and whether it can be read.
fn routes() -> BTreeMap<String, bool> {
    let route = Regex::new(r#"(?s)\.route\(\s*"(/[^"]*)",\s*(.{0,60})"#).unwrap();
    let mut routes = BTreeMap::new();
    for (name, text) in all_sources(&[".rs"]) {
        if name.ends_with("crawl.rs") {
            continue;
        }
        for found in route.captures_iter(&text) {
            routes.insert(found[1].to_owned(), found[2].trim_start().starts_with("get("));
        }
    }
    assert!(routes.len() > 40, "the pattern still finds routes: {routes:?}");
    routes
}

fn is_public(path: &str) -> bool {
    PUBLIC.contains(&path) || path == "/khoe" || path == "/san-sang" || !path.starts_with("/lam-viec")
}

/// What is wrong with a page, whoever made it.
fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let count = |mark: &str| text.matches(mark).count();
    if count("<h1") != 1 {
        faults.push(format!("{} h1", count("<h1")));
    }
    if !text.contains("<html lang=\"") {
        faults.push("no language".to_owned());
    }
    for mark in ["<style", " style=\"", " onclick=", " onload=", "javascript:"] {
        if text.contains(mark) {
            faults.push(format!("holds {mark}"));
        }
    }
    let scripts = Regex::new(r"<script\b([^>]*)>").unwrap();
    if scripts
        .captures_iter(text)
        .any(|script| !script[1].contains("src="))
    {
        faults.push("holds a script of its own".to_owned());
    }
    faults
}

/// A path of ours out of a link on the page `at`.
fn target(at: &str, href: &str) -> Option<String> {
    let path = href.split('#').next().unwrap_or_default();
    let whole = match path.chars().next()? {
        '/' if !path.starts_with("//") => path.to_owned(),
        '?' => format!("{}{path}", at.split('?').next().unwrap_or_default()),
        _ => return None,
    };
    // Another language is another walk; other orders of a list are the same page.
    let same = ["lang=", "sort=", "page="]
        .iter()
        .any(|part| whole.contains(part));
    (!same && !whole.starts_with("/assets/")).then_some(whole)
}

struct Walk {
    pages: BTreeSet<String>,
    forms: BTreeSet<String>,
    faults: Vec<String>,
}

/// Opens everything that can be reached from the first pages.
async fn walk(browser: &Browser, from: Vec<String>) -> Walk {
    let mut walk = Walk {
        pages: BTreeSet::new(),
        forms: BTreeSet::new(),
        faults: Vec::new(),
    };
    let mut open: VecDeque<(String, String)> = from.into_iter().map(|path| (path, String::new())).collect();
    while let Some((path, seen_on)) = open.pop_front() {
        if !walk.pages.insert(path.clone()) || walk.pages.len() > MOST_PAGES {
            continue;
        }
        let answer = browser.get(&path).await;
        if answer.status == StatusCode::SEE_OTHER {
            open.extend(target(&path, &answer.location()).map(|next| (next, path.clone())));
            continue;
        }
        if answer.status != StatusCode::OK {
            walk.faults
                .push(format!("{path} (on {seen_on}): {}", answer.status));
            continue;
        }
        let kind = answer
            .headers
            .get("content-type")
            .and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
            continue;
        }
        let (text, html) = (answer.text(), answer.html());
        walk.faults
            .extend(faults(&text).into_iter().map(|fault| format!("{path}: {fault}")));
        for stranger in NEIGHBOUR {
            if text.contains(stranger) {
                walk.faults.push(format!("{path}: names {stranger}"));
            }
        }
        // The examples of the gallery lead nowhere.
        if path == GALLERY {
            continue;
        }
        for link in html.all("a[href]") {
            let next = target(&path, link.attr("href").unwrap_or_default());
            open.extend(next.map(|next| (next, path.clone())));
        }
        for form in html.all("form[method=post]") {
            walk.forms
                .extend(form.attr("action").and_then(|action| target(&path, action)));
        }
    }
    walk
}

/// A second agency on the same server, with names that the first must never see.
async fn neighbour(test: &TestApp) -> agency::AgencyId {
    let from = "2025-01-01".parse().unwrap();
    let new = NewAgency {
        parent: None,
        name: "Sở Y tế tỉnh Ví Dụ".to_owned(),
        short_name: "Sở Y tế".to_owned(),
        symbol: "SYT".to_owned(),
        place: "Ví Dụ".to_owned(),
        hosted: true,
        valid_from: from,
    };
    let (db, now) = (test.app.db().read(), test.app.clock().now());
    let id = agency::add(db, new, now).await.unwrap();
    let unit = agency::add_unit(db, id, NewUnit::named("Phòng Nghiệp vụ Dược", from))
        .await
        .unwrap();
    let person = agency::NewPerson {
        unit: Some(unit),
        full_name: "Bùi Láng Giềng".to_owned(),
        title: String::new(),
        email: None,
        valid_from: from,
    };
    let person = agency::add_person(db, id, person).await.unwrap();
    account::add_account(db, id, person, "bui@syt.example.vn", None, now)
        .await
        .unwrap();
    account::grant(db, id, person, Role::Administrator, None, now)
        .await
        .unwrap();
    id
}

/// The pages of the product that need no id.
fn plain_pages() -> Vec<String> {
    let routes = routes().into_iter();
    let plain = routes.filter(|(path, readable)| *readable && !path.contains('{'));
    plain.map(|(path, _)| path).collect()
}

#[tokio::test]
async fn every_role_can_follow_every_link_it_is_shown() {
    let test = TestApp::new(Sqlite).await;
    neighbour(&test).await;
    let people = test.people().await;
    let all = [
        &people.leader,
        &people.clerk,
        &people.head,
        &people.staff,
        &people.auditor,
        &people.administrator,
    ];
    let mut faults = Vec::new();
    for browser in all {
        let role = browser.actor().roles[0].0;
        let seen = walk(browser, vec!["/lam-viec".to_owned(), "/lam-viec/toi".to_owned()]).await;
        assert!(seen.pages.len() > 3, "{role}: {:?}", seen.pages);
        assert!(seen.pages.len() < MOST_PAGES, "{role}: no end of pages");
        faults.extend(seen.faults.into_iter().map(|fault| format!("{role}: {fault}")));
        // Navigation shows what the policy allows, and the policy is kept where it shows nothing.
        let mut entries = BTreeMap::<&str, bool>::new();
        for entry in features().iter().flat_map(|feature| feature.nav) {
            *entries.entry(entry.href).or_default() |= allows(browser.actor(), entry.verb, Scope::Agency);
        }
        for (href, allowed) in entries {
            let status = browser.get(href).await.status;
            let kept = if allowed {
                status.is_success() || status.is_redirection()
            } else {
                status == StatusCode::FORBIDDEN
            };
            if !kept {
                faults.push(format!("{role}: {href} answers {status}, allowed {allowed}"));
            }
        }
        // No page breaks or shows the neighbour, whether it is linked to or not.
        for path in plain_pages() {
            let answer = browser.get(&path).await;
            if answer.status.is_server_error() {
                faults.push(format!("{role}: {path}: {}", answer.status));
            }
            let text = answer.text();
            let named = NEIGHBOUR.iter().find(|name| text.contains(**name));
            faults.extend(named.map(|name| format!("{role}: {path} names {name}")));
        }
        // Forms lead somewhere. Empty ones change nothing or little, and nothing here is needed any more.
        for action in seen.forms.iter().filter(|action| *action != "/dang-xuat") {
            let status = browser.post(action, &[]).await.status;
            if status.is_server_error() || status == StatusCode::METHOD_NOT_ALLOWED {
                faults.push(format!("{role}: form to {action}: {status}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn the_public_sees_public_pages_only() {
    let test = TestApp::new(Sqlite).await;
    let guest = test.stranger();
    let mut faults = Vec::new();
    let parameter = Regex::new(r"\{[^}]+\}").unwrap();
    for (path, readable) in routes() {
        let id = "0190f5a0-0000-7000-8000-000000000000";
        let filled = parameter.replace_all(&path, id).into_owned();
        if is_public(&path) {
            continue;
        }
        let answer = if readable {
            guest.get(&filled).await
        } else {
            guest.post(&filled, &[]).await
        };
        let kept = if readable {
            answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/dang-nhap")
                || answer.status == StatusCode::UNAUTHORIZED
                || answer.status == StatusCode::NOT_FOUND
        } else {
            // A form that is not understood may be refused before it is asked who sends it.
            matches!(answer.status.as_u16(), 400 | 401 | 404 | 415 | 422)
        };
        if !kept {
            faults.push(format!("{path}: {} {}", answer.status, answer.location()));
        }
    }
    let seen = walk(&guest, vec!["/dang-nhap".to_owned(), "/quen-mat-khau".to_owned()]).await;
    faults.extend(seen.faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_word_is_there_in_both_languages() {
    assert_eq!(catalogue().incomplete(), []);
}

#[test]
fn no_word_is_kept_that_nobody_says() {
    let texts = all_sources(&[".rs", ".html"]);
    let literal = Regex::new(r#"[a-z][a-z0-9]*(?:-(?:[a-z0-9]+|\{[^}"]*\}))+"#).unwrap();
    let (mut said, mut made) = (BTreeSet::new(), BTreeSet::new());
    let hole = Regex::new(r"\\\{[^}]*\\\}").unwrap();
    for (_, text) in &texts {
        for found in literal.find_iter(text) {
            if found.as_str().contains('{') {
                made.insert(
                    hole.replace_all(&regex::escape(found.as_str()), "[a-z0-9-]+")
                        .into_owned(),
                );
            } else {
                said.insert(found.as_str().to_owned());
            }
        }
    }
    // `{key}-hint` says a hint for every key that is said.
    let tail = Regex::new(r#""\{[a-z_.]*\}((?:-[a-z0-9]+)+)""#).unwrap();
    let tails: BTreeSet<String> = texts
        .iter()
        .flat_map(|(_, text)| tail.captures_iter(text).map(|found| found[1].to_owned()))
        .collect();
    let made = Regex::new(&format!(
        "^(?:{})$",
        made.into_iter().collect::<Vec<_>>().join("|")
    ))
    .unwrap();
    let unsaid: Vec<String> = all_sources(&["words.vi.ftl"])
        .iter()
        .flat_map(|(_, text)| text.lines())
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.to_owned())
        .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter(|key| !said.contains(key) && !made.is_match(key))
        .filter(|key| {
            let stem = |tail: &String| key.strip_suffix(tail.as_str());
            !tails
                .iter()
                .any(|tail| stem(tail).is_some_and(|stem| said.contains(stem)))
        })
        .collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}
