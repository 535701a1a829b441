use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uku_core::activation::activate;
use uku_core::firm::{Actor, Firm, Plan, Role, Subscription};
use uku_core::notice::{Audience, MissedBecause, Notice, NoticeEvent, Notices};
use uku_sqlite::SqliteStore;

use super::super::smtp_server::SmtpServer;
use super::*;
use crate::args::UnprintedText;

/// Stands until it is moved.
struct StandingClock(Mutex<DateTime<Utc>>);

impl StandingClock {
    fn forward(&self, time: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }
}

#[async_trait]
impl Clock for StandingClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn sleep_until(&self, _: DateTime<Utc>) {
        std::future::pending::<()>().await;
    }
}

struct House {
    mailer: Mailer,
    store: Arc<SqliteStore>,
    clock: Arc<StandingClock>,
    server: SmtpServer,
    firm: FirmId,
    _folder: tempfile::TempDir,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(StandingClock(Mutex::new("2026-11-24T12:00:00Z".parse().unwrap())));
        let store = SqliteStore::open(folder.path(), Arc::clone(&clock) as _).await.unwrap();
        let subscription = Subscription { plan: Plan::Team, lapsed: false };
        let firm = Firm {
            id: "firm".parse().unwrap(),
            name: "Raamat OÜ".to_owned(),
            registry_code: None,
            owner: "owner".parse().unwrap(),
            subscription,
            time_zone: chrono_tz::Europe::Tallinn,
        };
        store.put_firm(&firm).await.unwrap();
        let owner = Actor {
            firm: firm.id.clone(),
            member: firm.owner.clone(),
            role: Role::Owner,
            exports_invoices: true,
            subscription,
        };
        activate(&owner, &store, clock.as_ref()).await.unwrap();
        let server = SmtpServer::start().await;
        let url = UnprintedText(format!("smtp://{}", server.address));
        let post = MailPost::of(Some(&url), Some("uku@example.ee")).unwrap().unwrap();
        let store = Arc::new(store);
        let mailer = Mailer {
            post,
            store: Arc::clone(&store) as _,
            clients: Arc::clone(&store) as _,
            notices: Arc::clone(&store) as _,
            clock: Arc::clone(&clock) as _,
        };
        Self { mailer, store, clock, server, firm: firm.id, _folder: folder }
    }

    async fn send_to(&self, addresses: &[&str]) {
        let addresses: Vec<String> = addresses.iter().map(|address| (*address).to_owned()).collect();
        self.store.put_addresses(&self.firm, &addresses).await.unwrap();
    }

    async fn missed(&self, month: &str) {
        let notice = Notice {
            key: format!("import-missed:{month}"),
            at: self.clock.now(),
            to: Audience::Admins,
            event: NoticeEvent::ImportMissed {
                month: month.parse().unwrap(),
                because: MissedBecause::NotRunning,
            },
        };
        self.store.post(&self.firm, &notice).await.unwrap();
    }
}

#[tokio::test]
async fn each_notice_is_sent_once_to_all_addresses() {
    let house = House::new().await;
    house.send_to(&["a@example.ee", "b@example.ee"]).await;
    house.missed("2026-09").await;
    house.missed("2026-10").await;
    house.mailer.send_all().await;
    house.clock.forward(TimeDelta::hours(1));
    house.mailer.send_all().await;
    let mails = house.server.mails();
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].to, ["a@example.ee", "b@example.ee"]);
    assert_eq!(mails[0].from, "uku@example.ee");
    assert!(mails[0].text.contains("2026-09 was not imported"), "{}", mails[0].text);
    assert!(mails[1].text.contains("2026-10 was not imported"), "{}", mails[1].text);
}

#[tokio::test]
async fn without_addresses_nothing_is_sent() {
    let house = House::new().await;
    house.missed("2026-10").await;
    house.mailer.send_all().await;
    assert_eq!(house.server.mails(), []);
}

#[tokio::test]
async fn what_the_mail_server_refused_is_sent_again_later() {
    let house = House::new().await;
    house.send_to(&["a@example.ee"]).await;
    house.missed("2026-10").await;
    house.server.refuse(true);
    house.mailer.send_all().await;
    assert_eq!(house.server.mails(), []);
    house.server.refuse(false);
    house.clock.forward(AGAIN_AFTER - TimeDelta::seconds(1));
    house.mailer.send_all().await;
    assert_eq!(house.server.mails(), [], "whoever took it may still be sending it");
    house.clock.forward(TimeDelta::seconds(1));
    house.mailer.send_all().await;
    house.mailer.send_all().await;
    assert_eq!(house.server.mails().len(), 1);
}

#[tokio::test]
async fn it_ends_when_told_to_stop() {
    let house = House::new().await;
    let stop = CancellationToken::new();
    stop.cancel();
    house.mailer.run(&stop).await;
}
