use super::Finding;
use crate::activation::Activation;
use crate::calendar::Month;
use crate::client::Client;
use crate::client_import::{ClientImport, ImportState};
use crate::connection::{Connection, ConnectionState};
use crate::counting::DataField;
use crate::firm::Subscription;
use crate::run::{MonthOutcome, Outcome};
use crate::summary::{SettingsDraft, SettingsTrouble};
use crate::vault::VaultError;

/// What is known of a firm.
#[derive(Debug, Clone, Copy)]
pub struct FirmFacts<'a> {
    /// What it pays for.
    pub subscription: Subscription,
    /// Whether it uses the integration.
    pub activation: Option<Activation>,
    /// How it wants its summary tasks, as far as it has filled that in.
    pub settings: &'a SettingsDraft,
    /// What is wrong with what the settings name.
    pub troubles: &'a [SettingsTrouble],
    /// How many clients have keys.
    pub connected: usize,
    /// Its latest client import.
    pub client_import: Option<&'a ClientImport>,
}

/// What is known of a client.
#[derive(Debug, Clone, Copy)]
pub struct ClientFacts<'a> {
    /// The client.
    pub client: &'a Client,
    /// Its connection.
    pub connection: Option<&'a Connection>,
    /// Why its keys can't be opened; none if they can, or there are none.
    pub sealed: Option<&'a VaultError>,
    /// The latest outcome of each month, in order of months.
    pub outcomes: &'a [MonthOutcome],
}

/// What hinders a firm as a whole, the gravest first.
#[must_use]
pub fn diagnose_firm(facts: &FirmFacts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(facts.subscription.allows_work().err().map(Finding::Subscription));
    match facts.activation {
        None => findings.push(Finding::NeverActivated),
        Some(Activation::Inactive { since, keys }) => findings.push(Finding::Deactivated { since, keys }),
        Some(Activation::Active { .. }) => {}
    }
    findings.extend(facts.settings.complete().err().map(Finding::SettingsMissing));
    findings.extend(facts.troubles.iter().cloned().map(Finding::SettingsBroken));
    if facts.connected == 0 {
        findings.push(Finding::NobodyConnected);
    }
    findings.extend(facts.client_import.and_then(|import| match &import.state {
        ImportState::Failed(error) => Some(Finding::ClientImportFailed(error.clone())),
        ImportState::Interrupted => Some(Finding::ClientImportInterrupted(import.source)),
        ImportState::Ready | ImportState::Confirming => Some(Finding::ClientImportWaits),
        _ => None,
    }));
    findings
}

/// Why a client has no data: in general, or in one month, or in one field. The gravest reasons come first, those of the
/// firm as a whole before all others.
#[must_use]
pub fn diagnose_client(
    firm: &FirmFacts<'_>,
    client: &ClientFacts<'_>,
    month: Option<Month>,
    field: Option<DataField>,
) -> Vec<Finding> {
    let mut findings = diagnose_firm(firm);
    findings.retain(|finding| {
        !matches!(
            finding,
            Finding::NobodyConnected
                | Finding::ClientImportFailed(_)
                | Finding::ClientImportInterrupted(_)
                | Finding::ClientImportWaits
        )
    });
    if !client.client.active {
        findings.push(Finding::ClientInactive);
    }
    match client.connection {
        None => findings.push(Finding::NotConnected),
        Some(connection) => findings.extend(of_connection(connection, client.sealed)),
    }
    if let Some(field) = field {
        findings.extend(match firm.settings.mapping.get(&field) {
            None => Some(Finding::Unmapped(field)),
            Some(_) => mapped_later(client.outcomes, month, field),
        });
    }
    findings.extend(match month {
        None if client.outcomes.is_empty() => vec![Finding::NothingImported],
        None => client
            .outcomes
            .iter()
            .rev()
            .filter_map(of_outcome)
            .min_by_key(Finding::weight)
            .into_iter()
            .collect(),
        Some(month) => of_month(client.outcomes, month),
    });
    findings.sort_by_key(Finding::weight);
    findings
}

fn of_connection(connection: &Connection, sealed: Option<&VaultError>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if connection.paused {
        findings.push(Finding::Paused);
    }
    findings.extend(sealed.map(|error| Finding::KeysSealed(error.clone())));
    match &connection.state {
        ConnectionState::Failing { since, why } => {
            findings.push(Finding::Failing { since: *since, why: why.clone() });
        }
        ConnectionState::Untested => findings.push(Finding::Untested(connection.hint.clone())),
        ConnectionState::Connected { .. } => {}
    }
    findings
}

/// A field that was mapped after its month was imported, or after the latest one.
fn mapped_later(outcomes: &[MonthOutcome], month: Option<Month>, field: DataField) -> Option<Finding> {
    let mut asked = outcomes.iter().rev().filter(|outcome| month.is_none_or(|month| month == outcome.month));
    let counted = asked.find_map(|outcome| outcome.counts.as_ref().map(|counts| (outcome.month, counts)));
    let (month, _) = counted.filter(|(_, counts)| !counts.contains_key(&field))?;
    Some(Finding::MappedLater(field, month))
}

fn of_month(outcomes: &[MonthOutcome], month: Month) -> Vec<Finding> {
    match outcomes.iter().find(|outcome| outcome.month == month) {
        None => vec![Finding::MonthNotImported(month)],
        Some(outcome) => of_outcome(outcome).into_iter().collect(),
    }
}

fn of_outcome(of_month: &MonthOutcome) -> Option<Finding> {
    let month = of_month.month;
    match &of_month.outcome {
        Outcome::Failed(failure) => Some(Finding::MonthFailed(month, failure.clone())),
        Outcome::Deferred(until) => Some(Finding::MonthDeferred(month, *until)),
        Outcome::Billed(_) => Some(Finding::MonthBilled(month)),
        Outcome::EditedByHand(_) => Some(Finding::MonthEditedByHand(month)),
        Outcome::Deleted => Some(Finding::MonthDeleted(month)),
        Outcome::Skipped(why) => Some(Finding::MonthSkipped(month, why.clone())),
        Outcome::Created | Outcome::Updated(_) | Outcome::Unchanged => {
            of_month.is_zero().then_some(Finding::MonthEmpty(month))
        }
    }
}
