# Seaded ja rakendused.

settings-title = Seaded ja rakendused
settings-apps = Rakendused
settings-smartaccounts-text = Toob kliendid sisse ja loeb iga kuu nende dokumendid kokku
settings-active = Aktiivne
settings-not-active = Pole aktiivne
settings-tasks = Ülesanded
settings-topics = Teemad
settings-topics-text = Mille alla ülesanded kuuluvad
settings-custom-fields = Ülesande lisaväljad
settings-custom-fields-text = Kus on ülesande kogused ja muud väärtused
settings-people = Inimesed
settings-members = Liikmed
settings-members-text = Kes siin töötavad ja mida nad teha tohivad
settings-elsewhere = Mujal Ukus
settings-elsewhere-text = Need seadistatakse Ukus endas, kui SmartAccounts on ühendatud.
