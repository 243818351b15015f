//! Which common nouns stay together as one group.

use super::lexicon::{Class, Noun};

/// What stands between two parts of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Separator {
    pub(super) comma: bool,
    pub(super) and: bool,
    pub(super) slash: bool,
    pub(super) dash: bool,
    pub(super) newline: bool,
}

impl Separator {
    /// Nothing but a line break.
    pub(super) fn is_line_only(self) -> bool {
        self.newline && !(self.comma || self.and || self.slash || self.dash)
    }
}

/// A group of bodies being read: "các sở, ban" so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Group {
    /// Class of its first noun.
    pub(super) class: Class,
    /// It began with "các" or the like.
    pub(super) determined: bool,
    pub(super) last: Noun,
    /// Index of the first token of the last noun, and the one behind it.
    pub(super) last_at: (usize, usize),
    /// No word stands behind the last noun.
    pub(super) bare: bool,
}

impl Group {
    /// Does a noun behind the separator go on with the group? `same` tells that it is the noun before once more.
    pub(super) fn takes(self, next: Noun, separator: Separator, same: bool) -> bool {
        use Class::{Academic, Business, Generic, People, Place, Press, State};
        if separator.is_line_only() || separator.slash {
            return true;
        }
        if self.determined && same {
            return true;
        }
        if !self.bare {
            return false;
        }
        let (first, next_class) = (self.class, next.class);
        match (first, next_class) {
            (Place, Place) => true,
            (Place, _) => false,
            (State | Generic, Place) => self.determined,
            (_, Place) => false,
            _ if self.determined && separator.and => true,
            (State, State | Generic) | (Generic, State | Generic | People) => true,
            (Generic, Business) => true,
            (State, _) if separator.and && !self.determined => next_class == People,
            (State, _) => false,
            (Generic, Academic | Press) => self.determined,
            (People, People | Generic) | (Press, Press) => true,
            (Academic, Academic) | (Business, Business) => self.determined || separator.and || self.last.open,
            (Academic, Business | Generic) | (Business, Academic | Generic) => self.determined,
            (Business, People) | (People, Business) => self.determined || separator.and,
            _ => false,
        }
    }
}
