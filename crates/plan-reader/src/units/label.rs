//! Words around the names: labels ("Chủ trì:"), lead-ins ("Giao"), cells that only point elsewhere.

use super::Role;
use super::sight::Sight;
use super::token::Kind;

const LABEL_WORDS: &str = "cơ quan đơn vị cq đv các chủ trì phối hợp thực hiện tham mưu đầu mối chính tổ chức theo dõi giúp việc triển khai chịu trách nhiệm và với thường trực";
const LABEL_KEYS: &[&str] = &["chủ", "phối", "thực", "mưu", "đầu", "dõi", "nhiệm", "khai"];

/// A label at `at`: the index behind its colon, and the side it names.
pub(super) fn label(sight: &Sight<'_>, at: usize) -> Option<(usize, Option<Role>)> {
    let (mut key, mut lead, mut coordinator) = (false, false, false);
    for next in at..at + 10 {
        match sight.kind(next)? {
            Kind::Colon => {
                let side = match (lead, coordinator) {
                    (true, _) => Some(Role::Lead),
                    (false, true) => Some(Role::Coordinator),
                    _ => None,
                };
                return key.then_some((next + 1, side));
            }
            Kind::Word | Kind::And => {
                let word = sight.token(next)?.word.as_str();
                if !LABEL_WORDS.split(' ').any(|known| known == word) {
                    return None;
                }
                key |= LABEL_KEYS.contains(&word);
                lead |= word == "chủ";
                coordinator |= word == "phối";
            }
            Kind::Comma | Kind::Slash | Kind::Newline => {}
            _ => return None,
        }
    }
    None
}

/// "chủ trì" or "phối hợp" at `at`, in any case.
pub(super) fn names_side(sight: &Sight<'_>, at: usize) -> bool {
    matches!(
        (sight.word(at), sight.word(at + 1)),
        (Some("chủ"), Some("trì")) | (Some("phối"), Some("hợp"))
    )
}

/// Words that only name a role ("cơ quan thường trực", "chủ trì"), as brackets hold them.
pub(super) fn is_role(sight: &Sight<'_>) -> bool {
    sight
        .tokens
        .iter()
        .all(|token| LABEL_WORDS.split(' ').any(|known| known == token.word))
}

/// The index behind words that only lead in to a name, and the side they name.
pub(super) fn lead_in(sight: &Sight<'_>, at: usize) -> Option<(usize, Option<Role>)> {
    match sight.word(at)? {
        "giao" | "do" | "cùng" | "với" | "gồm" | "gồm:" => Some((at + 1, None)),
        "bao" if sight.word(at + 1) == Some("gồm") => Some((at + 2, None)),
        "phối" => with_whom(sight, at).map(|next| (next, Some(Role::Coordinator))),
        _ => None,
    }
}

/// Behind "phối hợp với" or "phối hợp cùng" at `at`.
pub(super) fn with_whom(sight: &Sight<'_>, at: usize) -> Option<usize> {
    if sight.word(at) != Some("phối") || sight.word(at + 1) != Some("hợp") {
        return None;
    }
    if (sight.is_capital(at + 2) && sight.head(at + 2).is_some()) || sight.determiner(at + 2).is_some() {
        return Some(at + 2);
    }
    // "phối hợp chặt chẽ với"
    (at + 2..at + 7).find_map(|next| match sight.word(next) {
        Some("với" | "cùng") if sight.word(next + 1) == Some("với") => Some(next + 2),
        Some("với" | "cùng") => Some(next + 1),
        _ => None,
    })
}

/// Does the cell only point to another document or line ("Theo phân công tại Quyết định số ...")?
pub(super) fn points_elsewhere(sight: &Sight<'_>) -> bool {
    let Some(first) = (0..sight.tokens.len()).find(|at| sight.kind(*at) == Some(Kind::Word)) else {
        return true;
    };
    let second = sight.word(first + 1).unwrap_or_default();
    match sight.word(first).unwrap_or_default() {
        "theo" => second != "dõi",
        "xem" => true,
        "nt" => sight.tokens.len() <= first + 3,
        "như" => matches!(
            second,
            "trên" | "mục" | "dòng" | "nhiệm" | "điểm" | "khoản" | "phụ"
        ),
        "chi" => second == "tiết",
        "căn" => second == "cứ",
        "tại" => matches!(second, "phụ" | "quyết" | "kế" | "mục"),
        "danh" => second == "sách",
        "có" => second == "danh" || second == "phụ",
        "thực" => second == "hiện" && sight.word(first + 2) == Some("theo"),
        "không" => second.is_empty() || second == "có",
        "quyết" => second == "định" && sight.word(first + 2) == Some("số"),
        "kế" => second == "hoạch" && sight.word(first + 2) == Some("số"),
        _ => false,
    }
}
