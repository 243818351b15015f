//! Random tokens for sessions and links: the browser has the token, the database only its hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A random secret of 256 bits, in URL-safe letters.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new one from the system's source of chance.
    #[must_use]
    pub fn random() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// One that came back in a cookie or link.
    #[must_use]
    pub fn given(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself, for the cookie or the link.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is stored.
    #[must_use]
    pub fn hash(&self) -> String {
        hex::encode(Sha256::digest(self.0.as_bytes()))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}
