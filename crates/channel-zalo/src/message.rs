//! Messages to one person or one group, broadcasts of articles, and what is uploaded for them.

use channel_http::{Form, Part, Reason, Receipt, SendError};
use serde_json::{Map, Value, json};

use crate::article::{Fault, nfc, within};
use crate::call::{Kind, Zalo, text};
use crate::limits;

/// What is said to one person or group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Words, up to [`limits::TEXT`] characters.
    Text(String),
    /// A picture by the id that its upload gave (which lives 7 days), with words.
    Image {
        /// The id.
        attachment_id: String,
        /// The words.
        text: String,
    },
    /// A file by the token that its upload gave.
    File {
        /// The token.
        token: String,
    },
}

/// To whom a broadcast goes; nothing chosen is everyone. Places are the codes of the 63 old provinces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    /// Codes of age groups.
    pub ages: Vec<String>,
    /// Code of a gender.
    pub gender: Option<String>,
    /// Codes of regions.
    pub locations: Vec<String>,
    /// Codes of old provinces.
    pub cities: Vec<String>,
    /// Codes of systems of phones.
    pub platform: Vec<String>,
}

impl Message {
    /// What is wrong with it before it is sent.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        match self {
            Self::Text(text) if text.trim().is_empty() => Some(Fault::Missing("text")),
            Self::Text(text) | Self::Image { text, .. } => within("text", text, limits::TEXT).err(),
            Self::File { .. } => None,
        }
    }

    fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => json!({"text": nfc(text)}),
            Self::Image { attachment_id, text } => json!({
                "text": nfc(text),
                "attachment": {"type": "template", "payload": {"template_type": "media", "elements": [
                    {"media_type": "image", "attachment_id": attachment_id},
                ]}},
            }),
            Self::File { token } => json!({"attachment": {"type": "file", "payload": {"token": token}}}),
        }
    }
}

impl Audience {
    fn to_json(&self) -> Value {
        let lists = [
            ("ages", &self.ages),
            ("locations", &self.locations),
            ("cities", &self.cities),
            ("platform", &self.platform),
        ];
        let chosen = lists.into_iter().filter(|(_, codes)| !codes.is_empty());
        let mut target: Map<_, _> = chosen
            .map(|(key, codes)| (key.to_owned(), codes.join(",").into()))
            .collect();
        if let Some(gender) = &self.gender {
            target.insert("gender".to_owned(), gender.clone().into());
        }
        Value::Object(target)
    }
}

impl Zalo {
    /// Writes to a person who was active with the account in the last 7 days.
    ///
    /// # Errors
    /// [`SendError`]; there is no list of sent messages, so what is unknown cannot be looked for.
    pub async fn send_to_user(&self, user_id: &str, message: &Message) -> Result<Receipt, SendError> {
        let to = json!({"user_id": user_id});
        self.message("v3.0/oa/message/cs", &to, message).await
    }

    /// Writes to a group of the account.
    ///
    /// # Errors
    /// As [`Zalo::send_to_user`].
    pub async fn send_to_group(&self, group_id: &str, message: &Message) -> Result<Receipt, SendError> {
        let to = json!({"group_id": group_id});
        self.message("v3.0/oa/group/message", &to, message).await
    }

    async fn message(&self, path: &str, to: &Value, message: &Message) -> Result<Receipt, SendError> {
        if let Some(fault) = message.fault() {
            return Err(SendError::refused(Reason::new(fault.to_string())));
        }
        let body = json!({"recipient": to, "message": message.to_json()});
        let build = |client: &channel_http::Client, url| client.post(url).json(&body);
        receipt(&self.call(Kind::Write, path, build).await?)
    }

    /// Sends 1 to 5 published articles to followers. The service checks them for about half an hour first.
    ///
    /// # Errors
    /// As [`Zalo::send_to_user`].
    pub async fn broadcast(&self, articles: &[String], audience: &Audience) -> Result<Receipt, SendError> {
        if articles.is_empty() || articles.len() > limits::BROADCAST {
            let text = format!("a broadcast has 1 to {} articles", limits::BROADCAST);
            return Err(SendError::refused(Reason::new(text)));
        }
        let elements: Vec<Value> = articles
            .iter()
            .map(|id| json!({"media_type": "article", "attachment_id": id}))
            .collect();
        let body = json!({
            "recipient": {"target": audience.to_json()},
            "message": {"attachment": {"type": "template", "payload": {
                "template_type": "media", "elements": elements,
            }}},
        });
        let data = self
            .call(Kind::Write, "v2.0/oa/message", |client, url| {
                client.post(url).json(&body)
            })
            .await?;
        receipt(&data)
    }

    /// Uploads a picture for messages (JPEG or PNG up to 1 MB) and gives its attachment id, which lives 7 days.
    ///
    /// # Errors
    /// [`SendError`], never unknown: an upload does no harm twice.
    pub async fn upload_image(&self, name: &str, bytes: Vec<u8>) -> Result<String, SendError> {
        let kind = match bytes.get(..4) {
            Some([0xFF, 0xD8, 0xFF, _]) => "image/jpeg",
            Some([0x89, b'P', b'N', b'G']) => "image/png",
            _ => return Err(refused("a picture must be JPEG or PNG")),
        };
        if bytes.len() > limits::IMAGE_BYTES {
            return Err(refused("a picture may have 1 MB"));
        }
        let data = self.upload("v2.0/oa/upload/image", name, kind, bytes).await?;
        text(&data, "attachment_id").ok_or_else(no_id)
    }

    /// Uploads a file for messages (PDF, DOC, DOCX or CSV up to 5 MB) and gives its token.
    ///
    /// # Errors
    /// As [`Zalo::upload_image`].
    pub async fn upload_file(&self, name: &str, kind: &str, bytes: Vec<u8>) -> Result<String, SendError> {
        if bytes.len() > limits::FILE_BYTES {
            return Err(refused("a file may have 5 MB"));
        }
        let data = self.upload("v2.0/oa/upload/file", name, kind, bytes).await?;
        text(&data, "token").ok_or_else(no_id)
    }

    async fn upload(&self, path: &str, name: &str, kind: &str, bytes: Vec<u8>) -> Result<Value, SendError> {
        let part = |bytes: Vec<u8>| Part::bytes(bytes).file_name(nfc(name)).mime_str(kind);
        // Tried here, because a request is built inside of a call.
        part(Vec::new()).map_err(|_| refused("not a type of file"))?;
        self.call(Kind::Read, path, |client, url| {
            let form =
                part(bytes.clone()).map_or_else(|_| Form::new(), |part| Form::new().part("file", part));
            client.post(url).multipart(form)
        })
        .await
    }
}

fn receipt(data: &Value) -> Result<Receipt, SendError> {
    let outside_id = text(data, "message_id")
        .ok_or_else(|| SendError::unknown(Reason::new("accepted, but without the id of a message")))?;
    Ok(Receipt {
        outside_id,
        link: None,
        reply: text(data, "sent_time").unwrap_or_default(),
    })
}

fn refused(text: &str) -> SendError {
    SendError::refused(Reason::new(text))
}

fn no_id() -> SendError {
    SendError::retry(Reason::new("uploaded, but without an id"))
}
