# Settings & Apps.

settings-title = Settings & Apps
settings-apps = Apps
settings-smartaccounts-text = Brings clients in and counts their documents every month
settings-active = Active
settings-not-active = Not active
settings-tasks = Tasks
settings-topics = Topics
settings-topics-text = Under which tasks are filed
settings-custom-fields = Custom task fields
settings-custom-fields-text = Where counts and other values of a task stand
settings-people = People
settings-members = Members
settings-members-text = Who works here, and what they may do
settings-elsewhere = Elsewhere in Uku
settings-elsewhere-text = These are set up in Uku itself, once SmartAccounts is connected.
