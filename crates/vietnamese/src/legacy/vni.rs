use crate::letter::{Tone, with_tone};

/// VNI read as Latin-1, as Unicode. A vowel takes its marks from the sign behind it; ơ, ư, đ and the tones of i have signs of their own.
///
/// ```
/// assert_eq!(vietnamese::legacy::vni("Coäng hoøa ñöôïc"), "Cộng hòa được");
/// ```
pub fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let letter = single(c);
        let marked = signs.peek().and_then(|mark| joined(letter, *mark));
        if marked.is_some() {
            signs.next();
        }
        out.push(marked.unwrap_or(letter));
    }
    out
}

fn single(c: char) -> char {
    match c {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        other => other,
    }
}

/// The vowel with the marks of the sign behind it, if the two belong together.
fn joined(letter: char, mark: char) -> Option<char> {
    let mark = mark.to_lowercase().next()?;
    let tone = match mark {
        'ù' => Some(Tone::Sac),
        'ø' => Some(Tone::Huyen),
        'û' => Some(Tone::Hoi),
        'õ' => Some(Tone::Nga),
        'ï' => Some(Tone::Nang),
        _ => None,
    };
    if let Some(tone) = tone {
        let bears = matches!(
            letter,
            'a' | 'e' | 'o' | 'ơ' | 'u' | 'ư' | 'y' | 'A' | 'E' | 'O' | 'Ơ' | 'U' | 'Ư' | 'Y'
        );
        return bears.then(|| with_tone(letter, tone));
    }
    let round = match mark {
        'â' => Tone::Ngang,
        'á' => Tone::Sac,
        'à' => Tone::Huyen,
        'å' => Tone::Hoi,
        'ã' => Tone::Nga,
        'ä' => Tone::Nang,
        _ => {
            let short = match mark {
                'ê' => Tone::Ngang,
                'é' => Tone::Sac,
                'è' => Tone::Huyen,
                'ú' => Tone::Hoi,
                'ü' => Tone::Nga,
                'ë' => Tone::Nang,
                _ => return None,
            };
            return match letter {
                'a' => Some(with_tone('ă', short)),
                'A' => Some(with_tone('Ă', short)),
                _ => None,
            };
        }
    };
    let base = match letter {
        'a' => 'â',
        'A' => 'Â',
        'e' => 'ê',
        'E' => 'Ê',
        'o' => 'ô',
        'O' => 'Ô',
        _ => return None,
    };
    Some(with_tone(base, round))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_kind_of_sign() {
        for (from, to) in [
            ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
            ("Ñaûng uûy, caáp xaõ, ñaëc bieät", "Đảng ủy, cấp xã, đặc biệt"),
            (
                "nghóa vuï, thò traán, chæ thò, kyõ thuaät",
                "nghĩa vụ, thị trấn, chỉ thị, kỹ thuật",
            ),
            (
                "hình aûnh, trí tueä, hôùn hôû, töøng böôùc, maïnh meõ",
                "hình ảnh, trí tuệ, hớn hở, từng bước, mạnh mẽ",
            ),
            (
                "Aùp duïng, aên, baèng, baúng, baüng",
                "Áp dụng, ăn, bằng, bẳng, bẵng",
            ),
        ] {
            assert_eq!(vni(from), to);
        }
    }
}
