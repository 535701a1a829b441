# Klientide ühendused.

core-connection-own-books = Sinu enda SmartAccountsi ettevõte
core-connection-not-active = SmartAccountsi integratsioon ei ole aktiveeritud; aktiveeri see enne.
core-connection-not-connected = { $name } ei ole ühendatud: sisesta enne tema SmartAccountsi API-võtmed.
core-connection-same-keys = Need võtmed on juba kasutusel: { $other }; igal SmartAccountsi ettevõttel on oma võtmepaar.
core-connection-refused = Võtmeid ei salvestatud. { $why }
core-connection-paused = Ühendus on peatatud.
core-connection-no-keys = Ei ole ühendatud: SmartAccountsi API-võtmed puuduvad.
core-connection-inactive = SmartAccountsi integratsioon ei ole aktiveeritud.

core-connection-state-untested = Veel testimata
core-connection-state-connected = Ühendatud
core-connection-state-failing = Ei toimi
core-connection-state-paused = Peatatud
core-connection-state-not-connected = Ühendamata

core-trouble-wrong-keys = SmartAccounts ei aktsepteeri võtmeid: need on valed või tühistatud.
core-trouble-wrong-keys-remedy = Loo SmartAccountsis uus võtmepaar (Seaded, Ühendatud teenused), kleebi mõlemad võtmed kliendi integratsiooniaknasse ja vajuta „Testi ühendust“.
core-trouble-right-missing = Võtmetel ei ole õigust { $what }.
core-trouble-right-missing-remedy = Anna SmartAccountsis API kasutajagrupile see õigus ja vajuta siis „Testi ühendust“.
core-trouble-unpaid = Ettevõtte SmartAccountsi arve on tasumata.
core-trouble-unpaid-remedy = Ettevõte tasub oma SmartAccountsi arve; vajuta siis „Testi ühendust“.

core-test-successful = Ühendus õnnestus!
core-test-successful-remedy = Midagi ei ole vaja teha: import saab seda ühendust kasutada.
core-test-wrong-keys-remedy = Kopeeri mõlemad võtmed SmartAccountsist (Seaded, Ühendatud teenused) uuesti, ilma tühikuteta nende ümber; kui salajane võti on kadunud või võtmed on tühistatud, loo seal uus võtmepaar ja kleebi mõlemad.
core-test-clock-ahead = Selle arvuti kell on { $seconds ->
        [one] { $seconds } sekund
       *[other] { $seconds } sekundit
    } ees.
core-test-clock-behind = Selle arvuti kell on { $seconds ->
        [one] { $seconds } sekund
       *[other] { $seconds } sekundit
    } taga.
core-test-clock-remedy = Sea selle arvuti kell õigeks, kõige parem võrguaja järgi, ja testi siis uuesti.
core-test-right-missing-remedy = Anna SmartAccountsis API kasutajagrupile see õigus ja testi siis uuesti.
core-test-unpaid-remedy = Ettevõte tasub oma SmartAccountsi arve; testi siis uuesti.
core-test-over-limit = SmartAccountsi lubatud päringud on otsas kuni { $until }.
core-test-over-limit-remedy = Teadaolevalt ei ole võtmetel midagi viga; testi siis uuesti.
core-test-not-reachable = Ühendust ei saanud testida: { $detail }.
core-test-not-reachable-remedy = Vaata, kas see arvuti on võrgus ja kas SmartAccounts töötab veebilehitsejas, ning testi siis uuesti.
