//! A name being read.

use super::Role;
use super::fields::FieldSet;
use super::lexicon::{Class, Cut, Head, Level, Noun};
use super::merge::Group;
use super::sight::Sight;

/// A unit under construction: tokens `first..last`, and what is known of them so far.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Written before the tokens: the head of a list that shares it.
    pub(super) prefix: Option<String>,
    pub(super) head: Option<Head>,
    pub(super) last_head: Option<Head>,
    pub(super) head_end: usize,
    pub(super) top: Level,
    pub(super) known_end: usize,
    /// Where a kind of place stands right behind a head, and the index behind its words.
    pub(super) place: Option<(usize, usize)>,
    pub(super) group: Option<Group>,
    pub(super) collective: bool,
    pub(super) cut: bool,
    pub(super) side: Option<Role>,
    pub(super) behind_and: bool,
    pub(super) bulleted: bool,
    /// A colon stands in it: commas behind it part kinds, not units.
    pub(super) enumerates: bool,
}

impl Draft {
    pub(super) fn new(first: usize, prefix: Option<String>) -> Draft {
        Draft {
            first,
            last: first,
            prefix,
            head: None,
            last_head: None,
            head_end: first,
            top: Level::Part,
            known_end: 0,
            place: None,
            group: None,
            collective: false,
            cut: false,
            side: None,
            behind_and: false,
            bulleted: false,
            enumerates: false,
        }
    }

    pub(super) fn absorb_head(&mut self, head: Head, end: usize) {
        self.top = if self.head.is_some() {
            self.top.max(head.level)
        } else {
            head.level
        };
        self.head.get_or_insert(head);
        self.last_head = Some(head);
        self.head_end = end;
        self.last = self.last.max(end);
        self.place = None;
    }

    pub(super) fn absorb_field(&mut self, end: usize) {
        self.last = end;
        self.known_end = end;
    }

    /// Starts or goes on with a group of common nouns.
    pub(super) fn absorb_noun(&mut self, noun: Noun, at: (usize, usize), determined: bool) {
        let group = match self.group {
            Some(group) => {
                self.collective = true;
                Group {
                    last: noun,
                    last_at: at,
                    bare: true,
                    ..group
                }
            }
            None => Group {
                class: noun.class,
                determined,
                last: noun,
                last_at: at,
                bare: true,
            },
        };
        if self.head.is_some() && noun.class == Class::Place && at.0 == self.head_end {
            self.place = Some(at);
        }
        self.group = Some(group);
        self.collective |= determined || self.head.is_none();
        self.last = at.1;
    }

    pub(super) fn extend(&mut self, last: usize) {
        self.last = last;
        if let Some(group) = &mut self.group {
            group.bare = false;
        }
    }

    /// A head stands here, and something behind it.
    pub(super) fn is_complete(&self, sight: &Sight<'_>) -> bool {
        let dangling = self
            .last
            .checked_sub(1)
            .and_then(|at| sight.token(at))
            .is_some_and(|token| {
                matches!(
                    token.word.as_str(),
                    "của" | "thuộc" | "các" | "và" | "cấp" | "hoặc" | "với" | "những"
                )
            });
        // "Văn phòng Sở" is complete within the department.
        let inner = self.head != self.last_head
            && self
                .last_head
                .is_some_and(|head| matches!(head.fields, FieldSet::Department | FieldSet::Ministry));
        let empty = self.head.is_some() && self.last <= self.head_end && !inner;
        !dangling && !empty
    }

    /// Neither a head nor a common noun opened it.
    pub(super) fn is_unknown(&self) -> bool {
        self.head.is_none() && self.group.is_none()
    }

    /// The head alone does for a name.
    pub(super) fn may_stand_alone(&self) -> bool {
        self.last_head.is_none_or(|head| head.alone)
    }

    /// Exactly a head and a known field: nothing can follow within the name.
    pub(super) fn is_known(&self, sight: &Sight<'_>) -> bool {
        self.known_end == self.last || self.is_short_form(sight)
    }

    /// A head and one short form ("Sở KHCN").
    pub(super) fn is_short_form(&self, sight: &Sight<'_>) -> bool {
        self.fields() != FieldSet::None
            && self.last == self.head_end + 1
            && sight.token(self.head_end).is_some_and(|token| token.acronym)
    }

    pub(super) fn fields(&self) -> FieldSet {
        self.head.map_or(FieldSet::None, |head| head.fields)
    }

    /// Does what stands at `at` end the name, so that a clause about the unit begins?
    pub(super) fn is_cut_at(&self, sight: &Sight<'_>, at: usize) -> bool {
        match sight.cut(at) {
            None => false,
            Some(_) if self.is_unknown() => false,
            Some(Cut::Always) => true,
            Some(Cut::OfBodies) => self.acts(),
            // "Cơ quan chủ trì nhiệm vụ" says which one; "Sở Nội vụ chủ trì" says what it does.
            Some(Cut::Side { ends }) => self.acts() || self.head.is_some() || ends,
        }
    }

    /// Ends in a kind of place, as "Công an tỉnh".
    pub(super) fn ends_in_place(&self) -> bool {
        self.group
            .is_some_and(|group| group.class == Class::Place && group.bare)
    }

    /// A verb behind it begins a clause.
    pub(super) fn acts(&self) -> bool {
        match self.group {
            Some(group) if self.head.is_none() => matches!(group.class, Class::State | Class::Place),
            _ => self.head.is_some_and(|head| head.acts),
        }
    }
}
