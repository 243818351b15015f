use super::{Cell, Column, DataTable, Row};
use crate::gallery::{Example, Sample};
use crate::{Badge, Button, ButtonLink, EmptyState, Filters, IconButton, Link, Pagination, Tone};

pub(crate) fn examples(s: Sample) -> Vec<Example> {
    let link = Link::new("/viec").with("task-unit", "2").with("sort", "due");
    let row = |id: &str,
               name: &'static str,
               unit: &'static str,
               due: &'static str,
               count: u32,
               badge: Badge,
               tone: Tone| {
        Row::new(id)
            .cells([
                Cell::link(s.w(name), format!("/viec/{id}")).note(s.w("Nhiệm vụ 3.2")),
                Cell::text(s.w(unit)),
                Cell::text(s.w(due)),
                Cell::text(count),
                Cell::html(badge),
            ])
            .actions(IconButton::new("bell", s.w("Nhắc")).small())
            .tone(tone)
    };
    let rows = [
        row(
            "1",
            "Tổ chức tọa đàm về cải cách thủ tục hành chính",
            "Văn phòng",
            "30/03/2025",
            12,
            Badge::new(s.w("Quá hạn 3 ngày")).tone(Tone::Bad),
            Tone::Bad,
        ),
        row(
            "2",
            "Đăng tin bài trên trang thông tin điện tử",
            "Phòng Tổ chức cán bộ",
            "15/06/2025",
            128,
            Badge::new(s.w("Đúng hạn")).tone(Tone::Good),
            Tone::Neutral,
        ),
        row(
            "3",
            "Khảo sát mức độ hiểu biết của công chức",
            "Thanh tra Sở",
            "15/11/2025",
            0,
            Badge::new(s.w("Chưa bắt đầu")),
            Tone::Neutral,
        ),
    ];
    let columns = || {
        [
            Column::new(s.w("Nhiệm vụ")).sort("name"),
            Column::new(s.w("Cơ quan chủ trì")).sort("unit"),
            Column::new(s.w("Thời hạn")).sort("due"),
            Column::new(s.w("Số tin bài")).number(),
            Column::new(s.w("Trạng thái")),
        ]
    };
    let filters = Filters::new(s.t, link.clone())
        .search("task-q", s.w("Tìm nhiệm vụ"))
        .select(
            "task-unit",
            s.w("Đơn vị"),
            s.w("Mọi đơn vị"),
            [("1", s.w("Văn phòng")), ("2", s.w("Thanh tra Sở"))],
        );
    vec![
        Example::new(
            "filters, sorting, ticks, actions, pages, export",
            DataTable::new(s.t, "sample-tasks", s.w("Nhiệm vụ"))
                .columns(columns())
                .rows(rows)
                .filters(filters)
                .pagination(Pagination::new(s.t, &link, 2, 20, 45))
                .link(link)
                .export("/viec.xlsx")
                .bulk(
                    "/viec/nhac",
                    Button::new(s.w("Nhắc các việc đã chọn")).small().icon("bell"),
                )
                .review(),
        ),
        Example::new(
            "empty",
            DataTable::new(s.t, "sample-empty", s.w("Nhiệm vụ"))
                .columns(columns())
                .empty(
                    EmptyState::new("checklist", s.w("Chưa có nhiệm vụ"))
                        .text(s.w("Nhiệm vụ sinh ra từ kế hoạch."))
                        .action(ButtonLink::new(s.w("Nhập kế hoạch"), "/x").primary()),
                ),
        ),
    ]
}
