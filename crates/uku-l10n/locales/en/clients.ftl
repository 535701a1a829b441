# The clients, one client, its integration, and what is done with several at once.

clients-title = Clients
clients-add = Add client
clients-more = More for clients
clients-more-for = More for { $client }
clients-import-title = Import clients
clients-why = Why is there no data?
clients-where = Where you are
clients-back = Back to the clients
clients-cancel = Cancel
clients-save = Save
clients-edit = Edit
clients-actions = Actions

clients-search = Search
clients-search-label = Search by name, registry code or VAT number
clients-search-hint = Name, registry code or VAT number
clients-filters = Filters
clients-filter-all = All
clients-filter-connected = Connected
clients-filter-failing = Failing
clients-filter-untested = Untested
clients-filter-not-connected = Not connected
clients-filter-paused = Paused
clients-filter-inactive = Inactive

clients-state-connected = Connected
clients-state-untested = Untested
clients-state-failing = Failing
clients-state-not-connected = Not connected
clients-state-paused = Paused
clients-since-connected = The keys worked on { $at }.
clients-since-failing = The keys have not worked since { $at }.
clients-since-untested = The keys were saved and not used yet.
clients-since-never = There are no keys.
clients-keys-saved = Saved on { $at }: the secret key that ends in { $hint }.
clients-keys-saved-short = Saved on { $at }.
clients-keys-keep = Leave both fields empty to keep these keys.

clients-ticked-none = No clients ticked
clients-ticked-one = # client ticked
clients-ticked-other = # clients ticked
clients-tick-then = Tick clients, then:
clients-tick-page = All clients of this page
clients-tick = Tick { $client }
clients-select-all = { $count ->
    [one] Select the one that matches
   *[other] Select all { $count } that match
}
clients-column-client = Client
clients-column-month = Month
clients-column-field = Data field
clients-column-written = Uku wrote
clients-column-now = Now
clients-column-result = Result
clients-registry-code = Registry code
clients-vat-number = VAT number
clients-default-member = Default member
clients-owner = Company Owner
clients-integration = Integration
clients-inactive = Inactive
clients-pages-summary = { $first }–{ $last } of { $total }
clients-pages-label = Pages of clients
clients-none = No clients yet
clients-none-text = Import them from SmartAccounts, or add them one by one.
clients-none-match = No client matches
clients-none-match-text = Try other words, or another filter.
clients-show-all = Show all clients

clients-name = Name
clients-contacts = Contacts
clients-no-contacts = No contacts.
clients-none-given = None
clients-details = Client
clients-more-pages = See also
clients-year = Twelve months
clients-activity = Activity
clients-why-month = Ask about one month
clients-why-nothing = Nothing hinders this client’s imports.
clients-edit-title = Edit { $client }
clients-see-as-it-is = See the client as it is now
clients-default-member-hint = The client’s summary tasks go to this member.
clients-active = Active
clients-active-hint = Nothing is imported for an inactive client.
clients-contact-kind = Kind
clients-contact-value = Name, address or number
clients-contact-note = Note
clients-contact-add = Add contact
clients-contact-remove = Remove contact

clients-integration-of = Integration of { $client }
clients-integration-hint = Only activated integrations can be chosen.
clients-integration-none = None
clients-public-key = Public API key
clients-public-key-hint = In SmartAccounts: Settings → Connected services → API. Each SmartAccounts company has its own pair of keys.
clients-secret-key = Secret API key
clients-secret-key-hint = SmartAccounts shows it only once, when it is created. If it is lost, create a new pair there and paste both keys.
clients-test-connection = Test connection
clients-test-latest = The latest entries, so that you see whose books these are:
clients-test-no-entries = There are no entries in this month and the one before, so nothing shows whose books these are.
clients-reload-data = Reload data
clients-pause = Pause
clients-resume = Resume
clients-delete = Delete
clients-not-activated = The SmartAccounts integration is not activated
clients-not-activated-text = Activate it in Settings & Apps → SmartAccounts, then come back.
clients-open-settings = Open SmartAccounts
clients-inactive-title = This client is inactive
clients-inactive-text = Nothing is imported for it until it is active again.

