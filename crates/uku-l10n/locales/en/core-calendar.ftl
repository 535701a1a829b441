# Months and import days.

core-calendar-month-unreadable = “{ $text }” is not a month; write it as year and month, like 2026-10.
core-calendar-range-turned-around = The months are turned around: { $from } comes after { $to }; put the earlier one first.
core-calendar-range-too-long = { $from } to { $to } are { $months } months; ask for at most { $longest } at a time.
core-calendar-range-future = { $month } has not begun yet; the last month that can be counted is { $current }.

core-calendar-import-day-last-work-day = Last work day
core-calendar-import-day-last-calendar-day = Last calendar day
core-calendar-import-day-following-month = Day { $day } of the following month
core-calendar-months-one = { $month }
core-calendar-months-several = { $from } to { $to }
