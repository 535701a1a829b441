# Reports: the summary tasks of a month, twelve months of a client, and one summary task.

reports-title = Reports
reports-crumbs = Where you are
reports-intro = Summary tasks of { $month }. Small numbers: change against { $before }.
reports-caption = Summary tasks of { $month }
reports-month = Month
reports-which = Summary task
reports-active = State
reports-active-all = Active and inactive
reports-active-yes = Active only
reports-active-no = Inactive only
reports-client = Client
reports-outliers-only = Only numbers to look at
reports-show = Show
reports-show-everything = Show all clients
reports-assignee = Assignee
reports-status = Status
reports-year = History
reports-year-link = 12 months
reports-inactive = Inactive
reports-billed = Billed
reports-no-task = No summary task
reports-no-number = no number
reports-outlier = { $month }: { $before }. A change by half or more is worth a look.
reports-all = { $count ->
    [one] All { $count } client
   *[other] All { $count } clients
}
reports-pages = Pages of the report
reports-shown = { $from }–{ $to } of { $total }
reports-list-first = First page
reports-list-next = Next page
reports-figure-tasks = Summary tasks
reports-figure-of = { $clients ->
    [one] for { $clients } client shown
   *[other] for { $clients } clients shown
}
reports-figure-change = { $change } on { $month }

reports-nothing-yet = Nothing was imported yet
reports-nothing-yet-text = Summary tasks appear here for the last day of each imported month, with the counted fields filled in.
reports-nothing-matches = No client matches
reports-nothing-matches-text = Nobody has all of what you asked for. Choose another month, or fewer conditions.
reports-no-clients = There are no clients yet
reports-no-clients-text = Import clients or add one; then their months can be imported.
reports-to-clients = Go to Clients

reports-code = Registry code
reports-change-of = { $field }: change
reports-yes = yes
reports-no = no

reports-to-client = The client
reports-month-by-month = Month by month
reports-field = Field
reports-year-intro = { $from } to { $to }
reports-year-caption = Months of { $client }
reports-year-outlier = { $month }: { $field } { $now }, the month before { $before }.
reports-year-nothing = No summary tasks in these twelve months
reports-year-nothing-text = Nothing was imported for this client in them.
reports-far = Changes by half or more are worth a look
reports-bars-title = { $field }, { $client }
reports-bars-label = From { $first } in { $from } to { $last } in { $to }
reports-bars-one = { $number } in { $month }
reports-other-months = Other months
reports-earlier = Earlier
reports-later = Later

reports-task = Summary task
reports-task-title = { $client }, { $month }
reports-task-caption = Counts of { $client } in { $month }
reports-task-nothing = There is no summary task
reports-task-nothing-text = The month was not imported for this client, or its summary task was deleted.
reports-import = Import data for this month again
reports-topic = Topic
reports-start = Start date
reports-due = Due date
reports-billed-text = Its counts are on an invoice, so imports leave it as it is and report what differs.
reports-by-hand = Numbers were changed by hand
reports-by-hand-text = Imports leave them as they are, unless it is confirmed that they are overwritten.
reports-by-hand-badge = Changed by hand
reports-counts-title = Counts
reports-no-counts = No custom task field of type Number holds anything.
reports-number = Count
reports-before = Month before
reports-change = Change
reports-what-it-counts = What it counts
reports-counts = { $field }: { $hint }
reports-not-mapped = Not mapped to a data field
reports-history = What changed when
reports-history-nothing = Nothing was recorded about this summary task.
reports-history-created = Imported
reports-history-late = Late documents
reports-history-again = Imported again
reports-history-same = Looked at; no number changed
reports-history-failed = Not written
reports-when = When
reports-what = What
reports-numbers = Numbers
reports-who = Who
reports-was = was
reports-is = is
reports-empty = empty
