# Aruanded: ühe kuu koondülesanded, kliendi kaksteist kuud ja üks koondülesanne.

reports-title = Aruanded
reports-crumbs = Asukoht
reports-intro = Koondülesanded: { $month }. Väikesed arvud näitavad muutust võrreldes eelmise kuuga ({ $before }).
reports-caption = Koondülesanded: { $month }
reports-month = Kuu
reports-which = Koondülesanne
reports-active = Olek
reports-active-all = Aktiivsed ja mitteaktiivsed
reports-active-yes = Ainult aktiivsed
reports-active-no = Ainult mitteaktiivsed
reports-client = Klient
reports-outliers-only = Ainult ülevaatamist vajavad arvud
reports-show = Näita
reports-show-everything = Näita kõiki kliente
reports-assignee = Vastutaja
reports-status = Staatus
reports-year = Ajalugu
reports-year-link = 12 kuud
reports-inactive = Mitteaktiivne
reports-billed = Arveldatud
reports-no-task = Koondülesannet ei ole
reports-no-number = arv puudub
reports-outlier = { $month }: { $before }. Muutus poole võrra või rohkem väärib ülevaatamist.
reports-all = { $count ->
    [one] Kokku { $count } klient
   *[other] Kokku { $count } klienti
}
reports-pages = Aruande leheküljed
reports-shown = { $from }–{ $to }, kokku { $total }
reports-list-first = Esimene lehekülg
reports-list-next = Järgmine lehekülg
reports-figure-tasks = Koondülesanded
reports-figure-of = { $clients ->
    [one] näidatud { $clients } klient
   *[other] näidatud { $clients } klienti
}
reports-figure-change = { $change } võrreldes kuuga { $month }

reports-nothing-yet = Midagi ei ole veel imporditud
reports-nothing-yet-text = Koondülesanded tekivad siia iga imporditud kuu viimase päevaga ja loendatud väljad on neis täidetud.
reports-nothing-matches = Ükski klient ei vasta otsingule
reports-nothing-matches-text = Kõik tingimused korraga ei kehti ühegi kliendi kohta. Vali teine kuu või vähem tingimusi.
reports-no-clients = Kliente veel ei ole
reports-no-clients-text = Impordi kliendid või lisa klient; siis saab importida nende kuid.
reports-to-clients = Ava kliendid

reports-code = Registrikood
reports-change-of = { $field }: muutus
reports-yes = jah
reports-no = ei

reports-to-client = Kliendi andmed
reports-month-by-month = Kuude kaupa
reports-field = Väli
reports-year-intro = { $from } – { $to }
reports-year-caption = Kliendi { $client } kuud
reports-year-outlier = { $month }: { $field } { $now }, kuu varem { $before }.
reports-year-nothing = Neil kaheteistkümnel kuul koondülesandeid ei ole
reports-year-nothing-text = Selle kliendi kohta ei ole neil kuudel midagi imporditud.
reports-far = Muutused poole võrra või rohkem väärivad ülevaatamist
reports-bars-title = { $field }, { $client }
reports-bars-label = { $from }: { $first } kuni { $to }: { $last }
reports-bars-one = { $month }: { $number }
reports-other-months = Teised kuud
reports-earlier = Varasemad
reports-later = Hilisemad

reports-task = Koondülesanne
reports-task-title = { $client }, { $month }
reports-task-caption = Kliendi { $client } arvud: { $month }
reports-task-nothing = Koondülesannet ei ole
reports-task-nothing-text = Seda kuud ei ole selle kliendi kohta imporditud või on koondülesanne kustutatud.
reports-import = Impordi selle kuu andmed uuesti
reports-topic = Teema
reports-start = Alguskuupäev
reports-due = Tähtaeg
reports-billed-text = Selle arvude eest on arve esitatud, seega jätavad impordid selle muutmata ja annavad erinevustest teada.
reports-by-hand = Arve on käsitsi muudetud
reports-by-hand-text = Impordid jätavad need muutmata, kui ülekirjutamist eraldi ei kinnitata.
reports-by-hand-badge = Käsitsi muudetud
reports-counts-title = Arvud
reports-no-counts = Ühelgi arvu tüüpi ülesande lisaväljal ei ole sisu.
reports-number = Arv
reports-before = Eelmine kuu
reports-change = Muutus
reports-what-it-counts = Mida loendatakse
reports-counts = { $field }: { $hint }
reports-not-mapped = Ei ole ühegi andmeväljaga seotud
reports-history = Mis millal muutus
reports-history-nothing = Selle koondülesande kohta ei ole midagi talletatud.
reports-history-created = Imporditud
reports-history-late = Hilinenud dokumendid
reports-history-again = Uuesti imporditud
reports-history-same = Üle vaadatud; ükski arv ei muutunud
reports-history-failed = Kirjutamata
reports-when = Millal
reports-what = Mis juhtus
reports-numbers = Arvud
reports-who = Kes
reports-was = oli
reports-is = on
reports-empty = tühi
