# Klientide importimine.

client-import-title = Impordi kliendid
client-import-not-active = Integratsioon ei ole aktiivne
client-import-not-active-text = Aktiveeri see kõigepealt, siis saad kliente importida.
client-import-to-overview = Ülevaatesse
client-import-may-not = Sa ei saa kliente importida. Pöördu ettevõtte omaniku või administraatori poole.
client-import-with-login = Oma SmartAccountsi kasutajaga
client-import-email = SmartAccountsi kasutaja e-post
client-import-password = Parool
client-import-not-stored = Uku EI salvesta sinu SmartAccountsi parooli
client-import-secure = Ühendus on turvaline. Parooli kasutatakse ainult selleks sisselogimiseks ja see on kustutatud enne, kui esimene ettevõte tuuakse.
client-import-start = Alusta importi
client-import-email-missing = Sisesta oma SmartAccountsi kasutaja e-posti aadress.
client-import-password-missing = Sisesta oma SmartAccountsi kasutaja parool.
client-import-begun-meanwhile = Vahepeal alustati importi teises aknas või tegi seda keegi teine. Vaata see enne üle; kui soovid ikka uut, alusta seda siis.
client-import-gives-up = { $count ->
    [one] { $count } ettevõte ootab ülevaatamist. Uue impordi alustamisel see loend kaob.
   *[other] { $count } ettevõtet ootab ülevaatamist. Uue impordi alustamisel see loend kaob.
}
client-import-other = Muud allikad
client-import-own = Sinu oma SmartAccountsi ettevõtte kliendid
client-import-own-text = Sinu oma raamatupidamise kliendiloend, mis tuuakse sinu ettevõtte võtmetega.
client-import-own-start = Impordi kliendiloend
client-import-file = Fail
client-import-file-label = Ettevõtete fail
client-import-file-hint = CSV või JSON registrikoodi ja nimega, soovi korral ka avaliku ja salajase võtmega. Kuni 4 MB.
client-import-file-start = Impordi fail
client-import-no-file = Vali fail.
client-import-file-too-large = Faili ei saanud vastu võtta: see on suurem kui 4 MB või ei jõudnud tervenisti kohale. Jaga fail osadeks või proovi uuesti.

companies-file-not-utf8 = Fail ei ole UTF-8 kodeeringus. Salvesta see uuesti vormingus „CSV UTF-8“.
companies-file-empty = Failis ei ole ühtegi ettevõtet.
companies-file-json = Rida { $line }: siin peab olema loend objektidest, millel on registryCode, name ning soovi korral publicKey ja secretKey, kõik tekstina.
companies-file-column-missing = Rida { $line }: puudub veerg „{ $column }“.
companies-file-column-registry-code = registrikood
companies-file-column-name = nimi
companies-file-column-public-key = avalik võti
companies-file-column-secret-key = salajane võti
companies-file-too-few-columns = Rida { $line }: { $columns ->
    [one] siin on { $columns } veerg
   *[other] siin on { $columns } veergu
}; vaja on registrikoodi ja nime, soovi korral ka avalikku ja salajast võtit.
companies-file-csv = Rida { $line }: see ei ole CSV.

