# Kuud ja importimise päevad.

core-calendar-month-unreadable = „{ $text }“ ei ole kuu; kirjuta see aasta ja kuuna, näiteks 2026-10.
core-calendar-range-turned-around = Kuud on vahetuses: { $from } on hilisem kui { $to }; pane varasem kuu ette.
core-calendar-range-too-long = Ajavahemikus { $from } – { $to } on { $months } kuud; küsi korraga kuni { $longest }.
core-calendar-range-future = See kuu ei ole veel alanud ({ $month }); viimane kuu, mida saab loendada, on { $current }.

core-calendar-import-day-last-work-day = Viimane tööpäev
core-calendar-import-day-last-calendar-day = Viimane kalendripäev
core-calendar-import-day-following-month = Järgmise kuu { $day }. kuupäev
core-calendar-months-one = { $month }
core-calendar-months-several = { $from } – { $to }
