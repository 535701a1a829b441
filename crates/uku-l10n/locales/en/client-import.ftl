# Importing clients.

client-import-title = Import clients
client-import-not-active = The integration is not active
client-import-not-active-text = Activate it first, then you can import clients.
client-import-to-overview = To the overview
client-import-may-not = You can't import clients. Ask the Company Owner or a Company Admin.
client-import-with-login = With your SmartAccounts login
client-import-email = SmartAccounts user email
client-import-password = Password
client-import-not-stored = Uku does NOT store your SmartAccounts password
client-import-secure = The connection is secure. The password is used for this one sign-in and is gone before the first company is fetched.
client-import-start = Start import
client-import-email-missing = Enter the email of your SmartAccounts user.
client-import-password-missing = Enter the password of your SmartAccounts user.
client-import-begun-meanwhile = An import was started meanwhile, in another tab or by somebody else. Look at it first; if you still want another one, start it then.
client-import-gives-up = { $count ->
    [one] { $count } company waits for review. Starting another import gives that list up.
   *[other] { $count } companies wait for review. Starting another import gives that list up.
}
client-import-other = Other sources
client-import-own = Customers of your own SmartAccounts company
client-import-own-text = The customer list of your own books, fetched with your company's keys.
client-import-own-start = Import customers
client-import-file = A file
client-import-file-label = File with companies
client-import-file-hint = CSV or JSON with registry code and name, and if wanted public key and secret key. At most 4 MB.
client-import-file-start = Import file
client-import-no-file = Choose a file.
client-import-file-too-large = The file could not be taken: it is larger than 4 MB, or did not arrive whole. Split it, or try again.

companies-file-not-utf8 = The file is not in UTF-8. Save it again as “CSV UTF-8”.
companies-file-empty = The file names no company.
companies-file-json = Line { $line }: it must be a list of objects with registryCode, name and, if wanted, publicKey and secretKey, all texts.
companies-file-column-missing = Line { $line }: the column “{ $column }” is missing.
companies-file-column-registry-code = registry code
companies-file-column-name = name
companies-file-column-public-key = public key
companies-file-column-secret-key = secret key
companies-file-too-few-columns = Line { $line }: { $columns ->
    [one] it has { $columns } column
   *[other] it has { $columns } columns
}; it needs registry code and name, and if wanted public key and secret key.
companies-file-csv = Line { $line }: this is not CSV.

client-import-from = From: { $source }, started { $at }.
client-import-fetching = Clients are being fetched
client-import-so-far = { $count ->
    [0] No company so far.
    [one] { $count } company so far.
   *[other] { $count } companies so far.
}
client-import-waits-until = The requests that SmartAccounts allows are spent; it goes on by itself at { $until }.
client-import-keep-working = You can close this and keep working: it goes on in the background, and you will find it here.
client-import-look-again = Look again
client-import-ready = The import is ready
client-import-found = { $count ->
    [one] { $count } company was found. Nothing is in Uku until you confirm.
   *[other] { $count } companies were found. Nothing is in Uku until you confirm.
}
client-import-repeats = { $count ->
    [one] { $count } row was left out because it names a company that was there already.
   *[other] { $count } rows were left out because they name companies that were there already.
}
client-import-confirm = Confirm
client-import-writing = The clients are being written
client-import-written = { $done } of { $all } rows done
client-import-half-written = If this doesn't move for a while, click Go on: what was written stays, and nothing is written twice.
client-import-go-on = Go on
client-import-confirmed = The clients are imported
client-import-failed = The import failed; nothing was written
client-import-interrupted = The import was interrupted; nothing was written
client-import-sign-in-again = Sign in again and start the import anew.
client-import-start-again = Start the import anew.
client-import-tally-created = Created
client-import-tally-updated = Updated
client-import-tally-unchanged = Unchanged
client-import-tally-declined = Declined
client-import-tally-left = Left as they are
client-import-tally-failed = Failed
client-import-tally-connected = Connected
client-import-tally-not-connected = Keys not saved
client-import-troubles = What could not be done
client-import-more-failed = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
client-import-why = Why
client-import-enter-keys = Enter API keys
client-import-see-clients = See the clients

client-import-review-title = Review the clients to import
client-import-review-intro = { $count ->
    [one] { $count } company
   *[other] { $count } companies
} from { $source }, started { $at }. Clear the Action checkbox of each company that you don't want in Uku, then click Confirm.
client-import-crumb-clients = Clients
client-import-search = Search by name or registry code
client-import-search-button = Search
client-import-kinds = Filters
client-import-kind-all = All
client-import-kind-new = New
client-import-kind-update = Update
client-import-kind-suggestion = To decide
client-import-kind-same = No change
client-import-kind-ignored = Ignored before
client-import-kind-unreadable = Unreadable
client-import-all-shown = { $count ->
    [one] Action for { $count } row:
   *[other] Action for all { $count } rows:
}
client-import-tick-all = Tick all
client-import-untick-all = Untick all
client-import-save = Save
client-import-save-next = Save and go on
client-import-ticked = Ticked: { $parts }
client-import-ticked-new = { $count } new
client-import-ticked-update = { $count } to update
client-import-ticked-other = { $count } others
client-import-ticked-none = Nothing is ticked
client-import-nothing-found = No company fits
client-import-nothing-found-text = Try another name, or look at all of them.
client-import-show-all = Show all
client-import-caption = Companies that were found
client-import-action-all = Action for all rows of this page
client-import-company = Company
client-import-code = Registry code
client-import-action = Action
client-import-in-uku = In Uku
client-import-row-number = Row { $number }
client-import-not-yet-a-client = Not yet a client
client-import-with-keys = Brings API keys along
client-import-which = Which client is { $name }?
client-import-say-which = Say which client it is
client-import-candidate = { $name }: { $why }
client-import-a-new-client = A new client
client-import-warning = { $field }: { $text }
client-import-was = was
client-import-is = becomes
client-import-overwrite = Overwrite what was edited in Uku
client-import-list-is-gone = This list doesn't wait for review any more: it was confirmed or given up meanwhile. Nothing was changed.
client-import-rows-shown = { $from }–{ $to } of { $all }
client-import-pages = Pages of companies

done-client-import-cancelled = The import was given up; nothing was written.
