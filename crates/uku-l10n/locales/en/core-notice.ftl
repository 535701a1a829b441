# Notices.

core-notice-run-finished-title = { $kind } is done: { $months }
core-notice-run-cancelled-title = { $kind } was cancelled: { $months }
core-notice-run-finished-text = For { $clients ->
        [one] { $clients } client
       *[other] { $clients } clients
    }: { $tally }.
core-notice-run-cancelled-text = It was cancelled before its end. For { $clients ->
        [one] { $clients } client
       *[other] { $clients } clients
    }: { $tally }.
core-notice-keys-title = { $count ->
        [one] API keys of { $count } client stopped working
       *[other] API keys of { $count } clients stopped working
    }
core-notice-keys-text = { $client }: { $trouble } { $remedy }
core-notice-settings-title = The settings of the summary task are broken
core-notice-settings-text = { $trouble } { $remedy }
core-notice-missed-title = { $month } was not imported on its import day
core-notice-missed-text = { $why } Use Import data to import the month.
core-notice-import-ready-title = The import is ready: { $rows ->
        [one] { $rows } client
       *[other] { $rows } clients
    }
core-notice-import-ready-text = Clients were fetched ({ $source }). Click Confirm to review the list.
core-notice-import-failed-title = The client import failed
core-notice-import-failed-text = { $error } Nothing was imported. { $remedy }
core-notice-import-interrupted-title = The client import was interrupted
core-notice-import-interrupted-text = Fetching clients ({ $source }) was interrupted; nothing was imported. Start the import anew.

core-notice-missed-not-running = The program was not running for more than three months.
core-notice-missed-settings-broken = The settings of the summary task are broken.

core-notice-tally-created = { $count ->
        [one] { $count } summary task created
       *[other] { $count } summary tasks created
    }
core-notice-tally-updated = { $count } updated
core-notice-tally-unchanged = { $count } unchanged
core-notice-tally-left-alone = { $count } left as they are
core-notice-tally-failed = { $count } failed
core-notice-tally-deferred = { $count } waiting
core-notice-tally-skipped = { $count } passed over
core-notice-tally-zero = { $count } with nothing to count
core-notice-tally-nothing = nothing to do
core-notice-tally = { $parts }

core-notices-unavailable = The notices are not available: { $detail }.
