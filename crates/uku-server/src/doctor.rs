//! `uku doctor`: why is there no data?

use serde::Serialize;
use uku_core::clock::Clock;
use uku_core::diagnosis::{ClientDiagnosis, ExamineError, Finding, KeyPairs, Weight};
use uku_smartaccounts::server_time;

use crate::app::App;
use crate::args::DoctorArgs;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, print};

/// SmartAccounts refuses requests that are dated further off than this.
const CLOCK_TOLERANCE_SECONDS: i64 = 15 * 60;

#[derive(Serialize)]
struct DoctorOut {
    checks: Vec<CheckOut>,
    firm: Vec<FindingOut>,
    clients: Vec<ClientOut>,
}

#[derive(Serialize)]
struct CheckOut {
    check: &'static str,
    ok: bool,
    text: String,
}

#[derive(PartialEq, Serialize)]
struct FindingOut {
    blocks: bool,
    text: String,
    remedy: &'static str,
    /// The remedies speak of Uku's pages; this is what does the same here.
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<&'static str>,
}

#[derive(Serialize)]
struct ClientOut {
    id: String,
    name: String,
    findings: Vec<FindingOut>,
}

pub(crate) async fn run(args: DoctorArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let checks = checks(&app).await;
    let examination = app.examination();
    let firm = examination.firm().await.map_err(refused)?;
    let clients = match &args.client {
        Some(client) => {
            let client = app.client(client).await?;
            let one = examination.client(&client.id, args.month, args.field).await;
            vec![one.map_err(refused)?]
        }
        None => examination.all(args.month).await.map_err(refused)?,
    };
    app.close().await;
    let out = DoctorOut {
        checks,
        firm: firm.iter().map(finding_out).collect(),
        clients: clients.iter().map(client_out).collect(),
    };
    print(&if args.common.json { json(&out)? } else { text(&out) })?;
    let blocked = |findings: &[FindingOut]| findings.iter().any(|finding| finding.blocks);
    let hindered = out.clients.iter().filter(|client| blocked(&client.findings)).count();
    let failed = out.checks.iter().filter(|check| !check.ok).count();
    if failed == 0 && hindered == 0 && !blocked(&out.firm) {
        return Ok(());
    }
    let firm = if blocked(&out.firm) { "the firm is not set up, " } else { "" };
    Err(Failure::could_not(format!(
        "{firm}{failed} of {} checks failed, {hindered} of {} clients are hindered",
        out.checks.len(),
        out.clients.len()
    )))
}

fn refused(error: ExamineError) -> Failure {
    match &error {
        ExamineError::Denied(denied) => Failure::denied(*denied),
        _ => Failure::could_not(error),
    }
}

fn finding_out(finding: &Finding) -> FindingOut {
    FindingOut {
        blocks: finding.weight() == Weight::Blocks,
        text: finding.to_string(),
        remedy: finding.remedy(),
        command: command(finding),
    }
}

/// The command that a remedy comes down to, where there is one.
fn command(finding: &Finding) -> Option<&'static str> {
    match finding {
        Finding::NeverActivated | Finding::Deactivated { .. } => Some("uku activate"),
        Finding::NobodyConnected | Finding::NotConnected | Finding::KeysSealed(_) => {
            Some("uku connect CLIENT --public-key KEY")
        }
        Finding::ClientImportFailed(_) | Finding::ClientImportInterrupted(_) => Some("uku clients import"),
        Finding::ClientImportWaits => Some("uku clients review, then uku clients confirm"),
        Finding::Paused => Some("uku clients resume CLIENT"),
        Finding::Failing { .. } => {
            Some("uku connect CLIENT --public-key KEY for other keys, then uku test-connection CLIENT")
        }
        Finding::SettingsMissing(_) => Some("uku settings, then uku settings set"),
        Finding::SettingsBroken(_) => Some("uku settings set, or uku settings create-fields"),
        Finding::Unmapped(_) => Some("uku settings set --map FIELD=CUSTOM_FIELD, then uku reload"),
        Finding::MappedLater(..) | Finding::MonthDeleted(_) => Some("uku reload, or uku import-data"),
        Finding::NothingImported | Finding::MonthNotImported(_) => {
            Some("uku reload, or uku import-data; uku settings shows the next import day")
        }
        Finding::MonthEditedByHand(_) => Some("uku import-data --overwrite"),
        Finding::MonthFailed(..) => Some("uku runs, then uku run retry RUN"),
        Finding::MonthSkipped(..) => Some("uku import-data"),
        Finding::MonthDeferred(..) => Some("uku serve"),
        Finding::Untested(_) => Some("uku test-connection CLIENT"),
        _ => None,
    }
}

