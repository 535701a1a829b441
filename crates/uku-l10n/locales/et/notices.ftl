# Teated.

notices-title = Teated
notices-pages = Teadete leheküljed
notices-mark-read = Märgi kõik loetuks
notices-unread-one = lugemata
notices-more-clients = { $count ->
    [one] Ja veel { $count } klient.
   *[other] Ja veel { $count } klienti.
}
notices-nothing = Teateid veel ei ole
notices-nothing-text = Siin antakse teada, kui import on valmis, võtmed enam ei toimi või kliendid ootavad sinu ülevaatamist.
notices-to-run = Ava import
notices-confirm = Kinnita

done-notices-read = Teated on loetuks märgitud.
