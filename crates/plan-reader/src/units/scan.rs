//! One pass over a cell: opens a unit, lets it grow, decides at each separator whether the next words still belong to it.

use super::Role;
use super::draft::Draft;
use super::fields::FieldSet;
use super::label;
use super::lexicon::{Class, Head, Level, is_link};
use super::merge::Separator;
use super::sight::{Opening, Sight};
use super::token::{Kind, Token};

/// Reads the units of a cell, in order, with the side that labels and verbs give them.
pub(super) fn scan(text: &str, tokens: &[Token]) -> Vec<Draft> {
    let sight = Sight { tokens };
    if label::points_elsewhere(&sight) {
        return Vec::new();
    }
    let mut scan = Scan {
        text,
        sight,
        done: Vec::new(),
        current: None,
        clause: None,
        list: None,
        side: None,
        bulleted: false,
        shared_fields: FieldSet::None,
    };
    let mut at = 0;
    while at < tokens.len() {
        // Each step moves on, whatever the text: a cell is read in one pass.
        at = scan.step(at).max(at + 1);
    }
    scan.finish();
    scan.done
}

/// Words behind a name that say what the unit does.
#[derive(Debug, Clone, Copy)]
struct Clause {
    /// A body was named as the object of the clause, so that others behind a comma are objects too.
    objects: bool,
}

/// "Các Sở:" and the names that share it.
#[derive(Debug, Clone)]
struct List {
    prefix: String,
    fields: FieldSet,
    /// Semicolons part the names, commas stand inside them.
    semicolons: bool,
    places: bool,
}

enum Next {
    Join,
    Split(Option<String>),
    Clause,
}

struct Scan<'a> {
    text: &'a str,
    sight: Sight<'a>,
    done: Vec<Draft>,
    current: Option<Draft>,
    clause: Option<Clause>,
    list: Option<List>,
    side: Option<Role>,
    bulleted: bool,
    /// What may follow the head of the unit just closed, for a name that shares it.
    shared_fields: FieldSet,
}

