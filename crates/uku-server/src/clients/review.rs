use std::collections::BTreeMap;

use serde::Serialize;
use uku_core::client_import::{
    AsClient, ChoiceError, DeclinedBefore, ImportState, ReviewRow, RowChoice, RowKind, choose, progress,
    review,
};

use crate::app::App;
use crate::args::ReviewArgs;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::json;
use crate::table::table;

/// Takes decisions where there are any, and shows the rows as they are then.
pub(super) async fn run(app: &App, args: &ReviewArgs, as_json: bool) -> Result<String, Failure> {
    let choices = choices(app, args).await?;
    let (actor, store, clients) = (&app.actor, app.stored.integration(), app.stored.clients());
    let mut list = review(actor, store, clients, &SystemClock).await.map_err(refused)?;
    if !choices.is_empty() {
        choose(actor, store, clients, &SystemClock, list.import, &choices).await.map_err(refused)?;
        list = review(actor, store, clients, &SystemClock).await.map_err(refused)?;
    }
    let rows = list.rows;
    if as_json {
        return json(&rows.iter().map(row_out).collect::<Vec<_>>());
    }
    let latest = progress(actor, store, &SystemClock).await.map_err(Failure::could_not)?;
    let is_confirmed = latest.is_some_and(|import| matches!(import.state, ImportState::Confirmed(_)));
    Ok(as_table(&rows, is_confirmed))
}

async fn choices(app: &App, args: &ReviewArgs) -> Result<Vec<(u32, RowChoice)>, Failure> {
    let mut choices: BTreeMap<u32, RowChoice> = BTreeMap::new();
    for row in &args.tick {
        choices.entry(*row).or_default().ticked = Some(true);
    }
    for row in &args.new {
        let choice = choices.entry(*row).or_default();
        (choice.ticked, choice.as_client) = (Some(true), Some(AsClient::New));
    }
    for (row, client) in &args.link {
        let client = app.client(client).await?.id;
        let choice = choices.entry(*row).or_default();
        (choice.ticked, choice.as_client) = (Some(true), Some(AsClient::Existing(client)));
    }
    for (row, field) in &args.overwrite {
        let choice = choices.entry(*row).or_default();
        choice.ticked = Some(true);
        choice.overwrite.insert(*field);
    }
    for row in &args.untick {
        choices.entry(*row).or_default().ticked = Some(false);
    }
    Ok(choices.into_iter().collect())
}

fn refused(error: ChoiceError) -> Failure {
    match &error {
        ChoiceError::WhichClient { number, .. } => {
            Failure::usage(format!("{error}: --link {number}=CLIENT, or --new {number}"))
        }
        ChoiceError::NothingToReview => Failure::could_not(format!("{error}; start one: uku clients import")),
        ChoiceError::Denied(denied) => Failure::denied(*denied),
        _ => Failure::could_not(error),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RowOut<'a> {
    row: u32,
    ticked: bool,
    kind: &'static str,
    name: &'a str,
    registry_code: Option<&'a str>,
    client: Option<&'a str>,
    changes: Vec<ChangeOut<'a>>,
    candidates: Vec<CandidateOut<'a>>,
    why: Option<&'a str>,
    warnings: Vec<String>,
    has_keys: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeOut<'a> {
    field: String,
    before: &'a str,
    after: &'a str,
    by_hand: bool,
    ticked: bool,
}

#[derive(Serialize)]
struct CandidateOut<'a> {
    client: &'a str,
    name: &'a str,
    why: String,
}

/// The kind in one word; what was declined before is that above all.
fn kind(row: &ReviewRow) -> &'static str {
    if row.declined.is_some() { "declined_before" } else { row.kind.word() }
}

fn row_out(row: &ReviewRow) -> RowOut<'_> {
    let mut out = RowOut {
        row: row.number,
        ticked: row.ticked,
        kind: kind(row),
        name: &row.profile.name,
        registry_code: row.profile.registry_code.as_deref(),
        client: None,
        changes: Vec::new(),
        candidates: Vec::new(),
        why: None,
        warnings: row.warnings.iter().map(ToString::to_string).collect(),
        has_keys: row.has_keys,
    };
    match &row.kind {
        RowKind::New => {}
        RowKind::Unchanged { client } => out.client = Some(client.as_ref()),
        RowKind::Invalid { why } => out.why = Some(why),
        RowKind::Update { client, changes } => {
            out.client = Some(client.as_ref());
            out.changes = changes
                .iter()
                .map(|change| ChangeOut {
                    field: change.field.to_string(),
                    before: &change.before,
                    after: &change.after,
                    by_hand: change.by_hand,
                    ticked: change.ticked,
                })
                .collect();
        }
        RowKind::PossibleDuplicate { candidates } => {
            out.candidates = candidates
                .iter()
                .map(|candidate| CandidateOut {
                    client: candidate.client.as_ref(),
                    name: &candidate.name,
                    why: candidate.why.to_string(),
                })
                .collect();
        }
    }
    out
}

fn as_table(rows: &[ReviewRow], is_confirmed: bool) -> String {
    let header = ["Row", "Action", "", "Registry code", "Name", "What"].map(str::to_owned).to_vec();
    let mut table = table(header, 0..1);
    for row in rows {
        let tick = if row.ticked { "[x]" } else { "[ ]" };
        let code = row.profile.registry_code.as_deref().unwrap_or_default();
        let (number, what) = (row.number.to_string(), what(row));
        table.add_row([number.as_str(), tick, label(row), code, &row.profile.name, &what]);
    }
    let ticked = rows.iter().filter(|row| row.ticked).count();
    if is_confirmed {
        return format!("{table}\nThis list was confirmed, and nothing waits. See: uku clients list\n");
    }
    format!(
        "{table}\n{ticked} of {} rows are ticked. Change that with --tick, --untick, --link, --new; then: uku clients confirm\n",
        rows.len()
    )
}

fn label(row: &ReviewRow) -> &'static str {
    match kind(row) {
        "new" => "New",
        "update" => "Update",
        "unchanged" => "Unchanged",
        "possible_duplicate" => "Possible duplicate",
        "declined_before" => "Declined before",
        _ => "Invalid",
    }
}

fn what(row: &ReviewRow) -> String {
    let mut texts: Vec<String> = match &row.kind {
        RowKind::New | RowKind::Unchanged { .. } => Vec::new(),
        RowKind::Invalid { why } => vec![why.clone()],
        RowKind::Update { changes, .. } => changes
            .iter()
            .map(|change| {
                let by_hand = match (change.by_hand, change.ticked) {
                    (true, false) => " (edited in Uku; kept)",
                    (true, true) => " (edited in Uku; overwritten)",
                    _ => "",
                };
                format!("{}: \"{}\" -> \"{}\"{by_hand}", change.field, change.before, change.after)
            })
            .collect(),
        RowKind::PossibleDuplicate { candidates } => {
            candidates.iter().map(|candidate| format!("{} {}", candidate.name, candidate.why)).collect()
        }
    };
    texts.extend(row.declined.map(|declined| match declined {
        DeclinedBefore::Unticked(at) => format!("unticked on {}", crate::output::local(at)),
        DeclinedBefore::Deleted => "deleted in Uku after an import".to_owned(),
    }));
    texts.extend(row.warnings.iter().map(|warning| format!("warning: {warning}")));
    if row.has_keys {
        texts.push("with keys".to_owned());
    }
    texts.join("; ")
}
