# Runs: imports of data, how far they are, and what came of them.

runs-title = Runs
runs-crumbs = Where you are
runs-list-intro = Every import of data, the latest first. A run goes on by itself, whatever page you look at.
runs-list-pages = Pages of runs
runs-nothing = Nothing was imported yet
runs-nothing-text = Runs begin by themselves on the import day, or when you use Reload data or Import data.
runs-to-clients = Go to Clients
runs-run = Run
runs-state = State
runs-state-waiting = Waiting
runs-state-failures = Finished with failures
runs-clients = Clients
runs-outcome = What came of it
runs-asked-by = Asked for by
runs-begun = When

runs-intro = { $months }. Asked for by { $who }, { $at }.
runs-progress-title = Progress
runs-progress = { $all ->
    [one] { $done } of { $all } client
   *[other] { $done } of { $all } clients
}
runs-leave = You can leave this page. The run goes on, and you get a notice when it is over.
runs-look-again = Look again
runs-stale = Not live at the moment
runs-stale-text = The connection was lost; Uku tries again by itself. The run goes on.
runs-requests = Requests spent
runs-left = Left to do
runs-figure-created = Summary tasks created
runs-figure-updated = Updated
runs-figure-unchanged = Unchanged
runs-figure-left-alone = Left as they are
runs-figure-failed = Failed
runs-figure-waiting = Waiting
runs-figure-passed-over = Passed over
runs-filters = Which clients are shown
runs-shown-all = All
runs-shown-failed = Failed
runs-shown-left-alone = Left as they are
runs-shown-passed-over = Passed over
runs-shown-waiting = Not done yet
runs-shown-done = Done
runs-shown = { $from }–{ $to } of { $total }
runs-pages = Pages of clients
runs-clients-caption = Clients of this run
runs-client = Client
runs-months = Months
runs-months-of = { $done } of { $all }
runs-from-to = { $from } to { $to }
runs-nobody = No client of this run is like that.

runs-retry = Retry what failed
runs-cancel = Cancel
runs-cancel-title = Cancel this run?
runs-cancel-text = { $count ->
    [0] The run is over already: nothing is left to cancel.
    [one] It is not done for { $count } client yet, and will not be. What was written stays.
   *[other] It is not done for { $count } clients yet, and will not be. What was written stays.
}
runs-cancel-run = Cancel the run
runs-keep = Let it go on
runs-close = Close

done-runs-cancelled = The run was cancelled. What was written stays.
done-runs-over-already = The run was over already.
done-runs-retried = What failed is tried again.
done-runs-nothing-to-retry = There is nothing to retry in this run.
