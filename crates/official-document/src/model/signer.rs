use serde::{Deserialize, Serialize};

/// Who signs and by which right.
///
/// ```
/// use official_document::{Authority, Signer};
///
/// let signer = Signer::new("Phó Giám đốc", "Trần Thị B").acting_for(Authority::For, "Giám đốc");
/// assert_eq!(signer.title_lines(), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signer {
    /// The rights in the order of the lines above the position, such as "TM. Ủy ban nhân dân" and
    /// "KT. Chủ tịch".
    pub capacities: Vec<Capacity>,
    /// The signer's own position. Empty when the capacity line says it all.
    pub position: String,
    /// The signer's name, without degrees and titles.
    pub name: String,
    /// Picture of the signature (PNG, transparent), placed between position and name.
    #[serde(with = "super::block::base64_option", skip_serializing_if = "Option::is_none")]
    pub signature: Option<Vec<u8>>,
}

/// One line of right to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capacity {
    /// The right.
    pub authority: Authority,
    /// Whose right it is, such as "Giám đốc".
    pub of: String,
}

/// The right to sign (quyền hạn).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// TM., thay mặt: on behalf of a collective.
    OnBehalf,
    /// KT., ký thay: a deputy signs for the head.
    For,
    /// TL., thừa lệnh: by order.
    ByOrder,
    /// TUQ., thừa ủy quyền: by delegation.
    ByDelegation,
    /// Q., quyền: acting head.
    Acting,
}

impl Authority {
    /// The abbreviation with its full stop.
    pub fn abbreviation(self) -> &'static str {
        match self {
            Self::OnBehalf => "TM.",
            Self::For => "KT.",
            Self::ByOrder => "TL.",
            Self::ByDelegation => "TUQ.",
            Self::Acting => "Q.",
        }
    }
}

impl Signer {
    /// A signer in his or her own right.
    pub fn new(position: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            position: position.into(),
            name: name.into(),
            ..Self::default()
        }
    }

    /// Adds a line of right under those already there.
    #[must_use]
    pub fn acting_for(mut self, authority: Authority, of: impl Into<String>) -> Self {
        self.capacities.push(Capacity {
            authority,
            of: of.into(),
        });
        self
    }

    /// The lines above the signature, in capitals.
    pub fn title_lines(&self) -> Vec<String> {
        let capacities = self
            .capacities
            .iter()
            .map(|c| format!("{} {}", c.authority.abbreviation(), c.of.trim().to_uppercase()));
        let position = Some(self.position.trim().to_uppercase()).filter(|p| !p.is_empty());
        capacities.chain(position).collect()
    }
}
