# Signing in, and the people of the firm.

core-sign-in-wrong = The email address or the password is wrong.
core-sign-in-wrong-remedy = Type both once more; if you forgot the password, ask the Company Owner or a Company Admin for a link to set a new one.
core-sign-in-wrong-password = The password is wrong.
core-sign-in-wrong-password-remedy = Type the password with which you sign in.
core-sign-in-wrong-code = The code is wrong, or was used already.
core-sign-in-wrong-code-remedy = Type the code that your authenticator app shows now, or a recovery code.
core-sign-in-throttled = Too many attempts failed, so the next one has to wait until { $until }.
core-sign-in-throttled-remedy = Wait until then; a link to set a new password, which the Company Owner or a Company Admin can make, works at once.
core-sign-in-link-over = This link was used already, or its time is over.
core-sign-in-link-over-remedy = Sign in; if that does not work, ask the Company Owner or a Company Admin for a new link.
core-sign-in-signed-out = You are signed out.
core-sign-in-signed-out-remedy = Sign in again.
core-sign-in-second-factor-on = An authenticator app is set up already.
core-sign-in-second-factor-on-remedy = Remove it first, then set up the other.
core-sign-in-second-factor-off = No authenticator app is set up.
core-sign-in-second-factor-off-remedy = Set one up first.
core-sign-in-repeat-remedy = Load the page again and repeat it.
core-sign-in-try-again-remedy = Try again; if it goes on, tell whoever runs this software.
core-sign-in-vault-remedy = Ask the Company Owner or a Company Admin to remove your authenticator app, then set it up anew.
core-secrets-failed = Secrets could not be made or checked: { $detail }.

core-password-short = The password is too short: it needs at least { $shortest } characters.
core-password-short-remedy = Choose a longer one; a few words in a row are easy to keep in mind.
core-password-long = The password is too long: at most { $longest } bytes are taken.
core-password-long-remedy = Choose a shorter one.
core-password-about-you = The password is your name or your email address.
core-password-common = The password is one of those that everybody tries first.
core-password-guessed-remedy = Choose one that others can't guess; a few words in a row are easy to keep in mind.

core-account-changed = The account was changed by somebody else at the same time.
core-account-email-taken = Somebody else has this email address.
core-account-email-unreadable = “{ $text }” is not an email address; one looks like mari@firma.ee.

core-manage-no-such-member = There is no such member.
core-manage-no-such-member-remedy = Load the list of members again.
core-manage-owners-only = Only the Company Owner may change the Company Owner's account.
core-manage-owners-only-remedy = Ask the Company Owner.
core-manage-owner-stays = The firm has one Company Owner, who stays so.
core-manage-owner-stays-remedy = Choose Company Admin or Company Member.
core-manage-yourself = You can't take your own role away.
core-manage-yourself-remedy = Ask the Company Owner or another Company Admin.
core-manage-inactive = This member is inactive.
core-manage-inactive-remedy = Make the member active first.
core-manage-bad-name = A name has 1 to 100 characters.
core-manage-bad-name-remedy = Type the person's name.
core-manage-bad-email-remedy = Type the person's email address.
core-manage-email-taken-remedy = Type another address; each person has one of their own.

core-link-welcome = Set the first password
core-link-invitation = Invitation
core-link-password-reset = Set a new password
core-link-second-step = Second step of signing in
core-link-visit = Visit
core-manage-own-account = This is your own account.
core-manage-own-account-remedy = Change it under My account, where your password is asked.
