//! What a separator does: goes on with the name, ends it, or begins a clause about it.

use super::draft::Draft;
use super::fields::FieldSet;
use super::label;
use super::lexicon::{Class, Head, Level};
use super::merge::Separator;
use super::scan::{List, Next, Scan};
use super::sight::Opening;

impl Scan<'_> {
    /// Does what stands behind the separator belong to the current name?
    pub(super) fn decide(&self, separator: Separator, next: usize) -> Next {
        let Some(draft) = &self.current else {
            return Next::Split(None);
        };
        let sight = &self.sight;
        let complete = draft.is_complete(sight);
        let side = separator.dash && label::names_side(sight, next);
        if side
            || (complete && draft.is_cut_at(sight, next) && !matches!(sight.opening(next), Opening::Noun(..)))
        {
            return Next::Clause;
        }
        let opening = sight.opening(next);
        let line = separator.is_line_only();
        if draft.enumerates && !matches!(opening, Opening::Head(..) | Opening::Determiner(_)) {
            return Next::Join;
        }
        if let Some(list) = &self.list
            && draft.prefix.is_some()
        {
            return self.decide_in_list(list, draft, separator, next, opening);
        }
        match opening {
            Opening::Determiner(end) => {
                if line && !complete && !draft.may_stand_alone() {
                    return Next::Join;
                }
                // "Ban Quản lý Khu kinh tế A và các Khu công nghiệp B": no body begins here.
                let unknown = sight.noun(end).is_none() && sight.head(end).is_none() && sight.is_capital(end);
                if unknown && separator.and && draft.head.is_some() {
                    return Next::Join;
                }
                let places = sight
                    .noun(end)
                    .is_some_and(|(noun, _)| noun.class == Class::Place);
                Next::Split(if places {
                    self.place_prefix(draft, false)
                } else {
                    None
                })
            }
            Opening::Head(head, _) => self.decide_head(draft, separator, next, head, complete),
            Opening::Noun(noun, end) => {
                let same = |at: (usize, usize)| {
                    self.slice(at.0, at.1).to_lowercase() == self.slice(next, end).to_lowercase()
                };
                match draft.group {
                    Some(group) if group.takes(noun, separator, same(group.last_at)) => Next::Join,
                    Some(_) => Next::Split(None),
                    None if separator.dash => Next::Join,
                    None if !complete && !draft.may_stand_alone() => Next::Join,
                    None if line && noun.class == Class::Place => Next::Join,
                    None => Next::Split(None),
                }
            }
            Opening::Place if line || separator.dash => Next::Join,
            Opening::Place => Next::Split(self.place_prefix(draft, false)),
            Opening::Acronym | Opening::Capital => {
                self.decide_name(draft, separator, next, opening, complete)
            }
            Opening::Lower | Opening::Nothing => Next::Join,
        }
    }

    pub(super) fn decide_in_list(
        &self,
        list: &List,
        draft: &Draft,
        separator: Separator,
        next: usize,
        opening: Opening,
    ) -> Next {
        let shared = Next::Split(Some(list.prefix.clone()));
        let known = self.sight.whole_field(next, list.fields);
        match opening {
            Opening::Head(..) if !known => Next::Split(None),
            Opening::Determiner(_) => Next::Split(None),
            _ if list.semicolons || separator.dash || separator.is_line_only() => Next::Join,
            _ if known && draft.known_end == draft.last => shared,
            _ if list.places => shared,
            Opening::Noun(..) => Next::Split(None),
            Opening::Capital | Opening::Acronym if separator.comma => shared,
            _ => Next::Join,
        }
    }

    pub(super) fn decide_head(
        &self,
        draft: &Draft,
        separator: Separator,
        next: usize,
        head: Head,
        complete: bool,
    ) -> Next {
        if separator.is_line_only() {
            let joins = !complete
                && (!draft.may_stand_alone() || (head.level > draft.top && self.sight.is_capital(next)));
            return if joins { Next::Join } else { Next::Split(None) };
        }
        if separator.dash {
            let splits = draft.bulleted
                || matches!(head.fields, FieldSet::Department | FieldSet::Ministry)
                    && draft.top == Level::Top;
            return if splits { Next::Split(None) } else { Next::Join };
        }
        // "HĐND, UBND tỉnh", "Báo và Đài": the first head waits for words that come behind the second.
        if !complete && !draft.may_stand_alone() && draft.group.is_none() {
            return Next::Join;
        }
        Next::Split(None)
    }

    /// A capital word or a short form that is no head.
    pub(super) fn decide_name(
        &self,
        draft: &Draft,
        separator: Separator,
        next: usize,
        opening: Opening,
        complete: bool,
    ) -> Next {
        let sight = &self.sight;
        if separator.dash || separator.is_line_only() {
            let line_of_its_own = separator.newline && complete && opening == Opening::Acronym;
            return if line_of_its_own {
                Next::Split(None)
            } else {
                Next::Join
            };
        }
        if !complete && !draft.may_stand_alone() {
            return Next::Join;
        }
        let behind_capital = draft.last.checked_sub(1).is_some_and(|at| sight.is_capital(at));
        if draft.head.is_none() {
            let list_of_names = draft.group.is_some_and(|group| !group.bare) && behind_capital;
            return match draft.group {
                Some(_) if list_of_names => Next::Join,
                None if separator.and && opening == Opening::Capital => Next::Join,
                _ => Next::Split(None),
            };
        }
        let known = draft.is_known(sight);
        if known && sight.field(next, draft.fields()).is_some() {
            return Next::Split(
                Some(self.slice(draft.first, draft.head_end))
                    .filter(|_| draft.prefix.is_none())
                    .or(draft.prefix.clone()),
            );
        }
        if opening == Opening::Acronym {
            let shared = draft.is_short_form(sight) && separator.comma;
            return Next::Split(shared.then(|| {
                draft
                    .prefix
                    .clone()
                    .unwrap_or_else(|| self.slice(draft.first, draft.head_end))
            }));
        }
        if behind_capital
            && !draft.collective
            && let Some(prefix) = self.place_prefix(draft, true)
        {
            return Next::Split(Some(prefix));
        }
        let closed = known
            || draft.known_end > 0
            || draft.ends_in_place()
            || draft
                .head
                .is_some_and(|head| head.acts && head.fields == FieldSet::None);
        if separator.comma && closed {
            Next::Split(None)
        } else {
            Next::Join
        }
    }

    /// The words before the place in "UBND thành phố Hà Nội", to be shared with the next place; `with_kind` shares "thành phố" too.
    pub(super) fn place_prefix(&self, draft: &Draft, with_kind: bool) -> Option<String> {
        let (at, end) = draft.place?;
        let own = self.slice(draft.first, if with_kind { end } else { at });
        match &draft.prefix {
            Some(prefix) if draft.first == at && !with_kind => Some(prefix.clone()),
            Some(prefix) => Some(format!("{prefix} {own}")),
            None => Some(own),
        }
    }
}
