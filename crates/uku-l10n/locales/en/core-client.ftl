# Clients.

core-client-field-name = Name
core-client-field-registry-code = Registry code
core-client-field-vat-number = VAT number
core-client-field-contacts = Contacts
core-client-field-default-member = Default member
core-client-field-active = Active
core-client-field-name-inline = name
core-client-field-registry-code-inline = registry code
core-client-field-vat-number-inline = VAT number
core-client-field-contacts-inline = contacts
core-client-field-default-member-inline = default member
core-client-field-active-inline = active or not
core-client-contact-person = Person
core-client-contact-email = Email
core-client-contact-phone = Phone
core-client-contact-address = Address

core-client-firm-unknown = There is no firm { $firm }.
core-client-unavailable = The clients are not available: { $detail }.
core-client-changed-meanwhile = The client was changed by somebody else at the same time.
core-client-code-taken = The client { $client } has the same registry code.
core-client-no-name = A client needs a name.
core-client-exists = { $client } has this registry code already.
core-client-unknown = There is no such client.
core-client-no-such-member = There is no such member; choose another default member.
core-client-member-left = { $member } does not work for the firm any more; choose another default member.
core-client-changed = The client was changed by somebody else in the meantime; look at it again, then make the change.

core-client-code-not-eight-digits = An Estonian registry code has 8 digits.
core-client-code-first-digit = An Estonian registry code begins with 1, 7, 8 or 9.
core-client-code-check-digit = The last digit does not fit the others, so one is probably mistyped.
core-client-vat-no-country = A VAT number begins with the two letters of a country, such as EE.
core-client-vat-not-nine-digits = An Estonian VAT number is EE and 9 digits.
core-client-vat-check-digit = The last digit does not fit the others, so one is probably mistyped.
