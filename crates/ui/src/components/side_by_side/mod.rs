use std::fmt::Display;

use askama::Template;

use crate::Html;
use crate::gallery::{Example, Sample};

/// Two panes, such as a source and what was read from it. Pointing at a [`Linked`] piece on one side marks the pieces
/// with the same name on the other; without script the piece's link leads there.
#[derive(Clone, Debug, Template)]
#[template(path = "components/side_by_side/side_by_side.html")]
pub struct SideBySide {
    left: (String, Html),
    right: (String, Html),
}

impl SideBySide {
    /// Two titled panes.
    pub fn new(
        left_title: impl Display,
        left: impl Into<Html>,
        right_title: impl Display,
        right: impl Into<Html>,
    ) -> Self {
        Self {
            left: (left_title.to_string(), left.into()),
            right: (right_title.to_string(), right.into()),
        }
    }
}

/// A piece of a pane, linked by name to pieces of the other pane.
#[derive(Clone, Debug, Template)]
#[template(path = "components/side_by_side/linked.html")]
pub struct Linked {
    name: String,
    id: Option<String>,
    body: Html,
}

impl Linked {
    /// A piece called `name`.
    pub fn new(name: impl Display, body: impl Into<Html>) -> Self {
        Self {
            name: name.to_string(),
            id: None,
            body: body.into(),
        }
    }

    /// Gives it an element id, so that a link can lead to it.
    #[must_use]
    pub fn id(mut self, id: impl Display) -> Self {
        self.id = Some(id.to_string());
        self
    }
}

components!(SideBySide, Linked);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let source = [
        Linked::new(
            "b1",
            Html::text(s.w("1. Tổ chức tọa đàm về cải cách hành chính: Văn phòng, tháng 3/2025.")),
        )
        .id("sample-b1"),
        Linked::new(
            "b2",
            Html::text(s.w("2. Đăng tin bài trên trang thông tin điện tử: các phòng, thường xuyên.")),
        )
        .id("sample-b2"),
    ];
    let field = |text: &'static str| Html::text(s.w(text));
    let read = [
        Linked::new("b1", field("Tọa đàm · Văn phòng · 01/03/2025 – 31/03/2025")),
        Linked::new("b2", field("Tin bài · Các phòng · Thường xuyên")),
    ];
    let join = |pieces: [Linked; 2]| Html::join(pieces.map(Into::into));
    vec![Example::new(
        "source and reading",
        SideBySide::new(
            s.w("Nguyên văn"),
            join(source),
            s.w("Phần mềm đọc được"),
            join(read),
        ),
    )]
}
