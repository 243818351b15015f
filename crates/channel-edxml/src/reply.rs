//! What the library of the axis answers: `{"data":…,"ErrorDesc":"Thanh cong","ErrorCode":"0","status":"OK"}`.

use serde_json::Value;

/// A success of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// What it is about.
    pub data: Value,
    /// Its words.
    pub said: String,
}

/// Why an answer is no success.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyError {
    /// The axis said no.
    #[error("refused by the axis: {said} ({code})")]
    Refused {
        /// Its code.
        code: String,
        /// Its words.
        said: String,
    },
    /// Not an answer of the library: what became of the call is not known.
    #[error("an answer that is not understood")]
    Strange,
}

impl Reply {
    /// Reads an answer. Both the code and the status have to say success.
    ///
    /// # Errors
    /// [`ReplyError`] tells a refusal from an answer that is none.
    pub fn read(bytes: &[u8]) -> Result<Self, ReplyError> {
        let body: Value = serde_json::from_slice(bytes).map_err(|_| ReplyError::Strange)?;
        let text = |key: &str| match body.get(key) {
            Some(Value::String(text)) => Some(text.trim().to_owned()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let (code, status) = (text("ErrorCode"), text("status"));
        let said: String = text("ErrorDesc").unwrap_or_default().chars().take(500).collect();
        match (code.as_deref(), status.as_deref()) {
            (Some("0"), Some(status)) if status.eq_ignore_ascii_case("OK") => Ok(Self {
                data: body.get("data").cloned().unwrap_or_default(),
                said,
            }),
            (Some(code), Some(_)) => Err(ReplyError::Refused {
                code: code.to_owned(),
                said,
            }),
            _ => Err(ReplyError::Strange),
        }
    }
}