impl Scan<'_> {
    fn step(&mut self, at: usize) -> usize {
        match self.sight.kind(at) {
            Some(Kind::Word) if self.clause.is_some() => self.clause_word(at),
            Some(Kind::Word | Kind::Mark) if self.current.is_none() => {
                self.open(at, None, Separator::default())
            }
            Some(Kind::Word) => self.grow(at),
            Some(Kind::Mark) => {
                if let Some(draft) = &mut self.current {
                    draft.last = at + 1;
                }
                at + 1
            }
            Some(Kind::Bracket) => {
                if let Some(draft) = &mut self.current {
                    draft.extend(at + 1);
                }
                at + 1
            }
            Some(Kind::Comma | Kind::And | Kind::Slash | Kind::Dash | Kind::Newline) => self.separator(at),
            Some(Kind::Colon) => self.colon(at),
            Some(Kind::Ellipsis) => {
                self.finish();
                self.clause = Some(Clause { objects: true });
                at + 1
            }
            Some(kind @ (Kind::Hard | Kind::Stop)) => {
                self.finish();
                self.clause = None;
                self.bulleted = self.sight.token(at).is_some_and(|token| token.bulleted);
                if kind == Kind::Stop {
                    self.list = None;
                }
                at + 1
            }
            None => at + 1,
        }
    }

    fn finish(&mut self) {
        if let Some(draft) = self.current.take() {
            self.done.push(draft);
        }
    }

    fn slice(&self, first: usize, last: usize) -> String {
        let start = self.sight.token(first).map_or(0, |token| token.range.start);
        let end = last
            .checked_sub(1)
            .and_then(|at| self.sight.token(at))
            .map_or(start, |token| token.range.end);
        vietnamese::squeeze(&vietnamese::clean(self.text.get(start..end).unwrap_or_default()))
    }

    /// Begins a unit at `at`; returns the index behind what was taken.
    fn open(&mut self, at: usize, prefix: Option<String>, separator: Separator) -> usize {
        if let Some((next, side)) = label::label(&self.sight, at) {
            self.side = side;
            return next;
        }
        if let Some((next, side)) = label::lead_in(&self.sight, at) {
            self.side = side.or(self.side);
            return next;
        }
        let opening = self.sight.opening(at);
        let mut prefix = prefix;
        if prefix.is_none()
            && let Some(list) = &self.list
        {
            match opening {
                _ if self.sight.field(at, list.fields).is_some() => prefix = Some(list.prefix.clone()),
                Opening::Head(..) | Opening::Determiner(_) | Opening::Noun(..) => self.list = None,
                _ => prefix = Some(list.prefix.clone()),
            }
        }
        let mut draft = Draft::new(at, prefix);
        draft.side = self.side;
        draft.behind_and = separator.and;
        draft.bulleted = self.bulleted;
        if draft.prefix.is_some() {
            return self.open_shared(draft, opening);
        }
        match opening {
            Opening::Determiner(end) => return self.open_group(draft, end),
            Opening::Head(head, end) => {
                draft.absorb_head(head, end);
                if let Some(end) = self.sight.field(self.sight.over_line(end), head.fields) {
                    draft.absorb_field(end);
                }
            }
            Opening::Noun(noun, end) => draft.absorb_noun(noun, (at, end), false),
            _ => draft.extend(at + 1),
        }
        let end = draft.last;
        self.current = Some(draft);
        end
    }

    /// A name whose head was written once for several.
    fn open_shared(&mut self, mut draft: Draft, opening: Opening) -> usize {
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

    /// "các" and what follows: a group, or a head shared by a list of names.
    fn open_group(&mut self, mut draft: Draft, behind: usize) -> usize {
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

    fn another_field(&self, end: usize, fields: FieldSet) -> bool {
        let (separator, next) = self.separators(end);
        (separator.comma || separator.and) && self.sight.field(next, fields).is_some()
    }

    fn list_at(&self, at: usize, prefix: String, fields: FieldSet, places: bool) -> List {
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

    /// The separators from `at` on, and the index behind them.
    fn separators(&self, at: usize) -> (Separator, usize) {
        let mut found = Separator::default();
        let mut next = at;
        loop {
            match self.sight.kind(next) {
                Some(Kind::Comma) => found.comma = true,
                Some(Kind::And) => found.and = true,
                Some(Kind::Slash) => found.slash = true,
                Some(Kind::Dash) => found.dash = true,
                Some(Kind::Newline) => found.newline = true,
                _ => return (found, next),
            }
            next += 1;
        }
    }

    fn separator(&mut self, at: usize) -> usize {
        let (separator, next) = self.separators(at);
        if let Some(Clause { objects }) = self.clause {
            // A line of its own is a new entry, not more of the clause.
            if separator.newline && !separator.and && self.opens_unit(next) {
                self.clause = None;
            } else if let Opening::Determiner(end) = self.sight.opening(next)
                && !objects
                && self
                    .sight
                    .noun(end)
                    .is_some_and(|(noun, _)| matches!(noun.class, Class::State | Class::Generic))
            {
                self.clause = None;
            } else if let Opening::Head(..) = self.sight.opening(next)
                && !objects
                && self.sight.is_capital(next)
            {
                self.clause = None;
            }
            return if self.clause.is_none() {
                self.open(next, None, separator)
            } else {
                next
            };
        }
        if self.current.is_none() {
            return next;
        }
        if label::label(&self.sight, next).is_some() {
            self.finish();
            return next;
        }
        match self.sight.kind(next) {
            Some(Kind::Word | Kind::Mark) => {}
            _ => return next,
        }
        match self.decide(separator, next) {
            Next::Join => self.join(separator, next),
            Next::Split(prefix) => {
                self.shared_fields = self.current.as_ref().map_or(FieldSet::None, Draft::fields);
                self.finish();
                self.open(next, prefix, separator)
            }
            Next::Clause => {
                self.finish();
                self.begin_clause(next)
            }
        }
    }

    fn opens_unit(&self, at: usize) -> bool {
        matches!(self.sight.opening(at), Opening::Head(..) | Opening::Determiner(_))
            && self.sight.is_capital(at)
    }

    /// Takes the word behind a separator into the current name.
    fn join(&mut self, separator: Separator, next: usize) -> usize {
        let opening = self.sight.opening(next);
        let head = self.sight.head(next);
        let Some(draft) = &mut self.current else {
            return next;
        };
        if let Opening::Noun(noun, end) = opening {
            if draft.group.is_some() || draft.head.is_none() {
                draft.absorb_noun(noun, (next, end), false);
                return end;
            }
            if separator.is_line_only() {
                return next;
            }
        }
        if let (Opening::Head(..), Some((head, end))) = (opening, head) {
            draft.absorb_head(head, end);
            return end;
        }
        if separator.is_line_only() {
            return self.grow(next);
        }
        draft.extend(next + 1);
        next + 1
    }

    /// Does what stands behind the separator belong to the current name?
    fn decide(&self, separator: Separator, next: usize) -> Next {
        let Some(draft) = &self.current else {
            return Next::Split(None);
        };
        let sight = &self.sight;
        let complete = draft.is_complete(sight);
        if complete
            && let Some(strong) = sight.cut(next)
            && (strong || draft.acts())
            && !matches!(sight.opening(next), Opening::Noun(..))
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

    fn decide_in_list(
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

    fn decide_head(
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
    fn decide_name(
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
    fn place_prefix(&self, draft: &Draft, with_kind: bool) -> Option<String> {
        let (at, end) = draft.place?;
        let own = self.slice(draft.first, if with_kind { end } else { at });
        match &draft.prefix {
            Some(prefix) if draft.first == at && !with_kind => Some(prefix.clone()),
            Some(prefix) => Some(format!("{prefix} {own}")),
            None => Some(own),
        }
    }

    /// A word without separator behind the current name.
    fn grow(&mut self, at: usize) -> usize {
        let Some(draft) = &mut self.current else {
            return self.open(at, None, Separator::default());
        };
        let sight = &self.sight;
        let complete = draft.is_complete(sight);
        let capital = sight.is_capital(at);
        let linked = sight.word_before(at).is_some_and(is_link);
        if complete
            && let Some(strong) = sight.cut(at)
            && (strong || draft.acts())
            && !draft.is_unknown()
        {
            self.finish();
            return self.begin_clause(at);
        }
        if let Some(end) = sight.determiner(at) {
            if capital && complete && !linked {
                self.finish();
                return self.open(at, None, Separator::default());
            }
            let end = sight.over_line(end);
            draft.extend(end);
            if let Some((noun, noun_end)) = sight.noun(end)
                && draft.group.is_none_or(|group| !group.bare)
            {
                draft.group = None;
                draft.absorb_noun(noun, (end, noun_end), true);
                if draft.head_end == at {
                    draft.place = Some((at, noun_end));
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

    fn begin_clause(&mut self, at: usize) -> usize {
        if let Some(draft) = self.done.last_mut() {
            draft.cut = true;
            if self.sight.word(at) == Some("chủ") {
                draft.side = Some(Role::Lead);
            }
        }
        self.clause = Some(Clause { objects: false });
        self.clause_word(at)
    }

    fn clause_word(&mut self, at: usize) -> usize {
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

    fn colon(&mut self, at: usize) -> usize {
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
}
