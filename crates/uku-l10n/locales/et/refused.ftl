# Miks päringut ei täidetud.

refused-malformed = Päringust ei saa aru
refused-signed-out = Sa ei ole sisse logitud
refused-forbidden = Sul ei ole selleks õigust
refused-not-found = Sellist lehte ei ole
refused-conflict = Seda ei saa praegu teha
refused-changed = Keegi teine muutis seda
refused-too-large = See on liiga suur
refused-invalid = Palun kontrolli sisestatut
refused-precondition-required = Ütle, millist seisu sa nägid
refused-too-many-requests = Liiga palju päringuid
refused-unavailable = Uku ei saa praegu vastata
refused-internal-error = Uku tegi vea

web-invalid = Osa sisestatust ei sobi.
web-malformed = Päringust ei saa aru.
web-too-large = Korraga võetakse vastu kuni { $megabytes } MB.
web-signed-out = Sinu seanss on lõppenud või sa ei ole sisse logitud.
web-not-found = Siin ei ole midagi; see võib olla kustutatud või on aadress valesti trükitud.
web-changed = Keegi teine muutis seda samal ajal, kui sa seda vaatasid. Laadi leht uuesti ja tee siis oma muudatus.
web-unavailable = Miski, mida Uku vajab, ei vasta.
web-unavailable-remedy = Proovi hetke pärast uuesti; kui see ei möödu, teata sellele, kes Ukut teie jaoks haldab.
web-broken = Rohkem midagi ei tehtud.
web-broken-remedy = Proovi uuesti; kui see kordub, räägi sellele, kes Ukut teie jaoks haldab, mida sa tegid.
web-elsewhere = Päring tuli teiselt saidilt.
