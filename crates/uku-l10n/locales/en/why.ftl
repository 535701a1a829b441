# Why is there no data?

why-title = Why is there no data?
why-intro = What hinders the firm, a client, a month or a field, and where to remedy it.
why-form = What to look at
why-client = Client
why-month = Month
why-field = Data field
why-field-any = Any
why-find-out = Find out
why-whole-firm = The whole firm
why-about-firm = The whole firm
why-about-client = { $client }
why-about-month = { $client }, { $month }
why-about-field = { $client }, { $field }
why-about-month-field = { $client }, { $month }, { $field }
why-nothing-firm = Nothing hinders the firm as a whole
why-nothing-client = Nothing hinders { $client }
why-nothing-text = If numbers are missing all the same, choose the client, the month and the data field above.
why-explains-text = The following only explains how things are.
why-suggestions = Which client?
why-suggestions-none = No client has these words in its name, registry code or VAT number.
why-suggestions-more = { $count ->
    [one] { $count } more client matches. Type more of the name.
   *[other] { $count } more clients match. Type more of the name.
}
why-place-overview = SmartAccounts in Settings & Apps
why-place-data-import = Data import
why-place-import = Import
why-place-review = Review the list
why-place-clients = Clients
why-place-client = The client
why-place-integration = Integration dialog
why-place-import-data = Import data
