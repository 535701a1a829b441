//! The integration's notices, as lines of the host's feed.

use async_trait::async_trait;
use chrono::SecondsFormat;
use uku_core::calendar::MonthRange;
use uku_core::firm::FirmId;
use uku_core::notice::{Audience, Notice, NoticeEvent, Notices, NoticesError, OutcomeTally};

use crate::database::{account, user};
use crate::{HostDatabase, HostError};

#[async_trait]
impl Notices for HostDatabase {
    async fn post(&self, firm: &FirmId, notice: &Notice) -> Result<(), NoticesError> {
        Ok(post(self, firm, notice).await?)
    }
}

async fn post(host: &HostDatabase, firm: &FirmId, notice: &Notice) -> Result<(), HostError> {
    let mut tx = host.writing().await?;
    let Some(account) = account(&mut tx, firm).await? else {
        return Err(HostError::Missing { what: "firm", name: firm.to_string() });
    };
    let to = match &notice.to {
        Audience::Member(member) => Some(user(&mut tx, account, member).await?),
        Audience::Admins => None,
    };
    sqlx::query(
        "INSERT INTO feed (account_id, event_key, happened_at, user_id, line) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (account_id, event_key) DO NOTHING",
    )
    .bind(account)
    .bind(&notice.key)
    .bind(notice.at.to_rfc3339_opts(SecondsFormat::Secs, true))
    .bind(to)
    .bind(line(&notice.event))
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

/// What the host tells people of an event, in a line.
fn line(event: &NoticeEvent) -> String {
    match event {
        NoticeEvent::RunFinished { kind, months, clients, cancelled, tally, .. } => {
            let ended = if *cancelled { "was cancelled" } else { "is done" };
            let clients = if *clients == 1 { "1 client".to_owned() } else { format!("{clients} clients") };
            format!("{kind} of {} for {clients} {ended}: {}", span(*months), counted(tally))
        }
        NoticeEvent::KeysStoppedWorking { clients, .. } => {
            let of_client = |(client, trouble): &(_, _)| format!("{client}: {trouble}");
            let clients: Vec<String> = clients.iter().map(of_client).collect();
            format!("SmartAccounts keys stopped working. {}", clients.join("; "))
        }
        NoticeEvent::SettingsBroken { troubles } => {
            let troubles: Vec<String> =
                troubles.iter().map(|trouble| format!("{trouble}. {}", trouble.remedy())).collect();
            format!("SmartAccounts imports wait: {}", troubles.join(" "))
        }
        NoticeEvent::ImportMissed { month, because } => {
            format!("{month} was not imported from SmartAccounts: {because}. Import it by Import data.")
        }
        NoticeEvent::ClientImportReady { rows, .. } => {
            format!("{rows} clients from SmartAccounts wait for review.")
        }
        NoticeEvent::ClientImportFailed { error, .. } => {
            format!("The client import failed: {error}. {}", error.remedy())
        }
        NoticeEvent::ClientImportInterrupted { .. } => {
            "The client import was interrupted, and nothing was imported. Start it again.".to_owned()
        }
    }
}

fn span(months: MonthRange) -> String {
    let (from, to) = (months.from(), months.to());
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

/// How many months of clients ended how, without those that nothing ended as.
fn counted(tally: &OutcomeTally) -> String {
    let parts = [
        (tally.created, "created"),
        (tally.updated, "updated"),
        (tally.unchanged, "unchanged"),
        (tally.left_alone, "left alone"),
        (tally.failed, "failed"),
        (tally.deferred, "deferred"),
        (tally.skipped, "skipped"),
    ];
    let told = parts.into_iter().filter(|(months, _)| *months > 0);
    told.map(|(months, word)| format!("{months} {word}")).collect::<Vec<_>>().join(", ")
}
