# Teemad: mille alla ülesanded kuuluvad.

topics-list-title = Teemad
topics-intro = Nende alla kuuluvad ülesanded, ka koondülesanded.
topics-name = Nimi
topics-new = Uus teema
topics-add = Lisa
topics-used = Kasutusel
topics-used-here = Koondülesanded
topics-change = Muuda
topics-change-which = Muuda teemat { $name }
topics-none = Teemasid veel ei ole
topics-none-text = Lisa esimene: koondülesannetel peab olema teema, enne ei impordita midagi.
topics-archived-title = Arhiveeritud
topics-archived-text = Neid enam ei pakuta. Nende all olevad ülesanded jäävad alles.
topics-used-title = Uued koondülesanded kuuluvad selle teema alla
topics-used-text = Kui see arhiveerida või kustutada, ei impordita midagi enne, kui on valitud teine teema:
topics-archive = Arhiveeri
topics-archive-text = Seda enam ei pakuta, selle all olevad ülesanded jäävad alles. Saad selle hiljem tagasi tuua.
topics-bring-back = Too tagasi
topics-bring-back-text = Seda pakutakse jälle.
topics-delete = Kustuta
topics-delete-text = Kustutatut ei saa tagasi tuua. Teemat, mida ülesanded kasutavad, kustutada ei saa; arhiveeri see.

done-topics-added = Teema on lisatud.
done-topics-renamed = Teema on salvestatud.
done-topics-archived = Teema on arhiveeritud.
done-topics-brought-back = Teemat pakutakse jälle.
done-topics-deleted = Teema on kustutatud.
