# Words of the components. Keys begin with ui-.

ui-skip = Chuyển đến nội dung chính
ui-search = Tìm kiếm
ui-help = Trợ giúp
ui-theme = Đổi giao diện sáng, tối
ui-theme-short = Sáng, tối
ui-inbox = { $n ->
    [0] Thông báo
   *[other] Thông báo, { $n } chưa đọc
}
ui-account = Tài khoản
ui-nav = Điều hướng chính
ui-nav-short = Lối tắt
ui-nav-more = Thêm
ui-nav-close = Đóng danh mục
ui-trail = Vị trí trang

ui-close = Đóng
ui-cancel = Hủy
ui-confirm = Đồng ý
ui-failed = Chưa làm được, hãy kiểm tra mạng rồi thử lại
ui-actions = Thao tác
ui-show-password = Hiện mật khẩu

ui-errors-title = Có chỗ cần sửa lại

ui-date-pattern = ngày/tháng/năm
ui-date-open = Mở lịch cho ô { $field }
ui-date-long = ngày { $day } tháng { $month } năm { $year }
ui-month-1 = 1
ui-month-2 = 2
ui-month-3 = 3
ui-month-4 = 4
ui-month-5 = 5
ui-month-6 = 6
ui-month-7 = 7
ui-month-8 = 8
ui-month-9 = 9
ui-month-10 = 10
ui-month-11 = 11
ui-month-12 = 12

ui-drop-file = Thả tệp vào đây hoặc bấm để chọn
ui-drop-files = Thả các tệp vào đây hoặc bấm để chọn
ui-drop-too-large = Tệp lớn hơn mức cho phép
ui-drop-sending = Đang gửi tệp
ui-drop-checking = Đã gửi xong, đang đọc tệp
ui-drop-cancelled = Đã hủy, tệp chưa được gửi
ui-drop-failed = Chưa gửi được, hãy kiểm tra mạng rồi thử lại

ui-filter = Lọc
ui-filter-list = Lọc danh sách
ui-filters-on = Bộ lọc đang dùng
ui-filters-clear = Bỏ tất cả
ui-filter-remove = Bỏ lọc { $filter }

ui-rows-all = { $n } kết quả
ui-rows-range = { $first }–{ $last } trong { $total } kết quả
ui-rows-none = Không có kết quả nào. Hãy bớt điều kiện lọc.
ui-rows-ticked = dòng đã chọn
ui-tick-all = Chọn tất cả
ui-export-xlsx = Tải về Excel
ui-pages = Các trang
ui-page = Trang { $n }
ui-page-previous = Trang trước
ui-page-next = Trang sau

ui-target = Chỉ tiêu { $target }
ui-target-reached = Đạt chỉ tiêu { $target }
ui-window = Thời gian thực hiện
ui-today = Hôm nay, { $date }
ui-step-done = đã xong
ui-diff-removed = Bỏ:
ui-diff-added = Thêm:
ui-diff-same = Không có thay đổi.
ui-month-short-1 = T1
ui-month-short-2 = T2
ui-month-short-3 = T3
ui-month-short-4 = T4
ui-month-short-5 = T5
ui-month-short-6 = T6
ui-month-short-7 = T7
ui-month-short-8 = T8
ui-month-short-9 = T9
ui-month-short-10 = T10
ui-month-short-11 = T11
ui-month-short-12 = T12
