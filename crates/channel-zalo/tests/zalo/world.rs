//! A server, a clock that can be moved, and a client that holds its tokens.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use channel_zalo::contract::{Misbehaviour, Server};
use channel_zalo::{Article, Block, Clock, Config, Cover, MemoryStore, TokenStore, Visibility, Zalo};
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

    /// The store of an account that was given consent just now.
    pub fn store(&self) -> Arc<MemoryStore> {
        Arc::new(MemoryStore::holding(self.server.tokens()))
    }

    pub fn zalo(&self) -> Zalo {
        self.zalo_with(self.store(), |_| ())
    }

    pub fn zalo_with(&self, store: Arc<dyn TokenStore>, change: impl FnOnce(&mut Config)) -> Zalo {
        let mut config = self.server.config().unwrap();
        change(&mut config);
        Zalo::new(config, store, self.clock.clone()).unwrap()
    }

    pub fn next(&self, call: &str, how: Misbehaviour) {
        self.server.script().next(call, how);
    }

    pub fn says(&self, call: &str, code: i64) {
        let body = json!({"error": code, "message": format!("says {code}")});
        self.next(call, Misbehaviour::answer(200, body));
    }
}

pub fn article(title: &str) -> Article {
    Article {
        title: title.to_owned(),
        author: "Văn phòng Sở".to_owned(),
        cover: Cover::Photo {
            url: "https://vidu.example/anh.jpg".to_owned(),
        },
        description: "Kết quả và việc cần làm".to_owned(),
        body: vec![
            Block::Text("<p>Nội dung</p>".to_owned()),
            Block::Image {
                url: "https://vidu.example/2.jpg".to_owned(),
                caption: "Hội nghị".to_owned(),
            },
        ],
        visibility: Visibility::Show,
        comments: false,
    }
}
