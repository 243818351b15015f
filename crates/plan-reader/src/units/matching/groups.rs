//! Groups of the agency's own: "các phòng, đơn vị", "toàn thể công chức, viên chức".

use super::name::Name;
use super::{Certainty, Kind, Target};

const DETERMINERS: &[&[&str]] = &[
    &["tat", "ca", "cac"],
    &["tat", "ca"],
    &["toan", "the", "cac"],
    &["toan", "the"],
    &["toan", "bo"],
    &["cac"],
    &["moi"],
];
const PEOPLE: &[&[&str]] = &[
    &["can", "bo"],
    &["cong", "chuc"],
    &["vien", "chuc"],
    &["nhan", "vien"],
    &["nguoi", "lao", "dong"],
    &["dang", "vien"],
    &["doan", "vien"],
    &["cbccvc"],
    &["cbcc"],
    &["ccvc"],
    &["nld"],
];
const UNITS: &[(&[&str], Kind)] = &[
    (&["phong", "chuyen", "mon", "nghiep", "vu"], Kind::Division),
    (&["phong", "chuyen", "mon"], Kind::Division),
    (&["phong", "nghiep", "vu"], Kind::Division),
    (&["phong", "ban"], Kind::Division),
    (&["phong"], Kind::Division),
    (&["ban"], Kind::Division),
    (&["chi", "cuc"], Kind::Branch),
    (&["trung", "tam"], Kind::Centre),
    (&["don", "vi", "su", "nghiep", "cong", "lap"], Kind::Centre),
    (&["don", "vi", "su", "nghiep"], Kind::Centre),
    (&["don", "vi"], Kind::Any),
    (&["van", "phong"], Kind::Division),
    (&["thanh", "tra"], Kind::Division),
];

/// The group that a name without its agency means; nothing for the name of one unit and for groups of others.
pub(super) fn group<T>(name: &Name) -> Option<(Target<T>, Certainty)> {
    let words: Vec<&str> = name.plain().iter().map(String::as_str).collect();
    let (rest, determined) =
        strip_any(&words, DETERMINERS).map_or((words.as_slice(), false), |rest| (rest, true));
    if let Some(left) = strip_all(rest, PEOPLE) {
        let certainty = match left {
            [] | ["trong", "co", "quan"] | ["co", "quan"] => Certainty::Exact,
            _ => return None,
        };
        return Some((Target::EveryPerson, certainty));
    }
    if !determined {
        return None;
    }
    let mut kind = None;
    let mut left = rest;
    while let Some((phrase, found)) = UNITS.iter().find(|(phrase, _)| left.starts_with(phrase)) {
        left = left.get(phrase.len()..)?;
        kind = match kind {
            None => Some(*found),
            Some(before) if before == *found => Some(before),
            Some(_) => Some(Kind::Any),
        };
    }
    let kind = kind?;
    match left {
        [] | ["truc", "thuoc"] | ["thuoc", "truc", "thuoc"] => Some((Target::All(kind), Certainty::Exact)),
        // Which ones are concerned is for a person to say.
        ["lien", "quan"] | ["co", "lien", "quan"] | ["khac"] => Some((Target::All(kind), Certainty::Unsure)),
        _ => None,
    }
}

fn strip_any<'a, 'b>(words: &'b [&'a str], phrases: &[&[&str]]) -> Option<&'b [&'a str]> {
    phrases.iter().find_map(|phrase| {
        words
            .starts_with(phrase)
            .then(|| words.get(phrase.len()..))
            .flatten()
    })
}

/// What is left behind a run of the phrases; nothing where none opens the words.
fn strip_all<'a, 'b>(words: &'b [&'a str], phrases: &[&[&str]]) -> Option<&'b [&'a str]> {
    let mut left = strip_any(words, phrases)?;
    while let Some(shorter) = strip_any(left, phrases) {
        left = shorter;
    }
    Some(left)
}
