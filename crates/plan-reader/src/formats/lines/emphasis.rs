//! Asterisks that only mark bold and italic words.

pub(super) struct Styled {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// Takes paired marks out of a text. A mark without its partner stays.
pub(super) fn strip(text: &str, markdown: bool) -> Styled {
    let chars: Vec<char> = text.chars().collect();
    let runs = runs(&chars, markdown);
    let mut drop = vec![false; chars.len()];
    let (mut bold, mut italic) = (vec![false; chars.len()], vec![false; chars.len()]);
    let mut open: Option<(usize, usize)> = None;
    for (start, length) in runs {
        match open {
            Some((from, width)) if width == length && chars.get(from) == chars.get(start) => {
                for at in (from..from + width).chain(start..start + length) {
                    set(&mut drop, at);
                }
                for at in from..start {
                    if length >= 2 {
                        set(&mut bold, at);
                    }
                    if length != 2 {
                        set(&mut italic, at);
                    }
                }
                open = None;
            }
            _ => open = Some((start, length)),
        }
    }
    let mut styled = Styled {
        text: String::new(),
        bold: true,
        italic: true,
    };
    let mut letters = false;
    let mut escaped = false;
    for (at, &c) in chars.iter().enumerate() {
        if drop.get(at) == Some(&true) {
            continue;
        }
        let escape = markdown && c == '\\' && chars.get(at + 1).is_some_and(char::is_ascii_punctuation);
        if escape && !escaped {
            escaped = true;
            continue;
        }
        escaped = false;
        if c.is_alphanumeric() {
            letters = true;
            styled.bold &= bold.get(at) == Some(&true);
            styled.italic &= italic.get(at) == Some(&true);
        }
        styled.text.push(c);
    }
    styled.bold &= letters;
    styled.italic &= letters;
    styled
}

fn set(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}

/// Runs of marks that touch a word on at least one side.
fn runs(chars: &[char], markdown: bool) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c == '\\' && markdown {
            at += 2;
            continue;
        }
        if !(c == '*' || (c == '_' && markdown)) {
            at += 1;
            continue;
        }
        let length = chars.iter().skip(at).take_while(|&&next| next == c).count();
        let before = at
            .checked_sub(1)
            .and_then(|before| chars.get(before))
            .copied()
            .unwrap_or(' ');
        let after = chars.get(at + length).copied().unwrap_or(' ');
        let inside_word = c == '_' && before.is_alphanumeric() && after.is_alphanumeric();
        if length <= 3 && !inside_word && !(before.is_whitespace() && after.is_whitespace() && at > 0) {
            runs.push((at, length));
        }
        at += length;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paired_marks_go_and_single_ones_stay() {
        let styled = strip("*Đơn vị chủ trì: *Sở **A**", false);
        assert_eq!(styled.text, "Đơn vị chủ trì: Sở A");
        assert!(!styled.bold && !styled.italic);
        assert_eq!(strip("Tỷ lệ = b/a * 40", false).text, "Tỷ lệ = b/a * 40");
        assert_eq!(strip("Lưu ý:*", false).text, "Lưu ý:*");
        let title = strip("**KẾ HOẠCH**", true);
        assert_eq!((title.text.as_str(), title.bold), ("KẾ HOẠCH", true));
        assert_eq!(strip("1\\. so_sánh_hai", true).text, "1. so_sánh_hai");
    }
}
