# Kliendid.

core-client-field-name = Nimi
core-client-field-registry-code = Registrikood
core-client-field-vat-number = KMKR number
core-client-field-contacts = Kontaktid
core-client-field-default-member = Vaikimisi vastutaja
core-client-field-active = Aktiivne
core-client-field-name-inline = nimi
core-client-field-registry-code-inline = registrikood
core-client-field-vat-number-inline = KMKR number
core-client-field-contacts-inline = kontaktid
core-client-field-default-member-inline = vaikimisi vastutaja
core-client-field-active-inline = aktiivsus
core-client-contact-person = Isik
core-client-contact-email = E-post
core-client-contact-phone = Telefon
core-client-contact-address = Aadress

core-client-firm-unknown = Ettevõtet { $firm } ei ole.
core-client-unavailable = Kliendid ei ole kättesaadavad: { $detail }.
core-client-changed-meanwhile = Keegi teine muutis klienti samal ajal.
core-client-code-taken = Kliendil { $client } on sama registrikood.
core-client-no-name = Kliendil peab olema nimi.
core-client-exists = See registrikood on juba kliendil { $client }.
core-client-unknown = Sellist klienti ei ole.
core-client-no-such-member = Sellist liiget ei ole; vali teine vaikimisi vastutaja.
core-client-member-left = { $member } ei tööta enam ettevõttes; vali teine vaikimisi vastutaja.
core-client-changed = Keegi teine on klienti vahepeal muutnud; vaata see uuesti üle ja tee siis muudatus.

core-client-code-not-eight-digits = Eesti registrikoodis on 8 numbrit.
core-client-code-first-digit = Eesti registrikood algab numbriga 1, 7, 8 või 9.
core-client-code-check-digit = Viimane number ei sobi teistega, nii et mõni neist on arvatavasti valesti sisestatud.
core-client-vat-no-country = KMKR number algab riigi kahe tähega, näiteks EE.
core-client-vat-not-nine-digits = Eesti KMKR number koosneb tähtedest EE ja 9 numbrist.
core-client-vat-check-digit = Viimane number ei sobi teistega, nii et mõni neist on arvatavasti valesti sisestatud.
