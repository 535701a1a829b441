# Why a request was refused.

refused-malformed = This can't be understood
refused-signed-out = You are not signed in
refused-forbidden = You may not do this
refused-not-found = There is no such page
refused-conflict = This can't be done now
refused-changed = Somebody else changed it
refused-too-large = This is too large
refused-invalid = Please check what you entered
refused-precondition-required = Say which state you saw
refused-too-many-requests = Too many requests
refused-unavailable = Uku can't answer now
refused-internal-error = Uku made a mistake

web-invalid = Some of what was entered can't be taken.
web-malformed = The request can't be understood.
web-too-large = At most { $megabytes } MB are taken at once.
web-signed-out = Your session is over, or you are not signed in.
web-not-found = There is nothing here; it may have been deleted, or the address is mistyped.
web-changed = Somebody else changed this while you were looking at it. Load the page again, then make your change.
web-unavailable = Something that Uku needs does not answer.
web-unavailable-remedy = Try again in a moment; if it goes on, tell whoever runs Uku for you.
web-broken = Nothing more was done.
web-broken-remedy = Try again; if it happens again, tell whoever runs Uku for you what you did.
web-elsewhere = The request came from another site.
