# Miks andmeid ei ole?

why-title = Miks andmeid ei ole?
why-intro = Mis takistab ettevõtet, klienti, kuud või välja ja kus see korda teha.
why-form = Mida vaadata
why-client = Klient
why-month = Kuu
why-field = Andmeväli
why-field-any = Kõik
why-find-out = Uuri välja
why-whole-firm = Kogu ettevõte
why-about-firm = Kogu ettevõte
why-about-client = { $client }
why-about-month = { $client }, { $month }
why-about-field = { $client }, { $field }
why-about-month-field = { $client }, { $month }, { $field }
why-nothing-firm = Kogu ettevõtet ei takista miski
why-nothing-client = Kliendil { $client } ei takista andmeid miski
why-nothing-text = Kui arve on siiski puudu, vali ülal klient, kuu ja andmeväli.
why-explains-text = Järgnev üksnes selgitab, miks asjad nii on.
why-suggestions = Milline klient?
why-suggestions-none = Ühegi kliendi nimes, registrikoodis ega KMKR numbris neid sõnu ei ole.
why-suggestions-more = { $count ->
    [one] Vastab veel { $count } klient. Kirjuta nimest rohkem.
   *[other] Vastab veel { $count } klienti. Kirjuta nimest rohkem.
}
why-place-overview = SmartAccounts („Seaded ja rakendused“)
why-place-data-import = Andmete import
why-place-import = Import
why-place-review = Vaata loend üle
why-place-clients = Kliendid
why-place-client = Kliendi andmed
why-place-integration = Integratsiooniaken
why-place-import-data = Impordi andmed
