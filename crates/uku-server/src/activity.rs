//! `uku activity`: who changed what, when.

use serde::Serialize;
use uku_core::audit::{
    ActivityError, AuditEvent, AuditQuery, AuditRecord, Personal, activity, erase_personal_data,
};
use uku_core::firm::Who;

use crate::app::App;
use crate::args::ActivityArgs;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, local, print};

#[derive(Serialize)]
struct RecordOut<'a> {
    number: i64,
    at: String,
    who: &'a Who,
    event: &'a AuditEvent,
    client: Option<&'a str>,
    personal: &'a Personal,
}

pub(crate) async fn run(args: ActivityArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let client = match &args.client {
        Some(text) => Some(app.client(text).await?.id),
        None => None,
    };
    let (actor, store) = (&app.actor, app.stored.integration());
    if let Some(client) = client.as_ref().filter(|_| args.erase_personal) {
        let records = erase_personal_data(actor, store, &SystemClock, client).await.map_err(refused)?;
        app.close().await;
        if args.common.json {
            return print(&json(&serde_json::json!({ "erased": records }))?);
        }
        return print(&format!("Personal texts of {records} records were erased; the records stay\n"));
    }
    let query = AuditQuery { client, before: args.before, most: args.most };
    let records = activity(actor, store, &query).await.map_err(refused)?;
    app.close().await;
    if args.common.json {
        return print(&json(&records.iter().map(out).collect::<Vec<_>>())?);
    }
    let lines: Result<Vec<String>, Failure> = records.iter().map(line).collect();
    print(&lines?.concat())
}

fn refused(error: ActivityError) -> Failure {
    match &error {
        ActivityError::Denied(denied) => Failure::denied(*denied),
        ActivityError::Store(_) => Failure::could_not(error),
    }
}

fn out(record: &AuditRecord) -> RecordOut<'_> {
    let entry = &record.entry;
    RecordOut {
        number: record.number,
        at: entry.at.to_rfc3339(),
        who: &entry.who,
        event: &entry.event,
        client: entry.client.as_ref().map(AsRef::as_ref),
        personal: &entry.personal,
    }
}

fn line(record: &AuditRecord) -> Result<String, Failure> {
    let entry = &record.entry;
    let who = match &entry.who {
        Who::Member(member) => member.to_string(),
        Who::Software => "by itself".to_owned(),
    };
    let client = entry.client.as_ref().map(|client| format!(" {client}")).unwrap_or_default();
    let texts: Vec<String> =
        entry.personal.iter().map(|(what, text)| format!(" {what}=\"{text}\"")).collect();
    let event = json(&entry.event)?;
    Ok(format!(
        "{} {} {who}{client} {}{}\n",
        record.number,
        local(entry.at),
        event.trim_end(),
        texts.concat()
    ))
}
