//! What the client makes of servers that do not answer as they should.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use axum::Router;
use axum::routing::get;
use channel_http::contract::{Misbehaviour, Script, json, serve};
use channel_http::{Http, HttpConfig, SendError, Trouble};

fn http(change: impl FnOnce(&mut HttpConfig)) -> Http {
    let mut config = HttpConfig::default();
    change(&mut config);
    Http::new(&config).unwrap()
}

async fn outcome(how: Misbehaviour) -> Result<u16, Trouble> {
    let script = Script::default();
    script.next("hello", how);
    let played = script.clone();
    let router = Router::new().route(
        "/hello",
        get(move || async move {
            played
                .play("hello", || json(200, serde_json::json!({"a": 1})))
                .await
        }),
    );
    let server = serve(router).await.unwrap();
    let http = http(|config| {
        config.call_seconds = 1;
        config.largest_answer = 1000;
    });
    let request = http.client().get(server.base().unwrap().join("hello"));
    let answer = http.send(request).await;
    assert_eq!(script.calls("hello"), 1);
    answer.map(|answer| answer.status.as_u16())
}

#[tokio::test]
async fn a_closed_port_means_not_sent() {
    let server = serve(Router::new()).await.unwrap();
    let base = server.base().unwrap();
    drop(server);
    // The port is free once the task has ended, which takes a moment.
    let http = http(|_| ());
    let trouble = loop {
        match http.send(http.client().get(base.join("x"))).await {
            Err(trouble @ Trouble::NotSent(_)) => break trouble,
            _ => tokio::task::yield_now().await,
        }
    };
    assert!(matches!(trouble.of_write(), SendError::Retry { .. }));
}

#[tokio::test]
async fn a_line_cut_means_no_answer() {
    for how in [Misbehaviour::HangUp, Misbehaviour::TakeAndHangUp] {
        let trouble = outcome(how).await.unwrap_err();
        assert!(matches!(trouble, Trouble::NoAnswer(_)), "{trouble:?}");
        assert!(matches!(trouble.clone().of_write(), SendError::Unknown { .. }));
        assert!(matches!(trouble.of_read(), SendError::Retry { .. }));
    }
}

#[tokio::test]
async fn silence_means_no_answer() {
    let trouble = outcome(Misbehaviour::TakeAndStaySilent).await.unwrap_err();
    assert!(matches!(trouble, Trouble::NoAnswer(_)), "{trouble:?}");
}

#[tokio::test]
async fn a_flood_is_not_read() {
    let flood = Misbehaviour::answer(200, serde_json::json!("x".repeat(5000)));
    let trouble = outcome(flood).await.unwrap_err();
    assert_eq!(trouble, Trouble::NoAnswer("the answer is too large".to_owned()));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let mut away = Misbehaviour::answer(302, serde_json::json!({}));
    if let Misbehaviour::Answer { headers, .. } = &mut away {
        headers.insert("Location".to_owned(), "https://elsewhere.example/".to_owned());
    }
    assert_eq!(outcome(away).await, Ok(302));
}
