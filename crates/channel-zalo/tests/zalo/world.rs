//! A server, a clock that can be moved, and a client that holds its tokens.

use std::sync::Arc;
use std::time::Duration;

use channel_zalo::contract::{Hand, Misbehaviour, Server};
use channel_zalo::{Article, Block, Clock, Config, Cover, MemoryStore, TokenStore, Visibility, Zalo};
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
