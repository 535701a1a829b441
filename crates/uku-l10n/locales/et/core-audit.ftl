# Tegevuslogi.

core-audit-software = Uku
core-audit-unknown-member = Liige { $id }
core-audit-own-books = ettevõtte enda SmartAccountsi konto
core-audit-nobody = ettevõte

core-audit-activated = { $who } aktiveeris SmartAccountsi integratsiooni.
core-audit-activated-revived = { $who } aktiveeris SmartAccountsi integratsiooni; tagasi tuli { $pairs ->
        [one] { $pairs } võtmepaar
       *[other] { $pairs } võtmepaari
    }.
core-audit-deactivated = { $who } deaktiveeris SmartAccountsi integratsiooni; võtmed säilitatakse kuni { $until }.
core-audit-keys-destroyed = { $who } hävitas { $pairs } võtmepaari.
core-audit-keys-saved = { $who } salvestas API-võtmed: { $owner } ({ $after }).
core-audit-keys-replaced = { $who } asendas API-võtmed: { $owner } ({ $before } → { $after }).
core-audit-connection-untested = Ühendus on jälle testimata: { $owner }.
core-audit-connection-works = Ühendus toimib: { $owner }.
core-audit-connection-fails = Ühendus ei toimi enam: { $owner }. { $why }
core-audit-connection-paused = { $who } peatas ühenduse: { $owner }.
core-audit-connection-resumed = { $who } jätkas ühendust: { $owner }.
core-audit-connection-deleted = { $who } kustutas ühenduse ja selle võtmed: { $owner } ({ $hint }).

core-audit-import-fetching = { $who } alustas klientide importi.
core-audit-import-ready = Klientide import on ülevaatamiseks valmis.
core-audit-import-confirming = { $who } kinnitas klientide impordi.
core-audit-import-confirmed = Klientide import on salvestatud.
core-audit-import-cancelled = { $who } tühistas klientide impordi.
core-audit-import-failed = Klientide import ebaõnnestus.
core-audit-import-interrupted = Klientide import katkes.
core-audit-import-other = Klientide import muutus ({ $state }).

core-audit-client-intended-new = { $who } hakkab lisama klienti { $client }.
core-audit-client-intended = { $who } hakkab muutma klienti { $client }: { $fields }.
core-audit-client-added = { $who } lisas kliendi { $client }.
core-audit-client-changed = { $who } muutis klienti { $client }: { $fields }.
core-audit-client-not-added = { $who } ei saanud klienti { $client } lisada. { $why }
core-audit-client-not-changed = { $who } ei saanud klienti { $client } muuta. { $why }

core-audit-summary-intended = { $who } hakkab kirjutama kliendi { $client } koondülesannet: { $month }.
core-audit-summary-created = { $who } lõi kliendi { $client } koondülesande: { $month }.
core-audit-summary-created-with = { $who } lõi kliendi { $client } koondülesande ({ $month }): { $changes }.
core-audit-summary-updated = { $who } muutis kliendi { $client } koondülesannet ({ $month }): { $changes }.
core-audit-summary-looked = { $who } vaatas üle kliendi { $client } koondülesande ({ $month }); ükski arv ei muutunud.
core-audit-summary-not-written = { $who } ei saanud kirjutada kliendi { $client } koondülesannet ({ $month }). { $why }

core-audit-run-started = { $who } alustas: { $kind }, { $months }, { $clients ->
        [one] { $clients } klient
       *[other] { $clients } klienti
    }. { $edits }
core-audit-run-cancelled = { $who } tühistas töö; pooleli jäi { $clients ->
        [one] { $clients } klient
       *[other] { $clients } klienti
    }.
core-audit-run-retried = { $who } proovis uuesti, mis töös ebaõnnestus: { $clients ->
        [one] { $clients } klient
       *[other] { $clients } klienti
    }.
core-audit-settings-first = { $who } seadistas koondülesande: { $after }.
core-audit-settings-changed = { $who } muutis koondülesande seadeid. Enne: { $before }. Nüüd: { $after }.
core-audit-data-keys-resealed = { $who } pitseeris uue peavõtmega { $keys ->
        [one] { $keys } andmevõtme
       *[other] { $keys } andmevõtit
    }.
core-audit-personal-data-erased = { $who } kustutas tegevuslogi { $records } kirjest isikuandmed: { $client }.

core-audit-list-intended = { $who } hakkab tegema muudatust. { $what }
core-audit-list-written = { $who } tegi muudatuse. { $what }
core-audit-list-not-written = { $who } ei saanud muudatust teha. { $why } { $what }
core-audit-topic-added = Uus teema: { $after }.
core-audit-topic-renamed = Teema: { $before } → { $after }.
core-audit-topic-archived = Teema arhiveeritud: { $after }.
core-audit-topic-restored = Teema taas kasutusel: { $after }.
core-audit-topic-same = Teema: { $after }.
core-audit-topic-deleted = Teema kustutatud: { $before }.
core-audit-topic-nothing = Teema.
core-audit-field-added = Uus ülesande lisaväli: { $after } ({ $kind }).
core-audit-field-renamed = Ülesande lisaväli: { $before } → { $after } ({ $kind }).
core-audit-field-archived = Ülesande lisaväli arhiveeritud: { $after }.
core-audit-field-restored = Ülesande lisaväli taas kasutusel: { $after }.
core-audit-field-same = Ülesande lisaväli: { $after } ({ $kind }).
core-audit-field-deleted = Ülesande lisaväli kustutatud: { $before }.
core-audit-field-nothing = Ülesande lisaväli.

core-audit-firm-changed = { $who } muutis ettevõtte andmeid: { $what }.
core-audit-firm-name = nimi { $before } → { $after }
core-audit-firm-registry-code = registrikood { $before } → { $after }
core-audit-firm-owner = ettevõtte omanik { $before } → { $after }
core-audit-firm-subscription = tellimus { $before } → { $after }
core-audit-firm-subscription-lapsed = { $plan } (lõppenud)
core-audit-firm-time-zone = ajavöönd { $before } → { $after }
core-audit-none = puudub

core-audit-member-invited = { $who } kutsus liikme: { $member } ({ $role }).
core-audit-member-renamed = { $who } muutis liikme nime: { $member }.
core-audit-role-changed = { $who } muutis liikme rolli: { $member }, { $before } → { $after }.
core-audit-export-allowed = { $who } andis arvete eksportimise õiguse: { $member }.
core-audit-export-withdrawn = { $who } võttis arvete eksportimise õiguse ära: { $member }.
core-audit-member-active = { $who } muutis liikme taas aktiivseks: { $member }.
core-audit-member-inactive = { $who } muutis liikme mitteaktiivseks: { $member }.
core-audit-link-made = { $who } tegi lingi: { $member }, { $purpose }.
core-audit-password-set = { $member } määras parooli.
core-audit-signed-in = { $member } logis sisse.
core-audit-sign-in-refused = Liiga palju sisselogimiskatseid ebaõnnestus: { $member }.
core-audit-sessions-ended = { $who } lõpetas { $sessions ->
        [one] { $sessions } muu seansi
       *[other] { $sessions } muud seanssi
    }: { $member }.
core-audit-second-factor-on = { $who } seadistas autentimisrakenduse: { $member }.
core-audit-second-factor-off = { $who } eemaldas autentimisrakenduse: { $member }.
core-audit-recovery-code-used = { $member } logis sisse taastekoodiga; alles on { $left ->
        [one] { $left } kood
       *[other] { $left } koodi
    }.
core-audit-recovery-codes-renewed = { $member } sai uued taastekoodid.
