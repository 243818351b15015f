use std::fmt;

/// What a colour says. Never the only carrier of meaning: a word or an icon stands beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to say.
    #[default]
    Neutral,
    /// On track, done (leaf green).
    Good,
    /// Look at it soon (gold).
    Warn,
    /// Overdue, failed, refused (red).
    Bad,
    /// Worth knowing (blue ink).
    Info,
}

impl Tone {
    /// The name used in class names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
        }
    }

    /// The icon that says the same as the colour.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Neutral => "point",
            Self::Good => "circle-check",
            Self::Warn => "alert-triangle",
            Self::Bad => "alert-circle",
            Self::Info => "info-circle",
        }
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
