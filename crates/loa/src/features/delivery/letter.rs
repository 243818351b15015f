//! Letters: one calm form for every mail, as text and as HTML, and the short way to queue one.

use askama::Template;
use db::{Instant, Tx};
use sea_orm::DbErr;
use ui::{Lang, Translator};

use super::MAIL;
use super::model::{DeliveryId, Item, Missed, NewDelivery, Recipient, after};
use super::publish::queue;
use crate::boot::SealingKey;
use crate::features::agency::AgencyId;

/// A letter to one person, to be queued by [`queue_mail`].
///
/// Words come from the caller in the reader's language; the frame (why, no reply) is added here.
#[derive(Debug, Clone)]
pub struct Mail {
    /// What it is about.
    pub item: Item,
    /// Which version of it: the same version goes to an address once. A link that was made anew is a new version.
    pub version: String,
    /// To whom.
    pub to: Recipient,
    /// Speaks the reader's language.
    pub words: Translator,
    /// Subject, also the heading.
    pub subject: String,
    /// The body, part by part.
    pub blocks: Vec<Block>,
    /// The one thing to do: label and whole address.
    pub action: Option<(String, String)>,
    /// Word key that says why the reader gets this; also in the ledger.
    pub reason: &'static str,
    /// For a letter that holds a secret (a link that signs in): the key that seals it until it is out. It is never
    /// shown, and wiped as soon as it is out or cannot go.
    pub confidential: Option<SealingKey>,
    /// After this it is too late.
    pub deadline: Instant,
    /// What to do then.
    pub policy: Missed,
}

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A heading with lines under it.
    Section {
        /// The heading.
        title: String,
        /// Its lines.
        lines: Vec<Line>,
    },
}

/// A line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub title: String,
    /// Whole address of its page.
    pub href: String,
    /// Why it is here.
    pub why: String,
}

impl Mail {
    /// A letter of paragraphs that may go out within a day, and asks a person when it could not.
    #[must_use]
    pub fn new(
        item: Item,
        version: impl Into<String>,
        to: Recipient,
        words: Translator,
        (subject, paragraphs): (String, Vec<String>),
        reason: &'static str,
        now: Instant,
    ) -> Self {
        Self {
            item,
            version: version.into(),
            to,
            words,
            subject,
            blocks: paragraphs.into_iter().map(Block::Paragraph).collect(),
            action: None,
            reason,
            confidential: None,
            deadline: after(now, jiff::SignedDuration::from_hours(24)),
            policy: Missed::Ask,
        }
    }
}

#[derive(Template)]
#[template(path = "features/delivery/letter.html")]
struct HtmlLetter<'a> {
    mail: &'a Mail,
    lang: &'a str,
    why: String,
    no_reply: String,
}

#[derive(Template)]
#[template(path = "features/delivery/letter.txt", escape = "none")]
struct TextLetter<'a> {
    mail: &'a Mail,
    why: String,
    no_reply: String,
}

impl Mail {
    /// The letter as text and as HTML.
    ///
    /// # Errors
    /// [`askama::Error`] when a template fails.
    pub fn render(&self) -> Result<(String, String), askama::Error> {
        let reason = self.words.say(self.reason);
        let why = self
            .words
            .say_with("delivery-letter-why", &[("reason", reason.into())]);
        let no_reply = self.words.say("delivery-letter-no-reply");
        let lang = match self.words.lang() {
            Lang::Vi => "vi",
            Lang::En => "en",
        };
        let text = TextLetter {
            mail: self,
            why: why.clone(),
            no_reply: no_reply.clone(),
        };
        let html = HtmlLetter {
            mail: self,
            lang,
            why,
            no_reply,
        };
        Ok((text.render()?, html.render()?))
    }
}

/// Queues a letter in the transaction of whatever causes it. Calling it again for the same item, version and address
/// changes nothing. Without a mail server the letter waits in the ledger.
///
/// # Errors
/// [`DbErr`] when the database fails.
pub async fn queue_mail(tx: &Tx, agency: AgencyId, mail: Mail, now: Instant) -> Result<DeliveryId, DbErr> {
    let (text, html) = mail
        .render()
        .map_err(|error| DbErr::Custom(format!("letter: {error}")))?;
    let new = NewDelivery {
        item: mail.item,
        channel: MAIL,
        version: mail.version,
        recipient: mail.to,
        subject: mail.subject,
        text,
        html: Some(html),
        confidential: mail.confidential,
        deadline: mail.deadline,
        policy: mail.policy,
        reason: mail.reason,
    };
    queue(tx, agency, new, now).await
}
