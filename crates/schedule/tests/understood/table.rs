//! Phrases with what they mean in a plan of the year 2025.

/// Sections of phrases, each phrase with its reading in one line.
pub const TABLE: &[(&str, &[(&str, &str)])] = &[
    (
        "Tháng",
        &[
            ("Tháng 3/2025", "month, 2025-03-01 to 2025-03-31"),
            ("tháng 03 năm 2025", "month, 2025-03-01 to 2025-03-31"),
            ("Tháng 3-2025", "month, 2025-03-01 to 2025-03-31"),
            ("thg 3/2025", "month, 2025-03-01 to 2025-03-31"),
            ("T3/2025", "month, 2025-03-01 to 2025-03-31"),
            ("6/2025", "month, 2025-06-01 to 2025-06-30"),
            ("06/2025", "month, 2025-06-01 to 2025-06-30"),
            ("Tháng Ba năm 2025", "month, 2025-03-01 to 2025-03-31"),
            ("tháng mười hai năm 2025", "month, 2025-12-01 to 2025-12-31"),
            ("Tháng Năm/2025", "month, 2025-05-01 to 2025-05-31"),
            ("Trong tháng 6", "month, 2025-06-01 to 2025-06-30"),
            ("Hoàn thành trong tháng 9", "month, 2025-09-01 to 2025-09-30"),
            ("Tháng 6 - 9/2025", "range, 2025-06-01 to 2025-09-30"),
            ("Tháng 6 – 9/2025", "range, 2025-06-01 to 2025-09-30"),
            ("Tháng 11 - 12/2025", "range, 2025-11-01 to 2025-12-31"),
            ("Từ tháng 3 đến tháng 9/2025", "range, 2025-03-01 to 2025-09-30"),
            ("Từ tháng 3 - 9/2025", "range, 2025-03-01 to 2025-09-30"),
            ("Tháng 11/2025 - 2/2026", "range, 2025-11-01 to 2026-02-28"),
            ("Tháng 11 - tháng 2/2026", "range, 2025-11-01 to 2026-02-28"),
            ("Tháng 3, 4, 5/2025", "range, 2025-03-01 to 2025-05-31"),
            ("Tháng 3, 4 và 5 năm 2025", "range, 2025-03-01 to 2025-05-31"),
            (
                "Tháng 6, tháng 12/2025",
                "range, 2025-06-01 to 2025-12-31, 2 milestones",
            ),
            (
                "Tháng 3, 6, 9, 12/2025",
                "range, 2025-03-01 to 2025-12-31, 4 milestones",
            ),
            (
                "Tháng 6 hoặc tháng 7/2025",
                "range, 2025-06-01 to 2025-07-31, 1 alternative",
            ),
            ("T6-T9/2025", "range, 2025-06-01 to 2025-09-30"),
            ("3/2025 - 6/2025", "range, 2025-03-01 to 2025-06-30"),
            ("01-03/2025", "range, 2025-01-01 to 2025-03-31"),
            ("Tháng 6/25", "month, 2025-06-01 to 2025-06-30"),
            (
                "trong tháng 5 và tháng 6 năm 2025",
                "range, 2025-05-01 to 2025-06-30",
            ),
        ],
    ),
    (
        "Quý",
        &[
            ("Quý II/2025", "quarter, 2025-04-01 to 2025-06-30"),
            ("Quí II/2025", "quarter, 2025-04-01 to 2025-06-30"),
            ("Quí IV-2025", "quarter, 2025-10-01 to 2025-12-31"),
            ("Quý 2/2025", "quarter, 2025-04-01 to 2025-06-30"),
            ("Quý hai năm 2025", "quarter, 2025-04-01 to 2025-06-30"),
            ("quý II", "quarter, 2025-04-01 to 2025-06-30"),
            ("Q3/2025", "quarter, 2025-07-01 to 2025-09-30"),
            ("QuýIV/2025", "quarter, 2025-10-01 to 2025-12-31"),
            ("Quý III Năm 2026", "quarter, 2026-07-01 to 2026-09-30"),
            ("Trong quý I năm 2026", "quarter, 2026-01-01 to 2026-03-31"),
            ("Quý IV/2025- Quý II/2026", "range, 2025-10-01 to 2026-06-30"),
            ("Quý I, II/2025", "range, 2025-01-01 to 2025-06-30"),
            ("Quý III và IV/2025", "range, 2025-07-01 to 2025-12-31"),
            ("Quý I, quý II năm 2025", "range, 2025-01-01 to 2025-06-30"),
            ("Quý II-III/2025", "range, 2025-04-01 to 2025-09-30"),
            ("Từ quý II đến quý IV năm 2025", "range, 2025-04-01 to 2025-12-31"),
            ("IV/2025", "quarter, 2025-10-01 to 2025-12-31"),
            ("Hoàn thành trong Quý I/2025", "quarter, 2025-01-01 to 2025-03-31"),
        ],
    ),
    (
        "Nửa năm và một phần năm",
        &[
            ("6 tháng đầu năm", "half-year, 2025-01-01 to 2025-06-30"),
            ("06 tháng đầu năm 2025", "half-year, 2025-01-01 to 2025-06-30"),
            ("sáu tháng cuối năm 2025", "half-year, 2025-07-01 to 2025-12-31"),
            ("6 tháng cuối năm", "half-year, 2025-07-01 to 2025-12-31"),
            ("nửa đầu năm 2025", "half-year, 2025-01-01 to 2025-06-30"),
            ("9 tháng đầu năm 2025", "range, 2025-01-01 to 2025-09-30"),
            ("9 tháng năm 2026", "range, 2026-01-01 to 2026-09-30"),
            ("3 tháng cuối năm 2025", "range, 2025-10-01 to 2025-12-31"),
        ],
    ),
    (
        "Năm",
        &[
            ("Năm 2025", "year, 2025-01-01 to 2025-12-31"),
            ("2025", "year, 2025-01-01 to 2025-12-31"),
            ("Trong năm 2025", "year, 2025-01-01 to 2025-12-31"),
            ("trong năm", "year, 2025-01-01 to 2025-12-31"),
            ("Cả năm 2025", "year, 2025-01-01 to 2025-12-31"),
            ("Năm 2025 - 2026", "range, 2025-01-01 to 2026-12-31"),
            ("2025-2030", "range, 2025-01-01 to 2030-12-31"),
            ("Giai đoạn 2026 - 2030", "range, 2026-01-01 to 2030-12-31"),
            ("Các năm 2025, 2026, 2027", "range, 2025-01-01 to 2027-12-31"),
            ("Từ năm 2026 đến năm 2030", "range, 2026-01-01 to 2030-12-31"),
            ("Từ năm 2026 - 2030", "range, 2026-01-01 to 2030-12-31"),
            ("Nhiệm kỳ 2025-2030", "range, 2025-01-01 to 2030-12-31"),
            ("Năm học 2025-2026", "range, 2025-09-01 to 2026-05-31"),
            (
                "Năm 2025 và các năm tiếp theo",
                "range, from 2025-01-01, open-ended",
            ),
            (
                "Quý IV năm 2025 và các năm tiếp theo",
                "range, from 2025-10-01, open-ended",
            ),
            (
                "Giai đoạn 2026-2030 và những năm tiếp theo",
                "range, from 2026-01-01, open-ended",
            ),
            ("Năm 2026 trở đi", "range, from 2026-01-01, open-ended"),
        ],
    ),
    (
        "Ngày và hạn",
        &[
            ("15/11/2025", "deadline, by 2025-11-15"),
            ("15-11-2025", "deadline, by 2025-11-15"),
            ("15.11.2025", "deadline, by 2025-11-15"),
            ("15/11/25", "deadline, by 2025-11-15"),
            ("2025-11-15 00:00:00", "deadline, by 2025-11-15"),
            ("Ngày 15 tháng 11 năm 2025", "deadline, by 2025-11-15"),
            ("ngày 05 tháng 3 năm 2025", "deadline, by 2025-03-05"),
            ("Thứ Bảy, ngày 15/11/2025", "deadline, by 2025-11-15"),
            ("Trước ngày 15/11/2025", "deadline, by 2025-11-15, before"),
            ("Trước 15/11", "deadline, by 2025-11-15, before"),
            (
                "trước ngày 15 tháng 11 năm 2025",
                "deadline, by 2025-11-15, before",
            ),
            (
                "Hoàn thành trước ngày 20/12/2025",
                "deadline, by 2025-12-20, before",
            ),
            ("Chậm nhất ngày 15/11/2025", "deadline, by 2025-11-15"),
            ("Chậm nhất là ngày 15/11/2025", "deadline, by 2025-11-15"),
            ("Chậm nhất đến ngày 30/6/2025", "deadline, by 2025-06-30"),
            ("Muộn nhất ngày 30 tháng 6", "deadline, by 2025-06-30"),
            ("Không quá ngày 30/6/2025", "deadline, by 2025-06-30"),
            ("Hạn cuối: 30/6/2025", "deadline, by 2025-06-30"),
            ("Đến ngày 30/6/2025", "deadline, by 2025-06-30"),
            ("Đến hết tháng 6/2025", "deadline, by 2025-06-30"),
            ("Đến hết năm 2025", "deadline, by 2025-12-31"),
            ("Đến năm 2030", "deadline, by 2030-12-31"),
            ("Hết quý III/2025", "deadline, by 2025-09-30"),
            ("Xong trước 30/9", "deadline, by 2025-09-30, before"),
            ("Trước tháng 6/2025", "deadline, by 2025-05-31, before"),
            ("Trước quý III/2025", "deadline, by 2025-06-30, before"),
            ("Trước năm 2030", "deadline, by 2029-12-31, before"),
            ("trước 2030", "deadline, by 2029-12-31, before"),
            ("Chậm nhất trong tháng 6/2025", "deadline, by 2025-06-30"),
            (
                "Trước 17 giờ 00 ngày 15/11/2025",
                "deadline, by 2025-11-15, before, at -17:00",
            ),
            ("Trước ngày 31/01 năm sau", "deadline, by 2026-01-31, before"),
            ("Trước ngày 31/01 năm liền kề", "deadline, by 2026-01-31, before"),
            ("Trước ngày 31/6/2025", "deadline, by 2025-06-30, before"),
            (
                "Trước ngày 15/6 và ngày 15/12/2025",
                "deadline, by 2025-12-15, before, 2 milestones",
            ),
        ],
    ),
    (
        "Từ ngày đến ngày",
        &[
            (
                "Từ ngày 01/01/2025 đến ngày 31/3/2025",
                "range, 2025-01-01 to 2025-03-31",
            ),
            ("Từ 10/5 đến 15/5/2025", "range, 2025-05-10 to 2025-05-15"),
            ("Ngày 10 - 15/5/2025", "range, 2025-05-10 to 2025-05-15"),
            ("10-15/5/2025", "range, 2025-05-10 to 2025-05-15"),
            ("ngày 23, 24/10/2025", "range, 2025-10-23 to 2025-10-24"),
            (
                "ngày 23 và ngày 24 tháng 10 năm 2025",
                "range, 2025-10-23 to 2025-10-24",
            ),
            ("01/6/2025 - 30/8/2025", "range, 2025-06-01 to 2025-08-30"),
            ("Từ 01/7/2025", "range, from 2025-07-01, open-ended"),
            ("Từ ngày 01/7/2025 trở đi", "range, from 2025-07-01, open-ended"),
            (
                "Từ tháng 3/2025 đến hết năm 2025",
                "range, 2025-03-01 to 2025-12-31",
            ),
            ("Từ nay đến hết năm 2025", "range, 2025-01-01 to 2025-12-31"),
            ("từ nay đến năm 2030", "range, 2025-01-01 to 2030-12-31"),
            ("Triển khai từ năm 2026", "range, from 2026-01-01, open-ended"),
            ("Bắt đầu từ quý II/2025", "range, from 2025-04-01, open-ended"),
            (
                "Từ tháng 11/2025 đến khi kết thúc Tổng kiểm kê",
                "range, from 2025-11-01, open-ended, when “kết thúc Tổng kiểm kê”",
            ),
            (
                "Đến khi hoàn thành nhiệm vụ",
                "range, open-ended, when “hoàn thành nhiệm vụ”",
            ),
            ("Sau ngày 30/6/2025", "range, from 2025-07-01, open-ended"),
            ("Từ sau năm 2027", "range, from 2028-01-01, open-ended"),
            (
                "Từ ngày ban hành Kế hoạch trở đi",
                "range, from 2025-01-01, open-ended",
            ),
            (
                "Từ ngày ban hành Kế hoạch đến hết năm 2025",
                "range, 2025-01-01 to 2025-12-31",
            ),
        ],
    ),
    (
        "Ước chừng",
        &[
            (
                "Cuối tháng 5/2025",
                "range, 2025-05-21 to 2025-05-31, approximate",
            ),
            ("đầu tháng 6/2025", "range, 2025-06-01 to 2025-06-10, approximate"),
            ("giữa tháng 6", "range, 2025-06-11 to 2025-06-20, approximate"),
            (
                "Trung tuần tháng 5/2025",
                "range, 2025-05-11 to 2025-05-20, approximate",
            ),
            ("Đầu quý II/2025", "range, 2025-04-01 to 2025-04-30, approximate"),
            (
                "cuối quý III/2025",
                "range, 2025-09-01 to 2025-09-30, approximate",
            ),
            ("cuối năm 2025", "deadline, by 2025-12-31, approximate"),
            ("đầu năm 2026", "range, 2026-01-01 to 2026-03-31, approximate"),
            ("tuần 2 tháng 5", "range, 2025-05-08 to 2025-05-14, approximate"),
            (
                "Tuần thứ ba tháng 10/2025",
                "range, 2025-10-15 to 2025-10-21, approximate",
            ),
            (
                "tuần cuối tháng 6/2025",
                "range, 2025-06-24 to 2025-06-30, approximate",
            ),
            (
                "tuần đầu tiên của tháng 9/2025",
                "range, 2025-09-01 to 2025-09-07, approximate",
            ),
            ("Nửa đầu tháng 6/2025", "range, 2025-06-01 to 2025-06-15"),
            (
                "Khoảng tháng 8/2025",
                "month, 2025-08-01 to 2025-08-31, approximate",
            ),
            (
                "Dự kiến tháng 8/2025",
                "month, 2025-08-01 to 2025-08-31, tentative",
            ),
            ("Dự kiến quý III", "quarter, 2025-07-01 to 2025-09-30, tentative"),
        ],
    ),
    (
        "Giờ trong ngày",
        &[
            (
                "8 giờ 00 ngày 15/11/2025",
                "range, 2025-11-15 to 2025-11-15, at 08:00",
            ),
            (
                "08h30 ngày 15/11/2025",
                "range, 2025-11-15 to 2025-11-15, at 08:30",
            ),
            (
                "07h00, sáng ngày 29/6/2025",
                "range, 2025-06-29 to 2025-06-29, at 07:00, morning",
            ),
            (
                "Dự kiến chiều ngày 29/4/2025",
                "range, 2025-04-29 to 2025-04-29, tentative, afternoon",
            ),
            (
                "Từ 20 giờ 15 phút - 20 giờ 45 phút ngày 23 tháng 1",
                "range, 2025-01-23 to 2025-01-23, at 20:15-20:45",
            ),
        ],
    ),
    (
        "Thường xuyên",
        &[
            ("Thường xuyên", "continuous, 2025-01-01 to 2025-12-31"),
            ("Thường xuyên, liên tục", "continuous, 2025-01-01 to 2025-12-31"),
            ("Thường xuyên trong năm", "continuous, 2025-01-01 to 2025-12-31"),
            ("Thường xuyên năm 2025", "continuous, 2025-01-01 to 2025-12-31"),
            (
                "Thường xuyên, hằng năm",
                "continuous, 2025-01-01 to 2025-12-31, yearly",
            ),
            (
                "Thường xuyên, hàng quý",
                "continuous, 2025-01-01 to 2025-12-31, quarterly",
            ),
            (
                "Thường xuyên từ tháng 3/2025",
                "continuous, 2025-03-01 to 2025-12-31, open-ended",
            ),
            (
                "Thường xuyên đến năm 2030",
                "continuous, 2025-01-01 to 2030-12-31",
            ),
            ("Nhiệm vụ thường xuyên", "continuous, 2025-01-01 to 2025-12-31"),
            ("Liên tục trong năm 2025", "continuous, 2025-01-01 to 2025-12-31"),
            (
                "Thường xuyên hoặc khi có yêu cầu",
                "continuous, 2025-01-01 to 2025-12-31, when “có yêu cầu”, 1 alternative",
            ),
            (
                "Thường xuyên; báo cáo hằng quý",
                "continuous, 2025-01-01 to 2025-12-31, quarterly",
            ),
            ("Quanh năm", "continuous, 2025-01-01 to 2025-12-31"),
            (
                "Thường xuyên trong tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly",
            ),
        ],
    ),
    (
        "Định kỳ",
        &[
            ("Hằng năm", "recurring, 2025-01-01 to 2025-12-31, yearly"),
            (
                "Hằng quý, 6 tháng, 9 tháng và năm",
                "recurring, 2025-01-01 to 2025-12-31, quarterly and half-yearly and yearly",
            ),
            ("Trong năm học 2025 - 2026", "range, 2025-09-01 to 2026-05-31"),
            ("Hàng tháng", "recurring, 2025-01-01 to 2025-12-31, monthly"),
            ("Hằng tuần", "recurring, 2025-01-01 to 2025-12-31, weekly"),
            ("Hằng ngày", "recurring, 2025-01-01 to 2025-12-31, daily"),
            ("Mỗi quý", "recurring, 2025-01-01 to 2025-12-31, quarterly"),
            ("Định kỳ", "recurring, 2025-01-01 to 2025-12-31, unspecified"),
            (
                "Định kỳ hằng quý",
                "recurring, 2025-01-01 to 2025-12-31, quarterly",
            ),
            (
                "Định kỳ 6 tháng",
                "recurring, 2025-01-01 to 2025-12-31, half-yearly",
            ),
            (
                "Định kỳ 6 tháng, năm",
                "recurring, 2025-01-01 to 2025-12-31, half-yearly and yearly",
            ),
            (
                "Định kỳ hằng quý, 6 tháng, năm",
                "recurring, 2025-01-01 to 2025-12-31, quarterly and half-yearly and yearly",
            ),
            (
                "Hằng tháng, quý, năm",
                "recurring, 2025-01-01 to 2025-12-31, monthly and quarterly and yearly",
            ),
            ("6 tháng/lần", "recurring, 2025-01-01 to 2025-12-31, half-yearly"),
            (
                "06 tháng một lần",
                "recurring, 2025-01-01 to 2025-12-31, half-yearly",
            ),
            ("02 lần/năm", "recurring, 2025-01-01 to 2025-12-31, yearly 2×"),
            ("mỗi năm 02 lần", "recurring, 2025-01-01 to 2025-12-31, yearly 2×"),
            (
                "Mỗi quý một lần",
                "recurring, 2025-01-01 to 2025-12-31, quarterly",
            ),
            ("01 tin/tuần", "recurring, 2025-01-01 to 2025-12-31, weekly 1×"),
            (
                "2 năm một lần",
                "recurring, 2025-01-01 to 2025-12-31, yearly every 2",
            ),
            (
                "Ngày 15 hằng tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly by day 15",
            ),
            (
                "Trước ngày 20 hằng tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly before day 20",
            ),
            (
                "trước ngày 25 của tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly before day 25",
            ),
            (
                "Trước ngày 05 tháng sau",
                "recurring, 2025-01-01 to 2025-12-31, monthly before month 2 day 5",
            ),
            (
                "Ngày cuối tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly by day 31",
            ),
            (
                "Trước ngày 10 của tháng đầu quý sau",
                "recurring, 2025-01-01 to 2025-12-31, quarterly before month 4 day 10",
            ),
            (
                "Trước ngày 15 tháng cuối quý",
                "recurring, 2025-01-01 to 2025-12-31, quarterly before month 3 day 15",
            ),
            (
                "Trước ngày 15/11 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly before 11-15",
            ),
            (
                "Trước ngày 01/6 và 15/11 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly before 06-01, 11-15",
            ),
            (
                "trước ngày 31 tháng 3 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly before 03-31",
            ),
            (
                "Tháng 12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 12-01 to 12-31",
            ),
            (
                "Quý IV hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 10-01 to 12-31",
            ),
            (
                "Tháng 6, tháng 12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 06-01 to 12-31",
            ),
            (
                "Hằng năm, trước ngày 15/11",
                "recurring, 2025-01-01 to 2025-12-31, yearly before 11-15",
            ),
            (
                "hằng năm (trước ngày 15 tháng 11) hoặc theo đề nghị",
                "recurring, 2025-01-01 to 2025-12-31, yearly before 11-15, when “theo đề nghị”, 1 alternative",
            ),
            (
                "Hằng quý, chậm nhất ngày 20 của tháng cuối quý",
                "recurring, 2025-01-01 to 2025-12-31, quarterly by month 3 day 20",
            ),
            (
                "Thứ Sáu hằng tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly on Friday",
            ),
            (
                "Chiều thứ Sáu tuần cuối hằng tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly on last Friday, afternoon",
            ),
            (
                "Hằng năm, giai đoạn 2026-2030",
                "recurring, 2026-01-01 to 2030-12-31, yearly",
            ),
            (
                "Hằng quý trong năm 2025",
                "recurring, 2025-01-01 to 2025-12-31, quarterly",
            ),
            (
                "Cập nhật hằng quý đến năm 2030",
                "recurring, 2025-01-01 to 2030-12-31, quarterly",
            ),
            (
                "Hằng tháng, bắt đầu từ tháng 3/2025",
                "recurring, 2025-03-01 to 2025-12-31, monthly",
            ),
            (
                "Trước ngày 20/11/2025 và hằng tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly before day 20, first 2025-11-20",
            ),
            (
                "Định kỳ hoặc đột xuất",
                "recurring, 2025-01-01 to 2025-12-31, unspecified, when “đột xuất”, 1 alternative",
            ),
            (
                "Hằng tháng tổ chức 01 cuộc đối thoại",
                "recurring, 2025-01-01 to 2025-12-31, monthly 1×",
            ),
        ],
    ),
    (
        "Khi có việc",
        &[
            ("Khi có phát sinh", "triggered, when “có phát sinh”"),
            (
                "Khi Sở Nội vụ có yêu cầu phối hợp",
                "triggered, when “Sở Nội vụ có yêu cầu phối hợp”",
            ),
            ("Khi có yêu cầu", "triggered, when “có yêu cầu”"),
            ("Theo yêu cầu", "triggered, when “Theo yêu cầu”"),
            (
                "theo yêu cầu của Sở Nội vụ",
                "triggered, when “theo yêu cầu của Sở Nội vụ”",
            ),
            ("Theo nhu cầu", "triggered, when “Theo nhu cầu”"),
            ("Sau khi có kết quả", "triggered, when “có kết quả”"),
            (
                "sau khi có hướng dẫn của Trung ương",
                "triggered, when “có hướng dẫn của Trung ương”",
            ),
            ("Ngay sau khi phê duyệt", "triggered, +0 days, when “phê duyệt”"),
            (
                "Ngay sau khi Nghị định có hiệu lực",
                "triggered, +0 days, when “Nghị định có hiệu lực”",
            ),
            ("Đột xuất", "triggered, when “Đột xuất”"),
            ("Sau Hội nghị tổng kết", "triggered, when “Hội nghị tổng kết”"),
            (
                "Trước khi tổ chức hội nghị",
                "triggered, when “Trước khi tổ chức hội nghị”",
            ),
            ("Theo thời điểm có nhu cầu", "triggered, when “có nhu cầu”"),
            (
                "Khi có hướng dẫn hoặc theo chỉ đạo của UBND tỉnh",
                "triggered, when “có hướng dẫn”, 1 alternative",
            ),
            (
                "Sau khi có hướng dẫn, hoàn thành trước ngày 30/6/2025",
                "deadline, by 2025-06-30, before",
            ),
            (
                "Quý II/2025 hoặc khi có yêu cầu",
                "quarter, 2025-04-01 to 2025-06-30, when “có yêu cầu”, 1 alternative",
            ),
        ],
    ),
    (
        "Thời hạn tính từ sự kiện",
        &[
            (
                "Chậm nhất 05 ngày làm việc sau khi kết thúc hội nghị",
                "triggered, +5 working days, when “kết thúc hội nghị”",
            ),
            (
                "10 ngày làm việc sau khi Nghị quyết được ban hành",
                "triggered, +10 working days, when “Nghị quyết được ban hành”",
            ),
            (
                "Trong vòng 15 ngày kể từ ngày nhận đủ hồ sơ",
                "triggered, +15 days, when “nhận đủ hồ sơ”",
            ),
            (
                "Trong thời hạn 30 ngày, kể từ ngày ký ban hành",
                "range, 2025-01-01 to 2025-01-31, +30 days",
            ),
            (
                "05 (năm) ngày làm việc kể từ ngày nhận được văn bản",
                "triggered, +5 working days, when “nhận được văn bản”",
            ),
            (
                "20 ngày sau khi Tỉnh ủy ban hành",
                "triggered, +20 days, when “Tỉnh ủy ban hành”",
            ),
            (
                "24 giờ kể từ khi tiếp nhận",
                "triggered, +24 hours, when “tiếp nhận”",
            ),
            (
                "02 tháng kể từ ngày Luật có hiệu lực",
                "triggered, +2 months, when “Luật có hiệu lực”",
            ),
            (
                "100 ngày kể từ ngày ban hành Kế hoạch",
                "range, 2025-01-01 to 2025-04-11, +100 days",
            ),
            ("100 ngày", "range, 2025-01-01 to 2025-04-11, +100 days"),
            (
                "30 ngày kể từ ngày 01/6/2025",
                "range, 2025-06-01 to 2025-07-01, +30 days",
            ),
            (
                "03 ngày trước khi tổ chức hội nghị",
                "triggered, -3 days, when “tổ chức hội nghị”",
            ),
            (
                "Sau khi kết thúc hội nghị 05 ngày làm việc",
                "triggered, +5 working days, when “kết thúc hội nghị”",
            ),
        ],
    ),
    (
        "Trỏ sang văn bản khác",
        &[
            (
                "Theo Kế hoạch số 02-KH/BCĐTW",
                "other, see “Kế hoạch số 02-KH/BCĐTW”",
            ),
            ("Theo kế hoạch", "other, see “kế hoạch”"),
            (
                "Theo hướng dẫn của Trung ương",
                "other, see “hướng dẫn của Trung ương”",
            ),
            (
                "Theo Nghị định số 52/2015/NĐ-CP ngày 28/5/2015",
                "other, see “Nghị định số 52/2015/NĐ-CP ngày 28/5/2015”",
            ),
            ("Theo tiến độ được giao", "other, see “tiến độ được giao”"),
            ("Theo quy định", "other, see “quy định”"),
            (
                "Theo Công văn số 123/UBND-NC ngày 12/3/2025, hoàn thành trước ngày 30/6/2025",
                "deadline, by 2025-06-30, before, see “Công văn số 123/UBND-NC ngày 12/3/2025”",
            ),
            (
                "Theo kế hoạch công tác hằng năm",
                "other, yearly, see “kế hoạch công tác hằng năm”",
            ),
        ],
    ),
    (
        "Nhiều mốc trong một ô",
        &[
            (
                "Ban hành kế hoạch trong tháng 01/2025 và tổ chức thực hiện",
                "range, 2025-01-01 to 2025-12-31, 2 milestones",
            ),
            (
                "Quý I/2025: xây dựng; Quý II/2025: ban hành",
                "range, 2025-01-01 to 2025-06-30, 2 milestones",
            ),
            (
                "Đợt 1: trước ngày 30/6/2025; đợt 2: trước ngày 30/11/2025",
                "deadline, by 2025-11-30, before, 2 milestones",
            ),
            (
                "Báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12/2025",
                "deadline, by 2025-12-15, before, 2 milestones",
            ),
            ("Quý I/2025; Quý II/2025", "range, 2025-01-01 to 2025-06-30"),
            (
                "Hoàn thành trong quý I/2025; báo cáo hằng quý",
                "quarter, 2025-01-01 to 2025-03-31, quarterly",
            ),
            (
                "Hoàn thành trong năm 2025 và vận hành thường xuyên",
                "range, 2025-01-01 to 2025-12-31, 2 milestones",
            ),
        ],
    ),
    (
        "Cách viết khác",
        &[
            ("Quý I+II/2025", "range, 2025-01-01 to 2025-06-30"),
            ("Quý I-IV/2025", "range, 2025-01-01 to 2025-12-31"),
            ("Quý I,II,III,IV", "range, 2025-01-01 to 2025-12-31"),
            (
                "Hằng quý (tháng 3, 6, 9, 12)",
                "recurring, 2025-01-01 to 2025-12-31, quarterly from month 3 day 1 to month 3 day 31",
            ),
            ("Tháng 01-12/2025", "range, 2025-01-01 to 2025-12-31"),
            ("01/01 - 31/12/2025", "range, 2025-01-01 to 2025-12-31"),
            ("Từ 20/11 - 20/12/2025", "range, 2025-11-20 to 2025-12-20"),
            ("20/11-20/12/2025", "range, 2025-11-20 to 2025-12-20"),
            (
                "Quý II, Quý IV/2025",
                "range, 2025-04-01 to 2025-12-31, 2 milestones",
            ),
            (
                "Trong tháng 10/2025 (trước ngày 15/10)",
                "month, 2025-10-01 to 2025-10-31",
            ),
            (
                "Hoàn thành Quý II/2026, duy trì thường xuyên",
                "range, 2026-04-01 to 2026-06-30, 2 milestones",
            ),
            (
                "Trong quý IV/2025 và năm 2026",
                "range, 2025-10-01 to 2026-12-31, 2 milestones",
            ),
            (
                "Kể từ ngày Nghị định có hiệu lực",
                "triggered, when “Nghị định có hiệu lực”",
            ),
            (
                "Năm 2025 và hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly",
            ),
            (
                "Hàng năm (Quý IV)",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 10-01 to 12-31",
            ),
            (
                "Vào tháng 12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 12-01 to 12-31",
            ),
            (
                "Ngày 02/9 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly by 09-02",
            ),
            (
                "Trước ngày 20/6 (báo cáo 6 tháng) và 20/12 (báo cáo năm)",
                "deadline, by 2025-06-20, before",
            ),
            (
                "Quý, 6 tháng, năm",
                "recurring, 2025-01-01 to 2025-12-31, quarterly and half-yearly and yearly",
            ),
            (
                "Hằng quý/6 tháng/năm",
                "recurring, 2025-01-01 to 2025-12-31, quarterly and half-yearly and yearly",
            ),
            (
                "Định kỳ 06 tháng, 01 năm",
                "recurring, 2025-01-01 to 2025-12-31, half-yearly and yearly",
            ),
            (
                "ít nhất 01 lần/năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly 1×",
            ),
            ("3 tháng 1 lần", "recurring, 2025-01-01 to 2025-12-31, quarterly"),
            (
                "Hằng tháng (ngày 25)",
                "recurring, 2025-01-01 to 2025-12-31, monthly by day 25",
            ),
            (
                "Ngày 25 của tháng cuối mỗi quý",
                "recurring, 2025-01-01 to 2025-12-31, quarterly by month 3 day 25",
            ),
            (
                "Chậm nhất sau 10 ngày kể từ ngày nhận văn bản",
                "triggered, +10 days, when “nhận văn bản”",
            ),
            ("Không quá 05 ngày làm việc", "triggered, +5 working days"),
            ("Trước 05 ngày làm việc so với ngày tổ chức", "other"),
            (
                "Trong 06 tháng đầu năm 2025",
                "half-year, 2025-01-01 to 2025-06-30",
            ),
            ("Trong 02 năm 2025-2026", "range, 2025-01-01 to 2026-12-31"),
            (
                "Trong 5 ngày (từ 10/6 đến 15/6/2025)",
                "range, 2025-06-10 to 2025-06-15",
            ),
            (
                "Từ 8h00 - 11h30 ngày 12/5/2025",
                "range, 2025-05-12 to 2025-05-12, at 08:00-11:30",
            ),
            (
                "14h00' ngày 20/10/2025",
                "range, 2025-10-20 to 2025-10-20, at 14:00",
            ),
            ("01 ngày, trong tháng 6/2025", "month, 2025-06-01 to 2025-06-30"),
            (
                "Tháng 4 và tháng 10 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 04-01 to 10-31",
            ),
            ("Cuối mỗi quý", "recurring, 2025-01-01 to 2025-12-31, quarterly"),
            ("Cuối quý", "recurring, 2025-01-01 to 2025-12-31, quarterly"),
            ("Cuối năm", "deadline, by 2025-12-31, approximate"),
            (
                "Hoàn thành trước Đại hội Đảng bộ",
                "triggered, when “trước Đại hội Đảng bộ”",
            ),
            ("Theo quý", "recurring, 2025-01-01 to 2025-12-31, quarterly"),
            ("Trong giai đoạn 2026-2030", "range, 2026-01-01 to 2030-12-31"),
            ("Cả giai đoạn", "range, 2025-01-01 to 2025-12-31"),
            (
                "Quý IV/2025, chậm nhất 15/12/2025",
                "range, 2025-10-01 to 2025-12-31, 2 milestones",
            ),
            ("Quý III/2025 – năm 2026", "range, 2025-07-01 to 2026-12-31"),
            (
                "Từ Quý I/2026 và duy trì thường xuyên",
                "continuous, from 2026-01-01, open-ended",
            ),
            ("30/6/2025 và 31/12/2025", "deadline, by 2025-12-31, 2 milestones"),
            (
                "15/6; 15/12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly by 06-15, 12-15",
            ),
            (
                "Trước 15h00 thứ Năm hằng tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly on Thursday, at 15:00",
            ),
            (
                "sáng thứ Hai hằng tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly on Monday, morning",
            ),
            ("QUÝ II/2025", "quarter, 2025-04-01 to 2025-06-30"),
            ("THÁNG 3/2025", "month, 2025-03-01 to 2025-03-31"),
            ("Quy II/2025", "quarter, 2025-04-01 to 2025-06-30"),
            ("Thuong xuyen", "continuous, 2025-01-01 to 2025-12-31"),
            ("Truoc ngay 15/11/2025", "deadline, by 2025-11-15, before"),
            ("Hang nam", "recurring, 2025-01-01 to 2025-12-31, yearly"),
            ("Quý I - năm 2026", "quarter, 2026-01-01 to 2026-03-31"),
            (
                "Tháng 12/2025 và tháng 01/2026",
                "range, 2025-12-01 to 2026-01-31",
            ),
            (
                "Từ tháng 6/2025 đến tháng 12/2025 và các năm tiếp theo",
                "range, from 2025-06-01, open-ended",
            ),
            (
                "Theo tiến độ của dự án, hoàn thành trong quý III/2025",
                "quarter, 2025-07-01 to 2025-09-30, see “tiến độ của dự án”",
            ),
            ("Sau khi được phê duyệt", "triggered, when “được phê duyệt”"),
            (
                "Ngay khi có văn bản chỉ đạo",
                "triggered, +0 days, when “có văn bản chỉ đạo”",
            ),
            ("Tháng 3 (dự kiến)", "month, 2025-03-01 to 2025-03-31, tentative"),
            (
                "Trước ngày 05 hằng tháng, trước ngày 05 tháng đầu quý sau",
                "recurring, 2025-01-01 to 2025-12-31, monthly before day 5 and quarterly",
            ),
            (
                "Đăng tải 02 tin, bài/tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly 2×",
            ),
            (
                "Mỗi tuần 01 chuyên mục",
                "recurring, 2025-01-01 to 2025-12-31, weekly 1×",
            ),
            (
                "Phát sóng vào 19h30 thứ Sáu hằng tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly on Friday, at 19:30",
            ),
            ("Đặt hàng năm 2027", "year, 2027-01-01 to 2027-12-31"),
            (
                "Nghiệm thu trong tháng 11; thanh lý hợp đồng trước 31/12/2025",
                "range, 2025-11-01 to 2025-12-31, 2 milestones",
            ),
            ("Ngày 22/12", "deadline, by 2025-12-22"),
            ("Từ nay đến cuối năm", "range, 2025-01-01 to 2025-12-31"),
            ("Hoàn thành chậm nhất trong quý II", "deadline, by 2025-06-30"),
            ("Xong trong tháng 5", "deadline, by 2025-05-31"),
            ("2025 – 2027", "range, 2025-01-01 to 2027-12-31"),
            ("Tháng 5, 9", "range, 2025-05-01 to 2025-09-30, 2 milestones"),
            (
                "Tháng 5; tháng 9/2025",
                "range, 2025-05-01 to 2025-09-30, 2 milestones",
            ),
            (
                "Quý 1/2026 và Quý 3/2026",
                "range, 2026-01-01 to 2026-09-30, 2 milestones",
            ),
            (
                "Đến 30/6/2026 hoàn thành 50%, đến 31/12/2026 hoàn thành 100%",
                "deadline, by 2026-12-31, 2 milestones",
            ),
            (
                "Trước ngày 15/12/2025 (Chủ nhật)",
                "deadline, by 2025-12-15, before",
            ),
            (
                "Báo cáo kết quả trước ngày 15/11/2025 để tổng hợp",
                "deadline, by 2025-11-15, before",
            ),
            ("Trong năm 2025, 2026", "range, 2025-01-01 to 2026-12-31"),
            (
                "Hoàn thành trước tháng 12/2025",
                "deadline, by 2025-11-30, before",
            ),
            (
                "Trước tháng 12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly before 11-30",
            ),
            (
                "Trước ngày 10 của tháng cuối quý",
                "recurring, 2025-01-01 to 2025-12-31, quarterly before month 3 day 10",
            ),
            (
                "Theo lộ trình của Trung ương và của tỉnh",
                "other, see “lộ trình của Trung ương và của tỉnh”",
            ),
            (
                "Từ năm 2026 và các năm tiếp theo",
                "range, from 2026-01-01, open-ended",
            ),
            ("Từ quý I/2026 trở đi", "range, from 2026-01-01, open-ended"),
            (
                "Tháng 12 năm 2025 và quý I năm 2026",
                "range, 2025-12-01 to 2026-03-31, 2 milestones",
            ),
            (
                "Hằng năm hoặc đột xuất theo yêu cầu",
                "recurring, 2025-01-01 to 2025-12-31, yearly, when “đột xuất theo yêu cầu”, 1 alternative",
            ),
            (
                "Định kỳ, đột xuất",
                "recurring, 2025-01-01 to 2025-12-31, unspecified, when “đột xuất”, 1 alternative",
            ),
            (
                "Định kỳ hàng quý, 6 tháng, năm và đột xuất khi có yêu cầu",
                "recurring, 2025-01-01 to 2025-12-31, quarterly and half-yearly and yearly, when “đột xuất khi có yêu cầu”, 1 alternative",
            ),
            ("Thường xuyên và đột xuất", "continuous, 2025-01-01 to 2025-12-31"),
            (
                "Thường xuyên, định kỳ",
                "continuous, 2025-01-01 to 2025-12-31, unspecified",
            ),
            (
                "Thường xuyên (theo Kế hoạch)",
                "continuous, 2025-01-01 to 2025-12-31",
            ),
            (
                "Theo kế hoạch được phê duyệt",
                "other, see “kế hoạch được phê duyệt”",
            ),
            ("Theo tiến độ dự án", "other, see “tiến độ dự án”"),
            ("Theo kế hoạch hằng năm", "other, yearly, see “kế hoạch hằng năm”"),
            ("Theo nhiệm vụ phát sinh", "triggered, when “nhiệm vụ phát sinh”"),
            ("Theo từng thời điểm", "other, see “từng thời điểm”"),
            (
                "Ngay sau khi Kế hoạch được ban hành",
                "triggered, +0 days, when “Kế hoạch được ban hành”",
            ),
            (
                "Sau khi Kế hoạch được ban hành",
                "triggered, when “Kế hoạch được ban hành”",
            ),
            (
                "Trong 30 ngày sau khi Kế hoạch được ban hành",
                "range, 2025-01-01 to 2025-01-31, +30 days",
            ),
            (
                "05 ngày sau khi nhận được văn bản của Bộ",
                "triggered, +5 days, when “nhận được văn bản của Bộ”",
            ),
            (
                "Năm 2025 - 2026 và những năm tiếp theo",
                "range, from 2025-01-01, open-ended",
            ),
            ("Bắt đầu từ năm 2026", "range, from 2026-01-01, open-ended"),
            ("Kể từ ngày 01/7/2025", "range, from 2025-07-01, open-ended"),
            (
                "Trong tháng 11 và tháng 12/2025",
                "range, 2025-11-01 to 2025-12-31",
            ),
            (
                "tuần thứ 2 của tháng 11/2025",
                "range, 2025-11-08 to 2025-11-14, approximate",
            ),
            (
                "Tuần 1, 2 tháng 5",
                "range, 2025-05-01 to 2025-05-14, 2 milestones",
            ),
            (
                "Từ tuần 2 đến tuần 4 tháng 5/2025",
                "range, 2025-05-08 to 2025-05-28",
            ),
            (
                "Từ ngày 20 đến ngày 25/11/2025",
                "range, 2025-11-20 to 2025-11-25",
            ),
            (
                "Từ ngày 20 đến ngày 25 tháng 11 năm 2025",
                "range, 2025-11-20 to 2025-11-25",
            ),
            ("Từ 20 - 25/11", "range, 2025-11-20 to 2025-11-25"),
            (
                "Ngày 20 và 21 tháng 11 năm 2025",
                "range, 2025-11-20 to 2025-11-21",
            ),
            ("Trong 02 ngày 20-21/11/2025", "range, 2025-11-20 to 2025-11-21"),
            (
                "Trong hai ngày 20 và 21/11/2025",
                "range, 2025-11-20 to 2025-11-21",
            ),
            ("01 buổi, trong tháng 10/2025", "month, 2025-10-01 to 2025-10-31"),
            (
                "Tháng 10 năm 2025 (dự kiến ngày 15/10/2025)",
                "month, 2025-10-01 to 2025-10-31, tentative",
            ),
            ("Trước mùa mưa bão", "triggered, when “Trước mùa mưa bão”"),
            ("Tháng 6,7,8", "range, 2025-06-01 to 2025-08-31"),
            ("Tháng 6+7/2025", "range, 2025-06-01 to 2025-07-31"),
            ("T10/2025", "month, 2025-10-01 to 2025-10-31"),
            ("T11-12/2025", "range, 2025-11-01 to 2025-12-31"),
            ("đầu quý I/2026", "range, 2026-01-01 to 2026-01-31, approximate"),
            ("Đầu năm 2026", "range, 2026-01-01 to 2026-03-31, approximate"),
            ("Giữa quý II/2025", "range, 2025-05-01 to 2025-05-31, approximate"),
            ("Năm học 2025 - 2026", "range, 2025-09-01 to 2026-05-31"),
            ("Đến hết ngày 31/12/2025", "deadline, by 2025-12-31"),
            ("Đến hết 31/12/2025", "deadline, by 2025-12-31"),
            ("Từ nay đến 31/12/2025", "range, 2025-01-01 to 2025-12-31"),
            ("Từ nay đến hết quý I/2026", "range, 2025-01-01 to 2026-03-31"),
            (
                "Từ nay đến hết ngày 15/12/2025",
                "range, 2025-01-01 to 2025-12-15",
            ),
            (
                "Từ khi ban hành Kế hoạch đến hết năm 2025",
                "range, 2025-01-01 to 2025-12-31",
            ),
            ("Từ ngày ký đến 31/12/2025", "range, 2025-01-01 to 2025-12-31"),
            ("Sau khi ký ban hành", "triggered, when “ký ban hành”"),
            ("Kể từ ngày ký ban hành", "range, from 2025-01-01, open-ended"),
            (
                "Trong quá trình thực hiện",
                "continuous, 2025-01-01 to 2025-12-31",
            ),
            (
                "Trong suốt quá trình thực hiện",
                "continuous, 2025-01-01 to 2025-12-31",
            ),
            ("Trong cả năm", "year, 2025-01-01 to 2025-12-31"),
            ("Cả năm", "year, 2025-01-01 to 2025-12-31"),
            ("Suốt năm 2025", "continuous, 2025-01-01 to 2025-12-31"),
            ("Quanh năm 2025", "continuous, 2025-01-01 to 2025-12-31"),
            ("Nhân dịp kỷ niệm ngày 20/11", "deadline, by 2025-11-20"),
            ("Ngày Pháp luật Việt Nam 09/11", "deadline, by 2025-11-09"),
            (
                "Tháng 3 hàng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 03-01 to 03-31",
            ),
            (
                "Quý 4 hàng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 10-01 to 12-31",
            ),
            (
                "Trước ngày 25/12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly before 12-25",
            ),
            (
                "Chậm nhất ngày 25/12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly by 12-25",
            ),
            (
                "Chậm nhất vào ngày 25 hằng tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly by day 25",
            ),
            (
                "vào ngày 25 hằng tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly by day 25",
            ),
            (
                "Hàng tháng, trước ngày 25",
                "recurring, 2025-01-01 to 2025-12-31, monthly before day 25",
            ),
            (
                "Hàng tháng trước ngày 25",
                "recurring, 2025-01-01 to 2025-12-31, monthly before day 25",
            ),
            (
                "Ngày 25 của tháng cuối quý",
                "recurring, 2025-01-01 to 2025-12-31, quarterly by month 3 day 25",
            ),
            (
                "Ngày 20 tháng thứ hai của quý",
                "recurring, 2025-01-01 to 2025-12-31, quarterly by month 2 day 20",
            ),
            (
                "Ngày 20 hằng tháng, bắt đầu từ tháng 01/2026",
                "recurring, from 2026-01-01, monthly by day 20",
            ),
            (
                "Thứ 2 hàng tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly on Monday",
            ),
            (
                "Thứ hai, thứ tư hằng tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly on Monday and Wednesday",
            ),
            (
                "Chiều thứ 6 hằng tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly on Friday, afternoon",
            ),
            (
                "Mỗi tháng 1 lần",
                "recurring, 2025-01-01 to 2025-12-31, monthly 1×",
            ),
            ("1 tháng/lần", "recurring, 2025-01-01 to 2025-12-31, monthly"),
            (
                "02 tháng/lần",
                "recurring, 2025-01-01 to 2025-12-31, monthly every 2",
            ),
            ("2 lần/tuần", "recurring, 2025-01-01 to 2025-12-31, weekly 2×"),
            (
                "tối thiểu 1 lần/tháng",
                "recurring, 2025-01-01 to 2025-12-31, monthly 1×",
            ),
            (
                "Ít nhất 02 tin, bài/tuần",
                "recurring, 2025-01-01 to 2025-12-31, weekly 2×",
            ),
            (
                "10 ngày/lần",
                "recurring, 2025-01-01 to 2025-12-31, daily every 10",
            ),
            ("5 năm", "range, 2025-01-01 to 2030-01-01, +60 months"),
            ("03 năm (2026 - 2028)", "range, 2026-01-01 to 2028-12-31"),
            ("60 ngày", "range, 2025-01-01 to 2025-03-02, +60 days"),
            ("03 tháng", "range, 2025-01-01 to 2025-04-01, +3 months"),
            (
                "06 tháng kể từ ngày ký hợp đồng",
                "triggered, +6 months, when “ký hợp đồng”",
            ),
            (
                "12 tháng kể từ khi phê duyệt dự án",
                "triggered, +12 months, when “phê duyệt dự án”",
            ),
            (
                "Không quá 15 ngày kể từ ngày tiếp nhận",
                "triggered, +15 days, when “tiếp nhận”",
            ),
            (
                "Sau 10 ngày làm việc kể từ khi kết thúc đợt kiểm tra",
                "triggered, +10 working days, when “kết thúc đợt kiểm tra”",
            ),
            (
                "Chậm nhất 3 ngày trước ngày tổ chức",
                "triggered, -3 days, when “tổ chức”",
            ),
            (
                "Trước ngày tổ chức ít nhất 05 ngày",
                "triggered, when “Trước ngày tổ chức ít nhất 05 ngày”",
            ),
            (
                "trước khi khai mạc 01 ngày",
                "triggered, when “trước khi khai mạc 01 ngày”",
            ),
            (
                "Hoàn thành dứt điểm trong năm 2025",
                "year, 2025-01-01 to 2025-12-31",
            ),
            (
                "Phấn đấu hoàn thành trong Quý III/2025",
                "quarter, 2025-07-01 to 2025-09-30",
            ),
            (
                "Hoàn thành 100% trước 31/12/2025",
                "deadline, by 2025-12-31, before",
            ),
            (
                "Đạt 80% vào năm 2026, 100% vào năm 2028",
                "range, 2026-01-01 to 2028-12-31, 2 milestones",
            ),
            (
                "Xong trước ngày 30 tháng 9 năm 2025, báo cáo kết quả trước ngày 15 tháng 10 năm 2025",
                "deadline, by 2025-10-15, before, 2 milestones",
            ),
            (
                "Quý II/2025 (xong trước 15/6)",
                "quarter, 2025-04-01 to 2025-06-30",
            ),
            ("Trong Quý 1", "quarter, 2025-01-01 to 2025-03-31"),
            ("Quý 3", "quarter, 2025-07-01 to 2025-09-30"),
            ("Q.III/2025", "quarter, 2025-07-01 to 2025-09-30"),
            ("Quý III.2025", "quarter, 2025-07-01 to 2025-09-30"),
            ("Quý 3-2025", "quarter, 2025-07-01 to 2025-09-30"),
            ("quý 4 năm 2025", "quarter, 2025-10-01 to 2025-12-31"),
            ("Từ Quý IV/2025-Quý IV/2026", "range, 2025-10-01 to 2026-12-31"),
            ("Quý I-II năm 2026", "range, 2026-01-01 to 2026-06-30"),
            ("Quý I - Quý III/2026", "range, 2026-01-01 to 2026-09-30"),
            ("Quý I đến quý III/2026", "range, 2026-01-01 to 2026-09-30"),
            ("Quý 1,2,3,4/2025", "range, 2025-01-01 to 2025-12-31"),
            ("Các quý trong năm", "year, 2025-01-01 to 2025-12-31"),
            ("Các tháng trong năm", "year, 2025-01-01 to 2025-12-31"),
            (
                "Hằng quý, hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, quarterly and yearly",
            ),
            (
                "Tháng 1/2025 đến tháng 12/2025",
                "range, 2025-01-01 to 2025-12-31",
            ),
            (
                "Từ 01/01 đến 31/12 hằng năm",
                "recurring, 2025-01-01 to 2025-12-31, yearly from 01-01 to 12-31",
            ),
            (
                "Từ 15/12 năm trước đến 14/12 năm báo cáo",
                "range, 2024-12-15 to 2025-12-14",
            ),
            ("31/12/2025 (hoàn thành)", "deadline, by 2025-12-31"),
            ("12/2025", "month, 2025-12-01 to 2025-12-31"),
            (
                "12/2025 và các năm tiếp theo",
                "range, from 2025-12-01, open-ended",
            ),
            ("2025 trở đi", "range, from 2025-01-01, open-ended"),
            ("Sau năm 2025", "range, from 2026-01-01, open-ended"),
            ("Sau 2025", "range, from 2026-01-01, open-ended"),
            ("Trước 2026", "deadline, by 2025-12-31, before"),
            ("Trước 31/12", "deadline, by 2025-12-31, before"),
            (
                "trước 15h ngày 20/11/2025",
                "deadline, by 2025-11-20, before, at -15:00",
            ),
            (
                "Trước 10h00' ngày 20/11/2025",
                "deadline, by 2025-11-20, before, at -10:00",
            ),
            (
                "14 giờ 30 phút, thứ Hai, ngày 24/11/2025",
                "range, 2025-11-24 to 2025-11-24, at 14:30",
            ),
            (
                "Buổi sáng ngày 20/11/2025",
                "range, 2025-11-20 to 2025-11-20, morning",
            ),
            ("Tối ngày 20/11", "range, 2025-11-20 to 2025-11-20, evening"),
            (
                "Giai đoạn 1: 2025-2026; giai đoạn 2: 2027-2030",
                "range, 2025-01-01 to 2030-12-31, 2 milestones",
            ),
            (
                "Bước 1: tháng 6/2025. Bước 2: tháng 9/2025",
                "range, 2025-06-01 to 2025-09-30, 2 milestones",
            ),
            (
                "- Tháng 6/2025: xây dựng dự thảo\n- Tháng 9/2025: ban hành",
                "range, 2025-06-01 to 2025-09-30, 2 milestones",
            ),
            (
                "Theo Quyết định số 06/QĐ-TTg ngày 06/01/2022; hoàn thành năm 2025",
                "year, 2025-01-01 to 2025-12-31, see “Quyết định số 06/QĐ-TTg ngày 06/01/2022”",
            ),
            (
                "Thực hiện theo Nghị quyết số 57-NQ/TW",
                "other, see “Nghị quyết số 57-NQ/TW”",
            ),
            (
                "Theo Kế hoạch của UBND tỉnh năm 2025",
                "other, see “Kế hoạch của UBND tỉnh năm 2025”",
            ),
            (
                "Theo chỉ tiêu, tiến độ được giao hằng năm",
                "other, yearly, see “chỉ tiêu, tiến độ được giao hằng năm”",
            ),
            ("Khi được giao nhiệm vụ", "triggered, when “được giao nhiệm vụ”"),
            (
                "Khi Chính phủ ban hành Nghị định",
                "triggered, when “Chính phủ ban hành Nghị định”",
            ),
            (
                "Sau khi Luật được Quốc hội thông qua",
                "triggered, when “Luật được Quốc hội thông qua”",
            ),
            (
                "Sau khi sắp xếp, hoàn thành trong tháng 7/2025",
                "month, 2025-07-01 to 2025-07-31",
            ),
            ("Sau 01/7/2025", "range, from 2025-07-02, open-ended"),
            (
                "13/02/2025\nĐề xuất hạn là thường xuyên",
                "deadline, by 2025-02-13",
            ),
        ],
    ),
    (
        "Không phải thời gian",
        &[("Không", "other"), ("Chưa xác định", "other")],
    ),
];
