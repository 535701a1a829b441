# Ülesande lisaväljad: mida ettevõte on oma ülesannetele lisanud.

custom-fields-list-title = Ülesande lisaväljad
custom-fields-intro = Mida teie ettevõte on oma ülesannetele lisanud. Loendatud arvud kirjutatakse väljadesse, mille tüüp on Arv.
custom-fields-name = Nimi
custom-fields-kind = Tüüp
custom-fields-kind-hint = Loendatud arvude jaoks on vaja tüüpi Arv.
custom-fields-kind-stays = Kui mõnes ülesandes on sellel väljal midagi, jääb tüüp samaks.
custom-fields-kind-wrong = Sellist tüüpi ei ole; vali see loendist.
custom-fields-new = Uus ülesande lisaväli
custom-fields-add = Lisa
custom-fields-mapped = Sisu
custom-fields-change = Muuda
custom-fields-change-which = Muuda ülesande lisavälja { $name }
custom-fields-none = Ülesande lisavälju veel ei ole
custom-fields-none-text = Lisa need siin või loo neli põhilist vahekaardil „Andmete import“, kus need kohe ka seotakse.
custom-fields-archived-title = Arhiveeritud
custom-fields-archived-text = Neid enam ei pakuta. Nende sisu jääb alles.
custom-fields-mapped-title = Sellele väljale kirjutatakse andmeväli „{ $field }“
custom-fields-mapped-text = Kui väli arhiveerida, kustutada või selle tüüpi muuta, ei impordita midagi enne, kui see on korda tehtud:
custom-fields-archive = Arhiveeri
custom-fields-archive-text = Seda enam ei pakuta, selle sisu jääb alles. Saad selle hiljem tagasi tuua.
custom-fields-bring-back = Too tagasi
custom-fields-bring-back-text = Seda pakutakse jälle.
custom-fields-delete = Kustuta
custom-fields-delete-text = Kustutatut ei saa tagasi tuua. Välja, millel mõnes ülesandes on midagi, kustutada ei saa; arhiveeri see.

done-custom-fields-added = Ülesande lisaväli on lisatud.
done-custom-fields-saved = Ülesande lisaväli on salvestatud.
done-custom-fields-archived = Ülesande lisaväli on arhiveeritud.
done-custom-fields-brought-back = Ülesande lisavälja pakutakse jälle.
done-custom-fields-deleted = Ülesande lisaväli on kustutatud.
