# Connections of clients.

core-connection-own-books = Your own SmartAccounts company
core-connection-not-active = The SmartAccounts integration is not activated; activate it first.
core-connection-not-connected = { $name } is not connected: enter its SmartAccounts API keys first.
core-connection-same-keys = These are the keys of { $other }; each SmartAccounts company has its own pair.
core-connection-refused = The keys were not saved. { $why }
core-connection-paused = The connection is paused.
core-connection-no-keys = Not connected: there are no SmartAccounts API keys.
core-connection-inactive = The SmartAccounts integration is not activated.

core-connection-state-untested = Not tested yet
core-connection-state-connected = Connected
core-connection-state-failing = Failing
core-connection-state-paused = Paused
core-connection-state-not-connected = Not connected

core-trouble-wrong-keys = SmartAccounts does not accept the keys: they are wrong or were revoked.
core-trouble-wrong-keys-remedy = Make a new key pair in SmartAccounts (Settings, Connected services), paste both keys into the client's integration dialog and click Test connection.
core-trouble-right-missing = The keys have no right to { $what }.
core-trouble-right-missing-remedy = In SmartAccounts, give the API user group that right, then click Test connection.
core-trouble-unpaid = The company's SmartAccounts bill is unpaid.
core-trouble-unpaid-remedy = The company pays its SmartAccounts bill; then click Test connection.

core-test-successful = Connection successful!
core-test-successful-remedy = Nothing: imports can use this connection.
core-test-wrong-keys-remedy = Copy both keys again from SmartAccounts (Settings, Connected services), without white space around them; if the secret is lost or the keys were revoked, make a new pair there and paste both.
core-test-clock-ahead = The clock of this computer is { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } ahead.
core-test-clock-behind = The clock of this computer is { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } behind.
core-test-clock-remedy = Set this computer's clock, best by network time, then test again.
core-test-right-missing-remedy = In SmartAccounts, give the API user group that right, then test again.
core-test-unpaid-remedy = The company pays its SmartAccounts bill; then test again.
core-test-over-limit = The requests that SmartAccounts allows are spent until { $until }.
core-test-over-limit-remedy = Nothing is wrong with the keys as far as is known; test again then.
core-test-not-reachable = The connection could not be tested: { $detail }.
core-test-not-reachable-remedy = See whether this computer is online and SmartAccounts works in a browser, then test again.
