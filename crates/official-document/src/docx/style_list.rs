//! Each element of the Decree as a paragraph style.

use crate::model::Layout;

/// One paragraph style: identifier, name shown, and how it looks. Sizes and gaps are in points, the indent in
/// millimetres, the spacing in lines.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) justification: &'static str,
    pub(super) first_line: f32,
    pub(super) before: f32,
    pub(super) after: f32,
    pub(super) spacing: f32,
    pub(super) keep_next: bool,
    pub(super) outline: Option<u8>,
}

/// All paragraph styles, in the order of the page.
pub(super) fn paragraph_styles(layout: &Layout) -> Vec<Style> {
    [head(layout), text(layout), ending(layout)].concat()
}

/// A centred, single-spaced style; the others are variations of it.
const fn plain(id: &'static str, name: &'static str, size: f32) -> Style {
    Style {
        id,
        name,
        size,
        bold: false,
        italic: false,
        justification: "center",
        first_line: 0.0,
        before: 0.0,
        after: 0.0,
        spacing: 1.0,
        keep_next: false,
        outline: None,
    }
}

const fn bold(id: &'static str, name: &'static str, size: f32) -> Style {
    Style {
        bold: true,
        ..plain(id, name, size)
    }
}

fn head(layout: &Layout) -> Vec<Style> {
    let (small, large) = (layout.head_size, layout.motto_size);
    vec![
        bold("QuocHieu", "Quốc hiệu", small),
        bold("TieuNgu", "Tiêu ngữ", large),
        plain("CoQuanChuQuan", "Cơ quan chủ quản", small),
        bold("CoQuanBanHanh", "Cơ quan ban hành", small),
        Style {
            before: 6.0,
            ..plain("SoKyHieu", "Số, ký hiệu", 13.0)
        },
        Style {
            italic: true,
            before: 6.0,
            ..plain("DiaDanh", "Địa danh, ngày tháng", large)
        },
        Style {
            before: 6.0,
            ..plain("TrichYeuCongVan", "Trích yếu công văn", small)
        },
        bold("Dau", "Dấu chỉ mức độ", 13.0),
        Style {
            before: 12.0,
            keep_next: true,
            ..bold("TenLoai", "Tên loại", layout.body_size)
        },
        Style {
            keep_next: true,
            ..bold("TrichYeu", "Trích yếu", layout.body_size)
        },
        Style {
            italic: true,
            before: 4.0,
            ..plain("PhatHanhLai", "Phát hành lại", layout.body_size)
        },
        Style {
            before: 6.0,
            after: 6.0,
            ..plain("KinhGui", "Kính gửi", layout.body_size)
        },
        Style {
            justification: "both",
            after: 2.0,
            ..plain("KinhGuiMuc", "Kính gửi, nhiều nơi", layout.body_size)
        },
        Style {
            before: 6.0,
            after: 6.0,
            keep_next: true,
            ..bold("ThamQuyen", "Thẩm quyền ban hành", layout.body_size)
        },
        plain("DuongKe", "Đường kẻ", 2.0),
        plain("KhoangCach", "Khoảng cách", 2.0),
    ]
}

fn text(layout: &Layout) -> Vec<Style> {
    let body = |id, name| Style {
        justification: "both",
        first_line: layout.first_line,
        after: layout.paragraph_gap,
        spacing: layout.line_spacing,
        ..plain(id, name, layout.body_size)
    };
    let heading = |id, name, level: u8| Style {
        bold: level < 3,
        keep_next: true,
        outline: Some(level - 1),
        ..body(id, name)
    };
    vec![
        body("NoiDung", "Nội dung"),
        Style {
            italic: true,
            ..body("CanCu", "Căn cứ")
        },
        heading("Heading1", "heading 1", 1),
        heading("Heading2", "heading 2", 2),
        heading("Heading3", "heading 3", 3),
        Style {
            keep_next: true,
            ..bold("PhanChuong", "Phần, chương", layout.body_size)
        },
        Style {
            after: layout.paragraph_gap,
            keep_next: true,
            outline: Some(0),
            ..bold("TenPhanChuong", "Tên phần, chương", layout.body_size)
        },
        Style {
            after: layout.paragraph_gap,
            spacing: layout.line_spacing,
            ..plain("GiuaDong", "Giữa dòng", layout.body_size)
        },
        Style {
            after: 3.0,
            keep_next: true,
            ..bold("TenBang", "Tên bảng", layout.body_size)
        },
        Style {
            before: 3.0,
            after: layout.paragraph_gap,
            italic: true,
            ..plain("TenHinh", "Tên hình", layout.table_size)
        },
        Style {
            after: 3.0,
            keep_next: true,
            ..plain("Hinh", "Hình", layout.body_size)
        },
        Style {
            justification: "left",
            ..plain("OBang", "Ô bảng", layout.table_size)
        },
        bold("TieuDeBang", "Tiêu đề bảng", layout.table_size),
    ]
}

fn ending(layout: &Layout) -> Vec<Style> {
    let list = |id, name, size| Style {
        justification: "left",
        ..plain(id, name, size)
    };
    vec![
        bold("ChucVu", "Quyền hạn, chức vụ", layout.body_size),
        plain("ChuKy", "Chữ ký", layout.body_size),
        bold("HoTen", "Họ tên người ký", layout.body_size),
        Style {
            bold: true,
            italic: true,
            ..list("NoiNhan", "Nơi nhận", 12.0)
        },
        list("NoiNhanMuc", "Nơi nhận, danh sách", 11.0),
        plain("DiaChi", "Địa chỉ cơ quan", 11.0),
        Style {
            keep_next: true,
            outline: Some(0),
            ..bold("PhuLuc", "Phụ lục", 14.0)
        },
        Style {
            keep_next: true,
            ..bold("TenPhuLuc", "Tên phụ lục", layout.body_size)
        },
        Style {
            italic: true,
            after: 12.0,
            ..plain("KemTheo", "Kèm theo", layout.body_size)
        },
        plain("SoTrang", "Số trang", layout.page_number_size),
    ]
}
