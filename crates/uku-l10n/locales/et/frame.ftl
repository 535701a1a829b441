# Lehtede raam.
skip-to-content = Liigu sisu juurde
menu = Menüü
nav-label = Põhimenüü
nav-clients = Kliendid
nav-reports = Aruanded
nav-runs = Impordid
nav-notices = Teated
nav-activity = Tegevuslogi
nav-settings = Seaded ja rakendused
notices-unread = { $count ->
    [0] Teated
    [one] Teated, { $count } lugemata
   *[other] Teated, { $count } lugemata
}
unread-word = lugemata
my-account = Minu konto
language = Keel
theme = Välimus
theme-system = Nagu seadmes
theme-light = Hele
theme-dark = Tume
sign-out = Logi välja
sign-in-in-a-new-tab = Logi sisse uuel kaardil
previous-page = Eelmine leht
next-page = Järgmine leht
no-answer = Uku ei vasta
no-answer-remedy = Kontrolli internetiühendust ja proovi uuesti. Sisestatu on alles.
close = Sulge
