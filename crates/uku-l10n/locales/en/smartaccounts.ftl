# The SmartAccounts integration: overview, activation, the firm's own company.

smartaccounts-crumbs = Where you are
smartaccounts-tabs = Views of SmartAccounts
smartaccounts-tab-overview = Overview
smartaccounts-tab-import = Import
smartaccounts-tab-data-import = Data import
smartaccounts-close = Close
smartaccounts-cancel = Cancel
smartaccounts-save = Save
smartaccounts-intro = Counts each client's documents in SmartAccounts every month and writes the counts into one summary task.

smartaccounts-activate-title = Activate the SmartAccounts integration
smartaccounts-activate-text = You can then import clients from SmartAccounts, enter each client's API keys, and have a summary task with the month's counts made for each of them. Nothing is fetched until you start it, and you can deactivate it at any time.
smartaccounts-activate = Activate
smartaccounts-may-not-activate = With the plan that your firm has now, the integration can't be activated. It needs Team or Elite.
smartaccounts-deactivate = Deactivate
smartaccounts-deactivate-title = Deactivate SmartAccounts
smartaccounts-deactivate-question = Deactivate the SmartAccounts integration?
smartaccounts-destroy = Destroy all keys
smartaccounts-destroy-title = Destroy all keys now
smartaccounts-destroy-text = For when you leave SmartAccounts, or keys may have fallen into the wrong hands. It can't be undone.
smartaccounts-destroy-type = To go ahead, type: { $phrase }

smartaccounts-setup = Set up
smartaccounts-steps-done = { $done } of { $all } done
smartaccounts-clients-connected = { $connected } of { $clients ->
    [one] { $clients } client
   *[other] { $clients } clients
} connected
smartaccounts-mark-done = done
smartaccounts-mark-now = next
smartaccounts-mark-bad = needs attention
smartaccounts-mark-later = later
smartaccounts-step-activate = Activate the integration
smartaccounts-step-activate-text = Click Activate above.
smartaccounts-step-clients = Import clients
smartaccounts-step-clients-count = { $count ->
    [one] There is { $count } client in Uku.
   *[other] There are { $count } clients in Uku.
}
smartaccounts-step-clients-none = With your SmartAccounts login, from your own company's customers or from a file.
smartaccounts-step-clients-wait = { $count ->
    [one] { $count } company waits for your review.
   *[other] { $count } companies wait for your review.
}
smartaccounts-import-clients = Import clients
smartaccounts-import-again = Import again
smartaccounts-review = Review the list
smartaccounts-step-keys = Enter each client's API keys
smartaccounts-step-keys-missing = { $count ->
    [one] { $count } client is not connected
   *[other] { $count } clients are not connected
}
smartaccounts-step-keys-failing = { $count ->
    [one] the keys of { $count } client don't work
   *[other] the keys of { $count } clients don't work
}
smartaccounts-step-keys-paused = { $count ->
    [one] { $count } client is paused
   *[other] { $count } clients are paused
}
smartaccounts-step-keys-list = { $parts }.
smartaccounts-step-keys-all = All clients are connected.
smartaccounts-step-keys-nobody = There is no client yet to whom keys could belong.
smartaccounts-not-connected = Not connected
smartaccounts-failing = Failing
smartaccounts-step-settings = Configure the monthly summary task
smartaccounts-step-settings-all = Task title, Topic, Data import and the data fields are filled in.
smartaccounts-step-settings-missing = Not filled in yet: { $missing }.
smartaccounts-configure = Fill in
smartaccounts-change-settings = Change
smartaccounts-step-next = Next import
smartaccounts-step-next-at = { $month } is imported on { $at }.
smartaccounts-step-next-none = It is planned as soon as the integration is active and the summary task is configured.

smartaccounts-hindrances = Why there is no data
smartaccounts-next = What's next
smartaccounts-next-billing = Billing products
smartaccounts-next-billing-text = In Uku's billing settings, let a product's quantity come from the custom task field, so that the monthly counts become invoice lines.
smartaccounts-next-templates = Workflow templates
smartaccounts-next-templates-text = In Uku's workflow templates, plan each client's month by what the counts say.

smartaccounts-own = Your own SmartAccounts company
smartaccounts-own-text = Invoices from Uku go there, and its customers can be imported as clients.
smartaccounts-own-enter = Enter keys
smartaccounts-own-change = Change keys
smartaccounts-own-keys = Keys of your own SmartAccounts company
smartaccounts-own-saved-key = Keys are saved; the secret one ends in { $hint }.
smartaccounts-own-latest = The latest in these books:
smartaccounts-own-delete = Delete
smartaccounts-own-delete-title = Delete the keys of your own company?
smartaccounts-own-delete-text = The keys are destroyed at once and can't be brought back: SmartAccounts shows a secret key only once, so you would have to make a new pair there. Invoices and clients stay as they are.
smartaccounts-public-key = Public API key
smartaccounts-public-key-hint = In SmartAccounts: Settings, Connected services. Each company has its own pair of keys.
smartaccounts-secret-key = Secret API key
smartaccounts-secret-key-hint = SmartAccounts shows it only once, when it is made. If it is lost, make a new pair and paste both.
smartaccounts-test = Test connection
smartaccounts-pause = Pause
smartaccounts-resume = Resume

done-smartaccounts-activated = The SmartAccounts integration is active.
done-smartaccounts-deactivated = The SmartAccounts integration is deactivated. Activating it again brings the keys back while they are kept.
done-smartaccounts-keys-destroyed = All keys are destroyed.
done-smartaccounts-own-saved = The connection works, and the keys of your own company are saved.
done-smartaccounts-own-paused = The connection of your own company is paused.
done-smartaccounts-own-resumed = The connection of your own company goes on.
done-smartaccounts-own-deleted = The keys of your own company are deleted.
