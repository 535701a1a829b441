# Teated.

core-notice-run-finished-title = { $kind } on valmis: { $months }
core-notice-run-cancelled-title = { $kind } tühistati: { $months }
core-notice-run-finished-text = { $clients ->
        [one] { $clients } klient
       *[other] { $clients } klienti
    }: { $tally }.
core-notice-run-cancelled-text = See tühistati enne lõppu. { $clients ->
        [one] { $clients } klient
       *[other] { $clients } klienti
    }: { $tally }.
core-notice-keys-title = { $count } kliendi API-võtmed ei toimi enam
core-notice-keys-text = { $client }: { $trouble } { $remedy }
core-notice-settings-title = Koondülesande seaded on vigased
core-notice-settings-text = { $trouble } { $remedy }
core-notice-missed-title = Importimise päeval jäi importimata: { $month }
core-notice-missed-text = { $why } Kuu importimiseks vajuta „Impordi andmed“.
core-notice-import-ready-title = Import on valmis: { $rows ->
        [one] { $rows } klient
       *[other] { $rows } klienti
    }
core-notice-import-ready-text = Kliendid on toodud ({ $source }). Loendi ülevaatamiseks vajuta „Kinnita“.
core-notice-import-failed-title = Klientide import ebaõnnestus
core-notice-import-failed-text = { $error } Midagi ei imporditud. { $remedy }
core-notice-import-interrupted-title = Klientide import katkes
core-notice-import-interrupted-text = Klientide toomine ({ $source }) katkes; midagi ei imporditud. Alusta importi uuesti.

core-notice-missed-not-running = Programm ei töötanud üle kolme kuu.
core-notice-missed-settings-broken = Koondülesande seaded on vigased.

core-notice-tally-created = { $count ->
        [one] { $count } koondülesanne loodud
       *[other] { $count } koondülesannet loodud
    }
core-notice-tally-updated = { $count } uuendatud
core-notice-tally-unchanged = { $count } muutusteta
core-notice-tally-left-alone = { $count } puutumata jäetud
core-notice-tally-failed = { $count } ebaõnnestus
core-notice-tally-deferred = { $count } ootel
core-notice-tally-skipped = { $count } vahele jäetud
core-notice-tally-zero = { $count } ilma loendatavata
core-notice-tally-nothing = midagi ei olnud teha
core-notice-tally = { $parts }

core-notices-unavailable = Teated ei ole kättesaadavad: { $detail }.
