use serde::{Deserialize, Serialize};

/// Boxed and small marks around the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Độ mật.
    pub secrecy: Option<Secrecy>,
    /// Độ khẩn.
    pub urgency: Option<Urgency>,
    /// Phạm vi lưu hành, such as "Lưu hành nội bộ".
    pub circulation: Option<String>,
    /// The document is a draft.
    pub draft: Option<Draft>,
    /// The document is issued again in place of an earlier one.
    pub reissue: Option<Reissue>,
    /// Ký hiệu người soạn thảo và số lượng bản, such as "PL.(03)".
    pub drafter: Option<String>,
    /// Address, telephone, mail and site at the foot of page 1, one entry a line.
    pub contact: Vec<String>,
}

/// Độ mật.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// MẬT.
    Secret,
    /// TỐI MẬT.
    HighlySecret,
    /// TUYỆT MẬT.
    TopSecret,
}

/// Độ khẩn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// KHẨN.
    Urgent,
    /// THƯỢNG KHẨN.
    VeryUrgent,
    /// HỎA TỐC.
    Express,
}

/// A draft mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Which draft it is ("Dự thảo lần 2"), when they are counted.
    pub round: Option<u16>,
}

/// A re-issue mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reissue {
    /// Which re-issue it is, when they are counted.
    pub round: Option<u16>,
    /// The sentence under the subject that names what it replaces, such as
    /// "Thay thế Báo cáo số 12/BC-SXD ngày 16 tháng 3 năm 2026". Brackets are added.
    pub replaces: Option<String>,
}

impl Secrecy {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Secret => "MẬT",
            Self::HighlySecret => "TỐI MẬT",
            Self::TopSecret => "TUYỆT MẬT",
        }
    }
}

impl Urgency {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Urgent => "KHẨN",
            Self::VeryUrgent => "THƯỢNG KHẨN",
            Self::Express => "HỎA TỐC",
        }
    }

    /// Width of the box in millimetres; the Decree fixes it, 8 mm high.
    pub(crate) fn width(self) -> f32 {
        match self {
            Self::Urgent => 20.0,
            Self::VeryUrgent => 40.0,
            Self::Express => 30.0,
        }
    }
}