fn client_out(diagnosis: &ClientDiagnosis) -> ClientOut {
    ClientOut {
        id: diagnosis.client.id.to_string(),
        name: diagnosis.client.name.clone(),
        findings: diagnosis.findings.iter().map(finding_out).collect(),
    }
}

/// What lies outside of the firm's data. The store itself was opened before.
async fn checks(app: &App) -> Vec<CheckOut> {
    let store = CheckOut { check: "store", ok: true, text: "the data can be read".to_owned() };
    let mut checks = vec![store, master_key(app).await];
    let asked = SystemClock.now();
    match server_time(&app.api).await {
        Err(error) => checks.push(CheckOut {
            check: "reachability",
            ok: false,
            text: format!("{error}. {}", error.remedy()),
        }),
        Ok(time) => {
            checks.push(CheckOut {
                check: "reachability",
                ok: true,
                text: "SmartAccounts answers".to_owned(),
            });
            let off = (asked - time).num_seconds();
            let ok = off.abs() <= CLOCK_TOLERANCE_SECONDS;
            let way = if off < 0 { "behind" } else { "ahead of" };
            let text = if ok {
                format!("this computer's clock is {} seconds {way} SmartAccounts'", off.abs())
            } else {
                format!(
                    "this computer's clock is {} seconds {way} SmartAccounts', which refuses that. Set the clock, best by network time.",
                    off.abs()
                )
            };
            checks.push(CheckOut { check: "clock", ok, text });
        }
    }
    checks
}

/// Whether the master key opens the firm's connections.
async fn master_key(app: &App) -> CheckOut {
    let check = |ok, text: String| CheckOut { check: "master key", ok, text };
    match app.examination().key_pairs().await {
        Err(error) => check(false, error.to_string()),
        Ok(KeyPairs { all, sealed: 0 }) => check(true, format!("it opens all {all} key pairs")),
        Ok(KeyPairs { all, sealed }) => check(
            false,
            format!(
                "{sealed} of {all} key pairs do not open. Give the former master key to this program again, or enter those keys anew."
            ),
        ),
    }
}

fn text(out: &DoctorOut) -> String {
    let mut text = String::new();
    for check in &out.checks {
        let mark = if check.ok { "ok " } else { "NOT" };
        text.extend([mark, " ", check.check, ": ", &check.text, "\n"]);
    }
    for finding in &out.firm {
        text += &line("the firm", finding);
    }
    let mut fine = 0;
    for client in &out.clients {
        // What is so for the firm as a whole was said above.
        let mut own = client.findings.iter().filter(|finding| !out.firm.contains(finding)).peekable();
        fine += usize::from(own.peek().is_none());
        text.extend(own.map(|finding| line(&client.name, finding)));
    }
    text + &format!("{fine} of {} clients: nothing more to say\n", out.clients.len())
}

fn line(whom: &str, finding: &FindingOut) -> String {
    let mark = if finding.blocks { "NOT" } else { "?  " };
    let command = finding.command.map(|command| format!(" Here: {command}.")).unwrap_or_default();
    format!("{mark} {whom}: {}. {}{command}\n", finding.text, finding.remedy)
}
