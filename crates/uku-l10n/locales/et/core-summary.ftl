# Koondülesanded, nende seaded, teemad ja ülesande lisaväljad.

core-tasks-stale = Selle kuu kohta on juba kirjutatud hilisem loendus.
core-tasks-stale-remedy = Midagi ei ole vaja teha: kehtib hilisem loendus.
core-tasks-changed = Keegi teine muutis koondülesannet samal ajal.
core-tasks-changed-remedy = Proovi uuesti siis, kui keegi ülesannet ei muuda.
core-tasks-billed = Koondülesande eest on juba arve esitatud.
core-tasks-billed-remedy = Tee enne kreeditarve või esita arve vahe eest.
core-tasks-name-taken = Nimi { $name } on juba kasutusel.
core-tasks-name-taken-remedy = Vali teine nimi.
core-tasks-kind-in-use = Ülesande lisaväli on kasutusel, seega jääb selle tüüp samaks.
core-tasks-kind-in-use-remedy = Lisa seda tüüpi uus ülesande lisaväli.
core-tasks-in-use = Seda kasutavad ülesanded, seega ei saa seda kustutada.
core-tasks-in-use-remedy = Arhiveeri see: siis seda enam ei pakuta, aga sisu jääb alles.
core-tasks-unavailable = Ülesanded ei ole kättesaadavad: { $detail }.
core-tasks-unavailable-remedy = Kontrolli, et andmekaust või andmebaas on kättesaadav ja sinna saab kirjutada, ning proovi siis uuesti.

core-settings-topic-gone = Teemat { $topic } ei ole olemas.
core-settings-topic-archived = Teema { $topic } on arhiveeritud.
core-settings-topic-remedy = Vali vahekaardil „Andmete import“ teine teema.
core-settings-field-gone = Andmeväli „{ $field }“ on seotud ülesande lisaväljaga { $custom }, mida ei ole olemas.
core-settings-field-archived = Andmeväli „{ $field }“ on seotud ülesande lisaväljaga { $custom }, mis on arhiveeritud.
core-settings-field-not-a-number = Andmeväli „{ $field }“ on seotud ülesande lisaväljaga { $custom }, mille tüüp ei ole Arv, vaid { $kind }.
core-settings-field-remedy = Seo andmeväli vahekaardi „Andmete import“ jaotises „Seadista andmeväljad“ ülesande lisaväljaga, mille tüüp on Arv, või jäta see sidumata.
core-settings-mapping-empty = Ükski andmeväli ei ole seotud ülesande lisaväljaga; seo vähemalt üks.
core-settings-mapping-shared = Andmeväljad „{ $one }“ ja „{ $other }“ on seotud sama ülesande lisaväljaga; anna kummalegi oma.
core-settings-changed = Keegi teine on seadeid vahepeal muutnud; vaata need uuesti üle ja tee siis muudatus.
core-settings-missing-task-title = Ülesande pealkiri
core-settings-missing-topic = Teema
core-settings-missing-data-import = Andmete import
core-settings-missing-data-fields = Seadista andmeväljad
core-settings-title-empty = Ülesande pealkiri on tühi; anna ülesannetele pealkiri.
core-settings-title-long = Ülesande pealkiri on liiga pikk; lubatud on kuni { $longest } tähemärki.
core-settings-look-back-long = Liiga palju kuid tagasi vaatamiseks; sisesta 0 kuni 12.

core-summary-status-open = Avatud
core-summary-status-done = Tehtud
core-summary-late-look-none = Varasemaid kuid uuesti ei vaadata.
core-summary-late-look = Iga kuu { $day }. kuupäeval vaadatakse hilinenud dokumentide leidmiseks uuesti üle { $months ->
        [one] viimane kuu
       *[other] viimased { $months } kuud
    }.
core-summary-kind-number = Arv
core-summary-kind-text = Tekst
core-summary-kind-choice = Valik
core-summary-kind-article = Artikkel
core-summary-kind-price = Hind
core-summary-kind-checkbox = Märkeruut
core-summary-hand-edits-keep = Käsitsi muudetud arvud jäävad alles.
core-summary-hand-edits-overwrite = Käsitsi muudetud arvud kirjutatakse üle.

core-lists-no-name = Nimi on tühi; anna sellele nimi.
core-lists-long-name = Nimes on { $length ->
        [one] { $length } tähemärk
       *[other] { $length } tähemärki
    }; lubatud on kuni { $longest }.
core-lists-no-such-topic = Sellist teemat ei ole; võib-olla on keegi selle kustutanud.
core-lists-no-such-field = Sellist ülesande lisavälja ei ole; võib-olla on keegi selle kustutanud.
core-reports-no-such-client = Sellist klienti ei ole.
core-reports-everybody = Kõik kliendid
core-reports-with-task = Koondülesandega
core-reports-without-task = Koondülesandeta
