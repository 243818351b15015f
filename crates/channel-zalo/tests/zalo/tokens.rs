//! Tokens: renewed in time, by one server, stored before use, and never a second time with the same refresh token.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::world::World;
use async_trait::async_trait;
use channel_zalo::contract::Misbehaviour;
use channel_zalo::{
    MemoryStore, Need, Record, SendError, StoreError, TokenState, TokenStore, Verifier, Zalo,
};

const HOUR: Duration = Duration::from_hours(1);

fn needs_consent(error: &SendError) -> bool {
    matches!(
        error,
        SendError::NeedsPerson {
            need: Need::Consent,
            ..
        }
    )
}

#[tokio::test]
async fn without_consent_a_person_is_needed() {
    let world = World::new().await;
    let store = Arc::new(MemoryStore::default());
    let zalo = world.zalo_with(store.clone(), |_| ());
    assert!(needs_consent(&zalo.health().await.unwrap_err()));

    let verifier = Verifier::from_random([3; 32]);
    zalo.give_consent("code-a", &verifier).await.unwrap();
    let state = store.load().await.unwrap().unwrap().state;
    // "90000" is a text in the answer.
    assert_eq!(
        state.expires_at.as_second() - state.obtained_at.as_second(),
        90_000
    );
    let health = zalo.health().await.unwrap();
    assert_eq!(
        (health.id.as_str(), health.verified, health.followers),
        ("5790", Some(true), Some(321))
    );

    // A code works once.
    assert!(needs_consent(
        &zalo.give_consent("code-a", &verifier).await.unwrap_err()
    ));
    zalo.health().await.unwrap();
}

#[tokio::test]
async fn the_token_is_renewed_at_twenty_hours() {
    let world = World::new().await;
    let zalo = world.zalo();
    world.pass(HOUR * 20 - Duration::from_secs(1));
    zalo.keep_signed_in().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 0);
    world.pass(Duration::from_secs(1));
    zalo.keep_signed_in().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 1);
    zalo.health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_on_two_servers_renew_once() {
    let world = World::new().await;
    let store = world.store();
    let nodes = [
        world.zalo_with(store.clone(), |_| ()),
        world.zalo_with(store.clone(), |_| ()),
    ];
    world.pass(HOUR * 26);
    world.next("token", Misbehaviour::Slow(50));
    let calls: Vec<_> = (0..50)
        .map(|i| {
            let node: Zalo = nodes[i % 2].clone();
            tokio::spawn(async move { node.health().await.map(|health| health.name) })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "Sở thử nghiệm");
    }
    assert_eq!(world.server.script().calls("token"), 1);
    assert_eq!(world.server.script().calls("account"), 50);
}

#[tokio::test]
async fn a_token_that_is_not_accepted_is_renewed_once_and_the_call_made_again() {
    let world = World::new().await;
    let zalo = world.zalo();
    world.server.expire_access();
    zalo.publish(&crate::world::article("Một")).await.unwrap();
    assert_eq!(world.server.script().calls("token"), 1);
    assert_eq!(world.server.script().calls("create"), 2);
    assert_eq!(world.server.articles().len(), 1);

    // A service that accepts no token at all is not asked for ever.
    for _ in 0..2 {
        world.says("create", -220);
    }
    let error = zalo.publish(&crate::world::article("Hai")).await.unwrap_err();
    assert!(needs_consent(&error), "{error}");
    assert_eq!(world.server.script().calls("token"), 2);
    assert_eq!(world.server.articles().len(), 1);
}

#[tokio::test]
async fn a_server_that_dies_between_answer_and_store_costs_the_consent() {
    let world = World::new().await;
    let store = world.store();
    // Another server claimed the renewal, spent the token, and died.
    let mut state = world.server.tokens();
    let dead = world.zalo_with(Arc::new(MemoryStore::holding(state.clone())), |_| ());
    world.server.expire_access();
    dead.health().await.unwrap();
    state.claimed_at = Some(world.clock.now());
    assert!(store.replace(Some(1), &state).await.unwrap());

    let zalo = world.zalo_with(store.clone(), |config| config.wait = Duration::from_millis(5));
    let asked = world.server.script().calls("token");
    // While the claim lasts it is waited for.
    let error = zalo.health().await.unwrap_err();
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
    assert_eq!(world.server.script().calls("token"), asked);
    // Then the old token is tried once, and never again.
    world.pass(Duration::from_mins(3));
    for _ in 0..3 {
        assert!(needs_consent(&zalo.health().await.unwrap_err()));
    }
    assert_eq!(world.server.script().calls("token"), asked + 1);

    zalo.give_consent("anew", &Verifier::from_random([1; 32]))
        .await
        .unwrap();
    zalo.health().await.unwrap();
}

