//! Words that open the name of a unit, as data. Names before and after the mergers of 2025 stand side by side: old plans are read too.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fields::{DEPARTMENT_FIELDS, FieldSet, OTHER_FIELDS};

/// A noun that opens the name of one body ("Sở", "Ủy ban nhân dân").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) level: Level,
    /// The noun alone can name a unit ("Văn phòng", "Bưu điện").
    pub(super) alone: bool,
    pub(super) fields: FieldSet,
    /// A verb behind the complete name begins a clause about what the body does.
    pub(super) acts: bool,
}

/// Where a body stands; a name without separator may go on with a body of a higher level ("Văn phòng" + "UBND tỉnh").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Part of a body, or its leaders.
    Part,
    /// Below a ministry or department, or inside one.
    Middle,
    /// On its own.
    Top,
}

/// A common noun that names a group of bodies or people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noun {
    pub(super) class: Class,
    /// Shares the words behind the next noun ("viện, trường", "tập đoàn, doanh nghiệp công nghệ số").
    pub(super) open: bool,
}

/// Kinds of common nouns, which decide whether a comma joins or parts two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    State,
    Generic,
    Place,
    Academic,
    Business,
    People,
    Press,
}

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

const HEADS: &[(Head, &str)] = &[
    (DEPARTMENT, "sở"),
    (MINISTRY, "bộ"),
    (
        COMMITTEE,
        "ủy ban nhân dân|ủy ban|ubnd|ub nd|ub|hội đồng nhân dân|hđnd|hội đồng|hđ|ủy ban mặt trận tổ quốc|ủy ban mttq|\
         ub mttq|ubmttq|ubmttqvn|ủy ban mttqvn|ủy ban dân tộc|ủy ban kiểm tra|ubkt|tổng cục|quốc hội|đoàn đại biểu quốc hội|\
         đoàn đbqh|hội đồng phối hợp",
    ),
    (
        FORCE,
        "công an|ban chỉ đạo|bcđ|ban chỉ huy|bch|ban chỉ huy quân sự|bộ chỉ huy quân sự|bộ chqs|bchqs|bộ chỉ huy|bộ tư lệnh|bộ đội biên phòng|biên phòng|quân khu|\
         tòa án nhân dân|tòa án|tand|viện kiểm sát nhân dân|viện kiểm sát|vksnd|thi hành án dân sự|cục thi hành án dân sự|\
         thanh tra chính phủ|kiểm toán nhà nước|kho bạc nhà nước|kho bạc|kbnn|bảo hiểm xã hội|bhxh|thuế|hải quan|thống kê|\
         mặt trận tổ quốc|trung ương mặt trận tổ quốc|mttq|mttqvn|liên đoàn lao động|lđlđ|tổng liên đoàn lao động|bưu điện|\
         chính phủ|văn phòng chính phủ|thành ủy|tỉnh ủy|trung ương đoàn|trung ương hội|tổng liên đoàn",
    ),
    (
        COMPANY,
        "công ty|công ty tnhh|công ty cổ phần|tổng công ty|tập đoàn|ngân hàng|nhtm|hợp tác xã|htx|liên hiệp hợp tác xã|\
         doanh nghiệp tư nhân|điện lực|viễn thông|nhà máy|quỹ|chi nhánh|nhà xuất bản|nxb|bệnh viện|trạm y tế",
    ),
    (
        KNOWN_COMPANY,
        "vtv|vov|ttxvn|vnpt|viettel|viettel post|fpt|mobifone|vinaphone|evn|vnpost|vietnam post|vietcombank|agribank|bidv|\
         vietinbank|vcci|vnptit|cmc|misa|tkv|pvn|petrovietnam|nhnn|nhcsxh|thông tấn xã việt nam|thông tấn xã|\
         phòng thương mại và công nghiệp việt nam|điện lực việt nam",
    ),
    (BUREAU, "cục|vụ|chi cục|tổng vụ"),
    (
        CENTRE,
        "trung tâm|tt|viện|học viện|trường|đại học|đh|trường đại học|trường đh|trường cao đẳng|trường trung cấp|trường chính trị|\
         trường thpt|trường thcs|nhà trường|viện hàn lâm|viện nghiên cứu|ban quản lý|bql|ban qlda|ban|ban dân tộc|ban tôn giáo|ban tiếp công dân|\
         vườn quốc gia|khu bảo tồn|thư viện|bảo tàng|nhà văn hóa|nhà hát|cảng vụ|đoàn luật sư|đài|báo|tạp chí|cổng thông tin điện tử|\
         cổng ttđt|trang thông tin điện tử|báo và|câu lạc bộ",
    ),
    (
        MASS,
        "hội|hội liên hiệp|liên hiệp các hội|liên hiệp hội|liên hiệp các tổ chức|liên minh hợp tác xã|liên minh|hiệp hội|đoàn|chi hội",
    ),
    (
        MASS_ALONE,
        "đoàn thanh niên|đoàn tncs|đoàn tncs hồ chí minh|đoàn thanh niên cộng sản hồ chí minh|tỉnh đoàn|thành đoàn|xã đoàn|công đoàn|công đoàn viên chức|hội liên hiệp thanh niên|hội sinh viên|hội doanh nhân trẻ",
    ),
    (
        PARTY,
        "đảng ủy|huyện ủy|quận ủy|thị ủy|chi bộ|đảng bộ|ban tuyên giáo|ban tuyên giáo và dân vận|ban tổ chức|ban nội chính|ban dân vận|\
         ban xây dựng đảng|ban kinh tế|ban đối ngoại",
    ),
    (DIVISION, "phòng|p"),
    (
        OFFICE,
        "văn phòng|vp|chánh văn phòng|phó chánh văn phòng|chánh thanh tra|hiệu trưởng|văn phòng điều phối|thanh tra|bộ phận một cửa|bộ phận|ban giám đốc|ban giám hiệu|ban biên tập|ban thanh tra nhân dân|\
         ban thường vụ|ban thường trực|ban chấp hành|tổ|tổ công tác|đội|trạm|cơ quan điều tra|cơ quan thường trực",
    ),
    (
        LEADERS,
        "lãnh đạo|giám đốc|phó giám đốc|thủ trưởng|chủ tịch|phó chủ tịch|trưởng|trưởng phòng|phó trưởng phòng|\
         người đứng đầu|thường trực|bí thư|cục trưởng|vụ trưởng|bộ trưởng|tổng giám đốc|trưởng ban",
    ),
];

