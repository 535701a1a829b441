# Impordid: andmete toomine, selle edenemine ja tulemused.

runs-title = Impordid
runs-crumbs = Asukoht
runs-list-intro = Kõik andmete impordid, hilisemad eespool. Import jätkub ise, ükskõik millist lehte sa vaatad.
runs-list-pages = Importide leheküljed
runs-nothing = Midagi ei ole veel imporditud
runs-nothing-text = Impordid algavad ise importimise päeval või siis, kui vajutad „Laadi andmed uuesti“ või „Impordi andmed“.
runs-to-clients = Ava kliendid
runs-run = Import
runs-state = Olek
runs-state-waiting = Ootel
runs-state-failures = Lõpetatud, osa ebaõnnestus
runs-clients = Kliendid
runs-outcome = Tulemus
runs-asked-by = Algataja
runs-begun = Millal

runs-intro = { $months }. Algataja: { $who }, { $at }.
runs-progress-title = Edenemine
runs-progress = { $all ->
    [one] { $done } / { $all } klient
   *[other] { $done } / { $all } klienti
}
runs-leave = Võid sellelt lehelt lahkuda. Import jätkub ja kui see lõpeb, saad teate.
runs-look-again = Vaata uuesti
runs-stale = Praegu ei uuendata
runs-stale-text = Ühendus katkes; Uku proovib ise uuesti. Import jätkub.
runs-requests = Tehtud päringuid
runs-left = Teha jäänud
runs-figure-created = Loodud koondülesandeid
runs-figure-updated = Uuendatud
runs-figure-unchanged = Muutusteta
runs-figure-left-alone = Puutumata jäetud
runs-figure-failed = Ebaõnnestunud
runs-figure-waiting = Ootel
runs-figure-passed-over = Vahele jäetud
runs-filters = Milliseid kliente näidatakse
runs-shown-all = Kõik
runs-shown-failed = Ebaõnnestunud
runs-shown-left-alone = Puutumata jäetud
runs-shown-passed-over = Vahele jäetud
runs-shown-waiting = Lõpetamata
runs-shown-done = Valmis
runs-shown = { $from }–{ $to }, kokku { $total }
runs-pages = Klientide leheküljed
runs-clients-caption = Selle impordi kliendid
runs-client = Klient
runs-months = Kuud
runs-months-of = { $done } / { $all }
runs-from-to = { $from } – { $to }
runs-nobody = Selliseid kliente selles impordis ei ole.

runs-retry = Proovi ebaõnnestunut uuesti
runs-cancel = Tühista
runs-cancel-title = Kas tühistada see import?
runs-cancel-text = { $count ->
    [0] Import on juba lõppenud: tühistada ei ole enam midagi.
    [one] { $count } klient on veel tegemata ja jääbki tegemata. Mis on juba kirjutatud, jääb alles.
   *[other] { $count } klienti on veel tegemata ja jääbki tegemata. Mis on juba kirjutatud, jääb alles.
}
runs-cancel-run = Tühista import
runs-keep = Las jätkub
runs-close = Sulge

done-runs-cancelled = Import on tühistatud. Mis on juba kirjutatud, jääb alles.
done-runs-over-already = Import oli juba lõppenud.
done-runs-retried = Ebaõnnestunut proovitakse uuesti.
done-runs-nothing-to-retry = Selles impordis ei ole midagi uuesti proovida.
