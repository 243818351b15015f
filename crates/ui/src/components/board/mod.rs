use std::borrow::Borrow;
use std::fmt::Display;

use askama::Template;

use crate::gallery::{Example, Sample};
use crate::link::safe_href;
use crate::{Badge, Html, Person, Tone};

/// Work in columns by its state. On a phone the columns are swiped.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/board/board.html")]
pub struct Board {
    columns: Vec<BoardColumn>,
}

impl Board {
    /// A board of columns.
    pub fn new(columns: impl IntoIterator<Item = BoardColumn>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
        }
    }
}

/// One state, and what is in it.
#[derive(Clone, Debug)]
pub struct BoardColumn {
    title: String,
    tone: Tone,
    cards: Vec<BoardCard>,
    empty: String,
    more: Option<(String, String)>,
}

impl BoardColumn {
    /// A column; `empty` is what it says without cards.
    pub fn new(title: impl Display, empty: impl Display) -> Self {
        Self {
            title: title.to_string(),
            tone: Tone::Neutral,
            cards: Vec::new(),
            empty: empty.to_string(),
            more: None,
        }
    }

    /// The cards.
    #[must_use]
    pub fn cards(mut self, cards: impl IntoIterator<Item = BoardCard>) -> Self {
        self.cards.extend(cards);
        self
    }

    /// A line of colour on top.
    #[must_use]
    pub fn tone(mut self, tone: impl Borrow<Tone>) -> Self {
        self.tone = *tone.borrow();
        self
    }

    /// A link to the rest when only the first cards are shown.
    #[must_use]
    pub fn more(mut self, label: impl Display, href: impl Display) -> Self {
        self.more = Some((label.to_string(), safe_href(href)));
        self
    }
}

/// One piece of work.
#[derive(Clone, Debug)]
pub struct BoardCard {
    title: String,
    href: String,
    note: String,
    badges: Vec<Badge>,
    person: Option<Person>,
    actions: Html,
}

impl BoardCard {
    /// A card that leads to `href`.
    pub fn new(title: impl Display, href: impl Display) -> Self {
        Self {
            title: title.to_string(),
            href: safe_href(href),
            note: String::new(),
            badges: Vec::new(),
            person: None,
            actions: Html::empty(),
        }
    }

    /// A quiet line under the title.
    #[must_use]
    pub fn note(mut self, note: impl Display) -> Self {
        self.note = note.to_string();
        self
    }

    /// A badge.
    #[must_use]
    pub fn badge(mut self, badge: Badge) -> Self {
        self.badges.push(badge);
        self
    }

    /// Who has it.
    #[must_use]
    pub fn person(mut self, person: Person) -> Self {
        self.person = Some(person);
        self
    }

    /// Buttons at the bottom.
    #[must_use]
    pub fn actions(mut self, actions: impl Into<Html>) -> Self {
        self.actions = actions.into();
        self
    }
}

components!(Board);

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let empty = s.w("Không có việc nào");
    let card = |title: &'static str| BoardCard::new(s.w(title), "/viec/1").note(s.w("Hạn 30/06/2025"));
    let todo = BoardColumn::new(s.w("Chưa làm"), empty).cards([
        card("Khảo sát mức độ hiểu biết").person(Person::new(s.w("Trần Đức Ân"))),
        card("Hội thi tìm hiểu cải cách hành chính").badge(Badge::new(s.w("Cần duyệt")).tone(Tone::Info)),
    ]);
    let doing = BoardColumn::new(s.w("Đang làm"), empty)
        .tone(Tone::Warn)
        .cards([card("Tọa đàm với doanh nghiệp")
            .badge(Badge::new(s.w("Còn 2 ngày")).tone(Tone::Warn))
            .person(Person::new(s.w("Nguyễn Thị Bình")))
            .actions(crate::Button::new(s.w("Xong")).small().icon("check"))])
        .more(s.w("Xem thêm 8 việc"), "/viec");
    let done = BoardColumn::new(s.w("Đã xong"), empty).tone(Tone::Good);
    vec![Example::new(
        "three columns, one empty",
        Board::new([todo, doing, done]),
    )]
}
