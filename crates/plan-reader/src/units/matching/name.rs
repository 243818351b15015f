//! Names as words, with short forms written out.

use vietnamese::{fold, fold_marks_kept};

/// Short forms that open a name.
const OPENING: &[(&str, &str)] = &[
    ("vp", "văn phòng"),
    ("p", "phòng"),
    ("tt", "trung tâm"),
    ("ttr", "thanh tra"),
    ("cc", "chi cục"),
    ("bql", "ban quản lý"),
    ("bgđ", "ban giám đốc"),
    ("đtn", "đoàn thanh niên"),
    ("cđ", "công đoàn"),
];

/// Short forms that stand anywhere.
const INSIDE: &[(&str, &str)] = &[
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("mttq", "mặt trận tổ quốc"),
    ("cntt", "công nghệ thông tin"),
    ("cchc", "cải cách hành chính"),
    ("tthc", "thủ tục hành chính"),
    ("qlda", "quản lý dự án"),
    ("pvhcc", "phục vụ hành chính công"),
    ("bql", "ban quản lý"),
];

/// Titles of people who stand for their unit, and how the unit is called then.
const TITLES: &[(&str, &str)] = &[
    ("phó chánh văn phòng", "văn phòng"),
    ("chánh văn phòng", "văn phòng"),
    ("phó chánh thanh tra", "thanh tra"),
    ("chánh thanh tra", "thanh tra"),
    ("phó trưởng phòng", "phòng"),
    ("trưởng phòng", "phòng"),
    ("chi cục trưởng", "chi cục"),
    ("phó giám đốc", ""),
    ("giám đốc", ""),
    ("lãnh đạo", ""),
    ("trưởng", ""),
];

/// A name in lower-case words; "và" is left out, as commas are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    marked: Vec<String>,
    plain: Vec<String>,
}

impl Name {
    pub(super) fn of(text: &str) -> Name {
        let mut words = Vec::new();
        for (at, word) in fold_marks_kept(text)
            .split(' ')
            .filter(|word| !word.is_empty())
            .enumerate()
        {
            let long = OPENING
                .iter()
                .filter(|_| at == 0)
                .chain(INSIDE)
                .find_map(|(short, long)| (*short == word).then_some(*long));
            words.extend(long.unwrap_or(word).split(' ').map(str::to_owned));
        }
        words.retain(|word| word != "và");
        Name::from_words(words)
    }

    fn from_words(marked: Vec<String>) -> Name {
        // The search key, word by word: kỹ and kĩ meet here too.
        let plain = marked.iter().map(|word| fold(word)).collect();
        Name { marked, plain }
    }

    pub(super) fn plain(&self) -> &[String] {
        &self.plain
    }

    /// The name without "thuộc Sở ...", "của Sở ..." or the agency's own name at its end.
    pub(super) fn without_agency(&self, agencies: &[Name]) -> Name {
        let mut kept = self.marked.len();
        for agency in agencies {
            let own = &agency.plain;
            if !own.is_empty() && self.plain.len() > own.len() && self.plain.ends_with(own) {
                kept = self.plain.len() - own.len();
                break;
            }
        }
        let plain = self.plain.get(..kept).unwrap_or_default();
        let kinds: Vec<&str> = agencies
            .iter()
            .filter_map(|agency| agency.plain.first())
            .map(String::as_str)
            .collect();
        // "Văn phòng Sở": the kind of the agency alone.
        if kept > 1 && plain.last().is_some_and(|word| kinds.contains(&word.as_str())) {
            kept -= 1;
        }
        while kept > 1
            && self
                .plain
                .get(kept - 1)
                .is_some_and(|word| matches!(word.as_str(), "thuoc" | "truc" | "cua"))
        {
            kept -= 1;
        }
        Name::from_words(self.marked.iter().take(kept).cloned().collect())
    }

    pub(super) fn same(&self, other: &Name) -> bool {
        !self.marked.is_empty() && self.marked == other.marked
    }

    pub(super) fn same_unmarked(&self, other: &Name) -> bool {
        !self.plain.is_empty() && self.plain == other.plain
    }

    /// Is `short` this name with a tail of its words as one word of initials ("Phòng QLXD")?
    pub(super) fn shortened_to(&self, short: &Name) -> bool {
        let Some((initials, head)) = short.plain.split_last() else {
            return false;
        };
        let Some(tail) = self.plain.strip_prefix(head).filter(|tail| tail.len() > 1) else {
            return false;
        };
        let wanted: String = tail.iter().filter_map(|word| word.chars().next()).collect();
        wanted == *initials
    }

    /// The unit of a titled person ("Trưởng phòng Tổ chức" stands for "Phòng Tổ chức").
    pub(super) fn without_title(&self) -> Option<Name> {
        let text = self.marked.join(" ");
        TITLES.iter().find_map(|(title, unit)| {
            let rest = text
                .strip_prefix(title)
                .filter(|rest| rest.is_empty() || rest.starts_with(' '))?;
            let name = format!("{unit}{rest}");
            (!name.trim().is_empty()).then(|| Name::of(&name))
        })
    }

    /// Share of common words, 0 to 1.
    pub(super) fn likeness(&self, other: &Name) -> f32 {
        let common = self
            .plain
            .iter()
            .filter(|word| other.plain.contains(word))
            .count();
        let all = self.plain.len() + other.plain.len();
        if all == 0 {
            0.0
        } else {
            (2 * common) as f32 / all as f32
        }
    }
}
