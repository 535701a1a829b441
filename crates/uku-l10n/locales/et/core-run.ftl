# Andmete import.

core-run-kind-scheduled = Ajastatud import
core-run-kind-late-look = Hilinenud dokumentide ülevaatus
core-run-kind-manual-import = Andmete import
core-run-kind-reload = Andmete uuesti laadimine
core-run-state-running = Pooleli
core-run-state-cancelled = Tühistatud
core-run-state-finished = Lõpetatud

core-run-not-active = SmartAccountsi integratsioon ei ole aktiveeritud; aktiveeri see enne.
core-run-incomplete = Koondülesande seaded on puudulikud; täida vahekaardil „Andmete import“: { $missing }.
core-run-nobody = Ükski klient ei ole ühendatud; sisesta enne vähemalt ühe kliendi API-võtmed.
core-run-no-such-run = Tööd { $run } ei ole.

core-failure-keys = Salvestatud võtmeid ei saa avada: { $detail }.
core-failure-keys-remedy = Anna peavõti programmile uuesti või sisesta kliendi võtmed uuesti.
core-failure-data = Andmed ei ole kättesaadavad: { $detail }.
core-failure-data-remedy = Kontrolli, et andmekaust või andmebaas on kättesaadav ja sinna saab kirjutada, ning proovi ebaõnnestunut siis uuesti.
core-failure-crashed = Programm seiskus selle töö ajal { $times ->
        [one] { $times } kord
       *[other] { $times } korda
    } järjest.
core-failure-crashed-remedy = Proovi ebaõnnestunut uuesti; kui midagi ei muutu, saada logi tarkvara hooldajatele.

core-skip-not-active = SmartAccountsi integratsioon ei ole aktiveeritud.
core-skip-not-active-remedy = Aktiveeri SmartAccountsi integratsioon menüüs „Seaded ja rakendused“ ja vajuta siis „Impordi andmed“.
core-skip-no-settings = Koondülesande seaded on puudulikud.
core-skip-no-settings-remedy = Täida seaded vahekaardil „Andmete import“ ja vajuta siis „Impordi andmed“.
core-skip-client-gone = Klient on kustutatud.
core-skip-client-gone-remedy = Kui klient pidigi kustutatud saama, ei ole vaja midagi teha.
core-skip-client-inactive = Klient on mitteaktiivne.
core-skip-client-inactive-remedy = Muuda klient Ukus aktiivseks ja vajuta siis „Impordi andmed“.
core-skip-not-connected = Ei ole ühendatud: SmartAccountsi API-võtmed puuduvad.
core-skip-not-connected-remedy = Vajuta vaates „Kliendid“ kliendi võtmeikooni, vali SmartAccounts ja kleebi kliendi võtmed.
core-skip-paused = Ühendus on peatatud.
core-skip-paused-remedy = Jätka kliendi ühendust ja vajuta siis „Impordi andmed“.

core-outcome-created = Loodud
core-outcome-updated = Uuendatud
core-outcome-unchanged = Muutusteta
core-outcome-billed = Arve esitatud
core-outcome-edited-by-hand = Käsitsi muudetud
core-outcome-deleted = Kustutatud
core-outcome-failed = Ebaõnnestus
core-outcome-deferred = Ootel
core-outcome-skipped = Vahele jäetud
core-outcome-created-sentence = Koondülesanne loodi.
core-outcome-updated-sentence = Koondülesannet muudeti: { $changes }.
core-outcome-unchanged-sentence = Koondülesandes olid juba samad arvud.
core-outcome-billed-sentence = Koondülesande eest on arve esitatud ja see jäeti muutmata; erinevad järgmised arvud: { $changes }.
core-outcome-edited-by-hand-sentence = Koondülesande arvud on käsitsi muudetud, seega jäeti see muutmata; erinevad järgmised arvud: { $changes }.
core-outcome-deleted-sentence = Koondülesanne on käsitsi kustutatud ja jäeti kustutatuks.
core-outcome-failed-sentence = { $why } Kuu andmed jäid endiseks.
core-outcome-deferred-sentence = Lubatud päringud on otsas; kuu imporditakse alates { $until }.
core-outcome-skipped-sentence = Vahele jäetud: midagi ei küsitud ega kirjutatud. { $why }
core-outcome-change = { $field } { $old } → { $new }
core-outcome-empty = tühi

core-item-waiting = Järjekorras
core-item-running = Käib
core-item-parked = Jätkub { $until }
core-item-retrying = Uus katse { $until }
core-item-finished = Lõpetatud
core-item-stopped = Tühistatud

core-run-estimate = Umbes { $requests ->
        [one] { $requests } päring
       *[other] { $requests } päringut
    }, { $takes }.