clients-delete-title = Delete the integration of { $client }
clients-delete-heading = Delete the integration?
clients-delete-text = The API keys are destroyed at once and can’t be brought back. Nothing more is imported for this client. Its summary tasks stay as they are.
clients-delete-nothing = This client is not connected, so there is nothing to delete.
clients-pause-title = Pause { $client }
clients-pause-text = The keys are kept, and nothing is imported until you resume.
clients-pause-nothing = This client is not connected, so there is nothing to pause.
clients-resume-title = Resume { $client }
clients-resume-text = Imports go on. Months that were missed while it was paused do not come by themselves: fetch them with Import data.

clients-reload-title = Reload data of { $client }
clients-reload-text = The twelve complete months before this one are counted again. Existing summary tasks may be overwritten.
clients-import-data = Import data
clients-import-data-for = { $count ->
    [one] For { $count } client
   *[other] For { $count } clients
}
clients-period = Period
clients-period-hint = The current month may be included; it is counted as far as it has come.
clients-from-month = From
clients-to-month = To
clients-month = { $month }
clients-month-so-far = { $month }, incomplete
clients-continue = Continue
clients-start = Start import
clients-change-period = Change the period
clients-nobody-ticked = No client is ticked
clients-nobody-ticked-text = Tick the clients in the list, then click Import data.

clients-forecast-title = Before it starts
clients-forecast-summary = { $count ->
    [one] { $count } client, { $months }
   *[other] { $count } clients, { $months }
}
clients-forecast-tasks = { $count ->
    [0] No summary task is there yet.
    [one] { $count } summary task is there already and may change.
   *[other] { $count } summary tasks are there already and may change.
}
clients-forecast-billed = { $count ->
    [one] { $count } of them is billed and stays as it is.
   *[other] { $count } of them are billed and stay as they are.
}
clients-forecast-incomplete = { $month } is not over: it is counted as far as it has come, and marked incomplete.
clients-forecast-not-connected = { $count ->
    [one] { $count } client is not connected and is passed over
   *[other] { $count } clients are not connected and are passed over
}
clients-forecast-come-back = { $count ->
    [one] { $count } deleted summary task comes back
   *[other] { $count } deleted summary tasks come back
}
clients-forecast-client-month = { $client }, { $month }
clients-forecast-by-hand = { $count ->
    [one] { $count } number was changed by hand
   *[other] { $count } numbers were changed by hand
}
clients-forecast-by-hand-text = What people changed stays as it is unless you tick “Overwrite these”.
clients-forecast-nobody = None of these clients is connected
clients-forecast-nobody-text = Enter their SmartAccounts API keys first: the key icon on the client’s row.
clients-by-hand-caption = Numbers changed by hand
clients-overwrite = Overwrite these
clients-overwrite-hint = What people typed is replaced by what is counted.
clients-nothing = Nothing
clients-and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}

clients-test-title = Test connections
clients-test-many = { $count ->
    [one] Test { $count } connection
   *[other] Test { $count } connections
}
clients-test-many-text = Each takes one of the requests that SmartAccounts allows, and all of them together some minutes. They go on when you leave this page; what they find shows in the Integration column.
clients-test-connections = Test connections
clients-test-not-connected = { $count ->
    [one] { $count } client is not connected and is passed over.
   *[other] { $count } clients are not connected and are passed over.
}
clients-test-summary = { $successful } of { $count } connections work.
clients-test-not-tested = Not tested
clients-test-nobody = Nothing to test
clients-test-nobody-text = Tick connected clients in the list, then click Test connection.

clients-sources = Where from?
clients-sources-text = These integrations are activated.
clients-no-source = No integration is activated
clients-no-source-text = Activate SmartAccounts to import clients from there.

done-client-added = The client was added. It is not connected yet: click Integration and enter its API keys.
done-client-saved = The client was saved.
done-client-paused = The client is paused: nothing is imported until you resume.
done-client-resumed = The client’s imports go on.
done-integration-saved = The keys were saved. Click Test connection to see whether they work.
done-integration-saved-tested = The keys work and were saved.
done-integration-unchanged = Nothing was changed.
done-integration-deleted = The integration was deleted and its keys destroyed. The summary tasks stay.
done-clients-run-started = The import has started. You may leave this page; Uku notifies you when it is complete.
done-clients-tests-started = The connections are being tested. What the tests find shows in the Integration column.
