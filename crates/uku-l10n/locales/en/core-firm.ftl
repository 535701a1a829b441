# Who may do what, and what the firm pays for.

core-firm-role-owner = Company Owner
core-firm-role-admin = Company Admin
core-firm-role-member = Company Member
core-firm-plan-solo = Solo
core-firm-plan-team = Team
core-firm-plan-elite = Elite

core-firm-action-see-reports = see reports
core-firm-action-see-clients = see clients
core-firm-action-see-integration = see the SmartAccounts integration
core-firm-action-activate = activate the integration
core-firm-action-import-clients = import clients
core-firm-action-edit-clients = add or change clients
core-firm-action-connect = save or test API keys
core-firm-action-change-settings = change the summary task settings
core-firm-action-edit-task-lists = change topics and custom task fields
core-firm-action-import-data = import data
core-firm-action-reload-data = reload data
core-firm-action-export-invoices = export invoices
core-firm-action-deactivate = deactivate the integration
core-firm-action-disconnect = delete a client's connection
core-firm-action-destroy-keys = destroy all keys
core-firm-action-erase-personal-data = erase personal data
core-firm-action-manage-members = invite members or change their roles

core-firm-denied-role = Only the Company Owner or a Company Admin may { $action }.
core-firm-denied-role-remedy = Ask the Company Owner or a Company Admin.
core-firm-denied-export-right = Only the Company Owner, a Company Admin or a member with the right to export invoices may { $action }.
core-firm-denied-export-right-remedy = Ask the Company Owner or a Company Admin for the right to export invoices.
core-firm-denied-lapsed = The firm's Uku subscription has run out, so nobody can { $action } now.
core-firm-denied-lapsed-remedy = Renew the Uku subscription.
core-firm-denied-no-integrations = The firm's Uku plan has no integrations, so nobody can { $action } now.
core-firm-denied-no-integrations-remedy = Change the Uku plan to Team or Elite.

core-firm-paused-lapsed = The firm's Uku subscription has run out.
core-firm-paused-lapsed-remedy = Renew the Uku subscription; imports then go on by themselves.
core-firm-paused-no-integrations = The firm's Uku plan has no integrations.
core-firm-paused-no-integrations-remedy = Change the Uku plan to Team or Elite; imports then go on by themselves.

core-firm-members-unavailable = The members are not available: { $detail }.
