# What SmartAccounts answers, and keys.

core-ledger-wrong-keys = SmartAccounts does not accept the keys.
core-ledger-wrong-keys-remedy = Copy both keys again from SmartAccounts (Settings, Connected services); if the secret is lost or the keys were revoked, make a new pair there.
core-ledger-clock-off = The clock of this computer differs from SmartAccounts' by { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
core-ledger-clock-off-remedy = Set this computer's clock, best by network time.
core-ledger-budget-spent = The requests that SmartAccounts allows are spent; the next may be sent at { $until }.
core-ledger-over-limit = SmartAccounts says that there were too many requests; asking again makes sense at { $until }.
core-ledger-limit-remedy = Nothing is lost; run it again then: SmartAccounts allows 60 requests a minute and 1,000 a day for each company.
core-ledger-unpaid = SmartAccounts refuses service because the company's bill is unpaid.
core-ledger-unpaid-remedy = The company pays its SmartAccounts bill; then run it again.
core-ledger-unavailable = SmartAccounts says that its service is not available: { $detail }.
core-ledger-unavailable-remedy = Run it again in an hour; if it stays so, see in SmartAccounts whether the company's bill is paid.
core-ledger-right-missing = The keys have no right to { $what }.
core-ledger-right-missing-remedy = In SmartAccounts, give the API user group the right to read the general ledger, invoices and payments.
core-ledger-refused = SmartAccounts refuses the request: { $messages }.
core-ledger-refused-remedy = Do what the message says in SmartAccounts, then run it again.
core-ledger-vendor-message = { $text } ({ $key })
core-ledger-unreachable = SmartAccounts cannot be reached: { $detail }.
core-ledger-unreachable-remedy = See whether this computer is online and SmartAccounts works in a browser, then run it again.
core-ledger-garbled = The answer of SmartAccounts cannot be read: { $detail }.
core-ledger-garbled-remedy = Run it again; if it stays so, send the message to the people who look after this software.
core-ledger-withdrawn = The connection was withdrawn while it was used.
core-ledger-withdrawn-remedy = Nothing, if you meant to stop it; otherwise run it again.
core-ledger-budget-unknown = What is remembered of sent requests and of the keys is not available: { $detail }.
core-ledger-budget-unknown-remedy = See that the data folder exists, can be written and has room.

core-directory-wrong-login = SmartAccounts does not accept the email and password.
core-directory-wrong-login-remedy = Try signing in to SmartAccounts directly with the same email and password, then start the import again.
core-directory-user-inactive = The SmartAccounts user is inactive.
core-directory-user-inactive-remedy = Ask the company's SmartAccounts administrator to activate the user, or sign in as another.
core-directory-no-companies = The SmartAccounts user has no access to any company.
core-directory-no-companies-remedy = Ask the administrators of the companies to give this SmartAccounts user access, or sign in as another.
core-directory-not-switched-on = Signing in with email and password is not switched on for { $address }.
core-directory-not-switched-on-remedy = Import the customers of your own SmartAccounts company or a file instead; whoever runs this software can switch signing in on.
core-directory-no-answer = SmartAccounts did not answer in time.
core-directory-try-again-remedy = See whether SmartAccounts works in a browser, then start the import again.
core-directory-signed-out = SmartAccounts ended the sign-in before all companies were listed.
core-directory-signed-out-remedy = Sign in again.
core-directory-unreachable = SmartAccounts cannot be reached: { $detail }.
core-directory-garbled = The answer of SmartAccounts cannot be read: { $detail }.
core-directory-garbled-remedy = Start the import again; if it stays so, import the customers of your own SmartAccounts company or a file instead.

core-key-public = public
core-key-secret = secret
core-key-empty-public = The public key is empty; copy it from SmartAccounts (Settings, Connected services).
core-key-empty-secret = The secret key is empty; copy it from SmartAccounts (Settings, Connected services).
core-key-space-public = The public key { $where }; copy it again from SmartAccounts (Settings, Connected services) without it.
core-key-space-secret = The secret key { $where }; copy it again from SmartAccounts (Settings, Connected services) without it.
core-key-space-leading = begins with white space
core-key-space-trailing = ends with white space
core-key-space-inside = has white space or a control character inside

core-right-entries = read general ledger entries
core-right-customers = read customers
core-right-articles = read articles
core-right-vat-codes = read VAT codes
core-right-sales-invoices = read sales invoices
core-right-payments = read payments
