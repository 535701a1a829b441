# Kliendid, üks klient, tema integratsioon ja see, mida tehakse mitmega korraga.

clients-title = Kliendid
clients-add = Lisa klient
clients-more = Veel klientide kohta
clients-more-for = Veel: { $client }
clients-import-title = Impordi kliente
clients-why = Miks andmeid ei ole?
clients-where = Asukoht
clients-back = Tagasi klientide juurde
clients-cancel = Loobu
clients-save = Salvesta
clients-edit = Muuda
clients-actions = Tegevused

clients-search = Otsi
clients-search-label = Otsi nime, registrikoodi või KMKR numbri järgi
clients-search-hint = Nimi, registrikood või KMKR number
clients-filters = Filtrid
clients-filter-all = Kõik
clients-filter-connected = Ühendatud
clients-filter-failing = Ei toimi
clients-filter-untested = Testimata
clients-filter-not-connected = Ühendamata
clients-filter-paused = Peatatud
clients-filter-inactive = Mitteaktiivsed

clients-state-connected = Ühendatud
clients-state-untested = Testimata
clients-state-failing = Ei toimi
clients-state-not-connected = Ühendamata
clients-state-paused = Peatatud
clients-since-connected = Võtmed toimisid { $at }.
clients-since-failing = Võtmed ei toimi alates { $at }.
clients-since-untested = Võtmed on salvestatud ja neid ei ole veel kasutatud.
clients-since-never = Võtmeid ei ole.
clients-keys-saved = Salvestatud { $at }: salajane võti, mille lõpp on { $hint }.
clients-keys-saved-short = Salvestatud { $at }.
clients-keys-keep = Nende võtmete säilitamiseks jäta mõlemad väljad tühjaks.

clients-ticked-none = Ühtegi klienti pole märgitud
clients-ticked-one = # klient märgitud
clients-ticked-other = # klienti märgitud
clients-tick-then = Märgi kliendid, seejärel:
clients-tick-page = Kõik selle lehe kliendid
clients-tick = Märgi { $client }
clients-select-all = { $count ->
    [one] Vali see üks, mis vastab otsingule
   *[other] Vali kõik { $count }, mis vastavad otsingule
}
clients-column-client = Klient
clients-column-month = Kuu
clients-column-field = Andmeväli
clients-column-written = Uku kirjutas
clients-column-now = Praegu
clients-column-result = Tulemus
clients-registry-code = Registrikood
clients-vat-number = KMKR number
clients-default-member = Vaikimisi vastutaja
clients-owner = Ettevõtte omanik
clients-integration = Integratsioon
clients-inactive = Mitteaktiivne
clients-pages-summary = { $first }–{ $last } / { $total }
clients-pages-label = Klientide leheküljed
clients-none = Kliente veel ei ole
clients-none-text = Impordi need SmartAccountsist või lisa ükshaaval.
clients-none-match = Ükski klient ei vasta otsingule
clients-none-match-text = Proovi teisi sõnu või teist filtrit.
clients-show-all = Näita kõiki kliente

clients-name = Nimi
clients-contacts = Kontaktid
clients-no-contacts = Kontakte ei ole.
clients-none-given = Puudub
clients-details = Klient
clients-more-pages = Vaata ka
clients-year = Kaksteist kuud
clients-activity = Tegevuslogi
clients-why-month = Küsi ühe kuu kohta
clients-why-nothing = Miski ei takista selle kliendi importe.
clients-edit-title = Muuda klienti { $client }
clients-see-as-it-is = Vaata klienti sellisena, nagu ta praegu on
clients-default-member-hint = Kliendi koondülesanded lähevad talle.
clients-active = Aktiivne
clients-active-hint = Mitteaktiivse kliendi andmeid ei impordita.
clients-contact-kind = Liik
clients-contact-value = Nimi, aadress või number
clients-contact-note = Märkus
clients-contact-add = Lisa kontakt
clients-contact-remove = Eemalda kontakt

clients-integration-of = Integratsioon: { $client }
clients-integration-hint = Valida saab ainult aktiveeritud integratsioone.
clients-integration-none = Puudub
clients-public-key = Avalik API-võti
clients-public-key-hint = SmartAccountsis: Seaded → Liidetud teenused → API. Igal SmartAccountsi ettevõttel on oma võtmepaar.
clients-secret-key = Salajane API-võti
clients-secret-key-hint = SmartAccounts näitab seda ainult üks kord, loomise ajal. Kui see on kadunud, loo seal uus võtmepaar ja kleebi mõlemad võtmed.
clients-test-connection = Testi ühendust
clients-test-latest = Viimased kanded, et näeksid, kelle raamatupidamisega on tegu:
clients-test-no-entries = Sellel ja eelmisel kuul kandeid ei ole, seega ei ole näha, kelle raamatupidamisega on tegu.
clients-reload-data = Laadi andmed uuesti
clients-pause = Peata
clients-resume = Jätka
clients-delete = Kustuta
clients-not-activated = SmartAccountsi integratsioon ei ole aktiveeritud
clients-not-activated-text = Aktiveeri see: Seaded ja rakendused → SmartAccounts. Seejärel tule siia tagasi.
clients-open-settings = Ava SmartAccounts
clients-inactive-title = See klient ei ole aktiivne
clients-inactive-text = Tema andmeid ei impordita enne, kui ta on jälle aktiivne.

