use uku_core::audit::Succeeded;
use uku_core::calendar::Month;
use uku_core::client::ClientField;
use uku_core::summary::Change;

use super::{Names, client, kept, run};
use crate::Said;

/// A client that is about to be written.
pub(super) fn client_intended(new: bool, fields: &[ClientField]) -> Said {
    if new {
        Said::of("core-audit-client-intended-new")
    } else {
        Said::of("core-audit-client-intended").with("fields", listed(fields))
    }
}

/// What came of writing a client.
pub(super) fn client_written(new: bool, fields: &[ClientField], done: &Succeeded) -> Said {
    match (new, done) {
        (true, Succeeded::Yes) => Said::of("core-audit-client-added"),
        (false, Succeeded::Yes) => Said::of("core-audit-client-changed").with("fields", listed(fields)),
        (true, Succeeded::No(why)) => {
            Said::of("core-audit-client-not-added").with("why", kept::sentence(why))
        }
        (false, Succeeded::No(why)) => {
            Said::of("core-audit-client-not-changed").with("why", kept::sentence(why))
        }
    }
}

fn listed(fields: &[ClientField]) -> Vec<Said> {
    fields.iter().copied().map(client::inline).collect()
}

/// What came of writing a summary task.
pub(super) fn summary_written(
    month: Month,
    created: bool,
    changes: &[Change],
    done: &Succeeded,
    called: &dyn Names,
) -> Said {
    let said = match (done, created, changes.is_empty()) {
        (Succeeded::No(why), ..) => {
            Said::of("core-audit-summary-not-written").with("why", kept::sentence(why))
        }
        (Succeeded::Yes, true, true) => Said::of("core-audit-summary-created"),
        (Succeeded::Yes, true, false) => Said::of("core-audit-summary-created-with"),
        (Succeeded::Yes, false, true) => Said::of("core-audit-summary-looked"),
        (Succeeded::Yes, false, false) => Said::of("core-audit-summary-updated"),
    };
    said.with("month", month).with("changes", run::changes(changes, called))
}
