# How months, times and lists are written.

verbatim = { $text }
list-goes-on = { $first }, { $last }
list-of-two = { $first } and { $last }

moment = { $date }, { $time }
duration-moment = less than a minute
duration-minutes = { $count ->
    [one] about { $count } minute
   *[other] about { $count } minutes
}
duration-hours = { $count ->
    [one] about { $count } hour
   *[other] about { $count } hours
}
duration-days = { $count ->
    [one] about { $count } day
   *[other] about { $count } days
}

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
