//! Words without a separator: more of the name, the next name, or what the unit does.

use super::Role;
use super::label;
use super::lexicon::{Class, is_link};
use super::merge::Separator;
use super::scan::{Clause, Scan};
use super::sight::Opening;
use super::token::Kind;

impl Scan<'_> {
    /// A word without separator behind the current name.
    pub(super) fn grow(&mut self, at: usize) -> usize {
        let Some(draft) = &mut self.current else {
            return self.open(at, None, Separator::default());
        };
        let sight = &self.sight;
        let complete = draft.is_complete(sight);
        let capital = sight.is_capital(at);
        let linked = sight.word_before(at).is_some_and(is_link);
        if (complete || draft.may_stand_alone()) && draft.is_cut_at(sight, at) {
            self.finish();
            return self.begin_clause(at);
        }
        // A number counts units right behind a head only: "UBND 168 xã", not "Đề án 06 tỉnh".
        let number = sight.is_number(at) && draft.head.is_some() && at != draft.head_end;
        if let Some(end) = sight.determiner(at).filter(|_| !number) {
            if capital && complete && !linked {
                self.finish();
                return self.open(at, None, Separator::default());
            }
            let end = sight.over_line(end);
            draft.extend(end);
            draft.collective |= sight.word(end) == Some("cấp");
            if let Some((noun, noun_end)) = sight.noun(end)
                && draft.group.is_none_or(|group| !group.bare)
            {
                draft.group = None;
                draft.absorb_noun(noun, (end, noun_end), true);
                if draft.head_end == at {
                    draft.place = Some((at, noun_end));
                    return self.named_places(at, end, noun_end);
                }
                return noun_end;
            }
            return end;
        }
        if capital
            && !sight.is_inner(at)
            && let Some((head, end)) = sight.head(at)
        {
            let one_body = matches!(sight.opening(at), Opening::Head(..));
            let higher = draft.head.is_none_or(|_| head.level > draft.top) && !draft.ends_in_place();
            let vague = draft.head.is_none()
                && draft
                    .group
                    .is_none_or(|group| !matches!(group.class, Class::State | Class::Place));
            let after_vague = matches!(sight.word_before(at), Some("quan" | "khác"));
            let joins = linked
                || !complete
                || (!one_body)
                || (draft.head.is_some() && higher)
                || (vague && !after_vague);
            if !joins {
                self.finish();
                return self.open(at, None, Separator::default());
            }
            let behind_head = draft.head.is_some() || draft.group.is_none();
            draft.extend(end);
            if one_body && behind_head {
                draft.absorb_head(head, end);
                if let Some(end) = sight.field(sight.over_line(end), head.fields) {
                    draft.absorb_field(end);
                    return end;
                }
            }
            return end;
        }
        if draft.head.is_some()
            && at == draft.head_end
            && let Some((noun, end)) = sight.noun(at)
            && (noun.class == Class::Place || !capital)
        {
            let named = sight.named_place(at);
            draft.absorb_noun(noun, (at, end), false);
            if self.sight.word(at) == Some("cấp") {
                draft.collective = true;
            }
            if named {
                draft.extend(end);
            }
            return end;
        }
        if draft
            .group
            .is_some_and(|group| group.class == Class::State && group.bare)
            && draft.head.is_none()
            && let Some((noun, end)) = sight.noun(at)
            && noun.class == Class::State
        {
            draft.absorb_noun(noun, (at, end), false);
            return end;
        }
        draft.extend(at + 1);
        at + 1
    }

    pub(super) fn begin_clause(&mut self, at: usize) -> usize {
        if let Some(draft) = self.done.last_mut() {
            draft.cut = true;
            match self.sight.word(at) {
                Some("chủ") => draft.side = Some(Role::Lead),
                Some("phối") if self.sight.kind(at + 2) != Some(Kind::Word) && self.sight.is_capital(at) => {
                    draft.side = Some(Role::Coordinator);
                }
                _ => {}
            }
        }
        self.clause = Some(Clause { objects: false });
        self.clause_word(at)
    }

    pub(super) fn clause_word(&mut self, at: usize) -> usize {
        if let Some(next) = label::with_whom(&self.sight, at) {
            if let Some(draft) = self.done.last_mut()
                && draft.side.is_none()
            {
                draft.side = Some(Role::Lead);
            }
            self.clause = None;
            self.side = Some(Role::Coordinator);
            return next;
        }
        if self.sight.is_capital(at) && self.sight.head(at).is_some() {
            let linked = self.sight.word_before(at).is_some_and(is_link);
            let objects = self.clause.is_some_and(|clause| clause.objects);
            if linked {
                self.clause = Some(Clause { objects: true });
            } else if !objects && matches!(self.sight.opening(at), Opening::Head(..)) {
                self.clause = None;
                return self.open(at, None, Separator::default());
            }
        }
        at + 1
    }
}
