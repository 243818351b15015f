//! A server, a clock that can be moved, and a client.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use channel_facebook::contract::{Misbehaviour, Server};
use channel_facebook::{Clock, Config, Page, Post};
use jiff::Timestamp;
use serde_json::json;

pub struct World {
    pub server: Server,
    pub clock: Clock,
    now: Arc<AtomicI64>,
}

impl World {
    pub async fn new() -> Self {
        let now = Arc::new(AtomicI64::new(1_741_564_800));
        let seconds = Arc::clone(&now);
        let clock = Clock::new(move || Timestamp::from_second(seconds.load(Ordering::SeqCst)).unwrap());
        let server = Server::start(clock.clone()).await.unwrap();
        Self { server, clock, now }
    }

    pub fn pass(&self, time: Duration) {
        let seconds = i64::try_from(time.as_secs()).unwrap();
        self.now.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn page(&self) -> Page {
        self.page_with(|_| ())
    }

    pub fn page_with(&self, change: impl FnOnce(&mut Config)) -> Page {
        let mut config = self.server.config().unwrap();
        change(&mut config);
        Page::new(config, self.clock.clone()).unwrap()
    }

    pub fn next(&self, call: &str, how: Misbehaviour) {
        self.server.script().next(call, how);
    }

    pub fn says(&self, call: &str, status: u16, code: i64) {
        let error = json!({"message": format!("says {code}"), "type": "OAuthException", "code": code});
        self.next(call, Misbehaviour::answer(status, json!({"error": error})));
    }
}

pub fn post(message: &str) -> Post {
    Post {
        message: message.to_owned(),
        ..Post::default()
    }
}
