# Mida loendatakse.

core-count-outside-range = SmartAccounts saatis vastuseks midagi kuupäevaga { $date }, mida ei küsitud.
core-count-outside-range-remedy = Proovi uuesti; kui midagi ei muutu, otsi SmartAccountsis selle kuu kannete hulgast kummalise kuupäevaga kannet.
core-count-page-repeats = Lehekülg { $page } kordab varasemate lehekülgede kandeid.
core-count-empty-page = Lehekülg { $page } on tühi, kuid teatab, et lehekülgi tuleb veel.
core-count-endless = Viimast lehekülge ei tulnud ka pärast { $pages ->
        [one] { $pages } lehekülge
       *[other] { $pages } lehekülge
    }.
core-count-paging-remedy = Proovi uuesti; kui midagi ei muutu, jagab SmartAccounts oma loendeid lehekülgedeks valesti: teata sellest nende klienditoele.
core-count-changing = Raamatupidamist muudeti loendamise ajal { $reads ->
        [one] { $reads } kord
       *[other] { $reads } korda
    } järjest.
core-count-changing-remedy = Proovi uuesti siis, kui keegi selles raamatupidamises ei tööta.

core-field-sales-entries = Müügikanded
core-field-sales-entries-hint = Müügiarvete arv kuus
core-field-purchase-entries = Ostukanded
core-field-purchase-entries-hint = Ostuarvete arv kuus
core-field-bank-entries = Pangakanded
core-field-bank-entries-hint = Pangatehingud koos tasaarveldustega
core-field-documents = Dokumendid
core-field-documents-hint = Muud raamatupidamisdokumendid: kassamaksed, käsitsi tehtud kanded, käibedeklaratsioonid, laoliikumised, põhivara kulum, palk ja iga liik, mille SmartAccounts juurde lisab
core-field-cash-entries = Kassakanded
core-field-cash-entries-hint = Kassamaksed
core-field-manual-ledger-entries = Käsitsi tehtud pearaamatukanded
core-field-manual-ledger-entries-hint = Käsitsi sisestatud pearaamatukanded
core-field-vat-return-entries = Käibedeklaratsiooni kanded
core-field-vat-return-entries-hint = Käibedeklaratsioonide kanded
core-field-warehouse-movements = Laoliikumised
core-field-warehouse-movements-hint = Laovarude liikumised
core-field-depreciation-entries = Kulumikanded
core-field-depreciation-entries-hint = Põhivara kulumi kanded
core-field-payroll-entries = Palgakanded
core-field-payroll-entries-hint = Palgaarvestuse kanded, mitte töötajate arv
core-field-all-entries = Kõik kanded
core-field-all-entries-hint = Igat liiki kanded
core-field-also-in-documents = Loendatakse ka dokumentide hulgas: kes võtab tasu mõlema järgi, võtab seda kaks korda.

core-field-how-to-see = SmartAccountsis: pearaamatu kanded, { $kind }, { $from } kuni { $to }, kande kuupäeva järgi
core-field-kind-sales-entries = liik müügiarve
core-field-kind-purchase-entries = liik ostuarve
core-field-kind-bank-entries = liik pangamakse
core-field-kind-documents = kõik liigid peale müügiarve, ostuarve ja pangamakse
core-field-kind-cash-entries = liik kassamakse
core-field-kind-manual-ledger-entries = liik pearaamatu kanne
core-field-kind-vat-return-entries = liik käibedeklaratsioon
core-field-kind-warehouse-movements = liik laoliikumine
core-field-kind-depreciation-entries = liik kulum
core-field-kind-payroll-entries = liik palk
core-field-kind-all-entries = kõik liigid
