//! Drafts to units: names cut out of the text, brackets told apart, sides filtered.

use super::draft::Draft;
use super::label;
use super::lexicon::Class;
use super::sight::Sight;
use super::token::{Kind, Token, tokens};
use super::{Role, Unit, read};

pub(super) fn units(text: &str, tokens: &[Token], drafts: Vec<Draft>, role: Role) -> Vec<Unit> {
    let mut found: Vec<(Unit, Option<Role>)> = Vec::new();
    for draft in drafts {
        let side = draft.side;
        if let Some(listed) = listed_in_bracket(text, tokens, &draft) {
            found.extend(listed.into_iter().map(|unit| (unit, side)));
            continue;
        }
        let Some(unit) = unit(text, tokens, &draft) else {
            continue;
        };
        if draft.behind_and
            && let (Some(scope), Some((before, _))) = (&unit.scope, found.last_mut())
        {
            // "A và B (làm gì)" says it of both.
            before.scope.get_or_insert_with(|| scope.clone());
        }
        let side = match unit.scope.as_deref().map(vietnamese::fold) {
            Some(scope) if scope.ends_with("chu tri") => Some(Role::Lead),
            Some(scope) if scope.ends_with("phoi hop") => Some(Role::Coordinator),
            _ => side,
        };
        found.push((unit, side));
    }
    let other = match role {
        Role::Lead => Some(Role::Coordinator),
        Role::Coordinator => Some(Role::Lead),
        Role::Any => None,
    };
    if let Some(other) = other
        && found.iter().any(|(_, side)| *side == Some(other))
        && found
            .iter()
            .any(|(_, side)| *side == Some(role) || (role == Role::Lead && side.is_none()))
    {
        found.retain(|(_, side)| *side != Some(other));
    }
    found.into_iter().map(|(unit, _)| unit).collect()
}

fn unit(text: &str, tokens: &[Token], draft: &Draft) -> Option<Unit> {
    let mut own = tokens.get(draft.first..draft.last)?;
    while let Some((last, rest)) = own.split_last()
        && !matches!(last.kind, Kind::Word | Kind::Bracket)
        && !(last.kind == Kind::Mark && closes(text, last))
    {
        own = rest;
    }
    let span = own.first()?.range.start..own.last()?.range.end;
    let mut scope = None;
    let mut name = draft.prefix.clone().unwrap_or_default();
    let mut from = span.start;
    for bracket in own.iter().filter(|token| token.kind == Kind::Bracket) {
        let inner = text
            .get(bracket.range.start + 1..bracket.range.end - 1)
            .unwrap_or_default();
        if belongs_to_name(inner) {
            continue;
        }
        push(&mut name, text.get(from..bracket.range.start).unwrap_or_default());
        from = bracket.range.end;
        scope = Some(vietnamese::squeeze(&vietnamese::clean(inner)));
    }
    push(&mut name, text.get(from..span.end).unwrap_or_default());
    let name = name
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '/'))
        .to_owned();
    if is_nothing(&name) {
        return None;
    }
    let head = draft.head.is_some();
    let mut confidence: f32 = match (head, draft.group) {
        (true, _) if draft.known_end > 0 => 0.98,
        (true, _) => 0.92,
        (false, Some(_)) => 0.93,
        (false, None) => 0.5,
    };
    if draft.prefix.is_some() || draft.cut {
        confidence -= 0.12;
    }
    let collective = draft.collective
        || draft
            .group
            .is_some_and(|group| !head && group.class != Class::Place);
    Some(Unit {
        name,
        collective,
        span,
        confidence,
        scope,
    })
}

fn push(name: &mut String, more: &str) {
    let more = vietnamese::squeeze(&vietnamese::clean(more));
    if !name.is_empty() && !more.is_empty() {
        name.push(' ');
    }
    name.push_str(&more);
}

fn closes(text: &str, mark: &Token) -> bool {
    matches!(text.get(mark.range.clone()), Some("\"" | "”" | "»" | "’" | "'"))
}

/// Is a bracket part of the name ("Văn phòng (Bộ phận một cửa)", "Công an tỉnh (PC06)") and not what the unit does?
fn belongs_to_name(inner: &str) -> bool {
    let tokens = tokens(inner);
    let sight = Sight { tokens: &tokens };
    let Some(first) = sight.word(0) else {
        return false;
    };
    let code = tokens.len() == 1
        && inner.chars().any(char::is_uppercase)
        && inner
            .chars()
            .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '&' | '-' | '.'));
    let place = sight.common_place(0).is_some() || sight.named_place(0);
    let only_role = label::is_role(&sight);
    let leads_in = matches!(first, "gồm" | "thuộc" | "trực" | "cũ" | "mới")
        || (first == "bao" && sight.word(1) == Some("gồm"))
        || (first == "nay" && sight.word(1) == Some("là"));
    let body = sight.head(0).is_some() && (sight.is_capital(0) || tokens.len() > 1);
    !only_role && (code || place || leads_in || body)
}

/// "Các cơ quan tham mưu (gồm các Sở: A, B)": the units that the bracket lists stand for the group.
fn listed_in_bracket(text: &str, tokens: &[Token], draft: &Draft) -> Option<Vec<Unit>> {
    if !draft.collective || draft.head.is_some() {
        return None;
    }
    let own = tokens.get(draft.first..draft.last)?;
    let bracket = own.iter().find(|token| token.kind == Kind::Bracket)?;
    let start = bracket.range.start + 1;
    let inner = text.get(start..bracket.range.end - 1)?;
    // A bracket in the bracket would be read again: one level is enough.
    if inner.contains(['(', '[']) {
        return None;
    }
    let mut listed = read(inner, Role::Any);
    let named = listed.len() > 1
        && listed
            .iter()
            .all(|unit| !unit.collective && unit.confidence > 0.6);
    for unit in &mut listed {
        unit.span = unit.span.start + start..unit.span.end + start;
    }
    named.then_some(listed)
}

/// Signs and words that stand for an empty cell.
fn is_nothing(name: &str) -> bool {
    let folded = vietnamese::fold(name);
    !name.chars().any(char::is_alphabetic)
        || matches!(
            folded.as_str(),
            "nt" | "x" | "v v" | "vv" | "khong" | "khong co" | "nhu tren" | "null" | "n a"
        )
}
