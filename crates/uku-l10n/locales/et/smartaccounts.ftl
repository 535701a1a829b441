# SmartAccountsi integratsioon: ülevaade, aktiveerimine, oma ettevõte.

smartaccounts-crumbs = Kus sa oled
smartaccounts-tabs = SmartAccountsi vaated
smartaccounts-tab-overview = Ülevaade
smartaccounts-tab-import = Import
smartaccounts-tab-data-import = Andmete import
smartaccounts-close = Sulge
smartaccounts-cancel = Tühista
smartaccounts-save = Salvesta
smartaccounts-intro = Loeb iga kuu kokku iga kliendi dokumendid SmartAccountsis ja kirjutab arvud ühte koondülesandesse.

smartaccounts-activate-title = Aktiveeri SmartAccountsi integratsioon
smartaccounts-activate-text = Seejärel saad importida kliente SmartAccountsist, sisestada iga kliendi API-võtmed ja lasta igaühele neist luua koondülesande kuu arvudega. Midagi ei tooda enne, kui selle ise käivitad, ja integratsiooni saad igal ajal deaktiveerida.
smartaccounts-activate = Aktiveeri
smartaccounts-may-not-activate = Büroo praeguse paketiga ei saa integratsiooni aktiveerida. Selleks on vaja paketti Team või Elite.
smartaccounts-deactivate = Deaktiveeri
smartaccounts-deactivate-title = SmartAccountsi deaktiveerimine
smartaccounts-deactivate-question = Kas deaktiveerida SmartAccountsi integratsioon?
smartaccounts-destroy = Hävita kõik võtmed
smartaccounts-destroy-title = Kõigi võtmete hävitamine
smartaccounts-destroy-text = Kui loobud SmartAccountsist või võtmed võivad olla sattunud valedesse kätesse. Seda ei saa tagasi võtta.
smartaccounts-destroy-type = Jätkamiseks kirjuta: { $phrase }

smartaccounts-setup = Seadistamine
smartaccounts-steps-done = Tehtud { $done } / { $all }
smartaccounts-clients-connected = Ühendatud { $connected } klienti { $clients }-st
smartaccounts-mark-done = tehtud
smartaccounts-mark-now = järgmine
smartaccounts-mark-bad = vajab tähelepanu
smartaccounts-mark-later = hiljem
smartaccounts-step-activate = Aktiveeri integratsioon
smartaccounts-step-activate-text = Vajuta ülal „Aktiveeri“.
smartaccounts-step-clients = Impordi kliendid
smartaccounts-step-clients-count = { $count ->
    [one] Ukus on { $count } klient.
   *[other] Ukus on { $count } klienti.
}
smartaccounts-step-clients-none = Oma SmartAccountsi kasutajaga, oma ettevõtte klientide seast või failist.
smartaccounts-step-clients-wait = { $count ->
    [one] { $count } ettevõte ootab sinu ülevaatamist.
   *[other] { $count } ettevõtet ootab sinu ülevaatamist.
}
smartaccounts-import-clients = Impordi kliendid
smartaccounts-import-again = Impordi uuesti
smartaccounts-review = Vaata loend üle
smartaccounts-step-keys = Sisesta iga kliendi API-võtmed
smartaccounts-step-keys-missing = { $count ->
    [one] { $count } klient on ühendamata
   *[other] { $count } klienti on ühendamata
}
smartaccounts-step-keys-failing = { $count ->
    [one] { $count } kliendi võtmed ei tööta
   *[other] { $count } kliendi võtmed ei tööta
}
smartaccounts-step-keys-paused = { $count ->
    [one] { $count } klient on peatatud
   *[other] { $count } klienti on peatatud
}
smartaccounts-step-keys-list = { $parts }.
smartaccounts-step-keys-all = Kõik kliendid on ühendatud.
smartaccounts-step-keys-nobody = Veel pole ühtegi klienti, kellele võtmed sisestada.
smartaccounts-not-connected = Ühendamata
smartaccounts-failing = Ei tööta
smartaccounts-step-settings = Seadista igakuine koondülesanne
smartaccounts-step-settings-all = Ülesande pealkiri, teema, andmete import ja andmeväljad on täidetud.
smartaccounts-step-settings-missing = Veel täitmata: { $missing }.
smartaccounts-configure = Täida
smartaccounts-change-settings = Muuda
smartaccounts-step-next = Järgmine import
smartaccounts-step-next-at = { $month } imporditakse { $at }.
smartaccounts-step-next-none = See pannakse paika, kui integratsioon on aktiivne ja koondülesanne seadistatud.

smartaccounts-hindrances = Miks andmeid ei ole
smartaccounts-next = Mis edasi
smartaccounts-next-billing = Arvelduse artiklid
smartaccounts-next-billing-text = Seo Uku arvelduse seadetes artikli kogus ülesande lisaväljaga, siis jõuavad kuu arvud arve ridadele.
smartaccounts-next-templates = Töövoo mallid
smartaccounts-next-templates-text = Planeeri Uku töövoo mallides iga kliendi kuu töö arvude järgi.

smartaccounts-own = Sinu oma SmartAccountsi ettevõte
smartaccounts-own-text = Uku arved lähevad sinna ja selle kliente saab siia importida.
smartaccounts-own-enter = Sisesta võtmed
smartaccounts-own-change = Muuda võtmeid
smartaccounts-own-keys = Sinu oma SmartAccountsi ettevõtte võtmed
smartaccounts-own-saved-key = Võtmed on salvestatud; salajane võti lõpeb { $hint }.
smartaccounts-own-latest = Viimased kanded selles raamatupidamises:
smartaccounts-own-delete = Kustuta
smartaccounts-own-delete-title = Kas kustutada oma ettevõtte võtmed?
smartaccounts-own-delete-text = Võtmed hävitatakse kohe ja neid ei saa tagasi: SmartAccounts näitab salajast võtit ainult ühe korra, nii et peaksid seal looma uue võtmepaari. Arved ja kliendid jäävad alles.
smartaccounts-public-key = Avalik API-võti
smartaccounts-public-key-hint = SmartAccountsis: Seaded, Ühendatud teenused. Igal ettevõttel on oma võtmepaar.
smartaccounts-secret-key = Salajane API-võti
smartaccounts-secret-key-hint = SmartAccounts näitab seda ainult ühe korra, loomise ajal. Kui see on kadunud, loo uus paar ja kleebi mõlemad.
smartaccounts-test = Testi ühendust
smartaccounts-pause = Peata
smartaccounts-resume = Jätka

done-smartaccounts-activated = SmartAccountsi integratsioon on aktiivne.
done-smartaccounts-deactivated = SmartAccountsi integratsioon on deaktiveeritud. Kui selle uuesti aktiveerid, tulevad võtmed tagasi, kuni neid alles hoitakse.
done-smartaccounts-keys-destroyed = Kõik võtmed on hävitatud.
done-smartaccounts-own-saved = Ühendus töötab ja sinu ettevõtte võtmed on salvestatud.
done-smartaccounts-own-paused = Sinu ettevõtte ühendus on peatatud.
done-smartaccounts-own-resumed = Sinu ettevõtte ühendus töötab jälle.
done-smartaccounts-own-deleted = Sinu ettevõtte võtmed on kustutatud.
