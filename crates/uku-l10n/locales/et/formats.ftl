# Kuidas kirjutatakse kuud, kellaajad ja loetelud.

verbatim = { $text }
list-goes-on = { $first }, { $last }
list-of-two = { $first } ja { $last }

moment = { $date } kell { $time }
duration-moment = alla minuti
duration-minutes = { $count ->
    [one] umbes { $count } minut
   *[other] umbes { $count } minutit
}
duration-hours = { $count ->
    [one] umbes { $count } tund
   *[other] umbes { $count } tundi
}
duration-days = { $count ->
    [one] umbes { $count } päev
   *[other] umbes { $count } päeva
}

month-1 = jaanuar
month-2 = veebruar
month-3 = märts
month-4 = aprill
month-5 = mai
month-6 = juuni
month-7 = juuli
month-8 = august
month-9 = september
month-10 = oktoober
month-11 = november
month-12 = detsember

month-short-1 = jaan
month-short-2 = veebr
month-short-3 = märts
month-short-4 = apr
month-short-5 = mai
month-short-6 = juuni
month-short-7 = juuli
month-short-8 = aug
month-short-9 = sept
month-short-10 = okt
month-short-11 = nov
month-short-12 = dets
