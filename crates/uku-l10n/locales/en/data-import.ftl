# The Data import tab: how the firm wants its summary tasks.

data-import-summary-task = Summary task
data-import-choose = Choose…
data-import-archived = { $name } (archived)
data-import-deleted = Deleted
data-import-of-kind = { $name } ({ $kind })
data-import-nothing = Not filled in
data-import-title = Task title
data-import-title-hint = {"{month}"} stands for the month, {"{client}"} for the client's name.
data-import-preview = Preview: { $title }
data-import-example-client = Kask OÜ
data-import-topic = Topic
data-import-topic-hint = Summary tasks are filed under it.
data-import-new-topic = New topic
data-import-new-topic-hint = Is added when you save, and goes before the choice beside it.
data-import-day = Data import
data-import-day-wrong = There is no such import day; choose one of the list.
data-import-day-example = For example, { $month } is imported on { $at }.
data-import-day-misses = What is entered after that is missed until the late look.
data-import-time = Time
data-import-time-hint = Empty: 21:00 inside the month, 05:00 in the following month.
data-import-time-wrong = That is not a time of the day; write it like 21:00.
data-import-usual-time = The usual
data-import-status = New tasks are
data-import-status-done-hint = They are not overdue, and products billed per piece bill them.
data-import-status-open-hint = Somebody has to look at each and mark it done before it is billed.
data-import-late-look = Late look
data-import-late-look-text = Documents that are entered late change months that were imported already. They are found by looking at those months again; billed tasks stay as they are.
data-import-look-back = Months looked at again
data-import-look-back-months = { $count ->
    [0] None
    [one] { $count } month
   *[other] { $count } months
}
data-import-look-day = Day of the month
data-import-look-day-nth = Day { $day }
data-import-look-day-wrong = Choose a day from 1 to 28.
data-import-fields = Configure data fields
data-import-fields-text = Choose the custom task field, of type Number, into which each count is written. A data field that is not mapped is not imported.
data-import-create-fields = Create the four fields and map them
data-import-show-more = Show more
data-import-not-imported = Not imported
data-import-missing = Nothing is imported until these are filled in
data-import-changed = Somebody else changed the settings meanwhile
data-import-changed-text = What you typed is still here and not saved. This is what is saved now; Save replaces it by what you typed.
data-import-next = Next import
data-import-next-month = Month
data-import-next-when = When
data-import-next-clients = Clients
data-import-next-of = { $connected } of { $clients }
data-import-next-none = Nothing is planned: the integration is not active, or required fields are not filled in.
data-import-why = Why is there no data?
data-import-lists = Topics and fields
data-import-reload = Reload data
data-import-reload-text = Counts the twelve complete months before this one for every connected client. Existing summary tasks may be overwritten: you see which before it starts.
data-import-reload-question = The twelve complete months before this one are counted again for every connected client. Summary tasks that are there may be overwritten.

done-data-import-saved = The settings are saved. Summary tasks that are there stay as they are.
done-data-import-fields-created = The four custom task fields are there and mapped.
done-data-import-reload-started = Reload data has begun. You can leave; Uku notifies you when it is done.
