//! How the page's access is doing.

use channel_http::{Base, Need, Reason, Secret, SendError};
use jiff::Timestamp;
use serde_json::Value;

use crate::call::{Call, Page, field, text};

/// What the token must be allowed for publishing and reading figures.
pub const PERMISSIONS: [&str; 3] = ["pages_show_list", "pages_manage_posts", "pages_read_engagement"];

/// How the page's access is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The page's name.
    pub name: String,
    /// Where people see it.
    pub link: Option<String>,
    /// When the token ends; none when it does not, or when no application is configured to ask with.
    pub ends_at: Option<Timestamp>,
    /// Permissions that are wanted and not given; empty when it cannot be told.
    pub missing: Vec<String>,
}

/// A page that a person may act for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageAccess {
    /// The page's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its own token.
    pub token: Secret,
    /// Whether the person may publish there (`CREATE_CONTENT`).
    pub may_publish: bool,
}

impl Page {
    /// Asks the service who this is, and when an application is configured, what the token may do.
    ///
    /// # Errors
    /// [`SendError::NeedsPerson`] says what a person has to do.
    pub async fn health(&self) -> Result<Health, SendError> {
        let about = Call::Get(vec![field("fields", "id,name,link")]);
        let about = self.call_page("", about).await?;
        let mut health = Health {
            name: text(&about, "name").unwrap_or_default(),
            link: text(&about, "link").filter(|link| link.starts_with("https://")),
            ends_at: None,
            missing: Vec::new(),
        };
        if let Some(app) = &self.config.app {
            let token = format!("{}|{}", app.id, app.secret.reveal());
            let asked = Call::Get(vec![field("input_token", self.config.token.reveal())]);
            let body = self.call_with(&token, "debug_token", asked).await?;
            let data = body.get("data").unwrap_or(&Value::Null);
            if data.get("is_valid").and_then(Value::as_bool) != Some(true) {
                let reason = Reason::new("the service says that the token of the page is not valid");
                return Err(SendError::person(Need::Consent, reason));
            }
            // Zero is written for never.
            let ends = data.get("expires_at").and_then(Value::as_i64);
            health.ends_at = ends
                .filter(|at| *at > 0)
                .and_then(|at| Timestamp::from_second(at).ok());
            if let Some(scopes) = data.get("scopes").and_then(Value::as_array) {
                let given = |wanted: &str| scopes.iter().any(|scope| scope.as_str() == Some(wanted));
                health.missing = PERMISSIONS
                    .into_iter()
                    .filter(|one| !given(one))
                    .map(str::to_owned)
                    .collect();
            }
        }
        Ok(health)
    }

    /// The pages that a person may act for, with the token of each: for setting up.
    ///
    /// # Errors
    /// [`SendError`] when they cannot be read.
    pub async fn pages_of(&self, user_id: &str, user_token: &Secret) -> Result<Vec<PageAccess>, SendError> {
        let path = format!("{}/accounts", Base::segment(user_id));
        let fields = vec![
            field("fields", "id,name,access_token,tasks"),
            field("limit", "100"),
        ];
        let body = self
            .call_with(user_token.reveal(), &path, Call::Get(fields))
            .await?;
        let list = body.get("data").and_then(Value::as_array);
        let list =
            list.ok_or_else(|| SendError::retry(Reason::new("a list of pages that cannot be read")))?;
        let pages = list.iter().filter_map(|item| {
            let tasks = item.get("tasks").and_then(Value::as_array);
            let may = |task: &Value| task.as_str() == Some("CREATE_CONTENT");
            Some(PageAccess {
                id: text(item, "id")?,
                name: text(item, "name").unwrap_or_default(),
                token: text(item, "access_token")?.into(),
                may_publish: tasks.is_some_and(|tasks| tasks.iter().any(may)),
            })
        });
        Ok(pages.collect())
    }
}
