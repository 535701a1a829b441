# The activity.

activity-title = Activity
activity-crumbs = Where you are
activity-intro = Who did what with the integration. Nothing here can be changed.
activity-client = Client
activity-search = Search
activity-filter = Whose activity is shown
activity-all = All
activity-pages = Pages of the activity
activity-nothing = Nothing was recorded yet
activity-nothing-text = Everything that people and Uku do with the integration is recorded here.
activity-personal = Personal:
activity-to-run = The run
activity-to-task = The summary task

activity-erase = Erase personal data
activity-erase-title = Erase personal data
activity-erase-warning = This can't be undone
activity-erase-text = Names, addresses and texts of people are erased from all records about { $client }. What happened, when and by whom stays.
activity-erase-label = Type { $name } to confirm
activity-erase-wrong = This is not the name. Type { $name } as it is written here.
activity-cancel = Keep it
activity-close = Close

done-activity-erased = The personal data was erased.
