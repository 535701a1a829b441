# Mida JSON API ütleb sellele, kes talle päringuid saadab.

refused-method-not-allowed = Sellel aadressil pole seda meetodit
refused-unsupported-media-type = See ei ole JSON

api-refused-malformed = Päringust ei saa aru.
api-refused-forbidden = Päring tuleb teise saidi lehelt.
api-refused-not-found = Sellel aadressil pole midagi.
api-refused-method-not-allowed = Sellel aadressil pole seda meetodit; päis Allow ütleb, millised on.
api-refused-too-large = Päring on lubatust suurem.
api-refused-unsupported-media-type = Saada JSON päisega Content-Type: application/json.
api-refused-internal-error = Uku tegi vea.

api-no-such-address = Sellel aadressil pole midagi.
api-body-too-large = Dokument on lubatust suurem.
api-body-broken = Dokument ei jõudnud tervikuna kohale: { $detail }
api-body-malformed = Dokument ei ole korrektne JSON: { $detail }
api-body-invalid = Dokument ei sobi: { $detail }
api-query-malformed = Päringu parameetrid ei sobi: { $detail }
api-cursor-foreign = See kursor ei kuulu nende filtritega loendi juurde.
api-cursor-foreign-remedy = Võta kursor eelmiselt lehelt samade filtritega või alusta ilma kursorita.
api-if-match-missing = Ütle enne muutmist, millist seisu sa nägid.
api-if-match-missing-remedy = Loe see ja saada selle ETag päises If-Match.
api-too-many = Saadad päringuid kiiremini, kui neile vastatakse.
api-key-malformed = Idempotency-Key koosneb 1 kuni 255 prinditavast ASCII-märgist.
api-key-under-way = Sama Idempotency-Key'ga päringut täidetakse parajasti.
api-key-other = See Idempotency-Key kuulub teisele päringule.
api-import-time = Kellaaeg kirjutatakse kujul 21:00.
api-choice-both = Rida tähistab kas olemasolevat või uut klienti, mitte mõlemat.
api-one-change = Muuda liikme juures üht asja korraga.
