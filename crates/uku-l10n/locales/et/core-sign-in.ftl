# Sisselogimine ja ettevõtte inimesed.

core-sign-in-wrong = E-posti aadress või parool on vale.
core-sign-in-wrong-remedy = Sisesta mõlemad uuesti; kui unustasid parooli, küsi ettevõtte omanikult või ettevõtte administraatorilt linki uue parooli määramiseks.
core-sign-in-wrong-password = Parool on vale.
core-sign-in-wrong-password-remedy = Sisesta parool, millega sisse logid.
core-sign-in-wrong-code = Kood on vale või juba kasutatud.
core-sign-in-wrong-code-remedy = Sisesta kood, mida autentimisrakendus praegu näitab, või taastekood.
core-sign-in-throttled = Liiga palju katseid ebaõnnestus, seega peab järgmine ootama kuni { $until }.
core-sign-in-throttled-remedy = Oota selle ajani; kohe aitab link uue parooli määramiseks, mille saab teha ettevõtte omanik või ettevõtte administraator.
core-sign-in-link-over = Seda linki on juba kasutatud või on selle aeg möödas.
core-sign-in-link-over-remedy = Logi sisse; kui see ei õnnestu, küsi ettevõtte omanikult või ettevõtte administraatorilt uut linki.
core-sign-in-signed-out = Sa oled välja logitud.
core-sign-in-signed-out-remedy = Logi uuesti sisse.
core-sign-in-second-factor-on = Autentimisrakendus on juba seadistatud.
core-sign-in-second-factor-on-remedy = Eemalda enne see ja seadista siis teine.
core-sign-in-second-factor-off = Autentimisrakendust ei ole seadistatud.
core-sign-in-second-factor-off-remedy = Seadista see enne.
core-sign-in-repeat-remedy = Laadi leht uuesti ja korda tegevust.
core-sign-in-try-again-remedy = Proovi uuesti; kui see kordub, teata tarkvara haldajale.
core-sign-in-vault-remedy = Palu ettevõtte omanikul või ettevõtte administraatoril sinu autentimisrakendus eemaldada ja seadista see siis uuesti.
core-secrets-failed = Saladusi ei saanud luua ega kontrollida: { $detail }.

core-password-short = Parool on liiga lühike: vaja on vähemalt { $shortest } tähemärki.
core-password-short-remedy = Vali pikem; mõni sõna järjest jääb hästi meelde.
core-password-long = Parool on liiga pikk: lubatud on kuni { $longest } baiti.
core-password-long-remedy = Vali lühem.
core-password-about-you = Parool on sinu nimi või e-posti aadress.
core-password-common = Parool on üks neist, mida kõik esimesena proovivad.
core-password-guessed-remedy = Vali selline, mida teised ära ei arva; mõni sõna järjest jääb hästi meelde.

core-account-changed = Keegi teine muutis kontot samal ajal.
core-account-email-taken = See e-posti aadress on juba kellelgi teisel.
core-account-email-unreadable = „{ $text }“ ei ole e-posti aadress; see näeb välja nagu mari@firma.ee.

core-manage-no-such-member = Sellist liiget ei ole.
core-manage-no-such-member-remedy = Laadi liikmete loend uuesti.
core-manage-owners-only = Ettevõtte omaniku kontot tohib muuta ainult ettevõtte omanik ise.
core-manage-owners-only-remedy = Pöördu ettevõtte omaniku poole.
core-manage-owner-stays = Ettevõttel on üks omanik ja tema jääb omanikuks.
core-manage-owner-stays-remedy = Vali ettevõtte administraator või ettevõtte liige.
core-manage-yourself = Sa ei saa endalt rolli ära võtta.
core-manage-yourself-remedy = Pöördu ettevõtte omaniku või teise ettevõtte administraatori poole.
core-manage-inactive = See liige on mitteaktiivne.
core-manage-inactive-remedy = Muuda liige enne aktiivseks.
core-manage-bad-name = Nimes on 1 kuni 100 tähemärki.
core-manage-bad-name-remedy = Sisesta inimese nimi.
core-manage-bad-email-remedy = Sisesta inimese e-posti aadress.
core-manage-email-taken-remedy = Sisesta teine aadress; igal inimesel on oma aadress.

core-link-welcome = Esimese parooli määramine
core-link-invitation = Kutse
core-link-password-reset = Uue parooli määramine
core-link-second-step = Sisselogimise teine samm
core-link-visit = Külastus
core-manage-own-account = See on sinu enda konto.
core-manage-own-account-remedy = Muuda seda lehel „Minu konto“, kus küsitakse sinu parooli.
