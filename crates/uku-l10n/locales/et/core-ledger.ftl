# Mida SmartAccounts vastab, ja võtmed.

core-ledger-wrong-keys = SmartAccounts ei aktsepteeri võtmeid.
core-ledger-wrong-keys-remedy = Kopeeri mõlemad võtmed SmartAccountsist uuesti (Seaded, Ühendatud teenused); kui salajane võti on kadunud või võtmed on tühistatud, loo seal uus võtmepaar.
core-ledger-clock-off = Selle arvuti kell erineb SmartAccountsi kellast { $seconds ->
        [one] { $seconds } sekundi
       *[other] { $seconds } sekundi
    } võrra.
core-ledger-clock-off-remedy = Sea selle arvuti kell õigeks, kõige parem võrguaja järgi.
core-ledger-budget-spent = SmartAccountsi lubatud päringud on otsas; järgmise võib saata { $until }.
core-ledger-over-limit = SmartAccountsi teatel oli päringuid liiga palju; uuesti tasub küsida { $until }.
core-ledger-limit-remedy = Midagi ei ole kaduma läinud; proovi siis uuesti: SmartAccounts lubab iga ettevõtte kohta 60 päringut minutis ja 1000 päevas.
core-ledger-unpaid = SmartAccounts keeldub teenindamast, sest ettevõtte arve on tasumata.
core-ledger-unpaid-remedy = Ettevõte tasub oma SmartAccountsi arve; seejärel proovi uuesti.
core-ledger-unavailable = SmartAccounts teatab, et tema teenus ei ole kättesaadav: { $detail }.
core-ledger-unavailable-remedy = Proovi tunni aja pärast uuesti; kui midagi ei muutu, vaata SmartAccountsist, kas ettevõtte arve on tasutud.
core-ledger-right-missing = Võtmetel ei ole õigust { $what }.
core-ledger-right-missing-remedy = Anna SmartAccountsis API kasutajagrupile õigus lugeda pearaamatut, arveid ja makseid.
core-ledger-refused = SmartAccounts lükkas päringu tagasi: { $messages }.
core-ledger-refused-remedy = Tee SmartAccountsis seda, mida teade ütleb, ja proovi siis uuesti.
core-ledger-vendor-message = { $text } ({ $key })
core-ledger-unreachable = SmartAccountsiga ei saa ühendust: { $detail }.
core-ledger-unreachable-remedy = Vaata, kas see arvuti on võrgus ja kas SmartAccounts töötab veebilehitsejas, ning proovi siis uuesti.
core-ledger-garbled = SmartAccountsi vastust ei saa lugeda: { $detail }.
core-ledger-garbled-remedy = Proovi uuesti; kui midagi ei muutu, saada teade tarkvara hooldajatele.
core-ledger-withdrawn = Ühendus võeti kasutamise ajal tagasi.
core-ledger-withdrawn-remedy = Kui tahtsid töö peatada, ei ole vaja midagi teha; muidu proovi uuesti.
core-ledger-budget-unknown = Andmed saadetud päringute ja võtmete kohta ei ole kättesaadavad: { $detail }.
core-ledger-budget-unknown-remedy = Kontrolli, et andmekaust on olemas, et sinna saab kirjutada ja et seal on ruumi.

core-directory-wrong-login = SmartAccounts ei aktsepteeri seda e-posti aadressi ja parooli.
core-directory-wrong-login-remedy = Proovi sama e-posti aadressi ja parooliga otse SmartAccountsi sisse logida ning alusta siis importi uuesti.
core-directory-user-inactive = SmartAccountsi kasutaja on mitteaktiivne.
core-directory-user-inactive-remedy = Palu ettevõtte SmartAccountsi administraatoril kasutaja aktiveerida või logi sisse teise kasutajana.
core-directory-no-companies = SmartAccountsi kasutajal ei ole ligipääsu ühelegi ettevõttele.
core-directory-no-companies-remedy = Palu ettevõtete administraatoritel anda sellele SmartAccountsi kasutajale ligipääs või logi sisse teise kasutajana.
core-directory-not-switched-on = E-posti aadressi ja parooliga sisselogimine ei ole aadressi { $address } jaoks sisse lülitatud.
core-directory-not-switched-on-remedy = Impordi selle asemel oma SmartAccountsi ettevõtte kliendid või fail; sisselogimise saab sisse lülitada tarkvara haldaja.
core-directory-no-answer = SmartAccounts ei vastanud õigel ajal.
core-directory-try-again-remedy = Vaata, kas SmartAccounts töötab veebilehitsejas, ja alusta siis importi uuesti.
core-directory-signed-out = SmartAccounts lõpetas seansi enne, kui kõik ettevõtted olid loetletud.
core-directory-signed-out-remedy = Logi uuesti sisse.
core-directory-unreachable = SmartAccountsiga ei saa ühendust: { $detail }.
core-directory-garbled = SmartAccountsi vastust ei saa lugeda: { $detail }.
core-directory-garbled-remedy = Alusta importi uuesti; kui midagi ei muutu, impordi selle asemel oma SmartAccountsi ettevõtte kliendid või fail.

core-key-public = avalik
core-key-secret = salajane
core-key-empty-public = Avalik võti on tühi; kopeeri see SmartAccountsist (Seaded, Ühendatud teenused).
core-key-empty-secret = Salajane võti on tühi; kopeeri see SmartAccountsist (Seaded, Ühendatud teenused).
core-key-space-public = Avalik võti { $where }; kopeeri see SmartAccountsist (Seaded, Ühendatud teenused) uuesti ilma selleta.
core-key-space-secret = Salajane võti { $where }; kopeeri see SmartAccountsist (Seaded, Ühendatud teenused) uuesti ilma selleta.
core-key-space-leading = algab tühikuga
core-key-space-trailing = lõpeb tühikuga
core-key-space-inside = sisaldab tühikut või juhtmärki

core-right-entries = lugeda pearaamatu kandeid
core-right-customers = lugeda kliente
core-right-articles = lugeda artikleid
core-right-vat-codes = lugeda käibemaksukoode
core-right-sales-invoices = lugeda müügiarveid
core-right-payments = lugeda makseid
