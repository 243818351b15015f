use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::{Avatar, Badge, Html};

/// What people said about something, oldest first, and the form to say more.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/comments/comments.html")]
pub struct CommentThread {
    comments: Vec<Comment>,
    form: Html,
}

impl CommentThread {
    /// The comments.
    pub fn new(comments: impl IntoIterator<Item = Comment>) -> Self {
        Self {
            comments: comments.into_iter().collect(),
            form: Html::empty(),
        }
    }

    /// The form below.
    #[must_use]
    pub fn form(mut self, form: impl Into<Html>) -> Self {
        self.form = form.into();
        self
    }
}

/// One comment.
#[derive(Clone, Debug)]
pub struct Comment {
    author: String,
    when: String,
    text: String,
    badge: Option<Badge>,
    avatar: Avatar,
}

impl Comment {
    /// What `author` said, with its line breaks.
    pub fn new(author: impl Display, when: impl Display, text: impl Display) -> Self {
        Self {
            avatar: Avatar::new(&author),
            author: author.to_string(),
            when: when.to_string(),
            text: text.to_string(),
            badge: None,
        }
    }

    /// What came with it, such as a decision.
    #[must_use]
    pub fn badge(mut self, badge: Badge) -> Self {
        self.badge = Some(badge);
        self
    }
}

components!(CommentThread);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let comments = [
        Comment::new(
            s.w("Trần Đức Ân"),
            s.w("09:12 05/03/2025"),
            s.w("Đề nghị bổ sung ảnh.\nẢnh cần rõ tên hội nghị."),
        )
        .badge(Badge::new(s.w("Trả lại")).tone(crate::Tone::Warn)),
        Comment::new(
            s.w("Nguyễn Thị Bình"),
            s.w("10:40 05/03/2025"),
            s.w("Đã bổ sung."),
        ),
    ];
    let form = crate::TextArea::new("comment", s.w("Ý kiến của bạn")).rows(2);
    vec![Example::new(
        "two, with a form",
        CommentThread::new(comments).form(form),
    )]
}
