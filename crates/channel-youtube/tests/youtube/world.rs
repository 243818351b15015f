//! A server, a clock that can be moved, and a client.

use std::time::Duration;

use channel_youtube::contract::{Hand, Misbehaviour, Server};
use channel_youtube::{Channel, Clock, Config, MemorySource, Privacy, Video};
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

    pub fn channel(&self) -> Channel {
        self.channel_with(|_| ())
    }

    pub fn channel_with(&self, change: impl FnOnce(&mut Config)) -> Channel {
        let mut config = self.server.config().unwrap();
        change(&mut config);
        Channel::new(config, self.clock.clone()).unwrap()
    }

    pub fn next(&self, call: &str, how: Misbehaviour) {
        self.server.script().next(call, how);
    }

    pub fn says(&self, call: &str, status: u16, reason: &str) {
        let error =
            json!({"code": status, "message": "no", "errors": [{"domain": "youtube", "reason": reason}]});
        self.next(call, Misbehaviour::answer(status, json!({"error": error})));
    }
}

/// Two chunks and a little.
pub fn source() -> MemorySource {
    let bytes: Vec<u8> = (0..(512 << 10) + 77_u32).map(|n| (n % 251) as u8).collect();
    MemorySource(bytes.into())
}

pub fn video(title: &str) -> Video {
    Video {
        marker: Some(format!("dau-{title}")),
        privacy: Privacy::Public,
        ..Video::new(title, "Phóng sự")
    }
}
