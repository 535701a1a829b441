# Importing data.

core-run-kind-scheduled = Scheduled import
core-run-kind-late-look = Look at late documents
core-run-kind-manual-import = Import data
core-run-kind-reload = Reload data
core-run-state-running = Under way
core-run-state-cancelled = Cancelled
core-run-state-finished = Finished

core-run-not-active = The SmartAccounts integration is not activated; activate it first.
core-run-incomplete = The settings of the summary task are not complete; fill in on the Data import tab: { $missing }.
core-run-nobody = No client is connected; enter the API keys of at least one client first.
core-run-no-such-run = There is no run { $run }.

core-failure-keys = The saved keys cannot be opened: { $detail }.
core-failure-keys-remedy = Give the master key to this program again, or enter the client's keys anew.
core-failure-data = The data is not available: { $detail }.
core-failure-data-remedy = See that the data folder or the database can be reached and written, then retry what failed.
core-failure-crashed = The program stopped { $times ->
        [one] { $times } time
       *[other] { $times } times
    } in a row while it worked on this.
core-failure-crashed-remedy = Retry what failed; if it stays so, send the log to the people who look after this software.

core-skip-not-active = The SmartAccounts integration is not activated.
core-skip-not-active-remedy = Activate the SmartAccounts integration in Settings & Apps, then use Import data.
core-skip-no-settings = The settings of the summary task are not complete.
core-skip-no-settings-remedy = Complete the settings on the Data import tab, then use Import data.
core-skip-client-gone = The client was deleted.
core-skip-client-gone-remedy = Nothing, if it was meant to be deleted.
core-skip-client-inactive = The client is inactive.
core-skip-client-inactive-remedy = Set the client to active in Uku, then use Import data.
core-skip-not-connected = Not connected: there are no SmartAccounts API keys.
core-skip-not-connected-remedy = Click the client's key icon in the Clients view, pick SmartAccounts and paste the client's keys.
core-skip-paused = The connection is paused.
core-skip-paused-remedy = Resume the client, then use Import data.

core-outcome-created = Created
core-outcome-updated = Updated
core-outcome-unchanged = Unchanged
core-outcome-billed = Billed
core-outcome-edited-by-hand = Edited by hand
core-outcome-deleted = Deleted
core-outcome-failed = Failed
core-outcome-deferred = Waiting
core-outcome-skipped = Passed over
core-outcome-created-sentence = A summary task was made.
core-outcome-updated-sentence = The summary task was changed: { $changes }.
core-outcome-unchanged-sentence = The summary task already said so.
core-outcome-billed-sentence = The summary task is billed and was left alone; these numbers differ: { $changes }.
core-outcome-edited-by-hand-sentence = A person changed numbers of the summary task, so it was left alone; these numbers differ: { $changes }.
core-outcome-deleted-sentence = A person deleted the summary task, so it was left deleted.
core-outcome-failed-sentence = { $why } The month is as it was.
core-outcome-deferred-sentence = The allowed requests are spent; the month is imported from { $until } on.
core-outcome-skipped-sentence = Passed over: nothing was asked and nothing was written. { $why }
core-outcome-change = { $field } { $old } → { $new }
core-outcome-empty = empty

core-item-waiting = Waiting
core-item-running = Running
core-item-parked = Goes on at { $until }
core-item-retrying = Tried again at { $until }
core-item-finished = Finished
core-item-stopped = Cancelled

core-run-estimate = { $requests ->
        [one] About { $requests } request
       *[other] About { $requests } requests
    }, { $takes }.
