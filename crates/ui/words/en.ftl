# Words of the components. Keys begin with ui-.

ui-skip = Skip to main content
ui-search = Search
ui-help = Help
ui-theme = Switch between light and dark
ui-theme-short = Light, dark
ui-inbox = { $n ->
    [0] Notifications
   *[other] Notifications, { $n } unread
}
ui-account = Account
ui-nav = Main navigation
ui-nav-short = Shortcuts
ui-nav-more = More
ui-nav-close = Close navigation
ui-trail = Where this page is

ui-close = Close
ui-cancel = Cancel
ui-confirm = OK
ui-failed = That did not work; check the network and try again
ui-actions = Actions
ui-show-password = Show password

ui-errors-title = Something needs to be corrected

ui-date-pattern = day/month/year
ui-date-open = Open the calendar of { $field }
ui-date-long = { $day } { $month } { $year }
ui-month-1 = January
ui-month-2 = February
ui-month-3 = March
ui-month-4 = April
ui-month-5 = May
ui-month-6 = June
ui-month-7 = July
ui-month-8 = August
ui-month-9 = September
ui-month-10 = October
ui-month-11 = November
ui-month-12 = December

ui-drop-file = Drop a file here or click to choose one
ui-drop-files = Drop files here or click to choose them
ui-drop-too-large = The file is larger than allowed
ui-drop-sending = Sending the file
ui-drop-checking = Sent, now being read
ui-drop-cancelled = Cancelled, the file was not sent
ui-drop-failed = Not sent; check the network and try again

ui-filter = Filter
ui-filter-list = Filter the list
ui-filters-on = Filters in force
ui-filters-clear = Clear all
ui-filter-remove = Remove the filter { $filter }

ui-rows-all = { $n ->
    [one] 1 result
   *[other] { $n } results
}
ui-rows-range = { $first }–{ $last } of { $total } results
ui-rows-none = Nothing found. Try fewer filters.
ui-rows-ticked = rows ticked
ui-tick-all = Tick all
ui-export-xlsx = Download as Excel
ui-pages = Pages
ui-page = Page { $n }
ui-page-previous = Previous page
ui-page-next = Next page

ui-target = Target { $target }
ui-target-reached = Target { $target } reached
ui-window = Time
ui-today = Today, { $date }
ui-step-done = done
ui-diff-removed = Removed:
ui-diff-added = Added:
ui-diff-same = Nothing changed.
ui-month-short-1 = Jan
ui-month-short-2 = Feb
ui-month-short-3 = Mar
ui-month-short-4 = Apr
ui-month-short-5 = May
ui-month-short-6 = Jun
ui-month-short-7 = Jul
ui-month-short-8 = Aug
ui-month-short-9 = Sep
ui-month-short-10 = Oct
ui-month-short-11 = Nov
ui-month-short-12 = Dec
