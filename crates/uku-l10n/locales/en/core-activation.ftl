# Activating and deactivating.

core-activation-active = Active since { $since }.
core-activation-inactive-kept = Deactivated since { $since }; the keys are kept until { $until }.
core-activation-inactive-destroyed = Deactivated since { $since }; the keys were destroyed on { $at }.
core-activation-not-active = The SmartAccounts integration is not activated.
core-activation-not-confirmed = Nothing was destroyed: to destroy the keys, type exactly “{ $phrase }”.
core-activation-deactivation-forecast = All work stops at once, also what is under way. { $pairs ->
        [one] { $pairs } key pair is
       *[other] { $pairs } key pairs are
    } kept, sealed and unusable; activating again before { $until } brings them back, after that they are destroyed. Clients, summary tasks and settings stay.
core-activation-deactivation-forecast-import = All work stops at once, also what is under way. { $pairs ->
        [one] { $pairs } key pair is
       *[other] { $pairs } key pairs are
    } kept, sealed and unusable; activating again before { $until } brings them back, after that they are destroyed. Clients, summary tasks and settings stay. The client import that is not confirmed yet is given up.
core-activation-destruction-forecast = { $pairs ->
        [one] The only key pair is
       *[other] All { $pairs } key pairs are
    } destroyed at once, and nothing brings them back: SmartAccounts shows a secret only once, so each company's pair has to be made anew. Clients, summary tasks and settings stay.
