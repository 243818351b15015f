use std::time::SystemTime;

use lettre::message::Mailbox;

/// One e-mail to one person.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Who writes. Also the address that failures are returned to.
    pub from: Mailbox,
    /// Where answers go, when not to `from`.
    pub reply_to: Option<Mailbox>,
    /// The one recipient.
    pub to: Mailbox,
    /// Subject, in plain words.
    pub subject: String,
    /// The plain text that every reader can show.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Message-ID with its angle brackets. Made by the sender and kept, so that a doubtful letter can be looked for.
    pub message_id: String,
    /// The date on the letter.
    pub date: SystemTime,
    /// The address at which one click ends letters of this kind (RFC 8058); `https` and no blanks.
    pub unsubscribe: Option<String>,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a letter.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The name that the reader sees.
    pub file_name: String,
    /// Its type, such as `application/pdf`.
    pub mime_type: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl Letter {
    /// A plain letter; the optional parts are fields to be set.
    pub fn new(
        from: Mailbox,
        to: Mailbox,
        subject: impl Into<String>,
        text: impl Into<String>,
        message_id: impl Into<String>,
        date: SystemTime,
    ) -> Self {
        Self {
            from,
            reply_to: None,
            to,
            subject: subject.into(),
            text: text.into(),
            html: None,
            message_id: message_id.into(),
            date,
            unsubscribe: None,
            attachments: Vec::new(),
        }
    }
}
