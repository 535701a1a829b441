# The memory of this software, and its sealed secrets.

core-store-newer = The data in { $place } was made by a newer version of this software ({ $found }); install that version.
core-store-in-use = The data in { $place } is in use by another process; wait until it is done, or stop it.
core-store-in-use-by = The data in { $place } is in use by another process (process { $process }); wait until it is done, or stop it.
core-store-missing = There is no { $what }.
core-store-fenced = This work was taken over by a later attempt.
core-store-corrupt = Stored data can't be read: { $detail }.
core-store-failed = The data store failed: { $detail }.

core-vault-does-not-open = The secret was not sealed for this place, or was changed since.
core-vault-no-master-key = The master key “{ $key }” is not here; give it to this program again, or enter the secret anew.
core-vault-newer-format = The secret was sealed by a newer version of this software (format { $format }).
core-vault-failed = The vault failed: { $detail }.
