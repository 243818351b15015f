//! From a letter to the bytes that travel.

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};

use crate::{Attachment, Letter, SendError};

/// The letter in the form of RFC 5322, or [`SendError::Refused`] when it cannot be written so.
pub(crate) fn write(letter: &Letter) -> Result<Vec<u8>, SendError> {
    let message_id = one_line("Message-ID", &letter.message_id)?;
    let mut builder = Message::builder()
        .from(plain(&letter.from))
        .to(plain(&letter.to))
        .subject(without_breaks(&letter.subject))
        .message_id(Some(message_id.to_owned()))
        .date(letter.date)
        // RFC 3834: no holiday notices in return.
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(reply_to) = &letter.reply_to {
        builder = builder.reply_to(plain(reply_to));
    }
    if let Some(url) = &letter.unsubscribe {
        let url = one_line("List-Unsubscribe", url)?;
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let text = SinglePart::plain(letter.text.clone());
    let message = match (&letter.html, letter.attachments.as_slice()) {
        (None, []) => builder.singlepart(text),
        (Some(html), []) => builder.multipart(alternative(text, html)),
        (None, files) => builder.multipart(with_files(MultiPart::mixed().singlepart(text), files)?),
        (Some(html), files) => {
            let body = MultiPart::mixed().multipart(alternative(text, html));
            builder.multipart(with_files(body, files)?)
        }
    };
    message
        .map(|message| message.formatted())
        .map_err(|error| refused(error.to_string()))
}

fn alternative(text: SinglePart, html: &str) -> MultiPart {
    let html = SinglePart::html(html.to_owned());
    MultiPart::alternative().singlepart(text).singlepart(html)
}

fn with_files(mut body: MultiPart, files: &[Attachment]) -> Result<MultiPart, SendError> {
    for file in files {
        let kind = ContentType::parse(&file.mime_type)
            .map_err(|_| refused(format!("{} is not a file type", file.mime_type)))?;
        let attachment = lettre::message::Attachment::new(without_breaks(&file.file_name));
        body = body.singlepart(attachment.body(file.content.clone(), kind));
    }
    Ok(body)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// The builder panics on a name with a line break, and names are typed by people.
fn plain(mailbox: &Mailbox) -> Mailbox {
    let name = mailbox.name.as_deref().map(without_breaks);
    Mailbox::new(name, mailbox.email.clone())
}

fn without_breaks(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Keeps a value from becoming a second header.
fn one_line<'a>(name: &str, value: &'a str) -> Result<&'a str, SendError> {
    let plain = value.is_ascii() && !value.bytes().any(|byte| byte.is_ascii_control() || byte == b' ');
    if plain && !value.is_empty() {
        Ok(value)
    } else {
        Err(refused(format!(
            "{name} has blanks or letters that do not belong there"
        )))
    }
}

fn refused(reason: String) -> SendError {
    SendError::Refused { reason }
}
