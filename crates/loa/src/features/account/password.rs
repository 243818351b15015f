//! Passwords: argon2id, checked off the async threads.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

/// Shorter ones are refused; NIST SP 800-63B asks for length rather than kinds of signs.
const SHORTEST: usize = 10;
/// Longer ones would only keep the hasher busy.
const LONGEST: usize = 200;

/// Why a new password is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than 10 characters.
    #[error("too short")]
    TooShort,
    /// More than 200 characters.
    #[error("too long")]
    TooLong,
    /// The hasher failed.
    #[error("hashing failed: {0}")]
    Hasher(String),
}

impl PasswordError {
    /// The message key for the form.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooShort => "account-password-too-short",
            Self::TooLong => "account-password-too-long",
            Self::Hasher(_) => "error-internal-title",
        }
    }
}

/// Hashes a new password.
///
/// # Errors
/// [`PasswordError`] when it is too short or too long.
pub async fn hash_password(password: &str) -> Result<String, PasswordError> {
    let password = vietnamese::nfc(password).into_owned();
    match password.chars().count() {
        0..SHORTEST => return Err(PasswordError::TooShort),
        SHORTEST..=LONGEST => {}
        _ => return Err(PasswordError::TooLong),
    }
    off_thread(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string())
            .map_err(|error| PasswordError::Hasher(error.to_string()))
    })
    .await?
}

/// Whether a password fits. Without a stored hash the same work is done for nothing, so that an unknown
/// address answers as slowly as a known one.
pub(super) async fn fits(password: &str, stored: Option<&str>) -> Result<bool, PasswordError> {
    let password = vietnamese::nfc(password).into_owned();
    if password.chars().count() > LONGEST {
        return Ok(false);
    }
    let stored = stored.map(str::to_owned);
    off_thread(move || {
        let Some(stored) = stored else {
            let _ = Argon2::default().hash_password(password.as_bytes());
            return false;
        };
        PasswordHash::new(&stored).is_ok_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        })
    })
    .await
}

/// Hashes at one time: each takes 19 MiB and a core for as long as it lasts.
static HASHING: Semaphore = Semaphore::const_new(4);

async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, PasswordError> {
    let _turn = HASHING
        .acquire()
        .await
        .map_err(|error| PasswordError::Hasher(error.to_string()))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| PasswordError::Hasher(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_in_either_normal_form() {
        let hash = hash_password("mật khẩu hoà bình").await.unwrap();
        assert!(fits("mật khẩu hoà bình", Some(&hash)).await.unwrap());
        assert!(
            fits("ma\u{323}\u{302}t khẩu hoa\u{300} bình", Some(&hash))
                .await
                .unwrap()
        );
        assert!(!fits("mật khẩu hòa bình khác", Some(&hash)).await.unwrap());
        assert!(!fits("mật khẩu hoà bình", None).await.unwrap());
        assert!(matches!(
            hash_password("ngắn").await,
            Err(PasswordError::TooShort)
        ));
    }
}
