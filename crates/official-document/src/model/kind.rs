use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The kind of a document (loại văn bản), as data: an agency may add its own.
///
/// ```
/// use official_document::{Addressees, Form, Kind};
///
/// assert_eq!(Kind::PLAN.abbreviation, "KH");
/// let programme = Kind {
///     name: "Chương trình".into(),
///     abbreviation: "CTr".into(),
///     form: Form::Named,
///     addressees: Addressees::Refused,
/// };
/// assert_ne!(programme, Kind::PLAN);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// The name in normal letters, such as "Kế hoạch". Empty for an official letter.
    pub name: Cow<'static, str>,
    /// The abbreviation that opens the symbol, such as `KH`. Empty for an official letter.
    pub abbreviation: Cow<'static, str>,
    /// How its head and body are laid out.
    pub form: Form,
    /// Whether it may open with "Kính gửi".
    pub addressees: Addressees,
}

/// The form of a document's head and body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Name and subject centred under the head.
    Named,
    /// An official letter (công văn): no name, the subject stands as "V/v" under the number.
    Letter,
    /// A decision (quyết định): the deciding authority, the bases, the word of decision, articles.
    Decision,
}

/// Whether a kind opens with "Kính gửi".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressees {
    /// It has to.
    Required,
    /// It may, as a report to a superior body does.
    Allowed,
    /// It must not, as on a plan.
    Refused,
}

const fn kind(name: &'static str, abbreviation: &'static str, addressees: Addressees) -> Kind {
    Kind {
        name: Cow::Borrowed(name),
        abbreviation: Cow::Borrowed(abbreviation),
        form: Form::Named,
        addressees,
    }
}

impl Kind {
    /// Kế hoạch.
    pub const PLAN: Self = kind("Kế hoạch", "KH", Addressees::Refused);
    /// Báo cáo.
    pub const REPORT: Self = kind("Báo cáo", "BC", Addressees::Allowed);
    /// Thông báo.
    pub const NOTICE: Self = kind("Thông báo", "TB", Addressees::Refused);
    /// Tờ trình.
    pub const SUBMISSION: Self = kind("Tờ trình", "TTr", Addressees::Required);
    /// Biên bản.
    pub const MINUTES: Self = kind("Biên bản", "BB", Addressees::Refused);
    /// Giấy mời. It is addressed inside its body ("Trân trọng kính mời").
    pub const INVITATION: Self = kind("Giấy mời", "GM", Addressees::Allowed);
    /// Hướng dẫn.
    pub const GUIDANCE: Self = kind("Hướng dẫn", "HD", Addressees::Refused);
    /// Công văn.
    pub const LETTER: Self = Self {
        name: Cow::Borrowed(""),
        abbreviation: Cow::Borrowed(""),
        form: Form::Letter,
        addressees: Addressees::Required,
    };
    /// Quyết định.
    pub const DECISION: Self = Self {
        name: Cow::Borrowed("Quyết định"),
        abbreviation: Cow::Borrowed("QĐ"),
        form: Form::Decision,
        addressees: Addressees::Refused,
    };
}