clients-delete-title = Kustuta integratsioon: { $client }
clients-delete-heading = Kas kustutada integratsioon?
clients-delete-text = API-võtmed hävitatakse kohe ja neid ei saa taastada. Selle kliendi andmeid enam ei impordita. Tema koondülesanded jäävad alles muutmata kujul.
clients-delete-nothing = See klient ei ole ühendatud, nii et midagi ei ole kustutada.
clients-pause-title = Peata { $client }
clients-pause-text = Võtmed jäävad alles ja midagi ei impordita enne, kui jätkad.
clients-pause-nothing = See klient ei ole ühendatud, nii et midagi ei ole peatada.
clients-resume-title = Jätka: { $client }
clients-resume-text = Impordid jätkuvad. Peatamise ajal vahele jäänud kuud ei tule ise järele: too need käsuga „Impordi andmed“.

clients-reload-title = Laadi andmed uuesti: { $client }
clients-reload-text = Käesolevale kuule eelnevad kaksteist täielikku kuud loetakse uuesti. Olemasolevad koondülesanded võidakse üle kirjutada.
clients-import-data = Impordi andmed
clients-import-data-for = { $count ->
    [one] { $count } kliendile
   *[other] { $count } kliendile
}
clients-period = Periood
clients-period-hint = Käesoleva kuu võib kaasata; see loetakse nii kaugele, kui see on jõudnud.
clients-from-month = Alates
clients-to-month = Kuni
clients-month = { $month }
clients-month-so-far = { $month }, poolik
clients-continue = Edasi
clients-start = Käivita import
clients-change-period = Muuda perioodi
clients-nobody-ticked = Ühtegi klienti pole märgitud
clients-nobody-ticked-text = Märgi loendis kliendid ja vajuta „Impordi andmed“.

clients-forecast-title = Enne alustamist
clients-forecast-summary = { $count ->
    [one] { $count } klient, { $months }
   *[other] { $count } klienti, { $months }
}
clients-forecast-tasks = { $count ->
    [0] Ühtegi koondülesannet veel ei ole.
    [one] { $count } koondülesanne on juba olemas ja võib muutuda.
   *[other] { $count } koondülesannet on juba olemas ja võivad muutuda.
}
clients-forecast-billed = { $count ->
    [one] Neist { $count } eest on arve esitatud ja see jääb muutmata.
   *[other] Neist { $count } eest on arve esitatud ja need jäävad muutmata.
}
clients-forecast-incomplete = Kuu { $month } ei ole veel läbi: see loetakse nii kaugele, kui see on jõudnud, ja märgitakse poolikuks.
clients-forecast-not-connected = { $count ->
    [one] { $count } klient on ühendamata ja jäetakse vahele
   *[other] { $count } klienti on ühendamata ja jäetakse vahele
}
clients-forecast-come-back = { $count ->
    [one] { $count } kustutatud koondülesanne tuleb tagasi
   *[other] { $count } kustutatud koondülesannet tuleb tagasi
}
clients-forecast-client-month = { $client }, { $month }
clients-forecast-by-hand = { $count ->
    [one] { $count } arv on käsitsi muudetud
   *[other] { $count } arvu on käsitsi muudetud
}
clients-forecast-by-hand-text = Käsitsi muudetu jääb alles, kui sa ei märgi „Kirjuta need üle“.
clients-forecast-nobody = Ükski neist klientidest ei ole ühendatud
clients-forecast-nobody-text = Sisesta enne nende SmartAccountsi API-võtmed: võtme ikoon kliendi real.
clients-by-hand-caption = Käsitsi muudetud arvud
clients-overwrite = Kirjuta need üle
clients-overwrite-hint = Inimeste sisestatud arvud asendatakse loetud arvudega.
clients-nothing = Tühi
clients-and-more = { $count ->
    [one] ja veel { $count }
   *[other] ja veel { $count }
}

clients-test-title = Testi ühendusi
clients-test-many = { $count ->
    [one] Testi { $count } ühendust
   *[other] Testi { $count } ühendust
}
clients-test-many-text = Iga test kulutab ühe SmartAccountsi lubatud päringutest ja kõik kokku võtavad mõne minuti. Testimine jätkub ka siis, kui sellelt lehelt lahkud; tulemused on näha veerus „Integratsioon“.
clients-test-connections = Testi ühendusi
clients-test-not-connected = { $count ->
    [one] { $count } klient on ühendamata ja jäetakse vahele.
   *[other] { $count } klienti on ühendamata ja jäetakse vahele.
}
clients-test-summary = Ühendusi toimib: { $successful } / { $count }.
clients-test-not-tested = Jäi testimata
clients-test-nobody = Midagi ei ole testida
clients-test-nobody-text = Märgi loendis ühendatud kliendid ja vajuta „Testi ühendust“.

clients-sources = Kust importida?
clients-sources-text = Need integratsioonid on aktiveeritud.
clients-no-source = Ükski integratsioon ei ole aktiveeritud
clients-no-source-text = Klientide importimiseks aktiveeri SmartAccounts.

done-client-added = Klient on lisatud. Ta ei ole veel ühendatud: vajuta „Integratsioon“ ja sisesta tema API-võtmed.
done-client-saved = Klient on salvestatud.
done-client-paused = Klient on peatatud: midagi ei impordita enne, kui jätkad.
done-client-resumed = Kliendi impordid jätkuvad.
done-integration-saved = Võtmed on salvestatud. Vajuta „Testi ühendust“, et näha, kas need toimivad.
done-integration-saved-tested = Võtmed toimivad ja on salvestatud.
done-integration-unchanged = Midagi ei muudetud.
done-integration-deleted = Integratsioon on kustutatud ja selle võtmed hävitatud. Koondülesanded jäävad alles.
done-clients-run-started = Import on alanud. Võid sellelt lehelt lahkuda; Uku annab teada, kui import on valmis.
done-clients-tests-started = Ühendusi testitakse. Tulemused on näha veerus „Integratsioon“.