/// Nouns are matched at the longest: "cơ quan ngang bộ" before "cơ quan".
const NOUNS: &[(Noun, &str)] = &[
    (
        noun(Class::State),
        "bộ|ngành|sở|ban|sở ngành|sở ban ngành|bộ ngành|ban ngành|ban ngành đoàn thể|đoàn thể|cơ quan ngang bộ|cơ quan thuộc chính phủ|\
         đơn vị ngang sở|cục|vụ|chi cục|phòng|phòng chuyên môn|phòng ban|trung tâm|cấp ủy|tổ chức đoàn thể|hội đoàn thể|mặt trận|cơ quan chuyên môn|chính quyền",
    ),
    (
        noun(Class::Generic),
        "cơ quan|đơn vị|tổ chức|địa phương|cá nhân|cơ sở|cơ quan trung ương|tổ chức cá nhân|đơn vị sự nghiệp|đơn vị địa phương|cơ quan đơn vị|lực lượng|nhóm|đối tượng",
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
        "doanh nghiệp|nhà đầu tư|nhà cung cấp|nhà thầu|chủ đầu tư|hiệp hội|hội|hợp tác xã|hộ kinh doanh|ngân hàng|ngân hàng thương mại|tổ chức tín dụng|\
         cơ sở sản xuất|cụm ngành|chuyên gia|nhà khoa học|đối tác",
    ),
    (
        noun(Class::People),
        "công chức|viên chức|cán bộ|cán bộ công chức|người lao động|nhân viên|đảng viên|đoàn viên|hội viên|người dân|nhân dân|cộng đồng|cộng đồng người dân|\
         cộng đồng dân cư|hộ gia đình|hộ dân|học sinh|sinh viên|thanh niên|cbccvc|cbcc|ccvc|cán bộ công chức viên chức",
    ),
    (
        noun(Class::Press),
        "cơ quan báo chí|cơ quan thông tấn|cơ quan thông tấn báo chí|cơ quan truyền thông|báo chí|báo đài|cơ quan báo",
    ),
];

/// Words that say that a group is meant.
const DETERMINERS: &str = "các|những|một số|toàn thể|tất cả các|tất cả|mọi|toàn bộ|từng|mỗi|nhiều";