client-import-from = Allikas: { $source }, alustatud { $at }.
client-import-fetching = Kliente tuuakse
client-import-so-far = { $count ->
    [0] Seni ei ole ühtegi ettevõtet.
    [one] Seni { $count } ettevõte.
   *[other] Seni { $count } ettevõtet.
}
client-import-waits-until = SmartAccountsi lubatud päringud on otsas; töö jätkub ise { $until }.
client-import-keep-working = Võid selle akna sulgeda ja edasi töötada: töö jätkub taustal ja leiad selle siit.
client-import-look-again = Vaata uuesti
client-import-ready = Import on valmis
client-import-found = { $count ->
    [one] Leiti { $count } ettevõte. Ukusse ei lisata midagi enne, kui kinnitad.
   *[other] Leiti { $count } ettevõtet. Ukusse ei lisata midagi enne, kui kinnitad.
}
client-import-repeats = { $count ->
    [one] { $count } rida jäeti välja, sest see ettevõte oli juba loendis.
   *[other] { $count } rida jäeti välja, sest need ettevõtted olid juba loendis.
}
client-import-confirm = Kinnita
client-import-writing = Kliente salvestatakse
client-import-written = Tehtud { $done } / { $all } rida
client-import-half-written = Kui see mõnda aega edasi ei liigu, vajuta „Jätka“: salvestatu jääb alles ja midagi ei salvestata kaks korda.
client-import-go-on = Jätka
client-import-confirmed = Kliendid on imporditud
client-import-failed = Import ebaõnnestus; midagi ei salvestatud
client-import-interrupted = Import katkes; midagi ei salvestatud
client-import-sign-in-again = Logi uuesti sisse ja alusta importi otsast peale.
client-import-start-again = Alusta importi otsast peale.
client-import-tally-created = Lisatud
client-import-tally-updated = Uuendatud
client-import-tally-unchanged = Muutusteta
client-import-tally-declined = Märkimata
client-import-tally-left = Jäetud samaks
client-import-tally-failed = Ebaõnnestunud
client-import-tally-connected = Ühendatud
client-import-tally-not-connected = Võtmed salvestamata
client-import-troubles = Mis jäi tegemata
client-import-more-failed = { $count ->
    [one] Ja veel { $count }.
   *[other] Ja veel { $count }.
}
client-import-why = Miks
client-import-enter-keys = Sisesta API-võtmed
client-import-see-clients = Vaata kliente

client-import-review-title = Imporditavate klientide ülevaatamine
client-import-review-intro = { $count ->
    [one] { $count } ettevõte
   *[other] { $count } ettevõtet
}, allikas: { $source }, alustatud { $at }. Eemalda märge veerust „Tegevus“ neil ettevõtetel, keda sa Ukusse ei soovi, ja vajuta „Kinnita“.
client-import-crumb-clients = Kliendid
client-import-search = Otsi nime või registrikoodi järgi
client-import-search-button = Otsi
client-import-kinds = Filtrid
client-import-kind-all = Kõik
client-import-kind-new = Uus
client-import-kind-update = Uuendus
client-import-kind-suggestion = Vajab otsust
client-import-kind-same = Muutusteta
client-import-kind-ignored = Varem kõrvale jäetud
client-import-kind-unreadable = Loetamatu
client-import-all-shown = { $count ->
    [one] Tegevus { $count } reaga:
   *[other] Tegevus kõigi { $count } reaga:
}
client-import-tick-all = Märgi kõik
client-import-untick-all = Eemalda kõik märked
client-import-save = Salvesta
client-import-save-next = Salvesta ja edasi
client-import-ticked = Märgitud: { $parts }
client-import-ticked-new = { $count ->
    [one] { $count } uus
   *[other] { $count } uut
}
client-import-ticked-update = { $count ->
    [one] { $count } uuendus
   *[other] { $count } uuendust
}
client-import-ticked-other = { $count ->
    [one] { $count } muu
   *[other] { $count } muud
}
client-import-ticked-none = Midagi ei ole märgitud
client-import-nothing-found = Ükski ettevõte ei sobi
client-import-nothing-found-text = Proovi teist nime või vaata kõiki.
client-import-show-all = Näita kõiki
client-import-caption = Leitud ettevõtted
client-import-action-all = Tegevus selle lehe kõigi ridadega
client-import-company = Ettevõte
client-import-code = Registrikood
client-import-action = Tegevus
client-import-in-uku = Ukus
client-import-row-number = Rida { $number }
client-import-not-yet-a-client = Ei ole veel klient
client-import-with-keys = API-võtmed on kaasas
client-import-which = Milline klient on { $name }?
client-import-say-which = Vali, milline klient see on
client-import-candidate = { $name }: { $why }
client-import-a-new-client = Uus klient
client-import-warning = { $field }: { $text }
client-import-was = oli
client-import-is = saab olema
client-import-overwrite = Kirjuta Ukus muudetu üle
client-import-list-is-gone = See loend ei oota enam ülevaatamist: vahepeal see kinnitati või tühistati. Midagi ei muudetud.
client-import-rows-shown = { $from }–{ $to }, kokku { $all }
client-import-pages = Ettevõtete lehed

done-client-import-cancelled = Import tühistati; midagi ei salvestatud.
