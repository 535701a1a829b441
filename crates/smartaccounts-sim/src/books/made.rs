//! What the seed makes of one company: documents, partners and articles, each drawn alone when it is asked for.

use chrono::{Days, NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::account::{self, ARTICLES, Article, BANK_ACCOUNTS, CASH_ACCOUNTS};
use super::doc::{Detail, Doc, Invoice, Payment, PaymentRow, Row};
use super::id::{DocKey, Ids, Named, Side, Spot};
use super::kind::Kind;
use super::money::Sums;
use super::month::Month;
use super::partner::{Address, Contact, Partner};
use super::plan::Plan;
use super::{codes, company, names};
use crate::config::{SimConfig, VatRounding};
use crate::dice::Dice;
use crate::estonian;

/// Invoices older than this are paid.
pub(crate) const PAID_AFTER_DAYS: i64 = 60;
/// The longest payment term.
pub(crate) const LONGEST_TERM_DAYS: u64 = 30;
const TERMS: [u32; 4] = [7, 14, 21, 30];
const PARTNERS: u32 = 20;

/// The books of one company as the seed makes them.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    pub(crate) ids: Ids,
    pub(crate) plan: Plan,
    dice: Dice,
    seed: u64,
    companies: u16,
}

impl Made {
    pub(crate) fn new(config: &SimConfig, company: u16) -> Self {
        let dice = Dice::seeded(config.seed).on("company").at(u64::from(company));
        Self {
            ids: Ids { dice: Dice::seeded(config.seed).on("ids"), company },
            plan: Plan { dice: dice.on("plan"), average: config.entries_per_month, steady: config.steady },
            dice,
            seed: config.seed,
            companies: config.companies,
        }
    }

    /// The document at a spot, if the day that it is dated has ended.
    pub(crate) fn at(&self, spot: Spot, today: NaiveDate) -> Option<Doc> {
        let date = self.plan.sheet(spot.month).date_of(spot.kind, spot.index)?;
        (date < today).then(|| self.draw(DocKey::Made(spot), spot.kind.name(), date, today))
    }

    /// A document of any kind and date, drawn by its key.
    pub(crate) fn draw(&self, key: DocKey, doc_type: &str, date: NaiveDate, today: NaiveDate) -> Doc {
        let (dice, number) = match key {
            DocKey::Made(spot) => {
                let months = u64::from(spot.month.since_opening().unwrap_or_default());
                let place = self.dice.on("doc").at(u64::from(spot.kind.number())).at(months);
                (place.at(u64::from(spot.index)), spot.month.stamp() * 1_000_000 + u64::from(spot.index) + 1)
            }
            DocKey::Added(number) => {
                (self.dice.on("added").at(u64::from(number)), 900_000_001 + u64::from(number))
            }
        };
        let detail = match Kind::read(doc_type) {
            Some(Kind::ClientInvoice) => {
                Detail::Invoice(self.invoice(dice, Side::Client, number, date, today))
            }
            Some(Kind::VendorInvoice) => {
                Detail::Invoice(self.invoice(dice, Side::Vendor, number, date, today))
            }
            Some(Kind::BankPayment) => Detail::Payment(self.payment(dice, true, date, today)),
            Some(Kind::CashPayment) => Detail::Payment(self.payment(dice, false, date, today)),
            _ => Detail::Plain(price(dice, 200_000)),
        };
        let entered = estonian::end_of(date);
        Doc {
            key,
            chosen_id: None,
            kind: doc_type.to_owned(),
            entry_date: date,
            date_text: None,
            date,
            number,
            comment: (dice.on("comment").below(10) == 0).then(|| "Kontrollida üle".to_owned()),
            created: entered,
            modified: entered,
            detail,
        }
    }

    fn invoice(&self, dice: Dice, side: Side, number: u64, date: NaiveDate, today: NaiveDate) -> Invoice {
        let partner = self.some_partner(dice, side);
        let vat_pc = account::general_vat(date).code;
        let rows: Vec<Row> =
            (0..=dice.on("rows").below(3)).map(|at| Self::row(dice.on("row").at(at), vat_pc)).collect();
        let sums = Sums::of(&rows, VatRounding::Row);
        let settled = if today.signed_duration_since(date) > TimeDelta::days(PAID_AFTER_DAYS) {
            sums.gross()
        } else {
            match dice.on("paid").below(5) {
                0 | 1 => Decimal::ZERO,
                2 => Decimal::ONE.min(sums.gross()),
                _ => sums.gross(),
            }
        };
        Invoice {
            side,
            partner,
            number: number.to_string(),
            reference_number: codes::reference(number),
            note: None,
            due: date.checked_add_days(Days::new(u64::from(self.term(side, partner)))).unwrap_or(date),
            rows,
            net: sums.net,
            vat: sums.vat,
            round: Decimal::ZERO,
            settled,
            credits: None,
        }
    }

    fn row(dice: Dice, vat_pc: &str) -> Row {
        let (code, description, _, unit, cents) =
            dice.on("article").pick(&ARTICLES).copied().unwrap_or(ARTICLES[0]);
        Row {
            code: code.to_owned(),
            description: description.to_owned(),
            price: Decimal::new(cents, 2),
            quantity: Decimal::from(dice.on("quantity").below(9) + 1),
            unit: Some(unit.to_owned()),
            discount: (dice.on("discount").below(8) == 0).then(|| Decimal::from(10)),
            vat_pc: vat_pc.to_owned(),
        }
    }

