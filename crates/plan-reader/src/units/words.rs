//! Words that open names, join them or end them, as data. Names before and after the mergers of 2025 stand side by side: old plans are read too.

use super::fields::FieldSet;
use super::lexicon::{Class, Head, Level, Noun};

const fn head(level: Level, alone: bool, fields: FieldSet, acts: bool) -> Head {
    Head {
        level,
        alone,
        fields,
        acts,
    }
}

const fn noun(class: Class) -> Noun {
    Noun { class, open: false }
}

const DEPARTMENT: Head = head(Level::Top, false, FieldSet::Department, true);
const MINISTRY: Head = head(Level::Top, false, FieldSet::Ministry, true);
const COMMITTEE: Head = head(Level::Top, false, FieldSet::None, true);
const FORCE: Head = head(Level::Top, true, FieldSet::None, true);
const STEERING: Head = head(Level::Top, true, FieldSet::None, false);
const COMPANY: Head = head(Level::Top, false, FieldSet::None, false);
const KNOWN_COMPANY: Head = head(Level::Top, true, FieldSet::None, false);
const BUREAU: Head = head(Level::Middle, false, FieldSet::Bureau, false);
const CENTRE: Head = head(Level::Middle, false, FieldSet::None, false);
const MASS: Head = head(Level::Middle, false, FieldSet::Mass, false);
const MASS_ALONE: Head = head(Level::Middle, true, FieldSet::None, false);
const PARTY: Head = head(Level::Middle, true, FieldSet::None, false);
const DIVISION: Head = head(Level::Part, false, FieldSet::Division, false);
const OFFICE: Head = head(Level::Part, true, FieldSet::None, false);
const LEADERS: Head = head(Level::Part, false, FieldSet::None, false);

pub(super) const HEADS: &[(Head, &str)] = &[
    (DEPARTMENT, "sở"),
    (MINISTRY, "bộ"),
    (
        COMMITTEE,
        "ủy ban nhân dân|ủy ban|ubnd|ub nd|ub|hội đồng nhân dân|hđnd|hội đồng|hđ|tổng cục|đoàn đại biểu quốc hội|\
         đoàn đbqh|hội đồng phối hợp",
    ),
    (
        FORCE,
        "ủy ban mặt trận tổ quốc|ủy ban mttq|ub mttq|ubmttq|ubmttqvn|ủy ban mttqvn|ủy ban dân tộc|ủy ban kiểm tra|ubkt|\
         công an|quốc hội|ban chỉ huy|bch|ban chỉ huy quân sự|bộ chỉ huy quân sự|bộ chqs|bchqs|bộ chỉ huy|bộ tư lệnh|bộ đội biên phòng|biên phòng|quân khu|\
         tòa án nhân dân|tòa án|tand|viện kiểm sát nhân dân|viện kiểm sát|vksnd|thi hành án dân sự|cục thi hành án dân sự|\
         thanh tra chính phủ|kiểm toán nhà nước|kho bạc nhà nước|kho bạc|kbnn|bảo hiểm xã hội|bhxh|thuế|hải quan|thống kê|\
         mặt trận tổ quốc|trung ương mặt trận tổ quốc|mttq|mttqvn|liên đoàn lao động|lđlđ|tổng liên đoàn lao động|bưu điện|\
         chính phủ|văn phòng chính phủ|thành ủy|tỉnh ủy|trung ương đoàn|trung ương hội|tổng liên đoàn",
    ),
    (STEERING, "ban chỉ đạo|bcđ"),
    (
        COMPANY,
        "công ty|công ty tnhh|công ty cổ phần|tổng công ty|tập đoàn|ngân hàng|nhtm|liên hiệp hợp tác xã|\
         doanh nghiệp tư nhân|viễn thông|nhà máy|quỹ|chi nhánh|nhà xuất bản|nxb",
    ),
    (
        KNOWN_COMPANY,
        "điện lực|hợp tác xã|htx|bệnh viện|trạm y tế|vtv|vov|ttxvn|vnpt|viettel|viettel post|fpt|mobifone|vinaphone|evn|vnpost|vietnam post|vietcombank|agribank|bidv|\
         vietinbank|vcci|vnptit|cmc|misa|tkv|pvn|petrovietnam|nhnn|nhcsxh|thông tấn xã việt nam|thông tấn xã|\
         phòng thương mại và công nghiệp việt nam|điện lực việt nam",
    ),
    (BUREAU, "cục|vụ|chi cục|tổng vụ"),
    (
        CENTRE,
        "trung tâm|tt|viện|học viện|trường|đại học|đh|trường đại học|trường đh|trường cao đẳng|trường trung cấp|trường chính trị|\
         trường thpt|trường thcs|nhà trường|viện hàn lâm|viện nghiên cứu|ban quản lý|bql|ban qlda|ban|\
         vườn quốc gia|khu bảo tồn|cảng vụ|đoàn luật sư|đài|báo|tạp chí|cổng thông tin điện tử|\
         cổng ttđt|trang thông tin điện tử|cơ quan báo|câu lạc bộ",
    ),
    (
        MASS,
        "hội|liên đoàn|hội liên hiệp|liên hiệp các hội|liên hiệp hội|liên hiệp các tổ chức|liên minh|hiệp hội|đoàn|chi hội",
    ),
    (
        MASS_ALONE,
        "liên minh hợp tác xã|đoàn thanh niên|đoàn tncs|đoàn tncs hồ chí minh|đoàn thanh niên cộng sản hồ chí minh|tỉnh đoàn|thành đoàn|xã đoàn|công đoàn|công đoàn viên chức|hội liên hiệp thanh niên|hội sinh viên|hội doanh nhân trẻ",
    ),
    (
        PARTY,
        "đảng ủy các cơ quan đảng|ban dân tộc|ban tôn giáo|ban tiếp công dân|thư viện|bảo tàng|nhà văn hóa|nhà hát|đảng ủy|huyện ủy|quận ủy|thị ủy|chi bộ|đảng bộ|ban tuyên giáo|ban tuyên giáo và dân vận|ban tổ chức|ban nội chính|ban dân vận|\
         ban xây dựng đảng|ban kinh tế|ban đối ngoại",
    ),
    (DIVISION, "phòng|p"),
    (
        OFFICE,
        "văn phòng|vp|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|hiệu trưởng|văn phòng điều phối|thanh tra|bộ phận một cửa|bộ phận|ban giám đốc|ban giám hiệu|ban biên tập|ban thanh tra nhân dân|\
         ban thường vụ|ban thường trực|ban chấp hành|tổ|tổ công tác|đội|trạm|hạt|cơ quan điều tra|cơ quan thường trực",
    ),
    (
        LEADERS,
        "lãnh đạo|giám đốc|phó giám đốc|thủ trưởng|chủ tịch|phó chủ tịch|trưởng|trưởng phòng|phó trưởng phòng|\
         người đứng đầu|thường trực|bí thư|cục trưởng|vụ trưởng|bộ trưởng|tổng giám đốc|trưởng ban",
    ),
];

