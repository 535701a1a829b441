# Vahekaart „Andmete import“: milliseid koondülesandeid ettevõte soovib.

data-import-summary-task = Koondülesanne
data-import-choose = Vali…
data-import-archived = { $name } (arhiveeritud)
data-import-deleted = Kustutatud
data-import-of-kind = { $name } ({ $kind })
data-import-nothing = Täitmata
data-import-title = Ülesande pealkiri
data-import-title-hint = {"{month}"} tähistab kuud, {"{client}"} kliendi nime.
data-import-preview = Eelvaade: { $title }
data-import-example-client = Kask OÜ
data-import-topic = Teema
data-import-topic-hint = Koondülesanded kuuluvad selle alla.
data-import-new-topic = Uus teema
data-import-new-topic-hint = Lisatakse salvestamisel ja kehtib kõrvaloleva valiku asemel.
data-import-day = Andmete import
data-import-day-wrong = Sellist importimise päeva ei ole; vali see loendist.
data-import-day-example = Näiteks { $month } imporditakse { $at }.
data-import-day-misses = Hiljem sisestatu jääb välja kuni hilinenud dokumentide ülevaatuseni.
data-import-time = Kellaaeg
data-import-time-hint = Tühi: kuu sees kell 21:00, järgmisel kuul kell 05:00.
data-import-time-wrong = See ei ole kellaaeg; kirjuta see kujul 21:00.
data-import-usual-time = Tavapärane
data-import-status = Uued ülesanded on
data-import-status-done-hint = Tähtaja ületanuks neid ei loeta ja tükihinnaga tooted lähevad nende järgi arvele.
data-import-status-open-hint = Keegi peab iga ülesande enne arve esitamist üle vaatama ja tehtuks märkima.
data-import-late-look = Hilinenud dokumentide ülevaatus
data-import-late-look-text = Hilinenult sisestatud dokumendid muudavad kuid, mis on juba imporditud. Need leitakse nii, et need kuud vaadatakse uuesti üle; ülesanded, mille eest on arve esitatud, jäävad muutmata.
data-import-look-back = Mitu kuud tagasi vaadatakse
data-import-look-back-months = { $count ->
    [0] Mitte ühtegi
    [one] { $count } kuu
   *[other] { $count } kuud
}
data-import-look-day = Kuupäev
data-import-look-day-nth = { $day }. kuupäev
data-import-look-day-wrong = Vali päev 1 kuni 28.
data-import-fields = Seadista andmeväljad
data-import-fields-text = Vali iga loendatava arvu jaoks ülesande lisaväli (tüüp Arv), kuhu see kirjutatakse. Sidumata andmevälja ei impordita.
data-import-create-fields = Loo neli välja ja seo need
data-import-show-more = Näita rohkem
data-import-not-imported = Ei impordita
data-import-missing = Enne ei impordita midagi, kui need on täidetud
data-import-changed = Keegi teine on seadeid vahepeal muutnud
data-import-changed-text = Sinu sisestatu on alles, kuid salvestamata. Siin on see, mis on praegu salvestatud; „Salvesta“ asendab selle sinu sisestatuga.
data-import-next = Järgmine import
data-import-next-month = Kuu
data-import-next-when = Millal
data-import-next-clients = Kliendid
data-import-next-of = { $connected } / { $clients }
data-import-next-none = Midagi ei ole plaanis: integratsioon ei ole aktiivne või on nõutud väljad täitmata.
data-import-why = Miks andmeid ei ole?
data-import-lists = Teemad ja väljad
data-import-reload = Laadi andmed uuesti
data-import-reload-text = Loendab iga ühendatud kliendi jaoks uuesti käesolevale kuule eelnevad kaksteist täielikku kuud. Olemasolevad koondülesanded võidakse üle kirjutada: enne alustamist näed, millised.
data-import-reload-question = Iga ühendatud kliendi käesolevale kuule eelnevad kaksteist täielikku kuud loendatakse uuesti. Olemasolevad koondülesanded võidakse üle kirjutada.

done-data-import-saved = Seaded on salvestatud. Olemasolevad koondülesanded jäävad muutmata.
done-data-import-fields-created = Neli ülesande lisavälja on olemas ja seotud.
done-data-import-reload-started = Andmete uuesti laadimine on alanud. Võid sellelt lehelt lahkuda; Uku annab teada, kui see on valmis.
