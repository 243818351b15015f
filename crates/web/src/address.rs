//! Where a request comes from, and how many tries an address has.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use http::HeaderMap;

/// The visitor's address: the peer's own, or, when the peer is one of the `trusted` proxies, the last address of
/// `X-Forwarded-For` that is not a trusted proxy itself. Whatever a visitor writes into the header before that is
/// not believed.
///
/// ```
/// use http::HeaderMap;
/// let mut headers = HeaderMap::new();
/// headers.insert("x-forwarded-for", "1.1.1.1, 203.0.113.7, 10.0.0.2".parse().unwrap());
/// let trusted = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
/// let visitor = |peer: &str| web::client_address(Some(peer.parse().unwrap()), &headers, &trusted);
/// assert_eq!(visitor("10.0.0.1"), Some("203.0.113.7".parse().unwrap()));
/// assert_eq!(visitor("198.51.100.9"), Some("198.51.100.9".parse().unwrap()));
/// ```
#[must_use]
pub fn client_address(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpAddr]) -> Option<IpAddr> {
    let peer = peer?.to_canonical();
    if !trusted.contains(&peer) {
        return Some(peer);
    }
    let named: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    for name in named.into_iter().rev() {
        match name
            .trim()
            .parse::<IpAddr>()
            .map(|address| address.to_canonical())
        {
            Ok(address) if trusted.contains(&address) => {}
            Ok(address) => return Some(address),
            // What stands before something unreadable cannot be trusted either.
            Err(_) => break,
        }
    }
    Some(peer)
}

/// Counts failures by something (a [`network`], a name) within a window of time, in bounded memory.
///
/// ```
/// let limit = web::FailureLimit::new(2, 60_000_000, 1000);
/// limit.failed("a", 0);
/// assert!(limit.allows(&"a", 1));
/// limit.failed("a", 1);
/// assert!(!limit.allows(&"a", 2) && limit.allows(&"b", 2) && limit.allows(&"a", 60_000_000));
/// ```
#[derive(Debug)]
pub struct FailureLimit<K> {
    most: u32,
    window_micros: i64,
    keys: usize,
    seen: Mutex<Seen<K>>,
}

/// Since when the failures of a thing count, and how many they are.
type Seen<K> = HashMap<K, (i64, u32)>;

impl<K: Eq + Hash> FailureLimit<K> {
    /// At most `most` failures in `window_micros` microseconds for each of at most `keys` things.
    #[must_use]
    pub fn new(most: u32, window_micros: i64, keys: usize) -> Self {
        Self {
            most,
            window_micros,
            keys,
            seen: Mutex::default(),
        }
    }

    /// Whether it may try at `now` (microseconds).
    #[must_use]
    pub fn allows(&self, key: &K, now: i64) -> bool {
        self.is_free(&self.seen(), key, now)
    }

    /// Begins a try that counts as a failure until [`FailureLimit::take_back`]; false when it may not be made. Many
    /// tries at once gain nothing by this.
    pub fn begins(&self, key: K, now: i64) -> bool {
        // Under one lock: two tries cannot both take the last place.
        let mut seen = self.seen();
        let free = self.is_free(&seen, &key, now);
        if free {
            self.count(&mut seen, key, now);
        }
        free
    }

    /// The try that was begun last was none of the failures.
    pub fn take_back(&self, key: &K) {
        if let Some((_, count)) = self.seen().get_mut(key) {
            *count = count.saturating_sub(1);
        }
    }

    /// Notes a failure.
    pub fn failed(&self, key: K, now: i64) {
        self.count(&mut self.seen(), key, now);
    }

    fn seen(&self) -> MutexGuard<'_, Seen<K>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_free(&self, seen: &Seen<K>, key: &K, now: i64) -> bool {
        seen.get(key)
            .is_none_or(|(since, count)| now - since >= self.window_micros || *count < self.most)
    }

    fn count(&self, seen: &mut Seen<K>, key: K, now: i64) {
        if seen.len() >= self.keys && !seen.contains_key(&key) {
            seen.retain(|_, (since, _)| now - *since < self.window_micros);
            // All of them fresh: somebody tries from very many sides. Those with the fewest failures go.
            if seen.len() >= self.keys {
                let mut counts: Vec<u32> = seen.values().map(|(_, count)| *count).collect();
                counts.sort_unstable();
                let middle = counts.get(counts.len() / 2).copied().unwrap_or_default();
                seen.retain(|_, (_, count)| *count > middle);
            }
        }
        let entry = seen.entry(key).or_insert((now, 0));
        if now - entry.0 >= self.window_micros {
            *entry = (now, 0);
        }
        entry.1 = entry.1.saturating_add(1);
    }
}

/// The address as failures are counted: of IPv6 the /64 network, of which one machine has all.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        four => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_visitor_cannot_name_an_address() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "127.0.0.1".parse().unwrap());
        assert_eq!(
            client_address(Some(ip("198.51.100.9")), &headers, &[ip("10.0.0.1")]),
            Some(ip("198.51.100.9"))
        );
        headers.insert("x-forwarded-for", "198.51.100.1, nonsense".parse().unwrap());
        assert_eq!(
            client_address(Some(ip("10.0.0.1")), &headers, &[ip("10.0.0.1")]),
            Some(ip("10.0.0.1"))
        );
        assert_eq!(
            client_address(Some(ip("::ffff:10.0.0.1")), &HeaderMap::new(), &[]),
            Some(ip("10.0.0.1"))
        );
        assert_eq!(client_address(None, &headers, &[]), None);
    }

    #[test]
    fn an_address_waits_after_too_many_failures() {
        let limit = FailureLimit::new(3, 100, 10);
        for at in 0..3 {
            assert!(limit.allows(&network(ip("203.0.113.7")), at));
            limit.failed(network(ip("203.0.113.7")), at);
        }
        assert!(!limit.allows(&network(ip("203.0.113.7")), 3));
        assert!(limit.allows(&network(ip("203.0.113.8")), 3));
        assert!(
            limit.allows(&network(ip("203.0.113.7")), 100),
            "the window has passed"
        );
    }

    #[test]
    fn a_try_counts_until_it_is_taken_back() {
        let limit = FailureLimit::new(2, 100, 10);
        assert!(limit.begins("a", 0) && limit.begins("a", 0));
        assert!(!limit.begins("a", 0), "both are still under way");
        limit.take_back(&"a");
        assert!(limit.begins("a", 0));
    }

    #[test]
    fn a_network_of_six_counts_as_one() {
        let limit = FailureLimit::new(1, 100, 10);
        limit.failed(network(ip("2001:db8::1")), 0);
        assert!(!limit.allows(&network(ip("2001:db8::ffff:2")), 1));
        assert!(limit.allows(&network(ip("2001:db8:0:1::1")), 1));
    }

    #[test]
    fn memory_is_bounded_and_the_worst_stay_known() {
        let limit = FailureLimit::new(2, 1_000_000, 100);
        for _ in 0..2 {
            limit.failed(network(ip("203.0.113.7")), 0);
        }
        for other in 0..10_000_u32 {
            limit.failed(IpAddr::V4(std::net::Ipv4Addr::from_bits(other)), 1);
            assert!(limit.seen.lock().unwrap().len() <= 100);
        }
        assert!(!limit.allows(&network(ip("203.0.113.7")), 2));
    }
}