/// Nouns are matched at the longest: "cơ quan ngang bộ" before "cơ quan".
pub(super) const NOUNS: &[(Noun, &str)] = &[
    (
        noun(Class::State),
        "bộ|ngành|sở|ban|khoa|khoa phòng|sở ngành|sở ban ngành|bộ ngành|ban ngành|ban ngành đoàn thể|đoàn thể|cơ quan ngang bộ|cơ quan thuộc chính phủ|\
         đơn vị ngang sở|cục|vụ|chi cục|phòng|phòng chuyên môn|phòng ban|trung tâm|cấp ủy|tổ chức đoàn thể|hội đoàn thể|mặt trận|cơ quan chuyên môn|chính quyền",
    ),
    (
        noun(Class::Generic),
        "cơ quan|đơn vị|tổ chức|hội|địa phương|cá nhân|cơ sở|cơ quan trung ương|tổ chức cá nhân|đơn vị sự nghiệp|đơn vị địa phương|cơ quan đơn vị|lực lượng|nhóm|đối tượng",
    ),
    (
        noun(Class::Place),
        "tỉnh|thành phố|tp|xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thôn|ấp|khu phố|tổ dân phố|bản|buôn|cấp xã|cấp tỉnh|cấp huyện|phường xã|xã phường",
    ),
    (
        Noun {
            class: Class::Academic,
            open: true,
        },
        "trường|viện|học viện",
    ),
    (
        noun(Class::Academic),
        "đại học|cao đẳng|trung cấp|trường đại học|trường đh|trường cao đẳng|trường học|nhà trường|viện nghiên cứu|viện nc|viện trường|cơ sở nghiên cứu|\
         cơ sở giáo dục|cơ sở đào tạo|cơ sở giáo dục đại học|cơ sở y tế|bệnh viện|tổ chức nghiên cứu",
    ),
    (
        Noun {
            class: Class::Business,
            open: true,
        },
        "tập đoàn|công ty|tổng công ty",
    ),
    (
        noun(Class::Business),
        "doanh nghiệp|nhà đầu tư|nhà cung cấp|nhà thầu|chủ đầu tư|hiệp hội|hợp tác xã|hộ kinh doanh|ngân hàng|ngân hàng thương mại|tổ chức tín dụng|\
         cơ sở sản xuất|cụm ngành|chuyên gia|nhà khoa học|đối tác",
    ),
    (
        noun(Class::People),
        "công chức|thành viên|viên chức|cán bộ|cán bộ công chức|người lao động|nhân viên|đảng viên|đoàn viên|hội viên|người dân|nhân dân|cộng đồng|cộng đồng người dân|\
         cộng đồng dân cư|hộ gia đình|hộ dân|học sinh|sinh viên|thanh niên|cbccvc|cbcc|ccvc|cán bộ công chức viên chức",
    ),
    (
        noun(Class::Press),
        "cơ quan báo chí|cơ quan thông tấn|cơ quan thông tấn báo chí|cơ quan truyền thông|báo chí|báo đài",
    ),
];

