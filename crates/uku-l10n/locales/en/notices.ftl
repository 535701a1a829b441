# Notices.

notices-title = Notices
notices-pages = Pages of notices
notices-mark-read = Mark all read
notices-unread-one = unread
notices-more-clients = { $count ->
    [one] And { $count } more client.
   *[other] And { $count } more clients.
}
notices-nothing = No notices yet
notices-nothing-text = You are told here when an import completes, when keys stop working, or when clients wait for your review.
notices-to-run = Open the run
notices-confirm = Confirm

done-notices-read = The notices are marked as read.
