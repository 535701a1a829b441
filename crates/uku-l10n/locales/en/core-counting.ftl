# What is counted.

core-count-outside-range = SmartAccounts answered with something dated { $date }, which was not asked for.
core-count-outside-range-remedy = Run it again; if it stays so, look at the entries of that month in SmartAccounts for one with a strange date.
core-count-page-repeats = Page { $page } repeats entries of earlier pages.
core-count-empty-page = Page { $page } is empty but says that more pages follow.
core-count-endless = There is no last page after { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }.
core-count-paging-remedy = Run it again; if it stays so, SmartAccounts pages its lists wrongly: tell its support.
core-count-changing = The books were changed while they were counted, { $reads ->
        [one] { $reads } time
       *[other] { $reads } times
    } in a row.
core-count-changing-remedy = Run it again when nobody works in these books.

core-field-sales-entries = Sales entries
core-field-sales-entries-hint = Number of sales invoices in the month
core-field-purchase-entries = Purchase entries
core-field-purchase-entries-hint = Number of purchase invoices in the month
core-field-bank-entries = Bank entries
core-field-bank-entries-hint = Bank transactions, nettings included
core-field-documents = Documents
core-field-documents-hint = Other accounting documents: cash payments, entries made by hand, VAT returns, warehouse movements, depreciation, payroll, and every kind that SmartAccounts adds
core-field-cash-entries = Cash entries
core-field-cash-entries-hint = Cash payments
core-field-manual-ledger-entries = Manual ledger entries
core-field-manual-ledger-entries-hint = Ledger entries made by hand
core-field-vat-return-entries = VAT return entries
core-field-vat-return-entries-hint = Entries of VAT returns
core-field-warehouse-movements = Warehouse movements
core-field-warehouse-movements-hint = Movements of stock
core-field-depreciation-entries = Depreciation entries
core-field-depreciation-entries-hint = Entries of depreciation
core-field-payroll-entries = Payroll entries
core-field-payroll-entries-hint = Entries of payroll; not the number of employees
core-field-all-entries = All entries
core-field-all-entries-hint = Entries of every kind
core-field-also-in-documents = Also counted in Documents: who bills by both bills it twice.

core-field-how-to-see = In SmartAccounts: general ledger entries, { $kind }, from { $from } to { $to }, by entry date
core-field-kind-sales-entries = kind sales invoice
core-field-kind-purchase-entries = kind purchase invoice
core-field-kind-bank-entries = kind bank payment
core-field-kind-documents = every kind but sales invoice, purchase invoice and bank payment
core-field-kind-cash-entries = kind cash payment
core-field-kind-manual-ledger-entries = kind ledger entry
core-field-kind-vat-return-entries = kind VAT return
core-field-kind-warehouse-movements = kind warehouse movement
core-field-kind-depreciation-entries = kind depreciation
core-field-kind-payroll-entries = kind payroll
core-field-kind-all-entries = every kind
