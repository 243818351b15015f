//! The page behind a link as it was on the day: portals are merged and moved, a link alone proves nothing later.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

/// At most this much of a page is kept.
const LARGEST: usize = 8 << 20;
/// The whole fetch ends after this long.
const TIME: Duration = Duration::from_secs(10);

/// Why a page could not be kept; each has a message key `evidence-snapshot-<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum SnapshotError {
    /// Not http or https, or an address inside the house.
    #[error("address")]
    Address,
    /// No answer in time.
    #[error("unreachable")]
    Unreachable,
    /// An answer, but not the page.
    #[error("refused")]
    Refused,
    /// Larger than is kept.
    #[error("too-large")]
    TooLarge,
}

/// Fetches public pages only: never an address of this machine or its network.
#[derive(Debug, Clone)]
pub(super) struct Snapshots {
    client: Client,
    inside_too: bool,
}

impl Snapshots {
    /// A fetcher; `inside_too` lets it reach private addresses, for agencies whose portal is on the intranet.
    pub(super) fn new(inside_too: bool) -> anyhow::Result<Self> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let tls = rustls::ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let redirects = Policy::custom(move |attempt| {
            if attempt.previous().len() > 5 || !is_allowed(attempt.url(), inside_too) {
                attempt.stop()
            } else {
                attempt.follow()
            }
        });
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(concat!("Loa/", env!("CARGO_PKG_VERSION")))
            .timeout(TIME)
            .no_proxy()
            .redirect(redirects);
        if !inside_too {
            client = client.dns_resolver(Arc::new(PublicOnly));
        }
        Ok(Self {
            client: client.build()?,
            inside_too,
        })
    }

    /// The bytes of the page.
    pub(super) async fn take(&self, url: &str) -> Result<Vec<u8>, SnapshotError> {
        let url = Url::parse(url).map_err(|_| SnapshotError::Address)?;
        if !is_allowed(&url, self.inside_too) {
            return Err(SnapshotError::Address);
        }
        let mut answer = self
            .client
            .get(url)
            .send()
            .await
            .map_err(|_| SnapshotError::Unreachable)?;
        if !answer.status().is_success() {
            return Err(SnapshotError::Refused);
        }
        let mut page = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| SnapshotError::Unreachable)? {
            if page.len() + chunk.len() > LARGEST {
                return Err(SnapshotError::TooLarge);
            }
            page.extend_from_slice(&chunk);
        }
        Ok(page)
    }
}

fn is_allowed(url: &Url, inside_too: bool) -> bool {
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    let Some(host) = url.host_str() else {
        return false;
    };
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => inside_too || is_public(address),
        Err(_) => true,
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            // RFC 6598, RFC 2544, RFC 6890: networks of providers, measuring and protocols.
            let shared = first == 100 && (64..128).contains(&second)
                || first == 198 && matches!(second, 18 | 19)
                || matches!(v4.octets(), [192, 0, 0, _]);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_multicast()
                || v4.is_documentation()
                || shared
                || first == 0
                || first >= 240)
        }
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => is_public(IpAddr::V4(v4)),
            // Only what is given out to the public (2000::/3), but for documentation, tunnels and translations that
            // lead to an IPv4 address behind our back.
            None => match v6.segments() {
                [0x2001, second, ..] => second >= 0x0200 && second != 0x0db8,
                [0x2002, ..] => false,
                [first, ..] => first >> 13 == 1,
            },
        },
    }
}

/// Resolves names, leaving out every address that is not public.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err("no public address".into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_inside_the_house_are_out_of_reach() {
        for inside in [
            "http://127.0.0.1/",
            "http://10.0.0.8/x",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest",
            "http://[::1]/",
            "http://[fd00::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://100.64.0.1/",
            "http://198.18.0.1/",
            "http://192.0.0.192/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:0:7f00:1::]/",
            "http://[2001:db8::1]/",
            "http://[::127.0.0.1]/",
            "http://[fec0::1]/",
            "http://0.0.0.0/",
            "file:///etc/passwd",
            "ftp://example.vn/",
            "http://user:pass@example.vn/",
        ] {
            assert!(!is_allowed(&Url::parse(inside).unwrap(), false), "{inside}");
        }
        assert!(is_allowed(
            &Url::parse("https://example.vn/tin-tuc").unwrap(),
            false
        ));
        for outside in [
            "http://[2001:4860:4860::8888]/",
            "http://[2a00:1450::1]/",
            "http://203.162.0.1/",
        ] {
            assert!(is_allowed(&Url::parse(outside).unwrap(), false), "{outside}");
        }
        assert!(is_allowed(&Url::parse("http://127.0.0.1:9/").unwrap(), true));
    }
}