    fn payment(&self, dice: Dice, bank: bool, date: NaiveDate, today: NaiveDate) -> Payment {
        let side = if dice.on("side").coin() { Side::Client } else { Side::Vendor };
        let account_name = if bank { BANK_ACCOUNTS[0].name } else { CASH_ACCOUNTS[0].name };
        let (partner, row) =
            self.paid_invoice(dice, side, date, today).unwrap_or_else(|| self.prepayment(dice, side));
        Payment {
            side,
            partner,
            bank,
            account_name: account_name.to_owned(),
            currency: "EUR".to_owned(),
            amount: row.amount,
            rows: vec![row],
        }
    }

    /// An invoice of three months before, which is paid by then.
    fn paid_invoice(
        &self,
        dice: Dice,
        side: Side,
        date: NaiveDate,
        today: NaiveDate,
    ) -> Option<(u32, PaymentRow)> {
        let month = Month::of(date).back(3);
        month.since_opening()?;
        let kind = if side == Side::Client { Kind::ClientInvoice } else { Kind::VendorInvoice };
        let sheet = self.plan.sheet(month);
        let count = u32::try_from(sheet.count(kind)).ok().filter(|&count| count > 0)?;
        let spot = Spot { month, kind, index: dice.on("invoice").small(count) };
        let invoice = self.at(spot, today)?;
        let detail = invoice.invoice()?;
        let row = PaymentRow {
            kind: kind.name().to_owned(),
            id: Some(self.ids.write(Named::Source(invoice.key))),
            description: format!("Arve {}", detail.number),
            amount: detail.total(),
        };
        Some((detail.partner, row))
    }

    fn prepayment(&self, dice: Dice, side: Side) -> (u32, PaymentRow) {
        let row = PaymentRow {
            kind: "PREPAYMENT_PAYMENT".to_owned(),
            id: None,
            description: "Ettemaks".to_owned(),
            amount: price(dice.on("prepaid"), 90_000),
        };
        (self.some_partner(dice, side), row)
    }

    fn some_partner(&self, dice: Dice, side: Side) -> u32 {
        let numbers = self.partner_numbers(side);
        numbers.start + dice.on("partner").small(numbers.end - numbers.start)
    }

    fn term(&self, side: Side, partner: u32) -> u32 {
        self.partner_dice(side, partner).on("term").pick(&TERMS).copied().unwrap_or(14)
    }

    fn partner_dice(&self, side: Side, number: u32) -> Dice {
        self.dice.on(if side == Side::Client { "client" } else { "vendor" }).at(u64::from(number))
    }

    /// Whether these are the firm's own books, whose clients are the other companies.
    fn sells_to_companies(&self, side: Side) -> bool {
        self.ids.company == 0 && side == Side::Client && self.companies > 1
    }

    /// The numbers of the partners that the seed makes.
    pub(crate) fn partner_numbers(&self, side: Side) -> std::ops::Range<u32> {
        if self.sells_to_companies(side) { 1..u32::from(self.companies) } else { 0..PARTNERS }
    }

    /// The partner with this number, if the seed makes one.
    pub(crate) fn partner(&self, side: Side, number: u32) -> Option<Partner> {
        if !self.partner_numbers(side).contains(&number) {
            return None;
        }
        let dice = self.partner_dice(side, number);
        let (name, serial) = if self.sells_to_companies(side) {
            let company = u16::try_from(number).ok()?;
            (company::name(self.seed, company), company::serial(self.seed, company))
        } else {
            let of_side = self.dice.on(if side == Side::Client { "clients" } else { "vendors" });
            let serial = (of_side.small(company::PARTNER_SERIALS) + number * 7919) % company::PARTNER_SERIALS;
            (names::company(of_side, number), company::PARTNER_SERIALS + serial)
        };
        let (address, contacts) = self.found_at(side, number, &name);
        let since = Month::OPENING.first_day() + Days::new(dice.on("since").below(700));
        Some(Partner {
            side,
            number,
            reg_code: Some(codes::registry_code(serial)),
            vat_number: (dice.on("vat").below(10) < 8).then(|| codes::vat_number(serial)),
            bank_account: dice.on("bank").coin().then(|| codes::iban(dice.on("iban").bits())),
            reference_number: codes::reference(u64::from(serial)),
            due_days: self.term(side, number),
            vat_pc: None,
            address: Some(address),
            contacts,
            comment: None,
            created: estonian::midnight(since),
            modified: estonian::midnight(since),
            name,
        })
    }

    /// Where a partner of this name is found, and how it is reached.
    pub(crate) fn found_at(&self, side: Side, number: u32, name: &str) -> (Address, Vec<Contact>) {
        let dice = self.partner_dice(side, number);
        (Address::made(dice), Contact::made(dice, name))
    }

    /// The articles that the seed makes.
    pub(crate) fn articles() -> impl Iterator<Item = Article> {
        ARTICLES.into_iter().map(|(code, description, kind, unit, cents)| Article {
            code: code.to_owned(),
            description: description.to_owned(),
            kind: kind.to_owned(),
            unit: Some(unit.to_owned()),
            vat_pc: Some("24".to_owned()),
            price: Some(Decimal::new(cents, 2)),
            modified: estonian::midnight(Month::OPENING.first_day()),
        })
    }
}

/// An amount of at least a cent.
fn price(dice: Dice, below_cents: u64) -> Decimal {
    let cents = dice.on("cents").below(below_cents) + 1;
    Decimal::new(i64::try_from(cents).unwrap_or(1), 2)
}
