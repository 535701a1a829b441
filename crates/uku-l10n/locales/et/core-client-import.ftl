# Klientide import.

core-import-source-directory = SmartAccountsi sisselogimine
core-import-source-own-books = Oma SmartAccountsi ettevõte
core-import-source-file = Fail
core-import-state-fetching = Klientide toomine
core-import-state-ready = Valmis ülevaatamiseks
core-import-state-confirming = Märgitud klientide importimine
core-import-state-confirmed = Kinnitatud
core-import-state-cancelled = Tühistatud
core-import-state-failed = Ebaõnnestus
core-import-state-interrupted = Katkes

core-import-not-active = SmartAccountsi integratsioon ei ole aktiveeritud.
core-import-already-fetching = Kliente juba tuuakse alates { $since }; tühista enne see import.
core-import-half-confirmed = Viimane import ei ole veel lõpuni salvestatud; kinnita see uuesti.
core-import-nothing-to-cancel = Ei ole klientide importi, mida tühistada.
core-import-nothing-to-review = Ükski klientide import ei oota ülevaatamist.
core-import-no-such-row = Impordis ei ole rida { $number }.
core-import-invalid-row = Rida { $number } ei saa importida. { $why }
core-import-which-client = Rida { $number } võib olla klient { $name }; ütle, kas see on tema või uus klient.
core-import-no-such-client = Klienti { $client } ei ole.
core-import-has-its-code = Real { $number } on kliendi { $name } registrikood, seega ei saa see olla keegi teine.
core-import-nothing-to-confirm = Ükski klientide import ei oota kinnitamist.
core-import-withdrawn = Import on lõpetatud või kinnitab seda keegi teine.

core-fetch-nothing = Seal ei ole ühtegi klienti.
core-fetch-nothing-remedy = Vali teine allikas või lisa kliendid käsitsi.
core-fetch-endless = Loendil ei ole lõppu: see on pikem kui { $rows ->
        [one] { $rows } klient
       *[other] { $rows } klienti
    }.
core-fetch-endless-remedy = Impordi selle asemel fail.
core-fetch-vault = Võtmeid ei saanud pitseerida: { $detail }.
core-fetch-vault-remedy = Kontrolli, et peavõti on seal, kust programm seda otsib, ja alusta siis uuesti.

core-import-row-new = Uus
core-import-row-update = Uuendus
core-import-row-unchanged = Muutusteta
core-import-row-possible-duplicate = Võimalik duplikaat
core-import-row-invalid = Ei saa importida
core-import-row-no-name = Sellel ei ole nime.
core-import-warning-keys = Selle võtmeid ei salvestata. { $why }
core-import-declined-unticked = Varasemas impordis märkimata jäetud, { $at }.
core-import-declined-deleted = Varem imporditud ja vahepeal kustutatud.
core-import-alike-same-registry-code = on sama registrikood, mis on ka teisel kliendil
core-import-alike-same-name = on sama nimi
core-import-alike-same-words = on nimes samad sõnad
core-import-alike-one-letter = nimi erineb ühe tähe võrra
core-import-alike-same-vat-number = on sama KMKR number

core-import-done-created = Lisatud
core-import-done-updated = Uuendatud
core-import-done-unchanged = Muutusteta
core-import-done-declined = Märkimata
core-import-done-left = Importimata
core-import-done-failed = Ebaõnnestus. { $why }
core-import-why-duplicate = See võib olla klient, mille tekitas sama loendi teine rida.
core-import-why-changed-meanwhile = Keegi teine muutis klienti vahepeal.
core-import-why-other-keys = Kliendil on juba teised võtmed; asenda need tema integratsiooniaknas.
core-import-keys-saved = Võtmed salvestatud
core-import-keys-not-saved = Võtmed salvestamata. { $why }

core-import-tally-created = { $count ->
        [one] { $count } klient lisatud
       *[other] { $count } klienti lisatud
    }
core-import-tally-updated = { $count } uuendatud
core-import-tally-unchanged = { $count } muutusteta
core-import-tally-declined = { $count } märkimata jäetud
core-import-tally-left = { $count } importimata
core-import-tally-failed = { $count } ebaõnnestus
core-import-tally-connected = { $count ->
        [one] { $count } võtmepaar salvestatud
       *[other] { $count } võtmepaari salvestatud
    }
core-import-tally-not-connected = { $count ->
        [one] { $count } võtmepaar salvestamata
       *[other] { $count } võtmepaari salvestamata
    }
core-import-tally = { $parts }.
core-import-tally-nothing = Midagi ei olnud importida.