#[tokio::test]
async fn a_server_that_dies_before_the_call_costs_nothing() {
    let world = World::new().await;
    let store = world.store();
    let mut state = world.server.tokens();
    state.claimed_at = Some(world.clock.now());
    assert!(store.replace(Some(1), &state).await.unwrap());
    world.pass(HOUR * 26);
    world.zalo_with(store, |_| ()).health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 1);
}

#[tokio::test]
async fn an_answer_lost_on_the_way_lets_calls_go_on_while_the_old_token_lives() {
    let world = World::new().await;
    let zalo = world.zalo();
    world.pass(HOUR * 21);
    world.next("token", Misbehaviour::HangUp);
    zalo.health().await.unwrap();
    // The claim keeps everybody from asking at each call.
    zalo.health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 1);
    world.pass(Duration::from_mins(3));
    zalo.health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 2);
    let health = zalo.health().await.unwrap();
    assert!(health.access_ends.duration_since(world.clock.now()).as_hours() >= 24);
}

#[tokio::test]
async fn a_refusal_is_told_before_the_old_token_ends() {
    let world = World::new().await;
    let zalo = world.zalo();
    world.pass(HOUR * 21);
    world.says("token", -14002);
    let health = zalo.health().await.unwrap();
    assert!(
        health.renewal_refused.is_some_and(|said| said.contains("-14002")),
        "no refusal"
    );
    world.pass(HOUR * 5);
    assert!(needs_consent(&zalo.health().await.unwrap_err()));
    assert_eq!(world.server.script().calls("token"), 1);
    // The application was switched on again; the token had not been looked at.
    zalo.try_renewal_again().await.unwrap();
    zalo.health().await.unwrap();
}

/// Fails so many times when a new pair is stored.
struct Weak {
    inner: MemoryStore,
    failures: AtomicUsize,
}

#[async_trait]
impl TokenStore for Weak {
    async fn load(&self) -> Result<Option<Record>, StoreError> {
        self.inner.load().await
    }

    async fn replace(&self, expected: Option<u64>, state: &TokenState) -> Result<bool, StoreError> {
        let left = || {
            self.failures
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1))
        };
        if state.claimed_at.is_none() && left().is_ok() {
            return Err(StoreError("disk full".to_owned()));
        }
        self.inner.replace(expected, state).await
    }
}

#[tokio::test]
async fn a_pair_that_could_not_be_stored_is_not_used_and_not_lost() {
    let world = World::new().await;
    let store = Arc::new(Weak {
        inner: MemoryStore::holding(world.server.tokens()),
        failures: AtomicUsize::new(4),
    });
    let zalo = world.zalo_with(store.clone(), |_| ());
    world.pass(HOUR * 26);
    let error = zalo.health().await.unwrap_err();
    assert!(
        matches!(&error, SendError::Retry { reason, .. } if reason.text.contains("disk full")),
        "{error}"
    );
    assert_eq!(world.server.script().calls("account"), 0);
    zalo.health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 1);
    let kept = store.load().await.unwrap().unwrap().state;
    assert_eq!(kept.refresh.reveal(), world.server.refresh_token());
}

#[tokio::test]
async fn a_caller_who_goes_away_does_not_take_the_new_pair_along() {
    let world = World::new().await;
    let store = world.store();
    let zalo = world.zalo_with(store.clone(), |_| ());
    world.pass(HOUR * 26);
    world.next("token", Misbehaviour::Slow(100));
    let asking = tokio::spawn({
        let zalo = zalo.clone();
        async move { zalo.health().await }
    });
    while world.server.script().calls("token") == 0 {
        tokio::task::yield_now().await;
    }
    asking.abort();
    zalo.health().await.unwrap();
    assert_eq!(world.server.script().calls("token"), 1);
}

#[tokio::test]
async fn strange_answers_are_doubt_and_do_not_forget_the_tokens() {
    let world = World::new().await;
    for body in ["[]", "{}", r#"{"access_token":"","refresh_token":""}"#, "null"] {
        let zalo = world.zalo();
        world.server.expire_access();
        let body = serde_json::from_str(body).unwrap();
        world.next("token", Misbehaviour::answer(200, body));
        let error = zalo.health().await.unwrap_err();
        assert!(matches!(error, SendError::Retry { .. }), "{error}");
        world.pass(Duration::from_mins(3));
        zalo.health().await.unwrap();
    }
}

#[test]
fn kept_tokens_are_read_back_and_do_not_print() {
    let state = TokenState {
        access: "geheim-1".into(),
        refresh: "geheim-2".into(),
        obtained_at: "2025-03-10T00:00:00Z".parse().unwrap(),
        expires_at: "2025-03-11T01:00:00Z".parse().unwrap(),
        claimed_at: None,
        refused: Some("x".to_owned()),
    };
    assert!(!format!("{state:?}").contains("geheim"));
    assert_eq!(TokenState::read(&state.expose().unwrap()), Ok(state));
    assert!(TokenState::read("{}").is_err());
    assert!(TokenState::read("\u{0}").is_err());
}
