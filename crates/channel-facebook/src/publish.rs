//! Publishing, changing and withdrawing.

use channel_http::{Base, Form, Look, Part, Reason, Receipt, SendError, composed};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::call::{Call, Fields, Page, field, text};
use crate::error::{DUPLICATE, GONE};
use crate::post::{Photo, Post};

impl Page {
    /// Publishes a post, or hands it over for its time.
    ///
    /// # Errors
    /// [`SendError::Unknown`] when it may have been taken.
    pub async fn publish(&self, post: &Post) -> Result<Receipt, SendError> {
        let begun = self.clock.now();
        let faults: Vec<String> = post.faults(begun).iter().map(ToString::to_string).collect();
        if !faults.is_empty() {
            return Err(SendError::refused(Reason::new(faults.join("; "))));
        }
        let mut fields = vec![field("message", composed(&post.message))];
        for (n, photo) in post.photos.iter().enumerate() {
            let id = self.send_photo(photo).await?;
            let media = json!({"media_fbid": id}).to_string();
            fields.push(field(&format!("attached_media[{n}]"), media));
        }
        if let Some(link) = &post.link {
            fields.push(field("link", link));
        }
        if let Some(at) = post.at {
            fields.push(field("published", "false"));
            fields.push(field("scheduled_publish_time", at.as_second().to_string()));
        }
        let taken = self.call_page("feed", Call::Post(fields)).await;
        match taken {
            Ok(body) => self.receipt(&body).await,
            // An earlier attempt was taken after all, perhaps long ago.
            Err(error) if error.code() == Some(DUPLICATE) => match self.look(post, Timestamp::MIN).await? {
                Look::There(receipt) => Ok(receipt),
                _ => Err(SendError::unknown(error.reason().clone())),
            },
            Err(error) => Err(error),
        }
    }

    /// Publishes a post of which an earlier attempt, begun at `since`, may have been taken: looks for it first.
    ///
    /// # Errors
    /// [`SendError::Unknown`] as long as it cannot be told whether it is there; otherwise as [`Page::publish`].
    pub async fn publish_again(&self, post: &Post, since: Timestamp) -> Result<Receipt, SendError> {
        match self.look(post, since).await? {
            Look::There(receipt) => Ok(receipt),
            Look::NotThere => self.publish(post).await,
            Look::CannotTell => Err(SendError::unknown(Reason::new(
                "an earlier attempt may still turn up on the page",
            ))),
        }
    }

    /// Writes other words into a post.
    ///
    /// # Errors
    /// [`SendError`], never unknown: the same twice is the same once.
    pub async fn update(&self, id: &str, message: &str) -> Result<(), SendError> {
        let fields = vec![field("message", composed(message))];
        let body = self.call(&Base::segment(id), Call::Repeat(fields)).await?;
        succeeded(&body)
    }

    /// Removes a post. That it is gone already is as good.
    ///
    /// # Errors
    /// [`SendError`], never unknown: removing may be repeated.
    pub async fn remove(&self, id: &str) -> Result<(), SendError> {
        match self.call(&Base::segment(id), Call::Delete).await {
            Ok(body) => succeeded(&body),
            Err(error) if error.code() == Some(GONE) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Sends a photo that nobody sees until a post holds it, so sending it twice does no harm.
    async fn send_photo(&self, photo: &Photo) -> Result<String, SendError> {
        let call = match photo {
            Photo::Url { url, caption } => {
                let fields: Fields = vec![
                    field("url", url),
                    field("caption", composed(caption)),
                    field("published", "false"),
                ];
                Call::Repeat(fields)
            }
            Photo::File {
                name,
                kind,
                bytes,
                caption,
            } => {
                let part = Part::bytes(bytes.clone()).file_name(composed(name));
                let part = part
                    .mime_str(kind)
                    .map_err(|_| SendError::refused(Reason::new("not a type of picture")))?;
                let form = Form::new()
                    .text("caption", composed(caption))
                    .text("published", "false");
                Call::Send(form.part("source", part))
            }
        };
        let body = self.call_page("photos", call).await?;
        text(&body, "id").ok_or_else(|| SendError::retry(Reason::new("a photo was taken without an id")))
    }

    async fn receipt(&self, body: &Value) -> Result<Receipt, SendError> {
        let id = text(body, "id")
            .ok_or_else(|| SendError::unknown(Reason::new("taken, but without the id of a post")))?;
        // Read back, so that the receipt says where people see it.
        let link = self.figures(&id).await.ok().and_then(|figures| figures.link);
        Ok(Receipt {
            outside_id: id,
            link,
            reply: String::new(),
        })
    }
}

fn succeeded(body: &Value) -> Result<(), SendError> {
    if body.get("success").and_then(Value::as_bool) == Some(true) {
        Ok(())
    } else {
        Err(SendError::retry(Reason::new(
            "an answer that does not say success",
        )))
    }
}
