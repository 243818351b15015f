//! A server, a clock that can be moved, and a client.

use std::time::Duration;

use channel_facebook::contract::{Hand, Misbehaviour, Server};
use channel_facebook::{Clock, Config, Page, Post};
use serde_json::json;

pub struct World {
    pub server: Server,
    pub clock: Clock,
    hand: Hand,
}

impl World {
    pub async fn new() -> Self {
        let (clock, hand) = Hand::clock("2025-03-10T00:00:00Z".parse().unwrap());
        let server = Server::start(clock.clone()).await.unwrap();
        Self { server, clock, hand }
    }

    pub fn pass(&self, time: Duration) {
        self.hand.pass(time);
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
