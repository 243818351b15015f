//! One pass over a cell: opens a unit, lets it grow, decides at each separator whether the next words still belong to it.

use super::Role;
use super::draft::Draft;
use super::fields::FieldSet;
use super::label;
use super::lexicon::Class;
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
pub(super) struct Clause {
    /// A body was named as the object of the clause, so that others behind a comma are objects too.
    pub(super) objects: bool,
}

/// "Các Sở:" and the names that share it.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) prefix: String,
    pub(super) fields: FieldSet,
    /// Semicolons part the names, commas stand inside them.
    pub(super) semicolons: bool,
    pub(super) places: bool,
}

pub(super) enum Next {
    Join,
    Split(Option<String>),
    Clause,
}

pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) sight: Sight<'a>,
    pub(super) done: Vec<Draft>,
    pub(super) current: Option<Draft>,
    pub(super) clause: Option<Clause>,
    pub(super) list: Option<List>,
    pub(super) side: Option<Role>,
    pub(super) bulleted: bool,
    /// What may follow the head of the unit just closed, for a name that shares it.
    pub(super) shared_fields: FieldSet,
}

impl Scan<'_> {
    pub(super) fn step(&mut self, at: usize) -> usize {
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

    pub(super) fn finish(&mut self) {
        if let Some(draft) = self.current.take() {
            self.done.push(draft);
        }
    }

    pub(super) fn slice(&self, first: usize, last: usize) -> String {
        let start = self.sight.token(first).map_or(0, |token| token.range.start);
        let end = last
            .checked_sub(1)
            .and_then(|at| self.sight.token(at))
            .map_or(start, |token| token.range.end);
        vietnamese::squeeze(&vietnamese::clean(self.text.get(start..end).unwrap_or_default()))
    }

    /// Begins a unit at `at`; returns the index behind what was taken.
    pub(super) fn open(&mut self, at: usize, prefix: Option<String>, separator: Separator) -> usize {
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
                _ if self.sight.whole_field(at, list.fields) => prefix = Some(list.prefix.clone()),
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

    /// The separators from `at` on, and the index behind them.
    pub(super) fn separators(&self, at: usize) -> (Separator, usize) {
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
}
