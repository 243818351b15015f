//! What the columns of a table hold, by the words of their headings in any order.

use std::sync::LazyLock;

use regex::Regex;

use crate::plan::TableRole;
use crate::text::{Folded, Label, fold, pattern, tidy};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    No,
    Content,
    /// A column of groups to the left of the contents.
    Group,
    Lead,
    Coordinators,
    /// Lead and coordinators in one cell.
    Units,
    Time,
    /// A period as the heading and marks in the cells.
    TimeMark,
    Product,
    Points,
    Figures,
    Further,
}

#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) roles: Vec<(Column, String)>,
    pub(super) count: u32,
}

static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(^|thang |so |tu |tong |muc |cham |thuong |tru |\()diem\b|diem (chuan|toi da|so|tu cham|tham dinh|dat|cong|tru|thuong)|tieu chi",
    )
});
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"don vi tinh|^dvt|so lieu|so luong|ty le|chi tieu thong ke|thuc hien nam \d|uoc thuc hien")
});
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"chu tri|dau moi|chiu trach nhiem|trach nhiem|phu trach|tham muu|^lanh dao|^(don vi|co quan|bo phan|phong|nguoi|can bo|to chuc)\b",
        r"|(don vi|co quan|nguoi|bo phan) (thuc hien|trien khai|bao cao|giao)|phan cong|giao (don vi|cho)|^noi thuc hien"
    ))
});
static OVERSEES: LazyLock<Regex> = LazyLock::new(|| pattern(r"lanh dao|phu trach|chi dao|theo doi|giam sat"));
static BEGIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bbat dau|^tu( ngay)?$|khoi (cong|dong)"));
static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bket thuc|^den( ngay)?$|hoan thanh"));
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"thoi (gian|han|diem|ky)|tien do|^han\b|han (hoan thanh|cuoi|xu ly|bao cao)|^hoan thanh|^ngay\b|lo trinh|ky han|^moc\b|bat dau|ket thuc|^lich\b",
    )
});
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(nam )?20\d\d$|^quy [ivx\d]+(\s?[/-]?\s?(nam )?20\d\d)?$|^thang \d+(\s?[/-]?\s?(nam )?20\d\d)?$|^t\d{1,2}$|^q\d$",
    )
});
static NO: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(s?\s?t\s?t|so tt|so thu tu|thu tu|ma so|ma nhiem vu|no)\.?$"));
static PRODUCT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"san pham|^ket qua|dau ra|ket qua (du kien|dat duoc|can dat)|minh chung"));
static CONTENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"noi dung|nhiem vu|cong viec|^ten\b|hoat dong|giai phap|^viec|chuyen de|de an|cong tac|dau viec|chuong trinh|van ban",
    )
});
static FURTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"kinh phi|du toan|nguon|ghi chu|dia diem|thanh phan|doi tuong|hinh thuc|so dien thoai|can cu|phuong thuc|muc tieu|yeu cau|dia ban",
    )
});

/// The role a heading's words name.
pub(super) fn role(heading: &str) -> Option<Column> {
    let ascii = tidy(&fold(heading).replace('\n', " "));
    let ascii = ascii.trim_matches(['*', ' ', '.', ':']);
    // A cell that says who does it with whom is no heading.
    if ascii.is_empty()
        || ascii.len() > 90
        || ascii.contains("phoi hop voi ")
        || (ascii.len() > 30 && ascii.contains(": "))
    {
        return None;
    }
    let bare = ascii.split('(').next().unwrap_or(ascii).trim();
    let units = bare.contains("chu tri") && bare.contains("phoi hop");
    Some(if NO.is_match(ascii) {
        Column::No
    } else if POINTS.is_match(ascii) && !ascii.contains("thoi diem") {
        Column::Points
    } else if FIGURES.is_match(bare) {
        Column::Figures
    } else if units {
        Column::Units
    } else if bare.contains("phoi hop") || bare.contains("tham gia") {
        Column::Coordinators
    } else if PRODUCT.is_match(bare) && !bare.contains("noi dung") {
        Column::Product
    } else if PERIOD.is_match(bare) {
        Column::TimeMark
    } else if TIME.is_match(bare) {
        Column::Time
    } else if (CONTENT.is_match(bare) && !bare.contains("chu tri") && !LEAD.is_match(bare))
        || bare.starts_with("noi dung")
    {
        Column::Content
    } else if LEAD.is_match(bare) {
        Column::Lead
    } else if FURTHER.is_match(bare) {
        Column::Further
    } else {
        return None;
    })
}