/// A verb or a limit behind any name: what follows is no name.
const STRONG_CUTS: &str = "chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|trong phạm vi|theo chức năng|theo phân công|theo nhiệm vụ|\
    theo thẩm quyền|theo lĩnh vực|theo phạm vi|theo kế hoạch|theo chỉ đạo|căn cứ|chủ động|tiến hành|làm đầu mối|là đầu mối|là cơ quan|là đơn vị|làm chủ đầu tư|để|khi|nhằm";

/// Verbs behind the name of a body that acts; behind a common noun they may tell which ones are meant.
const WEAK_CUTS: &str = "tham mưu|triển khai|trực tiếp|tổ chức|thực hiện|hướng dẫn|rà soát|tổng hợp|xây dựng|theo dõi|đôn đốc|kiểm tra|báo cáo|ban hành|cung cấp|bố trí|\
    đề xuất|lập|đăng tải|đăng|vận hành|thẩm định|cập nhật|công bố|niêm yết|trình|tiếp nhận|đảm bảo|bảo đảm|tiếp tục|thường xuyên|tăng cường|chỉ đạo|lựa chọn|hoàn thành|tuyên truyền|khảo sát|phê duyệt|tham gia|ký";

/// Words before a body that make it part of what went before ("thuộc Sở", "của UBND tỉnh").
const LINKS: &str = "của|thuộc|trực thuộc|tại|với|cho|về|do|bởi|từ|các|mỗi|từng|cùng|qua|trong|ngoài|trình|giữa|ở|giúp|tham mưu|đề nghị|báo cáo|trên|theo|và|cấp|những|một|đến|gửi|xin|hoặc|mưu|cáo|nghị|hợp";

/// A head behind one of these is the second half of another word ("Môi trường", "Xã hội", "Nam Bộ").
const COMPOUNDS: &[(&str, &str)] = &[
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
    ("vụ", "dịch|nội|nghiệp|thương|nhiệm|chức|đặc|cảng|phục|công|mùa"),
];

/// Second words that make a head another word ("báo chí", "ban hành").
const NOT_BEFORE: &[(&str, &str)] = &[
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
];

/// A list of phrases, found by their first word, longest first.
pub(super) struct Phrases<T: 'static> {
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first: HashMap<&'static str, Vec<(Vec<&'static str>, T)>> = HashMap::new();
        for (phrase, value) in entries {
            let mut words = phrase.split_whitespace();
            if let Some(first) = words.next() {
                by_first.entry(first).or_default().push((words.collect(), value));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Phrases { by_first }
    }

    /// Phrases that begin with `first`, as the words behind it and their value, longest first.
    pub(super) fn beginning(&self, first: &str) -> impl Iterator<Item = (&[&'static str], T)> {
        self.by_first
            .get(first)
            .into_iter()
            .flatten()
            .map(|(rest, value)| (rest.as_slice(), *value))
    }
}

fn of_groups<T: Copy>(groups: &[(T, &'static str)]) -> Phrases<T> {
    Phrases::new(
        groups
            .iter()
            .flat_map(|(value, list)| split(list).map(|phrase| (phrase, *value))),
    )
}

fn split(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').map(str::trim)
}

pub(super) static HEAD_PHRASES: LazyLock<Phrases<Head>> = LazyLock::new(|| of_groups(HEADS));
pub(super) static NOUN_PHRASES: LazyLock<Phrases<Noun>> = LazyLock::new(|| of_groups(NOUNS));
pub(super) static DETERMINER_PHRASES: LazyLock<Phrases<()>> =
    LazyLock::new(|| of_groups(&[((), DETERMINERS)]));
pub(super) static CUT_PHRASES: LazyLock<Phrases<bool>> =
    LazyLock::new(|| of_groups(&[(true, STRONG_CUTS), (false, WEAK_CUTS)]));
pub(super) static FIELD_PHRASES: LazyLock<Phrases<FieldSet>> =
    LazyLock::new(|| of_groups(&[&[(FieldSet::Department, DEPARTMENT_FIELDS)], OTHER_FIELDS].concat()));

/// Does a word tie the body behind it to what went before?
pub(super) fn is_link(word: &str) -> bool {
    split(LINKS).any(|link| link == word)
}

/// Is `head`, between these two words, part of another word?
pub(super) fn is_other_word(before: Option<&str>, head: &str, after: Option<&str>) -> bool {
    let listed = |table: &'static [(&str, &'static str)], neighbour: Option<&str>| {
        neighbour.is_some_and(|word| {
            table
                .iter()
                .any(|(key, words)| *key == head && split(words).any(|known| known == word))
        })
    };
    listed(COMPOUNDS, before) || listed(NOT_BEFORE, after)
}
