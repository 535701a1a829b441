# Tegevuslogi.

activity-title = Tegevuslogi
activity-crumbs = Asukoht
activity-intro = Kes mida integratsiooniga tegi. Siin ei saa midagi muuta.
activity-client = Klient
activity-search = Otsi
activity-filter = Kelle kohta kirjeid näidatakse
activity-all = Kõik
activity-pages = Tegevuslogi leheküljed
activity-nothing = Kirjeid veel ei ole
activity-nothing-text = Siia talletatakse kõik, mida inimesed ja Uku integratsiooniga teevad.
activity-personal = Isikuandmed:
activity-to-run = Ava import
activity-to-task = Ava koondülesanne

activity-erase = Kustuta isikuandmed
activity-erase-title = Isikuandmete kustutamine
activity-erase-warning = Seda ei saa tagasi võtta
activity-erase-text = Kõigist kirjetest kliendi { $client } kohta kustutatakse inimeste nimed, aadressid ja tekstid. Alles jääb, mis millal juhtus ja kes seda tegi.
activity-erase-label = Kinnitamiseks kirjuta { $name }
activity-erase-wrong = See ei ole õige nimi. Kirjuta { $name } täpselt nii, nagu see siin on.
activity-cancel = Jäta alles
activity-close = Sulge

done-activity-erased = Isikuandmed on kustutatud.
