# The frame around the pages.
skip-to-content = Skip to content
menu = Menu
nav-label = Main
nav-clients = Clients
nav-reports = Reports
nav-runs = Runs
nav-notices = Notices
nav-activity = Activity
nav-settings = Settings & Apps
notices-unread = { $count ->
    [0] Notices
    [one] Notices, { $count } unread
   *[other] Notices, { $count } unread
}
unread-word = unread
my-account = My account
language = Language
theme = Appearance
theme-system = Like the device
theme-light = Light
theme-dark = Dark
sign-out = Sign out
sign-in-in-a-new-tab = Sign in in a new tab
previous-page = Previous page
next-page = Next page
no-answer = Uku doesn't answer
no-answer-remedy = See whether you are online, then try again. What you typed is still here.
close = Close
