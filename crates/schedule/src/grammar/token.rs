//! Text into tokens: numbers, words and signs, with where each stands in the text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits; a value beyond nine digits is cut.
    Number {
        value: i32,
        digits: usize,
    },
    /// Letters; see [`Token::word`].
    Word,
    Slash,
    /// Any dash, tilde or arrow.
    Dash,
    Dot,
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    Plus,
    /// The sign for minutes.
    Prime,
    Newline,
    /// Any other sign.
    Sign,
}

/// One token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// The word in lower case with its spelling variants made one; empty for other kinds.
    pub(super) word: String,
    /// Bytes in the source.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it follows the token before without a blank.
    pub(super) glued: bool,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
}

/// A text and its tokens.
#[derive(Debug)]
pub(super) struct Text {
    /// The text in NFC.
    pub(super) source: String,
    pub(super) tokens: Vec<Token>,
    /// Whether it is typed without any marks, so that words are compared without them.
    pub(super) unmarked: bool,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let source: String = text.nfc().collect();
        let unmarked = !source.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let tokens = tokens(&source);
        Self {
            source,
            tokens,
            unmarked,
        }
    }

    /// The source of the tokens from `from` up to, not including, `to`, without loose signs.
    pub(super) fn slice(&self, from: usize, to: usize) -> &str {
        let start = self.tokens.get(from).map(|t| t.start);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map(|t| t.end);
        match (start, end) {
            (Some(start), Some(end)) if start < end => self.source.get(start..end).unwrap_or(""),
            _ => "",
        }
        .trim_matches(|c: char| c.is_whitespace() || "-–—+•*.,;:".contains(c))
    }

    /// Whether token `at` is this word, given in lower case with its marks.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.kind == Kind::Word
                && (token.word == word || (self.unmarked && equal_unmarked(&token.word, word)))
        })
    }

    /// Whether a sentence or clause ends before token `at`.
    pub(super) fn breaks(&self, at: usize) -> bool {
        match self.tokens.get(at).map(|t| t.kind) {
            None | Some(Kind::Semicolon | Kind::Newline) => true,
            Some(Kind::Dot) => {
                // "TP. Hồ Chí Minh" goes on; so does 15.11.2025.
                let short = at
                    .checked_sub(1)
                    .and_then(|i| self.tokens.get(i))
                    .is_some_and(|t| {
                        ["tp", "tx", "tt", "q", "p", "ts", "ths", "gs", "st"].contains(&t.word.as_str())
                    });
                !short && self.tokens.get(at + 1).is_none_or(|next| !next.glued)
            }
            _ => false,
        }
    }
}

/// Whether `plain` is `word` without its marks.
fn equal_unmarked(plain: &str, word: &str) -> bool {
    word.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .eq(plain.chars())
}

fn tokens(source: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = source.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if c.is_whitespace() && c != '\n' {
            continue;
        }
        let mut take_while = |test: &dyn Fn(char) -> bool| {
            while let Some((at, next)) = chars.next_if(|(_, next)| test(*next)) {
                end = at + next.len_utf8();
            }
        };
        let kind = match c {
            '0'..='9' => {
                take_while(&|c| c.is_ascii_digit());
                let digits = source.get(start..end).unwrap_or("");
                let value = digits.get(..digits.len().min(9)).and_then(|d| d.parse().ok());
                Kind::Number {
                    value: value.unwrap_or(0),
                    digits: digits.len(),
                }
            }
            _ if c.is_alphabetic() || is_combining_mark(c) => {
                take_while(&|c| c.is_alphabetic() || is_combining_mark(c));
                Kind::Word
            }
            '\n' => Kind::Newline,
            '/' | '\\' => Kind::Slash,
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '~' | '→' => Kind::Dash,
            '.' => Kind::Dot,
            ',' => Kind::Comma,
            ';' => Kind::Semicolon,
            ':' => Kind::Colon,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            '+' | '&' => Kind::Plus,
            '\'' | '’' | '′' | '‘' => Kind::Prime,
            _ => Kind::Sign,
        };
        let raw = source.get(start..end).unwrap_or("");
        let glued = tokens.last().is_some_and(|last| last.end == start);
        let capital = c.is_uppercase();
        let word = if kind == Kind::Word {
            canonical(raw)
        } else {
            String::new()
        };
        // "QuýIV" and "QuíIV": the number is written onto the word.
        match (
            raw.char_indices().nth(3),
            word.strip_prefix("quý").or(word.strip_prefix("quí")),
        ) {
            (Some((cut, _)), Some("i" | "ii" | "iii" | "iv")) => {
                let cut = start + cut;
                let rest = source.get(cut..end).unwrap_or("").to_lowercase();
                let first = Token {
                    kind,
                    word: "quý".to_owned(),
                    start,
                    end: cut,
                    glued,
                    capital,
                };
                tokens.push(first);
                tokens.push(Token {
                    kind,
                    word: rest,
                    start: cut,
                    end,
                    glued: true,
                    capital: true,
                });
            }
            _ => tokens.push(Token {
                kind,
                word,
                start,
                end,
                glued,
                capital,
            }),
        }
    }
    tokens
}

/// Lower case, with one spelling for words that have several.
fn canonical(word: &str) -> String {
    let lower = word.to_lowercase();
    let one = match lower.as_str() {
        "quí" => "quý",
        "kì" => "kỳ",
        "hàng" => "hằng",
        "thg" => "tháng",
        "tuỳ" => "tùy",
        "bẩy" => "bảy",
        "mồng" => "mùng",
        "tới" => "đến",
        _ => return lower,
    };
    one.to_owned()
}