impl Columns {
    /// A leader who oversees does not lead where another column names who does.
    pub(super) fn demote_overseers(&mut self) {
        let oversees = |heading: &str| OVERSEES.is_match(&fold(heading));
        let named = |(role, heading): &(Column, String)| match role {
            Column::Lead => !oversees(heading),
            Column::Units => true,
            _ => false,
        };
        if self.roles.iter().any(named) {
            for (role, heading) in &mut self.roles {
                if *role == Column::Lead && oversees(heading) {
                    *role = Column::Further;
                }
            }
        }
    }

    /// The word that makes a column of first or last days a part of a range: "từ", "đến".
    pub(super) fn bound(&self, column: u32) -> Option<&'static str> {
        let word = |heading: &str| {
            let ascii = fold(heading);
            let last = ascii.rsplit(" - ").next().unwrap_or_default().trim();
            match last {
                _ if BEGIN.is_match(last) => Some("từ"),
                _ if END.is_match(last) => Some("đến"),
                _ => None,
            }
        };
        let words: Vec<(u32, &'static str)> = self
            .of(Column::Time)
            .filter_map(|at| Some((at, word(&self.roles.get(at as usize)?.1)?)))
            .collect();
        let [(_, "từ"), (_, "đến")] = words.as_slice() else {
            return None;
        };
        words.iter().find(|(at, _)| *at == column).map(|(_, word)| *word)
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.roles.iter().any(|(role, _)| *role == column)
    }

    /// The columns of one role, from left to right.
    pub(super) fn of(&self, column: Column) -> impl Iterator<Item = u32> + '_ {
        (0u32..)
            .zip(&self.roles)
            .filter(move |(_, (role, _))| *role == column)
            .map(|(index, _)| index)
    }

    /// Whether a table with these columns assigns tasks.
    pub(super) fn is_tasks(&self) -> bool {
        let assigned = self.has(Column::Lead) || self.has(Column::Units) || self.has(Column::Coordinators);
        let timed = self.has(Column::Time) || self.of(Column::TimeMark).count() >= 2;
        self.has(Column::Content)
            && (assigned || timed)
            && !self.has(Column::Points)
            && (assigned || !self.has(Column::Figures))
    }

    /// What a table with these columns is when it assigns no tasks.
    pub(super) fn other_role(&self) -> TableRole {
        if self.has(Column::Points) {
            TableRole::Scoring
        } else if self.has(Column::Figures) {
            TableRole::Statistics
        } else {
            TableRole::Other
        }
    }
}

pub(super) fn same(a: &Columns, b: &Columns) -> bool {
    let plain = |columns: &Columns| columns.roles.iter().map(|(role, _)| *role).collect::<Vec<_>>();
    plain(a) == plain(b)
}

/// Whether a text is nothing but a number or a label.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '-' | ' '));
    let digits = !bare.is_empty() && bare.len() <= 8 && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    let letters = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    let roman = !bare.is_empty() && bare.len() <= 6 && bare.chars().all(|c| "IVXL".contains(c));
    digits || letters || roman || (text.chars().count() <= 6 && Label::read(&Folded::new(text)).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_many_wordings() {
        for (words, column) in [
            ("STT", Column::No),
            ("TT", Column::No),
            ("Nội dung/nhiệm vụ", Column::Content),
            ("TÊN NHIỆM VỤ", Column::Content),
            ("Tên đề án ưu tiên", Column::Content),
            ("Cơ quan\nchủ trì", Column::Lead),
            ("Đơn vị thực hiện", Column::Lead),
            ("Đơn vị chủ trì tham mưu", Column::Lead),
            ("Trách nhiệm thực hiện", Column::Lead),
            ("Cơ quan phối hợp thực hiện", Column::Coordinators),
            ("Đơn vị chủ trì, phối hợp", Column::Units),
            ("Thời gian (Năm 2026)", Column::Time),
            ("Thời hạn hoàn thành", Column::Time),
            ("Tiến độ thực hiện", Column::Time),
            ("Sản phẩm dự kiến", Column::Product),
            ("Điểm chuẩn", Column::Points),
            ("Hướng dẫn chấm điểm", Column::Points),
            ("Quý I", Column::TimeMark),
            ("Đơn vị tính", Column::Figures),
            ("Địa điểm", Column::Further),
        ] {
            assert_eq!(role(words), Some(column), "{words}");
        }
        assert_eq!(
            role(
                "Hoàn thiện cơ chế, chính sách hỗ trợ chuyển đổi số doanh nghiệp trên địa bàn toàn tỉnh trong giai đoạn tới"
            ),
            None
        );
    }
}
