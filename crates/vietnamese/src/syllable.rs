//! The shape of a syllable: onset, rhyme and tone. A grammar of spelling, not a list of words.

use crate::letter::{Tone, is_vowel, split_tone, with_tone};

const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tone. After "qu" the glide is written in the onset, so "quyên" is "qu" + "yên".
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng",
    "ăp", "ăt", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep",
    "et", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "i", "ich", "im", "in", "inh", "ip", "it", "iu",
    "ia", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oc", "oi", "om", "on", "ong", "ooc",
    "oong", "op", "ot", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay",
    "oăc", "oăm", "oăn", "oăng", "oăt", "oe", "oem", "oen", "oeo", "oet", "ô", "ôc", "ôi", "ôm", "ôn", "ông",
    "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut",
    "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "uy",
    "uya", "uych", "uyên", "uyêt", "uyn", "uynh", "uyp", "uyt", "uyu", "ư", "ưa", "ưc", "ưi", "ưm", "ưng",
    "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "yêm", "yên", "yêng", "yêt",
    "yêu",
];

/// Could `word` be a Vietnamese syllable? Onset, rhyme and tone must fit together; case and the place of the tone mark do not matter.
///
/// ```
/// use vietnamese::is_syllable;
///
/// assert!(is_syllable("nghiêng") && is_syllable("Quyết") && is_syllable("hoà") && is_syllable("hòa"));
/// assert!(!is_syllable("ngieng") && !is_syllable("càc") && !is_syllable("web"));
/// ```
pub fn is_syllable(word: &str) -> bool {
    Parts::of(word).is_some()
}

/// The word with its tone mark where traditional spelling puts it (hoà as hòa, thuỷ as thủy); other words unchanged. Expects NFC.
///
/// ```
/// assert_eq!(vietnamese::place_tone("Hoà"), "Hòa");
/// assert_eq!(vietnamese::place_tone("hoàn"), "hoàn");
/// assert_eq!(vietnamese::place_tone("qúy"), "quý");
/// ```
pub fn place_tone(word: &str) -> String {
    let Some(parts) = Parts::of(word) else {
        return word.to_owned();
    };
    let place = parts.tone_place();
    word.chars()
        .enumerate()
        .map(|(at, c)| {
            let (letter, _) = split_tone(c);
            if at == place {
                with_tone(letter, parts.tone)
            } else {
                letter
            }
        })
        .collect()
}

/// A syllable taken apart: lower-case letters without tone, where the rhyme begins, and the tone.
struct Parts {
    letters: Vec<char>,
    rhyme_at: usize,
    tone: Tone,
}

impl Parts {
    fn of(word: &str) -> Option<Parts> {
        // The longest syllable, "nghiêng", has seven letters; its decomposed form has more signs.
        if word.is_empty() || word.len() > 40 {
            return None;
        }
        let word = crate::nfc(word);
        let mut letters = Vec::with_capacity(8);
        let mut tone = Tone::Ngang;
        for c in word.chars() {
            let (letter, found) = split_tone(c);
            let mut lower = letter.to_lowercase();
            let (Some(letter), None) = (lower.next(), lower.next()) else {
                return None;
            };
            if found != Tone::Ngang {
                if tone != Tone::Ngang || !is_vowel(letter) {
                    return None;
                }
                tone = found;
            }
            letters.push(letter);
        }
        let plain: String = letters.iter().collect();
        ONSETS.iter().find_map(|onset| {
            let rhyme = plain.strip_prefix(onset)?;
            fits(onset, rhyme, tone).then(|| Parts {
                letters: letters.clone(),
                rhyme_at: onset.chars().count(),
                tone,
            })
        })
    }

    /// Index of the letter that carries the tone in traditional spelling.
    fn tone_place(&self) -> usize {
        let vowels: Vec<(usize, char)> = self
            .letters
            .iter()
            .copied()
            .enumerate()
            .skip(self.rhyme_at)
            .take_while(|(_, c)| is_vowel(*c))
            .collect();
        let shaped = vowels.iter().rev().find(|(_, c)| !c.is_ascii());
        let closed = self.rhyme_at + vowels.len() < self.letters.len();
        let chosen = shaped.or_else(|| match (vowels.len(), closed) {
            (_, true) => vowels.last(),
            (3, false) => vowels.get(1),
            _ => vowels.first(),
        });
        // "gì" keeps its only vowel in the onset.
        chosen.map_or(self.rhyme_at.saturating_sub(1), |(at, _)| *at)
    }
}

fn fits(onset: &str, rhyme: &str, tone: Tone) -> bool {
    let Some(first) = rhyme.chars().next() else {
        return false;
    };
    let behind_qu = onset == "qu" && matches!(rhyme, "ych" | "ynh" | "yt");
    if !RHYMES.contains(&rhyme) && !behind_qu {
        return false;
    }
    let stopped = ["c", "ch", "p", "t"].iter().any(|stop| rhyme.ends_with(stop));
    if stopped && !matches!(tone, Tone::Sac | Tone::Nang) {
        return false;
    }
    let front = matches!(first, 'e' | 'ê' | 'i' | 'y');
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        // "gì", "gìn" and "giếng" write the onset and the vowel with one i.
        "g" => !front || matches!(rhyme, "i" | "in" | "iêc" | "iêm" | "iên" | "iêng" | "iêt"),
        "gi" => !matches!(first, 'i' | 'y'),
        "qu" => !matches!(first, 'u' | 'ư') && !rhyme.starts_with("oa") && !rhyme.starts_with("oe"),
        "" => true,
        "h" | "l" | "m" | "s" | "t" | "v" => first != 'y' || rhyme == "y",
        _ => first != 'y',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_syllables_pass() {
        let text = "Toàn thể công chức viên chức thuộc Sở Xây dựng nghiêng khuỷu quyết quốc giếng gì gìn giữ gia uỷ thủy \
            yêu ý kỹ lý khoẻ ngoằn ngoèo huơ thuở tuýp xoong quýt ke quên nghệ ghế cộng hòa xã hội chủ nghĩa Việt Nam được \
            đặc khu phường rượu hươu ướt oẳn tù tì khuya ngoẻo quỳnh giặc giục ruột";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
            assert!(is_syllable(&word.to_uppercase()), "{word}");
        }
    }

    #[test]
    fn other_words_do_not() {
        for word in [
            "", "web", "zalo", "facebook", "céng", "hßa", "héi", "nghÜa", "ViÖt", "ce", "ngi", "càc", "tốot",
            "b", "ươ", "qa", "áá",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn tones_stand_where_tradition_puts_them() {
        for (from, to) in [
            ("hoà", "hòa"),
            ("hòa", "hòa"),
            ("khoẻ", "khỏe"),
            ("thuỷ", "thủy"),
            ("UỶ", "ỦY"),
            ("tòan", "toàn"),
            ("qúy", "quý"),
            ("già", "già"),
            ("gìa", "già"),
            ("gì", "gì"),
            ("của", "của"),
            ("mía", "mía"),
            ("người", "người"),
            ("nguời", "nguời"),
            ("khuỷu", "khuỷu"),
            ("ngoái", "ngoái"),
            ("thuở", "thuở"),
            ("huýt", "huýt"),
            ("giếng", "giếng"),
            ("zalò", "zalò"),
        ] {
            assert_eq!(place_tone(from), to, "{from}");
        }
    }
}
