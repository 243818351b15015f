//! Names of fields of work, as they follow "Sở", "Bộ", "Cục", "Phòng", "Hội". Commas, dashes and "và" between their words are left out:
//! "văn hóa thể thao du lịch" stands for every way to write it.

/// Which names can follow a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FieldSet {
    /// Departments of provinces.
    Department,
    /// Ministries: what departments have, and what has no department.
    Ministry,
    /// Bureaus of ministries, also with the fields of departments.
    Bureau,
    /// Divisions, also with the fields of departments.
    Division,
    /// Mass organisations.
    Mass,
    /// No list of names.
    None,
}

impl FieldSet {
    /// May a name of the set `other` follow a head with this set?
    pub(super) fn takes(self, other: FieldSet) -> bool {
        match self {
            FieldSet::None => false,
            FieldSet::Ministry | FieldSet::Bureau | FieldSet::Division => {
                other == self || other == FieldSet::Department
            }
            _ => other == self,
        }
    }
}

pub(super) const DEPARTMENT_FIELDS: &str = "ngoại vụ|nội vụ|tư pháp|tài chính|công thương|xây dựng|y tế|du lịch|\
    nông nghiệp môi trường|nông nghiệp phát triển nông thôn|tài nguyên môi trường|khoa học công nghệ|khoa học công nghệ môi trường|thông tin truyền thông|\
    giáo dục đào tạo|giáo dục|văn hóa thể thao du lịch|văn hóa thể thao|văn hóa thông tin|văn hóa|thể thao|lao động thương binh xã hội|\
    lao động thương binh|kế hoạch đầu tư|giao thông vận tải|giao thông công chánh|quy hoạch kiến trúc|dân tộc tôn giáo|dân tộc|an toàn thực phẩm|nông nghiệp|\
    môi trường|khoa học|thương mại|công nghiệp|tài nguyên|kế hoạch|\
    kh cn|kh&cn|khcn|nn mt|nn&mt|nnmt|nn ptnt|nn&ptnt|nnptnt|tn mt|tn&mt|tnmt|gd đt|gd&đt|gdđt|gd-đt|vh tt dl|vhtt dl|vh tt&dl|vhtt&dl|vhttdl|vh,tt&dl|vh tt|vh&tt|vhtt|\
    tt tt|tt&tt|tttt|lđ tb xh|lđtb xh|lđtb&xh|lđ-tb&xh|lđ tb&xh|lđtbxh|lđ-tbxh|kh đt|kh&đt|khđt|gtvt|qhkt|qh kt|qh-kt|qh&kt|nv|tc|tp|ct|xd|yt|dl|ngv|dttg|dt tg|dt&tg|attp";

pub(super) const OTHER_FIELDS: &[(FieldSet, &str)] = &[
    (FieldSet::Ministry, "công an|quốc phòng|ngoại giao"),
    (
        FieldSet::Bureau,
        "kế hoạch tài chính|tài chính kế hoạch|tổ chức cán bộ|pháp chế|hợp tác quốc tế|khoa học công nghệ|cải cách hành chính|công chức viên chức|\
         chính quyền địa phương|tổ chức biên chế|thi đua khen thưởng|bản quyền tác giả|di sản văn hóa|phát thanh truyền hình thông tin điện tử|xuất bản in phát hành|\
         báo chí|du lịch quốc gia việt nam|hành chính tư pháp|kiểm tra văn bản quản lý xử lý vi phạm hành chính|bổ trợ tư pháp|\
         phổ biến giáo dục pháp luật|phổ biến giáo dục pháp luật trợ giúp pháp lý|công nghệ thông tin|chuyển đổi số quốc gia|chuyển đổi số|viễn thông|tần số vô tuyến điện|an toàn thông tin|\
         sở hữu trí tuệ|quản lý thị trường|kiểm lâm|thủy lợi|thủy sản|chăn nuôi thú y|trồng trọt bảo vệ thực vật|đường bộ|đăng kiểm|thuế|hải quan|thống kê|việc làm|\
         kiểm soát thủ tục hành chính|tổng hợp|ngân sách|đầu tư|giáo dục đại học|biến đổi khí hậu|quản lý tài nguyên nước|địa chất khoáng sản việt nam",
    ),
    (
        FieldSet::Division,
        "tài chính kế hoạch|kinh tế hạ tầng đô thị|kinh tế hạ tầng|kinh tế|quản lý đô thị|văn hóa xã hội|vh-xh|văn hóa khoa học thông tin|văn hóa thông tin|tổ chức cán bộ|tổ chức hành chính|\
         hành chính tổng hợp|kế hoạch tài chính|kế hoạch tổng hợp|cải cách hành chính|quản lý xây dựng|quản lý nhà|quản lý vận tải|hạ tầng kỹ thuật|quy hoạch kiến trúc|pháp chế|\
         thanh tra|công chức viên chức|xây dựng chính quyền|thi đua khen thưởng|nghiệp vụ|lao động việc làm|người có công|công nghệ số|bưu chính viễn thông|chuyển đổi số|giáo dục đào tạo",
    ),
    (
        FieldSet::Mass,
        "nông dân|phụ nữ|liên hiệp phụ nữ|lhpn|cựu chiến binh|ccb|chữ thập đỏ|người cao tuổi|luật gia|nhà báo|khuyến học|người khuyết tật|văn học nghệ thuật|doanh nghiệp|nạn nhân chất độc da cam|sinh viên|thanh niên",
    ),
];
