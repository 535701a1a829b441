//! How long looking for clients and reading a report takes, at the ports.

use std::time::Duration;

use tokio::time::Instant;
use uku_core::client::{Among, ClientPosition, ClientQuery, Clients, FindClients, find};
use uku_core::connection::{ConnectionFilter, counts};
use uku_core::firm::{Actor, Role};
use uku_core::store::IntegrationStore;
use uku_core::summary::{ReportQuery, Reported, Reports, Tasks};

use crate::build::{actor, firm_a, month};

/// How often each question is asked.
const TIMES: usize = 200;

/// Asks a store with a [`crowd`](crate::crowd) in the first firm everything that pages ask; a line for each question says how
/// long it takes.
pub async fn measure(clients: &dyn Clients, tasks: &dyn Tasks, store: &dyn IntegrationStore) -> Vec<String> {
    let mut lines = Vec::new();
    let actor = actor(Role::Admin);
    let positions = positions(clients).await;
    let words = ["", "ounapuu", "kask ou", "10", "pojad tamm as", "zzz"];
    for text in words {
        lines.push(
            timed(&format!("find_clients {text:?}"), async |turn| {
                let after = positions[turn % positions.len()].clone();
                let query = ClientQuery { text: text.to_owned(), after, most: 100, ..ClientQuery::default() };
                clients.find_clients(&firm_a(), &query).await.unwrap();
            })
            .await,
        );
    }
    for state in [None].into_iter().chain(ConnectionFilter::ALL.map(Some)) {
        lines.push(
            timed(&format!("client::find {state:?}"), async |turn| {
                let after = positions[turn % positions.len()].clone();
                let wanted =
                    FindClients { state, active: Some(true), after, most: 100, ..FindClients::default() };
                find(&actor, clients, store, &wanted).await.unwrap();
            })
            .await,
        );
    }
    lines.push(
        timed("connection::counts", async |_| {
            counts(&actor, clients, store).await.unwrap();
        })
        .await,
    );
    lines.extend(reports(&actor, clients, tasks, &positions).await);
    lines
}

async fn reports(
    actor: &Actor,
    clients: &dyn Clients,
    tasks: &dyn Tasks,
    positions: &[Option<ClientPosition>],
) -> Vec<String> {
    let mut lines = Vec::new();
    let reports = Reports { actor, clients, tasks };
    for (name, which, text, active) in [
        ("Reports::month", Reported::Everybody, "", None),
        ("Reports::month active", Reported::Everybody, "", Some(true)),
        ("Reports::month WithTask", Reported::WithTask, "", None),
        ("Reports::month \"kask\"", Reported::Everybody, "kask", None),
    ] {
        lines.push(
            timed(name, async |turn| {
                let after = positions[turn % positions.len()].clone();
                let all = ReportQuery::all(month("2026-10"));
                let query = ReportQuery { which, text: text.to_owned(), active, after, most: 100, ..all };
                reports.month(&query).await.unwrap();
            })
            .await,
        );
    }
    lines.push(
        timed("summary_totals", async |_| {
            tasks.summary_totals(&firm_a(), month("2026-10"), &Among::All).await.unwrap();
        })
        .await,
    );
    lines.push(
        timed("Reports::months", async |_| {
            reports.months().await.unwrap();
        })
        .await,
    );
    lines
}

/// Where pages of 100 begin, the first and some more.
async fn positions(clients: &dyn Clients) -> Vec<Option<ClientPosition>> {
    let all = ClientQuery { most: u32::MAX, ..ClientQuery::default() };
    let all = clients.find_clients(&firm_a(), &all).await.unwrap().clients;
    let later = all.iter().step_by(1300).map(|client| Some(ClientPosition::of(client)));
    std::iter::once(None).chain(later).collect()
}

async fn timed(what: &str, ask: impl AsyncFn(usize)) -> String {
    let mut took: Vec<Duration> = Vec::new();
    for turn in 0..TIMES + 20 {
        let begun = Instant::now();
        ask(turn).await;
        took.push(begun.elapsed());
    }
    // The first ones warm up.
    let mut took = took.split_off(20);
    took.sort_unstable();
    let at = |hundredths: usize| took[(TIMES * hundredths / 100).min(TIMES - 1)].as_secs_f64() * 1000.0;
    format!("{what:<40} p50 {:>7.2} ms   p99 {:>7.2} ms", at(50), at(99))
}
