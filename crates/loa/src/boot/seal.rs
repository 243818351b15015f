//! The key at rest: what must be read again later (a second factor's secret, a channel's password) is stored sealed.

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The file's name in the data folder.
pub const KEY_FILE: &str = "secret.key";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;

/// Why something could not be sealed or opened.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SealError {
    /// Sealed under another key or for another context, or changed since.
    #[error("the sealed text was made with another key, for another purpose, or was changed")]
    Broken,
    /// The cipher refused.
    #[error("sealing failed")]
    Failed,
}

/// Seals with AES-256-GCM under a key that lies beside the database, never in it: who has only a copy of the
/// database cannot open anything.
#[derive(Clone)]
pub struct SealingKey(Arc<Aes256Gcm>);

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

impl SealingKey {
    /// A key from its bytes: for tests.
    #[must_use]
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Arc::new(Aes256Gcm::new(&bytes.into())))
    }

    /// Reads the key of a data folder; the first time it is made, readable by its owner only.
    ///
    /// # Errors
    /// When the file cannot be made or read, or has another length than 32 bytes.
    pub fn of_folder(folder: &Path) -> std::io::Result<Self> {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let path = folder.join(KEY_FILE);
        // Written whole under another name first: a crash must not leave half a key, nor two processes two keys.
        if !path.exists() {
            let mut file = tempfile::Builder::new()
                .prefix(KEY_FILE)
                .make_in(folder, |path| {
                    std::fs::OpenOptions::new()
                        .write(true)
                        .create_new(true)
                        .mode(0o600)
                        .open(path)
                })?;
            file.write_all(&rand::random::<[u8; KEY_BYTES]>())?;
            file.as_file().sync_all()?;
            match file.persist_noclobber(&path) {
                Ok(_) => {}
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.error),
            }
        }
        // A copy, as from a backup, may have come with wider rights.
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
        let bytes: [u8; KEY_BYTES] = std::fs::read(&path)?.try_into().map_err(|_| {
            std::io::Error::new(ErrorKind::InvalidData, format!("{KEY_FILE} must hold 32 bytes"))
        })?;
        Ok(Self::from_bytes(bytes))
    }

    /// Seals `plain` for `context`; only the same context opens it again. The answer is URL-safe text.
    ///
    /// # Errors
    /// [`SealError::Failed`] when the cipher refuses (more than 64 GB).
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<String, SealError> {
        let nonce = rand::random::<[u8; NONCE_BYTES]>();
        let payload = Payload {
            msg: plain,
            aad: context.as_bytes(),
        };
        let sealed = self
            .0
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| SealError::Failed)?;
        Ok(URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what [`SealingKey::seal`] made for the same context.
    ///
    /// # Errors
    /// [`SealError::Broken`].
    pub fn open(&self, context: &str, sealed: &str) -> Result<Vec<u8>, SealError> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| SealError::Broken)?;
        let (nonce, cipher) = bytes
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(SealError::Broken)?;
        let payload = Payload {
            msg: cipher,
            aad: context.as_bytes(),
        };
        self.0
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| SealError::Broken)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn only_the_same_key_and_context_open() {
        let key = SealingKey::from_bytes([7; 32]);
        let sealed = key.seal("totp:1", "bí mật".as_bytes()).unwrap();
        assert_eq!(key.open("totp:1", &sealed).unwrap(), "bí mật".as_bytes());
        assert_eq!(key.open("totp:2", &sealed), Err(SealError::Broken));
        assert_eq!(
            SealingKey::from_bytes([8; 32]).open("totp:1", &sealed),
            Err(SealError::Broken)
        );
        assert_eq!(key.open("totp:1", "ngắn"), Err(SealError::Broken));
        assert_eq!(key.open("totp:1", ""), Err(SealError::Broken));
        assert_ne!(
            sealed,
            key.seal("totp:1", "bí mật".as_bytes()).unwrap(),
            "never twice the same"
        );
    }

    #[test]
    fn the_key_is_made_once_and_is_its_owners() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = SealingKey::of_folder(folder.path())
            .unwrap()
            .seal("a", b"x")
            .unwrap();
        assert_eq!(
            SealingKey::of_folder(folder.path())
                .unwrap()
                .open("a", &sealed)
                .unwrap(),
            b"x"
        );
        let path = folder.path().join(KEY_FILE);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        SealingKey::of_folder(folder.path()).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn half_a_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(KEY_FILE), b"short").unwrap();
        assert!(SealingKey::of_folder(folder.path()).is_err());
    }
}
