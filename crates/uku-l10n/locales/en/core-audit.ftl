# The activity.

core-audit-software = Uku
core-audit-unknown-member = Member { $id }
core-audit-own-books = the firm's own SmartAccounts company
core-audit-nobody = the firm

core-audit-activated = { $who } activated the SmartAccounts integration.
core-audit-activated-revived = { $who } activated the SmartAccounts integration; { $pairs ->
        [one] { $pairs } key pair
       *[other] { $pairs } key pairs
    } came back.
core-audit-deactivated = { $who } deactivated the SmartAccounts integration; the keys are kept until { $until }.
core-audit-keys-destroyed = { $who } destroyed { $pairs ->
        [one] { $pairs } key pair
       *[other] { $pairs } key pairs
    }.
core-audit-keys-saved = { $who } saved the API keys of { $owner } ({ $after }).
core-audit-keys-replaced = { $who } replaced the API keys of { $owner } ({ $before } → { $after }).
core-audit-connection-untested = The connection of { $owner } is not tested any more.
core-audit-connection-works = The connection of { $owner } works.
core-audit-connection-fails = The connection of { $owner } stopped working. { $why }
core-audit-connection-paused = { $who } paused the connection of { $owner }.
core-audit-connection-resumed = { $who } resumed the connection of { $owner }.
core-audit-connection-deleted = { $who } deleted the connection of { $owner } and its keys ({ $hint }).

core-audit-import-fetching = { $who } started a client import.
core-audit-import-ready = The client import is ready for review.
core-audit-import-confirming = { $who } confirmed the client import.
core-audit-import-confirmed = The client import was written.
core-audit-import-cancelled = { $who } cancelled the client import.
core-audit-import-failed = The client import failed.
core-audit-import-interrupted = The client import was interrupted.
core-audit-import-other = The client import changed ({ $state }).

core-audit-client-intended-new = { $who } is about to add the client { $client }.
core-audit-client-intended = { $who } is about to change the client { $client }: { $fields }.
core-audit-client-added = { $who } added the client { $client }.
core-audit-client-changed = { $who } changed the client { $client }: { $fields }.
core-audit-client-not-added = { $who } could not add the client { $client }. { $why }
core-audit-client-not-changed = { $who } could not change the client { $client }. { $why }

core-audit-summary-intended = { $who } is about to write the summary task of { $client } for { $month }.
core-audit-summary-created = { $who } made the summary task of { $client } for { $month }.
core-audit-summary-created-with = { $who } made the summary task of { $client } for { $month }: { $changes }.
core-audit-summary-updated = { $who } changed the summary task of { $client } for { $month }: { $changes }.
core-audit-summary-looked = { $who } looked at the summary task of { $client } for { $month }; no number changed.
core-audit-summary-not-written = { $who } could not write the summary task of { $client } for { $month }. { $why }

core-audit-run-started = { $who } started: { $kind }, { $months }, { $clients ->
        [one] { $clients } client
       *[other] { $clients } clients
    }. { $edits }
core-audit-run-cancelled = { $who } cancelled a run; { $clients ->
        [one] { $clients } client was
       *[other] { $clients } clients were
    } not done yet.
core-audit-run-retried = { $who } tried again what failed in a run, for { $clients ->
        [one] { $clients } client
       *[other] { $clients } clients
    }.
core-audit-settings-first = { $who } set up the summary task: { $after }.
core-audit-settings-changed = { $who } changed the settings of the summary task. Before: { $before }. Now: { $after }.
core-audit-data-keys-resealed = { $who } sealed { $keys ->
        [one] { $keys } data key
       *[other] { $keys } data keys
    } under a new master key.
core-audit-personal-data-erased = { $who } erased personal data about { $client } from { $records ->
        [one] { $records } record
       *[other] { $records } records
    } of the activity.

core-audit-list-intended = { $who } is about to make a change. { $what }
core-audit-list-written = { $who } made a change. { $what }
core-audit-list-not-written = { $who } could not make a change. { $why } { $what }
core-audit-topic-added = New topic: { $after }.
core-audit-topic-renamed = Topic: { $before } → { $after }.
core-audit-topic-archived = Topic archived: { $after }.
core-audit-topic-restored = Topic offered again: { $after }.
core-audit-topic-same = Topic: { $after }.
core-audit-topic-deleted = Topic deleted: { $before }.
core-audit-topic-nothing = A topic.
core-audit-field-added = New custom task field: { $after } ({ $kind }).
core-audit-field-renamed = Custom task field: { $before } → { $after } ({ $kind }).
core-audit-field-archived = Custom task field archived: { $after }.
core-audit-field-restored = Custom task field offered again: { $after }.
core-audit-field-same = Custom task field: { $after } ({ $kind }).
core-audit-field-deleted = Custom task field deleted: { $before }.
core-audit-field-nothing = A custom task field.

core-audit-firm-changed = { $who } changed the firm: { $what }.
core-audit-firm-name = name { $before } → { $after }
core-audit-firm-registry-code = registry code { $before } → { $after }
core-audit-firm-owner = Company Owner { $before } → { $after }
core-audit-firm-subscription = subscription { $before } → { $after }
core-audit-firm-subscription-lapsed = { $plan } (run out)
core-audit-firm-time-zone = time zone { $before } → { $after }
core-audit-none = none

core-audit-member-invited = { $who } invited { $member } ({ $role }).
core-audit-member-renamed = { $who } changed the name of { $member }.
core-audit-role-changed = { $who } changed the role of { $member }: { $before } → { $after }.
core-audit-export-allowed = { $who } gave { $member } the right to export invoices.
core-audit-export-withdrawn = { $who } took the right to export invoices from { $member }.
core-audit-member-active = { $who } made { $member } active again.
core-audit-member-inactive = { $who } made { $member } inactive.
core-audit-link-made = { $who } made a link for { $member }: { $purpose }.
core-audit-password-set = { $member } set a password.
core-audit-signed-in = { $member } signed in.
core-audit-sign-in-refused = Too many attempts to sign in as { $member } failed.
core-audit-sessions-ended = { $who } ended { $sessions ->
        [one] { $sessions } other session
       *[other] { $sessions } other sessions
    } of { $member }.
core-audit-second-factor-on = { $who } set up the authenticator app of { $member }.
core-audit-second-factor-off = { $who } removed the authenticator app of { $member }.
core-audit-recovery-code-used = { $member } signed in with a recovery code; { $left ->
        [one] { $left } is
       *[other] { $left } are
    } left.
core-audit-recovery-codes-renewed = { $member } got new recovery codes.
