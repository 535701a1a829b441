# Kes mida tohib ja mille eest ettevõte maksab.

core-firm-role-owner = Ettevõtte omanik
core-firm-role-admin = Ettevõtte administraator
core-firm-role-member = Ettevõtte liige
core-firm-plan-solo = Solo
core-firm-plan-team = Team
core-firm-plan-elite = Elite

core-firm-action-see-reports = aruandeid näha
core-firm-action-see-clients = kliente näha
core-firm-action-see-integration = SmartAccountsi integratsiooni näha
core-firm-action-activate = integratsiooni aktiveerida
core-firm-action-import-clients = kliente importida
core-firm-action-edit-clients = kliente lisada ja muuta
core-firm-action-connect = API-võtmeid salvestada ja testida
core-firm-action-change-settings = koondülesande seadeid muuta
core-firm-action-edit-task-lists = teemasid ja ülesande lisavälju muuta
core-firm-action-import-data = andmeid importida
core-firm-action-reload-data = andmeid uuesti laadida
core-firm-action-export-invoices = arveid eksportida
core-firm-action-deactivate = integratsiooni deaktiveerida
core-firm-action-disconnect = kliendi ühendust kustutada
core-firm-action-destroy-keys = kõiki võtmeid hävitada
core-firm-action-erase-personal-data = isikuandmeid kustutada
core-firm-action-manage-members = liikmeid kutsuda ja nende rolle muuta

core-firm-denied-role = Ainult ettevõtte omanik või ettevõtte administraator tohib { $action }.
core-firm-denied-role-remedy = Pöördu ettevõtte omaniku või ettevõtte administraatori poole.
core-firm-denied-export-right = Ainult ettevõtte omanik, ettevõtte administraator või arvete eksportimise õigusega liige tohib { $action }.
core-firm-denied-export-right-remedy = Küsi ettevõtte omanikult või ettevõtte administraatorilt arvete eksportimise õigust.
core-firm-denied-lapsed = Ettevõtte Uku tellimus on lõppenud, seega ei saa keegi praegu { $action }.
core-firm-denied-lapsed-remedy = Uuenda Uku tellimust.
core-firm-denied-no-integrations = Ettevõtte Uku paketis ei ole integratsioone, seega ei saa keegi praegu { $action }.
core-firm-denied-no-integrations-remedy = Vaheta Uku pakett Team- või Elite-paketi vastu.

core-firm-paused-lapsed = Ettevõtte Uku tellimus on lõppenud.
core-firm-paused-lapsed-remedy = Uuenda Uku tellimust; seejärel jätkuvad impordid iseenesest.
core-firm-paused-no-integrations = Ettevõtte Uku paketis ei ole integratsioone.
core-firm-paused-no-integrations-remedy = Vaheta Uku pakett Team- või Elite-paketi vastu; seejärel jätkuvad impordid iseenesest.

core-firm-members-unavailable = Liikmete andmed ei ole kättesaadavad: { $detail }.
