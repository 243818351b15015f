//! Names of agencies: where they begin, how capitals are resolved.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{fold, is_upper, pattern, tidy};

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(so|cuc|chi cuc|tong cuc|thanh tra|van phong|trung tam|phong|ban quan ly|truong|benh vien|hoi dong|ban chi dao|vu|vien|cong an|bao hiem xa hoi|dang uy|kho bac|bo chi huy)\s",
    )
});

/// Where further agencies begin in a line that names several, as letterheads run together do.
pub(crate) fn heads(ascii: &str) -> Vec<usize> {
    HEAD.find_iter(ascii)
        .map(|found| found.start())
        .filter(|&at| at == 0 || at > 8 && starts_unit(ascii.get(..at).unwrap_or_default()))
        .collect()
}

/// Whether what stands before is a whole name: "UBND TỈNH …" or "BỘ …", not "CHI" of "CHI CỤC".
fn starts_unit(before: &str) -> bool {
    let before = before.trim_end();
    let complete = ["ubnd ", "uy ban nhan dan ", "bo ", "so ", "tinh ", "cuc "]
        .iter()
        .any(|head| before.starts_with(head));
    complete
        && !before.ends_with(" chi")
        && !before.ends_with(" tong")
        && !before.ends_with(" va")
        && !before.ends_with(',')
}

/// Whether a line goes on with the name before it: "TỈNH ĐỒNG XUÂN" after "ỦY BAN NHÂN DÂN".
pub(crate) fn continues(before: &str, line: &str) -> bool {
    let open = [
        "uy ban nhan dan",
        "ubnd",
        "hoi dong nhan dan",
        "hdnd",
        "van phong",
        "ban thuong vu",
        "cong an",
        "ban quan ly",
    ];
    let place = [
        "tinh ",
        "thanh pho ",
        "tp ",
        "tp. ",
        "huyen ",
        "quan ",
        "xa ",
        "phuong ",
        "thi xa ",
        "thi tran ",
        "dac khu ",
        "khu vuc ",
    ];
    let bare = open.iter().any(|name| before.trim() == *name);
    let placed = place.iter().any(|name| line.starts_with(name));
    let again = place.iter().any(|name| before.contains(name));
    let linked = before.trim_end().ends_with([',', '-'])
        || before.ends_with(" va")
        || line.starts_with("va ")
        || line.starts_with("- ");
    bare || linked || (placed && !again && !line.starts_with("tinh doan") && !line.starts_with("tinh uy"))
}

/// A name in capitals as running text writes it, taken from the document itself where it stands there.
pub(crate) fn sentence_case(name: &str, running_text: &str) -> String {
    let expanded = expand(&tidy(name));
    if !is_upper(&expanded) {
        return expanded;
    }
    let folded = expanded.to_lowercase();
    let lower = running_text.to_lowercase();
    // Case changes may change lengths; only texts where they do not are searched.
    if lower.len() == running_text.len()
        && let Some(written) = lower
            .match_indices(&folded)
            .filter_map(|(at, found)| running_text.get(at..at + found.len()))
            .find(|written| !is_upper(written))
    {
        let mut letters = written.chars();
        return letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default();
    }
    by_rule(&folded)
}

fn expand(name: &str) -> String {
    let folded = fold(name);
    let rest = |count: usize| name.chars().skip(count).collect::<String>();
    if folded.starts_with("ubnd ") {
        let words = if is_upper(name) {
            "ỦY BAN NHÂN DÂN"
        } else {
            "Ủy ban nhân dân"
        };
        format!("{words}{}", rest(4))
    } else {
        name.to_owned()
    }
}

fn by_rule(name: &str) -> String {
    let place = ["tỉnh", "phố", "huyện", "quận", "xã", "phường", "trấn", "khu"];
    let lead = ["sở", "bộ", "cục", "vụ", "ban", "viện", "phòng"];
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    // Words that look like kinds of places but are not: "xã hội", "khu công nghiệp", "phường đội".
    let common = [
        ("xã", "hội"),
        ("khu", "công"),
        ("khu", "kinh"),
        ("khu", "chế"),
        ("khu", "vực"),
    ];
    let short = ["ubnd", "hđnd", "mttq", "bhxh", "tw", "tp"];
    let mut after_place = false;
    let mut words: Vec<String> = Vec::new();
    let mut before = "";
    let all: Vec<&str> = name.split(' ').collect();
    for (at, &word) in all.iter().enumerate() {
        let next = all.get(at + 1).copied().unwrap_or_default();
        let is_place =
            place.contains(&word) && !common.contains(&(word, next)) && !["ủy", "đoàn"].contains(&next);
        let first = words.is_empty()
            || lead.contains(&before) && words.len() == 1
            || word == "ủy" && next == "ban"
            || word == "chính" && before == "tướng";
        let roman = word.chars().all(|c| "ivx".contains(c)) && before == "vực";
        words.push(if roman || short.contains(&word) {
            word.to_uppercase()
        } else if first || (after_place && !is_place) {
            capital(word)
        } else {
            word.to_owned()
        });
        // "Tỉnh đoàn", "Tỉnh ủy": the place follows the body.
        after_place |= ["ủy", "đoàn"].contains(&word) && place.contains(&before);
        after_place |= is_place && before != "đặc" || word == "khu" && before == "đặc";
        before = word;
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_resolved() {
        assert_eq!(
            sentence_case("UBND TỈNH ĐỒNG XUÂN", ""),
            "Ủy ban nhân dân tỉnh Đồng Xuân"
        );
        assert_eq!(
            sentence_case("SỞ XÂY DỰNG", "… của Sở Xây dựng năm"),
            "Sở Xây dựng"
        );
        assert_eq!(sentence_case("SỞ NỘI VỤ", ""), "Sở Nội vụ");
        for (capitals, name) in [
            ("ĐẢNG ỦY XÃ ĐỒNG MÂY", "Đảng ủy xã Đồng Mây"),
            ("BẢO HIỂM XÃ HỘI TỈNH SÔNG VÀNG", "Bảo hiểm xã hội tỉnh Sông Vàng"),
            ("VĂN PHÒNG UBND PHƯỜNG NẮNG MAI", "Văn phòng UBND phường Nắng Mai"),
        ] {
            assert_eq!(sentence_case(capitals, ""), name);
        }
    }

    #[test]
    fn names_run_together_are_parted() {
        assert_eq!(heads("ubnd tinh dong xuan so xay dung"), [20]);
        assert_eq!(heads("so khoa hoc va cong nghe"), [0]);
        assert!(continues("uy ban nhan dan", "tinh dong xuan"));
        assert!(!continues("ubnd tinh dong xuan", "so xay dung"));
    }
}
