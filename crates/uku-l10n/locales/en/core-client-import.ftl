# Importing clients.

core-import-source-directory = SmartAccounts sign-in
core-import-source-own-books = Own SmartAccounts company
core-import-source-file = File
core-import-state-fetching = Fetching clients
core-import-state-ready = Ready for review
core-import-state-confirming = Importing the ticked clients
core-import-state-confirmed = Confirmed
core-import-state-cancelled = Cancelled
core-import-state-failed = Failed
core-import-state-interrupted = Interrupted

core-import-not-active = The SmartAccounts integration is not activated.
core-import-already-fetching = Clients are being fetched already, since { $since }; cancel that import first.
core-import-half-confirmed = The last import is not written to its end yet; confirm it once more.
core-import-nothing-to-cancel = There is no client import to cancel.
core-import-nothing-to-review = No client import is waiting for review.
core-import-no-such-row = The import has no row { $number }.
core-import-invalid-row = Row { $number } can't be imported. { $why }
core-import-which-client = Row { $number } may be the client { $name }; say whether it is that client or a new one.
core-import-no-such-client = There is no client { $client }.
core-import-has-its-code = Row { $number } has the registry code of the client { $name }, so it can't be another one.
core-import-nothing-to-confirm = No client import is waiting to be confirmed.
core-import-withdrawn = The import was ended, or is being confirmed by somebody else.

core-fetch-nothing = There is no client in it.
core-fetch-nothing-remedy = Choose another source, or add the clients by hand.
core-fetch-endless = The list has no end: it is longer than { $rows ->
        [one] { $rows } client
       *[other] { $rows } clients
    }.
core-fetch-endless-remedy = Import a file instead.
core-fetch-vault = The keys could not be sealed: { $detail }.
core-fetch-vault-remedy = See that the master key is where this program looks for it, then start again.

core-import-row-new = New
core-import-row-update = Update
core-import-row-unchanged = Unchanged
core-import-row-possible-duplicate = Possible duplicate
core-import-row-invalid = Can't be imported
core-import-row-no-name = It has no name.
core-import-warning-keys = Its keys will not be saved. { $why }
core-import-declined-unticked = Unticked in an earlier import, on { $at }.
core-import-declined-deleted = Imported before, and deleted since.
core-import-alike-same-registry-code = has the same registry code, and so has another client
core-import-alike-same-name = has the same name
core-import-alike-same-words = has the same words in its name
core-import-alike-one-letter = has a name that differs by one letter
core-import-alike-same-vat-number = has the same VAT number

core-import-done-created = Added
core-import-done-updated = Updated
core-import-done-unchanged = Unchanged
core-import-done-declined = Unticked
core-import-done-left = Not imported
core-import-done-failed = Failed. { $why }
core-import-why-duplicate = It may be a client that another row of the same list made.
core-import-why-changed-meanwhile = Somebody else changed the client meanwhile.
core-import-why-other-keys = The client has other keys already; replace them in its integration dialog.
core-import-keys-saved = Keys saved
core-import-keys-not-saved = Keys not saved. { $why }

core-import-tally-created = { $count ->
        [one] { $count } client added
       *[other] { $count } clients added
    }
core-import-tally-updated = { $count } updated
core-import-tally-unchanged = { $count } unchanged
core-import-tally-declined = { $count } unticked
core-import-tally-left = { $count } not imported
core-import-tally-failed = { $count } failed
core-import-tally-connected = { $count ->
        [one] { $count } key pair saved
       *[other] { $count } key pairs saved
    }
core-import-tally-not-connected = { $count ->
        [one] { $count } key pair not saved
       *[other] { $count } key pairs not saved
    }
core-import-tally = { $parts }.
core-import-tally-nothing = There was nothing to import.