/// Words that say that a group is meant.
pub(super) const DETERMINERS: &str = "các|những|một số|toàn thể|tất cả các|tất cả|mọi|toàn bộ|từng|mỗi|nhiều";

/// A verb or a limit behind any name: what follows is no name.
pub(super) const STRONG_CUTS: &str = "có trách nhiệm|chịu trách nhiệm|trong phạm vi|theo chức năng|theo phân công|theo nhiệm vụ|\
    theo thẩm quyền|theo lĩnh vực|theo phạm vi|theo kế hoạch|theo chỉ đạo|căn cứ|chủ động|tiến hành|làm đầu mối|là đầu mối|là cơ quan|là đơn vị|làm chủ đầu tư|để|khi|nhằm";

/// Verbs that name a side; behind a common noun they may tell which ones are meant ("cơ quan chủ trì nhiệm vụ").
pub(super) const SIDE_CUTS: &str = "chủ trì|phối hợp";

/// Verbs behind the name of a body that acts; behind a common noun they may tell which ones are meant.
pub(super) const WEAK_CUTS: &str = "tham mưu|triển khai|trực tiếp|tổ chức|thực hiện|hướng dẫn|rà soát|tổng hợp|xây dựng|theo dõi|đôn đốc|kiểm tra|báo cáo|ban hành|cung cấp|bố trí|\
    đề xuất|lập|đăng tải|đăng|vận hành|thẩm định|cập nhật|công bố|niêm yết|trình|tiếp nhận|đảm bảo|bảo đảm|tiếp tục|thường xuyên|tăng cường|chỉ đạo|lựa chọn|hoàn thành|tuyên truyền|khảo sát|phê duyệt|tham gia|ký";

/// Words before a body that make it part of what went before ("thuộc Sở", "của UBND tỉnh").
pub(super) const LINKS: &str = "của|thuộc|trực thuộc|tại|với|cho|về|do|bởi|từ|các|mỗi|từng|cùng|qua|trong|ngoài|trình|giữa|ở|giúp|tham mưu|đề nghị|báo cáo|trên|theo|và|cấp|những|một|đến|gửi|xin|hoặc|mưu|cáo|nghị|hợp";

/// A head behind one of these is the second half of another word ("Môi trường", "Xã hội", "Nam Bộ").
pub(super) const COMPOUNDS: &[(&str, &str)] = &[
    ("trường", "môi|thị|hiện|công|nông|quảng|trung|lập|kỷ"),
    ("hội", "xã|quốc|cơ|lễ|đại|hiệp|hợp"),
    (
        "bộ",
        "nam|bắc|trung|nội|cán|toàn|đường|tiến|đồng|liên|thủy|cục|sơ",
    ),
    ("đoàn", "tập|liên|công|binh|sư|trung|quân|phái"),
    ("sở", "cơ|trụ|hải|công"),
    ("viện", "bệnh|học|thư|nhạc|tổ|thẩm|giám"),
    ("báo", "thông|cảnh|dự|quảng|tình|tố"),
    ("phòng", "quốc|văn|biên|hải|dự|giải|xây|y|nhà|phòng"),
    ("thuế", "nộp|hoàn|miễn|đóng|về"),
    ("ban", "việt|hội"),
    ("tổ", "cơ|thủy"),
    ("quỹ", "công"),
    ("đài", "lâu|khán"),
    ("cục", "tổng|chi|bố|thi"),
    ("trung tâm", "thành phố"),
    ("thống kê", "tài chính|phòng"),
    ("đội", "quân|bộ|đồng"),
    ("trình", "công|chương|quy|giáo|tiến|lộ|quá|hành"),
    ("lập", "công|thành|độc|thiết|tạo"),
    ("ký", "đăng|chữ"),
    ("khi", "đôi|mỗi|sau"),
    ("vụ", "dịch|nội|nghiệp|thương|nhiệm|chức|đặc|cảng|phục|công|mùa"),
];

/// Second words that make a head another word ("báo chí", "ban hành").
pub(super) const NOT_BEFORE: &[(&str, &str)] = &[
    ("báo", "chí|cáo|cáo viên"),
    ("ban", "hành|đầu"),
    ("tổ", "chức|hợp|quốc"),
    ("hội", "nghị|thảo|thi|nhập"),
    ("bộ", "máy|đội|phận|chỉ|tư"),
    ("trường", "hợp"),
    ("phòng", "chống|cháy|ngừa|thủ|vệ"),
    ("đội", "ngũ"),
    ("trạm", "thu"),
    ("thuế", "suất"),
    ("đoàn", "thể|kết|viên"),
    ("vụ", "việc|trưởng"),
    ("trưởng", "thành"),
    ("đài", "loan"),
    ("xã", "hội|đoàn|luận"),
    ("tỉnh", "ủy|đoàn"),
    ("huyện", "ủy|đoàn"),
    ("quận", "ủy|đoàn"),
    ("ngành", "nghề"),
    ("bản", "quyền|đồ|đăng|tin"),
    ("sở", "hữu"),
    ("cục", "bộ"),
    ("nhóm", "việc|vấn"),
    ("khoa", "học|giáo|kỳ"),
];
