use super::{
    CheckboxGroup, Choice, DateField, FileDrop, Hidden, PasswordField, RadioGroup, Select, TextArea,
    TextField,
};
use crate::gallery::{Example, Sample};

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let units = || {
        [
            Choice::new(s.w("vp"), s.w("Văn phòng")).group(s.w("Phòng")),
            Choice::new("tt", s.w("Thanh tra")).group(s.w("Phòng")),
            Choice::new("qh", s.w("Trung tâm Quy hoạch")).group(s.w("Trung tâm")),
        ]
    };
    vec![
        Example::new(
            "text",
            TextField::new("title", s.w("Tên nhiệm vụ"))
                .hint(s.w("Chép đúng như trong kế hoạch."))
                .value(s.w("Tổ chức tọa đàm"))
                .required(),
        ),
        Example::new(
            "text with error",
            TextField::new("email", s.w("Thư điện tử"))
                .email()
                .value(s.w("an@"))
                .error(s.w("Địa chỉ thiếu phần sau @. Ví dụ: an@soxd.gov.vn")),
        ),
        Example::new(
            "number with unit",
            TextField::new("target", s.w("Chỉ tiêu"))
                .numeric()
                .value("80")
                .suffix(s.w("%")),
        ),
        Example::new(
            "text area",
            TextArea::new("note", s.w("Ghi chú"))
                .value(s.w("Dòng một\nDòng hai"))
                .rows(3),
        ),
        Example::new(
            "password",
            PasswordField::new(s.t, "password", s.w("Mật khẩu"))
                .choosing()
                .hint(s.w("Ít nhất 12 ký tự.")),
        ),
        Example::new(
            "date",
            DateField::new(s.t, "due", s.w("Hạn hoàn thành"))
                .value(s.w("30/06/2025"))
                .required(),
        ),
        Example::new(
            "select",
            Select::new("unit", s.w("Cơ quan chủ trì"))
                .blank(s.w("Chọn đơn vị"))
                .choices(units())
                .chosen("tt"),
        ),
        Example::new(
            "radio buttons",
            RadioGroup::new("late", s.w("Nếu lỡ giờ đăng"))
                .choice(
                    Choice::new("ask", s.w("Hỏi tôi"))
                        .hint(s.w("Bài nằm chờ cho đến khi có người quyết định.")),
                )
                .choice(Choice::new("late", s.w("Đăng muộn")))
                .choice(Choice::new("drop", s.w("Bỏ")).disabled())
                .chosen("ask"),
        ),
        Example::new(
            "check boxes with error",
            CheckboxGroup::new("channels", s.w("Kênh đăng"))
                .choices([
                    ("portal", s.w("Trang tin")),
                    ("zalo", s.w("Zalo OA")),
                    ("mail", s.w("Thư điện tử")),
                ])
                .chosen(["portal", "mail"])
                .error(s.w("Kênh Zalo chưa kết nối")),
        ),
        Example::new(
            "single check box",
            CheckboxGroup::single("agree", s.w("Tôi đã đọc tài liệu"), true),
        ),
        Example::new(
            "files",
            FileDrop::new(s.t, "file", s.w("Tệp kế hoạch"))
                .hint(s.w("Word, Excel hoặc PDF có chữ, tối đa 20 MB."))
                .accept(".docx,.xlsx,.pdf")
                .max_bytes(20_000_000),
        ),
        Example::new("hidden", Hidden::new("version", s.w("7"))),
    ]
}
