//! Multipart forms: fields in memory within limits, files streamed to disk and hashed on the way.

use std::collections::HashMap;
use std::io::Write;

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// How much one form may bring.
#[derive(Debug, Clone, Copy)]
pub struct UploadLimits {
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Files in one form.
    pub files: usize,
    /// Bytes of all files together.
    pub all_bytes: u64,
    /// Bytes of one text field.
    pub field_bytes: usize,
    /// Text fields in one form.
    pub fields: usize,
    /// Bytes of all text fields together.
    pub text_bytes: usize,
}

impl Default for UploadLimits {
    fn default() -> Self {
        Self {
            file_bytes: 50 << 20,
            files: 20,
            all_bytes: 200 << 20,
            field_bytes: 1 << 20,
            fields: 2_000,
            text_bytes: 4 << 20,
        }
    }
}

/// Why a form was not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// A file is larger than allowed.
    #[error("a file is larger than allowed")]
    FileTooLarge {
        /// Its name, to tell the user which.
        name: String,
    },
    /// More files than allowed.
    #[error("too many files")]
    TooManyFiles,
    /// A text field is too long, or there are too many.
    #[error("a field is too long")]
    FieldTooLong,
    /// The request broke off or is malformed.
    #[error("the form did not arrive whole")]
    Broken(#[from] MultipartError),
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

impl UploadError {
    /// The key suffix of the message for the user.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::FileTooLarge { .. } => "file-too-large",
            Self::TooManyFiles => "too-many-files",
            Self::FieldTooLong => "field-too-long",
            Self::Broken(_) => "broken",
            Self::Disk(_) => "disk",
        }
    }
}

/// A file that arrived, in a temporary place until it is kept.
#[derive(Debug)]
pub struct Incoming {
    /// The form field it came in.
    pub field: String,
    /// The name the user's machine gave it, without folders.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, hexadecimal.
    pub hash: String,
    /// Where it is until kept; removed when dropped.
    pub file: NamedTempFile,
}

/// A multipart form.
#[derive(Debug, Default)]
pub struct Upload {
    fields: HashMap<String, Vec<String>>,
    /// The files that were chosen, in order; empty choices are left out.
    pub files: Vec<Incoming>,
}

impl Upload {
    /// Reads a form to its end.
    ///
    /// # Errors
    /// [`UploadError`] when a limit is passed or the request breaks off.
    pub async fn read(mut form: Multipart, limits: UploadLimits) -> Result<Self, UploadError> {
        let mut upload = Self::default();
        let (mut fields, mut text_bytes, mut all_bytes) = (0_usize, 0_usize, 0_u64);
        while let Some(mut part) = form.next_field().await? {
            let field = part.name().unwrap_or_default().to_owned();
            let Some(name) = part.file_name().map(base_name) else {
                let mut text = Vec::new();
                fields += 1;
                while let Some(chunk) = part.chunk().await? {
                    text_bytes += chunk.len();
                    if text.len() + chunk.len() > limits.field_bytes || text_bytes > limits.text_bytes {
                        return Err(UploadError::FieldTooLong);
                    }
                    text.extend_from_slice(&chunk);
                }
                if fields > limits.fields {
                    return Err(UploadError::FieldTooLong);
                }
                let text = String::from_utf8_lossy(&text).into_owned();
                upload.fields.entry(field).or_default().push(text);
                continue;
            };
            let mut file = NamedTempFile::new()?;
            let (mut size, mut hash) = (0_u64, Sha256::new());
            while let Some(chunk) = part.chunk().await? {
                size += chunk.len() as u64;
                all_bytes += chunk.len() as u64;
                if size > limits.file_bytes || all_bytes > limits.all_bytes.max(limits.file_bytes) {
                    return Err(UploadError::FileTooLarge { name });
                }
                hash.update(&chunk);
                file.write_all(&chunk)?;
            }
            if name.is_empty() && size == 0 {
                continue;
            }
            if upload.files.len() == limits.files {
                return Err(UploadError::TooManyFiles);
            }
            file.flush()?;
            let hash = hex::encode(hash.finalize());
            upload.files.push(Incoming {
                field,
                name,
                size,
                hash,
                file,
            });
        }
        Ok(upload)
    }

    /// The text of a field, empty when absent.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.fields
            .get(field)
            .and_then(|values| values.first())
            .map_or("", String::as_str)
    }

    /// The content in one piece, to tell two sendings of a form apart: fields but `but` in the order of their
    /// names, then name and hash of each file.
    #[must_use]
    pub fn content(&self, but: &str) -> Vec<(&str, &str)> {
        let fields = self.fields.iter().filter(|(field, _)| *field != but);
        let mut content: Vec<(&str, &str)> = fields
            .flat_map(|(field, values)| values.iter().map(|value| (field.as_str(), value.as_str())))
            .collect();
        // Stable: the values of one field stay in their order.
        content.sort_by_key(|(field, _)| *field);
        content.extend(
            self.files
                .iter()
                .map(|file| (file.name.as_str(), file.hash.as_str())),
        );
        content
    }

    /// All values of a field that may be given several times.
    #[must_use]
    pub fn all(&self, field: &str) -> &[String] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }
}

/// Some browsers send whole paths.
fn base_name(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    base.chars().filter(|c| !c.is_control()).take(200).collect()
}
