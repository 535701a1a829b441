# Tarkvara mälu ja pitseeritud saladused.

core-store-newer = Andmed asukohas { $place } on loodud selle tarkvara uuema versiooniga ({ $found }); paigalda see versioon.
core-store-in-use = Andmeid asukohas { $place } kasutab teine protsess; oota, kuni see lõpetab, või peata see.
core-store-in-use-by = Andmeid asukohas { $place } kasutab teine protsess (protsess { $process }); oota, kuni see lõpetab, või peata see.
core-store-missing = Puudub: { $what }.
core-store-fenced = Selle töö võttis üle hilisem katse.
core-store-corrupt = Salvestatud andmeid ei saa lugeda: { $detail }.
core-store-failed = Andmehoidla töös tekkis tõrge: { $detail }.

core-vault-does-not-open = Saladus ei ole pitseeritud selle koha jaoks või on seda vahepeal muudetud.
core-vault-no-master-key = Peavõtit „{ $key }“ ei ole siin; anna see programmile uuesti või sisesta saladus uuesti.
core-vault-newer-format = Saladus on pitseeritud selle tarkvara uuema versiooniga (vorming { $format }).
core-vault-failed = Võtmehoidla töös tekkis tõrge: { $detail }.
