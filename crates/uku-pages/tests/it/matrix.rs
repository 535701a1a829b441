//! Every page by everybody: whoever may not call it is refused, and another firm's things are as if they were not there.

use std::collections::BTreeSet;

use axum::http::Method;
use uku_core::firm::FirmId;
use uku_testkit::build::client;
use uku_web::{Access, Entry};
use uku_web_testkit::{Answer, TestSite, Who};

/// A client of firm A, and an identity that nothing has, of the same length.
const OURS: &str = "ours-a";
const NOBODYS: &str = "gone-x";

fn site() -> (TestSite, Vec<Entry>) {
    let mut table = Vec::new();
    let site = TestSite::new(|site| {
        let (router, entries) = uku_pages::pages(site);
        table = entries;
        router
    });
    (site, table)
}

/// The path of an entry with something in the place of each parameter.
fn path(entry: &Entry, value: &str) -> String {
    let parts = entry.path.split('/').map(|part| if part.starts_with('{') { value } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(site: &TestSite, who: Who, entry: &Entry, value: &str) -> Answer {
    let (visitor, path) = (site.visitor(who), path(entry, value));
    if entry.method == Method::GET { visitor.get(&path).await } else { visitor.post(&path, &[]).await }
}

#[tokio::test]
async fn every_route_answers_as_the_policy_says() {
    let (site, table) = site();
    assert!(table.len() > 60, "{}", table.len());
    for entry in &table {
        for who in Who::ALL {
            let answer = ask(&site, who, entry, NOBODYS).await;
            let told = format!("{who:?} {} {}: {}", entry.method, entry.path, answer.status);
            let status = answer.status.as_u16();
            match (entry.access, who.identity()) {
                // The people of these tests have no session that could be ended or changed.
                (Access::Anybody, _) | (Access::Member, Some(_)) => {
                    assert!(status < 500 && status != 403, "{told}");
                }
                (_, None) if entry.method == Method::GET => {
                    assert!(answer.location().starts_with("/sign-in?next="), "{told}");
                }
                (_, None) => assert_eq!(status, 401, "{told}"),
                (Access::May(action), Some(identity)) if identity.actor.may(action).is_err() => {
                    assert_eq!(status, 403, "{told}");
                }
                (Access::May(_), Some(_)) => {
                    assert!(status < 500 && status != 401 && status != 403, "{told}");
                }
            }
        }
    }
}

#[tokio::test]
async fn another_firms_client_is_as_one_that_is_not_there() {
    let (site, table) = site();
    site.clients.put(&TestSite::firm_id(), client(OURS));
    let other: FirmId = Who::OtherOwner.identity().unwrap().actor.firm;
    assert_ne!(other, TestSite::firm_id());
    let with_clients = table.iter().filter(|entry| entry.path.contains("/clients/{"));
    let mut asked = BTreeSet::new();
    for entry in with_clients {
        let theirs = ask(&site, Who::OtherOwner, entry, OURS).await;
        let nobodys = ask(&site, Who::OtherOwner, entry, NOBODYS).await;
        let told = format!("{} {}", entry.method, entry.path);
        assert_eq!(theirs.status, nobodys.status, "{told}");
        assert_eq!(theirs.text.replace(OURS, NOBODYS), nobodys.text, "{told}");
        asked.insert(told);
    }
    assert!(asked.len() > 5, "{asked:?}");
}
