//! The calendar that a person's phone subscribes to.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use jiff::civil::Date;
use ui::Lang;
use web::Error;
use web::download::inline;

use super::week::concerns;
use super::{numbered, task_path};
use crate::boot::{App, catalogue};
use crate::features::account::{self, Token};
use crate::features::agency;
use crate::features::task::holiday::calendar;
use crate::features::task::ics::{self, Event};
use crate::features::task::model::Mode;
use crate::features::task::overview::{overview, rules};
use crate::features::task::rule::{Day, TaskState};
use crate::features::task::stage::Stage;
use crate::features::task::store;
use crate::features::task::words::state_words;
use crate::policy::{Actor, Scope, Verb, allows};

/// The longest window that is shown day by day; of a longer one only the last day is.
const SHORT: i32 = 5;

/// `/lich/{token}.ics`: whoever has the address reads what its owner may read, and nothing else.
pub(super) async fn feed(State(app): State<App>, Path(file): Path<String>) -> web::Result<Response> {
    let secret = file.strip_suffix(".ics").unwrap_or(&file);
    if secret.len() > 100 {
        return Err(Error::NotFound);
    }
    let db = app.db().read();
    let owner = store::feed_owner(db, &Token::given(secret)).await?;
    let (agency, person) = owner.ok_or(Error::NotFound)?;
    let today = app.clock().today();
    let known = agency::person(db, agency, person).await?.ok_or(Error::NotFound)?;
    let actor = Actor {
        person,
        agency,
        name: known.full_name,
        unit: known.unit,
        roles: account::roles(db, agency, person).await?,
    };
    // Who has left, or may not look any more, has an address that leads nowhere.
    let here = match account::account_of(db, agency, person).await? {
        Some(account) => account::is_open(db, &account, today).await?,
        None => false,
    };
    if !here || !allows(&actor, Verb::ViewWork, Scope::Agency) {
        return Err(Error::NotFound);
    }
    let calendar = calendar(db, agency).await?;
    let rules = rules();
    let day = Day {
        today,
        calendar: &calendar,
        rules: &rules,
    };
    let base = app.config().server.public_url.trim_end_matches('/').to_owned();
    let states = overview(db, agency, today, &calendar).await?;
    let events: Vec<Event> = states
        .iter()
        .flat_map(|state| events(state, &actor, day, &base))
        .collect();
    let words = catalogue().translator(Lang::Vi);
    let text = ics::calendar(&words.say("task-feed-name"), &events);
    let mut response = inline("loa.ics", "text/calendar; charset=utf-8", text);
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=900"));
    Ok(response)
}

/// The days of a task that concern a person: short windows as they are, else last days; each occurrence its own.
fn events(state: &TaskState, actor: &Actor, day: Day<'_>, base: &str) -> Vec<Event> {
    let task = &state.known.task;
    let stage = Stage::of(state.state);
    if stage == Stage::Ended || !state.known.parts.iter().any(|part| concerns(actor, part)) {
        return Vec::new();
    }
    let words = catalogue().translator(Lang::Vi);
    let done = stage == Stage::Done;
    let event = |first: Date, last: Date, due: Date, done: bool| Event {
        uid: format!("{}-{due}@loa", task.id),
        first,
        last,
        summary: words.say_with(
            if done { "task-feed-done" } else { "task-feed-due" },
            &[("content", numbered(task).into())],
        ),
        description: state_words(words, state.state),
        url: format!("{base}{}", task_path(task.id)),
        changed: task.changed_at,
    };
    match state.mode() {
        Mode::Standing => Vec::new(),
        Mode::Again => {
            let mine = |due: Date| {
                let marks = state.known.marks.iter();
                marks.filter(|mark| mark.due_on == Some(due)).any(|mark| {
                    let mut parts = state.known.parts.iter();
                    parts.any(|part| part.unit == mark.unit && concerns(actor, part))
                })
            };
            let occurrences = state.occurrences().into_iter().take(400);
            occurrences
                .map(|one| {
                    let due = day.calendar.roll_forward(one.due);
                    event(due, due, one.due, mine(one.due))
                })
                .collect()
        }
        Mode::Once => {
            let Some(due) = state.due(day) else {
                return Vec::new();
            };
            let start = state.window.start().filter(|start| *start <= due);
            let short = start.filter(|start| start.until(due).is_ok_and(|span| span.get_days() <= SHORT));
            vec![event(
                short.unwrap_or(due),
                due,
                state.window.end().unwrap_or(due),
                done,
            )]
        }
    }
}
