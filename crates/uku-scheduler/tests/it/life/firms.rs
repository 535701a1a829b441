use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Datelike, NaiveTime, TimeDelta, Utc};
use chrono_tz::{America, Europe, Tz};
use uku_core::calendar::{ImportDay, Month};
use uku_core::clock::Clock as _;
use uku_core::counting::DataField;
use uku_core::firm::{Firm, FirmId};
use uku_core::ids::Ids;
use uku_core::ledger::{Entry, EntryKind};
use uku_core::summary::{LateLook, LookBack, SummarySettings};
use uku_testkit::build::{at, entry, firm, month, settings};
use uku_testkit::fake::{FakeLedger, ManualClock};
use uuid::Uuid;

use crate::clocks::WrongClock;
use crate::house::House;

pub(super) const FIRMS: usize = 200;
pub(super) const CLIENTS: usize = 3;
pub(super) const FROM: &str = "2025-12-31T22:00:00Z";
pub(super) const TO: &str = "2027-12-31T22:00:00Z";

/// Hour and minute.
type LocalTime = Option<(u32, u32)>;

/// Where the firms live, when they import (no time: the usual), and how many months they look back: thirty firms each, with
/// all thirty import days. Among the moments are some that daylight saving skips or doubles, in Estonia and Finland on
/// the 28th of March 2027 and the 25th of October 2026.
const HABITS: [(Tz, LocalTime, u8); 7] = [
    (Europe::Tallinn, None, 1),
    (Europe::Tallinn, Some((3, 30)), 3),
    (Europe::Helsinki, Some((3, 30)), 1),
    // In New York on the 8th of March and the 1st of November 2026, the 14th of March and the 7th of November 2027.
    (America::New_York, Some((2, 30)), 1),
    (Europe::Helsinki, None, 1),
    (Europe::Tallinn, None, 0),
    (Europe::Tallinn, Some((23, 59)), 1),
];

/// One firm: how it wants its months, and the books of its clients.
pub(super) struct Household {
    pub(super) firm: Firm,
    pub(super) settings: SummarySettings,
    pub(super) clients: Vec<(String, Arc<FakeLedger>)>,
}

impl Household {
    pub(super) fn id(&self) -> &FirmId {
        &self.firm.id
    }
}

/// The firms, and the true time in which they live.
pub(super) struct Village {
    pub(super) truth: ManualClock,
    /// The clock of the computer where the memory is.
    pub(super) shown: WrongClock,
    pub(super) house: House,
    pub(super) households: Vec<Household>,
    /// How many documents came late, by client and month.
    late: Mutex<BTreeMap<(String, Month), u32>>,
}

impl Village {
    pub(super) async fn found() -> Self {
        let truth = ManualClock::at(FROM);
        let shown = WrongClock::of(&truth);
        let firms: Vec<(Firm, SummarySettings)> = (0..FIRMS).map(described).collect();
        let ids = TellingIds { truth: truth.clone(), count: AtomicU64::new(0) };
        let house = House::of(firms.iter().map(|(firm, _)| firm.clone()), shown.clone(), &truth, ids);
        let mut households = Vec::new();
        for (firm, settings) in firms {
            house.activate(&firm.id, &settings).await;
            let mut clients = Vec::new();
            for number in 0..CLIENTS {
                let name = format!("{}-{number}", firm.name);
                let entries = (0..25).flat_map(|months| entries_of(months, number));
                let ledger = house.connect_books(&firm.id, &name, 100, entries).await;
                clients.push((name, ledger));
            }
            households.push(Household { firm, settings, clients });
        }
        Self { truth, shown, house, households, late: Mutex::default() }
    }

    /// Somebody enters a document of the month before, if the firm looks at such.
    pub(super) fn enter_late(&self, which: usize) {
        let household = &self.households[which % FIRMS];
        let (name, ledger) = &household.clients[which % CLIENTS];
        let now = self.truth.now();
        // What is entered at the end of a month may be missed by a firm that looks back by one.
        if u8::from(household.settings.late_look.months) == 0 || now.day() > 20 {
            return;
        }
        let before = Month::of(now.date_naive()).previous();
        let mut late = self.late.lock().unwrap();
        let number = late.values().sum::<u32>();
        *late.entry((name.clone(), before)).or_default() += 1;
        let entry = entry(1_000_000 + number, &before.last_day().to_string(), EntryKind::ClientInvoice);
        ledger.books().lock().unwrap().put(entry, now);
    }

    /// How many sales invoices of a month are in the books of the client of this name and number.
    pub(super) fn sales(&self, name: &str, client: usize, month: Month) -> u32 {
        let months = first_month().through(month).count() - 1;
        let late = self.late.lock().unwrap();
        sales_in(u32::try_from(months).unwrap(), client)
            + late.get(&(name.to_owned(), month)).copied().unwrap_or_default()
    }
}

fn described(number: usize) -> (Firm, SummarySettings) {
    let day = match number % 30 {
        0 => ImportDay::LastWorkDay,
        1 => ImportDay::LastCalendarDay,
        day => ImportDay::FollowingMonth(u8::try_from(day - 1).unwrap().try_into().unwrap()),
    };
    let (zone, time, looks_back) = HABITS[number / 30];
    let doubled = zone == America::New_York && number.is_multiple_of(2);
    let time = if doubled { Some((1, 30)) } else { time };
    let settings = SummarySettings {
        import_day: day,
        import_time: time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)),
        late_look: LateLook { months: LookBack::try_from(looks_back).unwrap(), ..LateLook::default() },
        ..settings(&[DataField::SalesEntries])
    };
    (Firm { time_zone: zone, ..firm(&format!("firm-{number:03}")) }, settings)
}

/// One to three sales invoices in the month so many after December 2025.
fn sales_in(months: u32, client: usize) -> u32 {
    1 + (months + u32::try_from(client).unwrap()) % 3
}

fn entries_of(months: u32, client: usize) -> impl Iterator<Item = Entry> {
    let month = (0..months).fold(first_month(), |month, _| month.next());
    (0..sales_in(months, client)).map(move |number| {
        let on = month.first_day().with_day(1 + number * 9).unwrap();
        entry(months * 10 + number, &on.to_string(), EntryKind::ClientInvoice)
    })
}

/// The first month that has books.
fn first_month() -> Month {
    month("2025-12")
}

/// Identities that tell when they were made by the true time; later ones are greater.
struct TellingIds {
    truth: ManualClock,
    count: AtomicU64,
}

impl Ids for TellingIds {
    fn next(&self) -> Uuid {
        let made_at = u64::try_from(self.truth.now().timestamp()).unwrap();
        Uuid::from_u64_pair(made_at, self.count.fetch_add(1, Ordering::Relaxed))
    }
}

/// When an identity was made.
pub(super) fn made_at(id: Uuid) -> DateTime<Utc> {
    let (seconds, _) = id.as_u64_pair();
    DateTime::UNIX_EPOCH + TimeDelta::seconds(i64::try_from(seconds).unwrap())
}

pub(super) fn begin() -> DateTime<Utc> {
    at(FROM)
}

pub(super) fn end() -> DateTime<Utc> {
    at(TO)
}
