# What the JSON API says to whoever sends it requests.

refused-method-not-allowed = This address doesn't have this method
refused-unsupported-media-type = This is not JSON

api-refused-malformed = The request can't be understood.
api-refused-forbidden = The request comes from a page of another site.
api-refused-not-found = There is nothing at this address.
api-refused-method-not-allowed = The address doesn't have this method; the header Allow says which it has.
api-refused-too-large = The request is larger than what is taken.
api-refused-unsupported-media-type = Send JSON, with the header Content-Type: application/json.
api-refused-internal-error = Uku made a mistake.

api-no-such-address = There is nothing at this address.
api-body-too-large = The document is larger than what is taken.
api-body-broken = The document did not arrive whole: { $detail }
api-body-malformed = The document is not JSON as it should be: { $detail }
api-body-invalid = The document does not fit: { $detail }
api-query-malformed = The query does not fit: { $detail }
api-cursor-foreign = This cursor is none of this list with these filters.
api-cursor-foreign-remedy = Take the cursor from the page before, with the same filters, or begin without one.
api-if-match-missing = Say which state you saw before you change it.
api-if-match-missing-remedy = Read it, and send its ETag in the header If-Match.
api-too-many = You send requests faster than they are answered.
api-key-malformed = An Idempotency-Key has 1 to 255 printable ASCII characters.
api-key-under-way = A request with this Idempotency-Key is being done right now.
api-key-other = This Idempotency-Key belongs to another request.
api-import-time = A time of day is written like 21:00.
api-choice-both = A row stands for one client or for a new one, not for both.
api-one-change = Change one thing about a member at a time.
