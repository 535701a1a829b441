use uku_core::client_import::{
    Confirm, ConfirmError, Confirmed, ImportRow, ImportState, KeysDone, RowResult, progress,
};

use super::import::{ImportOut, state_text};
use crate::app::App;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::json;

/// Writes the ticked rows; says what came of them, and which could not be written.
pub(super) async fn run(app: &App, as_json: bool) -> Result<String, Failure> {
    let confirm = Confirm {
        actor: &app.actor,
        clients: app.stored.clients(),
        store: app.stored.integration(),
        vault: app.vault.as_ref(),
        ledgers: app.ledgers.as_ref(),
        clock: &SystemClock,
    };
    let latest = progress(&app.actor, app.stored.integration(), &SystemClock).await;
    let latest =
        latest.map_err(Failure::could_not)?.ok_or_else(|| refused(&ConfirmError::NothingToConfirm))?;
    let import = confirm.run(latest.id).await.map_err(|error| refused(&error))?;
    if as_json {
        return json(&ImportOut::of(&import));
    }
    let mut work = app.stored.integration().open(&app.firm.id).await.map_err(Failure::could_not)?;
    let mut text = state_text(&import);
    let mut after = 0;
    loop {
        let rows = work.client_imports().rows(import.id, after, 500).await.map_err(Failure::could_not)?;
        let Some(last) = rows.last() else { break };
        after = last.number;
        text.extend(rows.iter().filter_map(trouble));
    }
    let ImportState::Confirmed(done) = &import.state else { return Ok(text) };
    Ok(text + next(done))
}

fn refused(error: &ConfirmError) -> Failure {
    match error {
        ConfirmError::Denied(denied) => Failure::denied(*denied),
        ConfirmError::Clients(_) | ConfirmError::Store(_) => {
            Failure::could_not(format!("{error}; what was written stays, and uku clients confirm goes on"))
        }
        ConfirmError::Withdrawn => Failure::could_not(format!(
            "{error}, or the integration is not active; see uku clients progress and uku doctor"
        )),
        ConfirmError::NothingToConfirm => {
            Failure::could_not(format!("{error}; start one: uku clients import"))
        }
    }
}

/// What could not be done about a row, if anything.
fn trouble(row: &ImportRow) -> Option<String> {
    let name = row.profile.as_ref().map_or("", |profile| &profile.name);
    let done = row.done.as_ref()?;
    let not_written = match &done.result {
        RowResult::Failed(why) => Some(format!("Row {}, {name}: not written, {why}\n", row.number)),
        _ => None,
    };
    let not_saved = match &done.keys {
        Some(KeysDone::NotSaved(why)) => Some(format!("Row {}, {name}: keys not saved, {why}\n", row.number)),
        _ => None,
    };
    not_written.or(not_saved)
}

fn next(done: &Confirmed) -> &'static str {
    match (done.connected, done.created) {
        (0, 0) => "",
        (0, _) => {
            "Next: enter each client's keys with uku connect, or import a file with keys; uku clients list shows the clients\n"
        }
        _ => "Next: uku test-connection --all\n",
    }
}

/// What came of an import, in one line.
pub(super) fn text(done: &Confirmed) -> String {
    let mut parts = vec![
        format!("{} clients added", done.created),
        format!("{} updated", done.updated),
        format!("{} unchanged", done.unchanged),
        format!("{} declined", done.declined),
        format!("{} left as they are", done.left),
    ];
    if done.failed > 0 {
        parts.push(format!("{} failed", done.failed));
    }
    let keys = match (done.connected, done.not_connected) {
        (0, 0) => String::new(),
        (saved, 0) => format!("; {saved} key pairs saved"),
        (saved, not_saved) => format!("; {saved} key pairs saved, {not_saved} not"),
    };
    format!("{}{keys}\n", parts.join(", "))
}
