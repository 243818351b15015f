//! Heads written once for several names: "Các Sở: A, B", "UBND các xã: A, B".

use super::draft::Draft;
use super::fields::FieldSet;
use super::lexicon::{Head, Level};
use super::scan::{List, Scan};
use super::sight::Opening;
use super::token::Kind;

impl Scan<'_> {
    /// "các" and what follows: a group, or a head shared by a list of names.
    pub(super) fn open_group(&mut self, mut draft: Draft, behind: usize) -> usize {
        let behind = self.sight.over_line(behind);
        if let Some((head, head_end)) = self.sight.head(behind) {
            let next = self.sight.over_line(head_end);
            let prefix = vietnamese::capitalise(&self.slice(behind, head_end));
            let listed = head.fields != FieldSet::None || matches!(head.level, Level::Middle);
            if self.sight.kind(next) == Some(Kind::Colon)
                && listed
                && self.sight.word(behind) != Some("trường")
            {
                self.list = Some(self.list_at(next + 1, prefix, head.fields, false));
                return next + 1;
            }
            if let Some(end) = self.sight.field(next, head.fields)
                && self.another_field(end, head.fields)
            {
                self.list = Some(List {
                    prefix: prefix.clone(),
                    fields: head.fields,
                    semicolons: false,
                    places: false,
                });
                draft.first = next;
                draft.prefix = Some(prefix);
                return self.open_shared(draft, Opening::Capital);
            }
        }
        draft.collective = true;
        draft.last = behind;
        if let Some((noun, end)) = self.sight.noun(behind) {
            draft.absorb_noun(noun, (behind, end), true);
        }
        let end = draft.last;
        self.current = Some(draft);
        end
    }

    /// A name whose head was written once for several.
    pub(super) fn open_shared(&mut self, mut draft: Draft, opening: Opening) -> usize {
        let at = draft.first;
        let fields = self.list.as_ref().map_or(self.shared_fields, |list| list.fields);
        draft.head = Some(Head {
            level: Level::Top,
            alone: false,
            fields,
            acts: true,
        });
        draft.last_head = draft.head;
        draft.top = Level::Top;
        match (self.sight.field(at, fields), opening) {
            (Some(end), _) => draft.absorb_field(end),
            (None, Opening::Determiner(end)) => {
                draft.last = end;
                if let Some((noun, noun_end)) = self.sight.noun(self.sight.over_line(end)) {
                    draft.absorb_noun(noun, (end, noun_end), true);
                }
            }
            (None, Opening::Place) => {
                if let Some((noun, end)) = self.sight.noun(at) {
                    draft.absorb_noun(noun, (at, end), false);
                    draft.extend(end);
                }
            }
            _ => draft.extend(at + 1),
        }
        let end = draft.last;
        self.current = Some(draft);
        end
    }

    pub(super) fn another_field(&self, end: usize, fields: FieldSet) -> bool {
        let (separator, next) = self.separators(end);
        (separator.comma || separator.and) && self.sight.field(next, fields).is_some()
    }

    pub(super) fn list_at(&self, at: usize, prefix: String, fields: FieldSet, places: bool) -> List {
        let ahead = self.sight.tokens.iter().skip(at).take(60);
        let semicolons = ahead
            .take_while(|token| !matches!(token.kind, Kind::Stop | Kind::Colon))
            .any(|token| token.kind == Kind::Hard && self.text.get(token.range.clone()) == Some(";"));
        // "Các Sở: A, B; UBND tỉnh": the semicolon ends the list where commas part known names.
        let known = self
            .sight
            .field(at, fields)
            .is_some_and(|end| self.another_field(end, fields));
        List {
            prefix,
            fields,
            semicolons: semicolons && !known,
            places,
        }
    }

    pub(super) fn colon(&mut self, at: usize) -> usize {
        let next = self.sight.over_line(at + 1);
        let Some(draft) = &self.current else {
            return next;
        };
        let opening = self.sight.opening(next);
        if draft.head.is_none() {
            let shared = ["sở", "bộ"]
                .into_iter()
                .find(|word| (draft.first..draft.last).any(|at| self.sight.word(at) == Some(word)));
            if let Some(word) = shared
                && self.sight.field(next, FieldSet::Department).is_some()
            {
                self.list =
                    Some(self.list_at(next, vietnamese::capitalise(word), FieldSet::Department, false));
                self.current = None;
                return next;
            }
            if matches!(opening, Opening::Head(..)) && draft.group.is_some() {
                self.current = None;
                return next;
            }
        } else if let Some((place, _)) = draft.place
            && let Some(group) = draft.group
            && opening == Opening::Capital
            && draft.collective
        {
            // "UBND các xã: A, B" names them; with two kinds of place nobody can tell which is which.
            let one_kind = group.last_at.0 <= place + 1;
            if one_kind {
                let prefix = format!(
                    "{} {}",
                    self.slice(draft.first, place),
                    self.slice(group.last_at.0, group.last_at.1)
                );
                self.list = Some(self.list_at(next, prefix, FieldSet::None, true));
                self.current = None;
                return next;
            }
        } else if opening == Opening::Lower && draft.head.is_some() {
            self.finish();
            return self.begin_clause(next);
        }
        if let Some(draft) = &mut self.current {
            draft.extend(at + 1);
            draft.enumerates = true;
        }
        next
    }

    /// "UBND các tỉnh Lào Cai, Yên Bái": the places named behind one kind become a list. `at` is the determiner, `noun` to `end` the kind.
    pub(super) fn named_places(&mut self, at: usize, noun: usize, end: usize) -> usize {
        let Some(draft) = &self.current else {
            return end;
        };
        let is_name =
            |at: usize| matches!(self.sight.opening(at), Opening::Capital) && self.sight.is_capital(at);
        if !is_name(end) {
            return end;
        }
        let behind = (end..end + 6)
            .find(|next| self.sight.kind(*next) != Some(Kind::Word))
            .unwrap_or(end);
        let (separator, next) = self.separators(behind);
        if !(separator.comma || separator.and) || !is_name(next) {
            return end;
        }
        let prefix = format!("{} {}", self.slice(draft.first, at), self.slice(noun, end));
        self.list = Some(List {
            prefix,
            fields: FieldSet::None,
            semicolons: false,
            places: true,
        });
        self.current = None;
        end
    }
}
