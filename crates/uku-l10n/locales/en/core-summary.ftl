# Summary tasks, their settings, topics and custom task fields.

core-tasks-stale = A later count of this month was already written.
core-tasks-stale-remedy = Nothing: the later count stands.
core-tasks-changed = The summary task was changed by somebody else at the same time.
core-tasks-changed-remedy = Run it again when nobody edits the task.
core-tasks-billed = The summary task is already billed.
core-tasks-billed-remedy = Credit the invoice first, or bill the difference.
core-tasks-name-taken = There is another one with the name { $name }.
core-tasks-name-taken-remedy = Choose another name.
core-tasks-kind-in-use = The custom task field is in use, so its type stays as it is.
core-tasks-kind-in-use-remedy = Add another custom task field of that type.
core-tasks-in-use = Tasks use it, so it can't be deleted.
core-tasks-in-use-remedy = Archive it instead: it is no longer offered, and what is in it stays.
core-tasks-unavailable = The tasks are not available: { $detail }.
core-tasks-unavailable-remedy = See that the data folder or the database can be reached and written, then run it again.

core-settings-topic-gone = The topic { $topic } does not exist.
core-settings-topic-archived = The topic { $topic } is archived.
core-settings-topic-remedy = Choose another topic on the Data import tab.
core-settings-field-gone = { $field } is mapped to the custom task field { $custom }, which does not exist.
core-settings-field-archived = { $field } is mapped to the custom task field { $custom }, which is archived.
core-settings-field-not-a-number = { $field } is mapped to the custom task field { $custom }, which is not of type Number but { $kind }.
core-settings-field-remedy = Map the data field to a custom task field of type Number under Configure data fields on the Data import tab, or leave it unmapped.
core-settings-mapping-empty = No data field is mapped to a custom task field; map at least one.
core-settings-mapping-shared = { $one } and { $other } are mapped to the same custom task field; give each its own.
core-settings-changed = The settings were changed by somebody else in the meantime; look at them again, then make the change.
core-settings-missing-task-title = Task title
core-settings-missing-topic = Topic
core-settings-missing-data-import = Data import
core-settings-missing-data-fields = Configure data fields
core-settings-title-empty = The task title is empty; give the tasks one.
core-settings-title-long = The task title is too long; { $longest } characters are the most.
core-settings-look-back-long = Too many months to look back; say 0 to 12.

core-summary-status-open = Open
core-summary-status-done = Done
core-summary-late-look-none = Earlier months are not looked at again.
core-summary-late-look = On day { $day } of each month, the last { $months ->
        [one] month is
       *[other] { $months } months are
    } looked at again for late documents.
core-summary-kind-number = Number
core-summary-kind-text = Text
core-summary-kind-choice = Choice
core-summary-kind-article = Article
core-summary-kind-price = Price
core-summary-kind-checkbox = Checkbox
core-summary-hand-edits-keep = Numbers that were changed by hand stay.
core-summary-hand-edits-overwrite = Numbers that were changed by hand are overwritten.

core-lists-no-name = The name is empty; give it one.
core-lists-long-name = The name has { $length ->
        [one] { $length } character
       *[other] { $length } characters
    }; { $longest } are the most.
core-lists-no-such-topic = There is no such topic; somebody may have deleted it.
core-lists-no-such-field = There is no such custom task field; somebody may have deleted it.
core-reports-no-such-client = There is no such client.
core-reports-everybody = All clients
core-reports-with-task = With a summary task
core-reports-without-task = Without a summary task
