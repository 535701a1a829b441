# Aktiveerimine ja deaktiveerimine.

core-activation-active = Aktiivne alates { $since }.
core-activation-inactive-kept = Deaktiveeritud alates { $since }; võtmed säilitatakse kuni { $until }.
core-activation-inactive-destroyed = Deaktiveeritud alates { $since }; võtmed hävitati { $at }.
core-activation-not-active = SmartAccountsi integratsioon ei ole aktiveeritud.
core-activation-not-confirmed = Midagi ei hävitatud: võtmete hävitamiseks sisesta täpselt „{ $phrase }“.
core-activation-deactivation-forecast = Kogu töö peatub kohe, ka pooleliolev. { $pairs ->
        [one] { $pairs } võtmepaar säilitatakse
       *[other] { $pairs } võtmepaari säilitatakse
    } pitseeritult ja kasutamatult; kui aktiveerid uuesti enne { $until }, tulevad need tagasi, pärast seda need hävitatakse. Kliendid, koondülesanded ja seaded jäävad alles.
core-activation-deactivation-forecast-import = Kogu töö peatub kohe, ka pooleliolev. { $pairs ->
        [one] { $pairs } võtmepaar säilitatakse
       *[other] { $pairs } võtmepaari säilitatakse
    } pitseeritult ja kasutamatult; kui aktiveerid uuesti enne { $until }, tulevad need tagasi, pärast seda need hävitatakse. Kliendid, koondülesanded ja seaded jäävad alles. Veel kinnitamata klientide import jäetakse pooleli.
core-activation-destruction-forecast = { $pairs ->
        [one] Ainus võtmepaar hävitatakse
       *[other] Kõik { $pairs } võtmepaari hävitatakse
    } kohe ja miski ei too neid tagasi: SmartAccounts näitab salajast võtit ainult üks kord, seega tuleb iga ettevõtte võtmepaar uuesti luua. Kliendid, koondülesanded ja seaded jäävad alles.
