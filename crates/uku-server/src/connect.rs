//! `uku connect`, `uku disconnect`, `uku test-connection`.

use serde::Serialize;
use uku_core::connection::{ConnectError, ConnectionOwner, Saving, TestResult, disconnect, overview};
use uku_core::diagnosis::Finding;
use uku_core::ledger::KeyPair;
use uku_core::vault::VaultError;

use crate::app::App;
use crate::args::{ConnectArgs, DisconnectArgs, TestConnectionArgs};
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, print};
use crate::typed;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TestOut {
    owner: String,
    name: String,
    result: &'static str,
    text: String,
    remedy: &'static str,
    latest: Vec<EntryOut>,
}

#[derive(Serialize)]
struct EntryOut {
    date: String,
    number: String,
    text: String,
}

/// What a test found, or that there were no keys to test, since they don't open.
enum Tested {
    Found(TestResult),
    Sealed(VaultError),
}

impl Tested {
    fn is_successful(&self) -> bool {
        matches!(self, Self::Found(result) if result.is_successful())
    }
}

fn sealed_text(error: &VaultError) -> String {
    format!("the keys cannot be opened: {error}")
}

fn tested_out(owner: &ConnectionOwner, name: &str, tested: &Tested) -> TestOut {
    match tested {
        Tested::Found(result) => test_out(owner, name, result),
        Tested::Sealed(error) => TestOut {
            owner: owner.to_string(),
            name: name.to_owned(),
            result: "sealed",
            text: sealed_text(error),
            remedy: Finding::KeysSealed(error.clone()).remedy(),
            latest: Vec::new(),
        },
    }
}

fn test_out(owner: &ConnectionOwner, name: &str, result: &TestResult) -> TestOut {
    let latest = match result {
        TestResult::Successful { latest } => latest.as_slice(),
        _ => &[],
    };
    let entry = |entry: &uku_core::ledger::ProbedEntry| EntryOut {
        date: entry.date.format("%d.%m.%Y").to_string(),
        number: entry.number.clone(),
        text: entry.text.clone(),
    };
    TestOut {
        owner: owner.to_string(),
        name: name.to_owned(),
        result: result.word(),
        text: result.to_string(),
        remedy: result.remedy(),
        latest: latest.iter().map(entry).collect(),
    }
}

pub(crate) async fn connect(args: ConnectArgs) -> Result<(), Failure> {
    let secret = typed::secret("Secret key", "it is not shown, and never will be")?;
    let keys = KeyPair::new(&args.public_key, secret).map_err(Failure::usage)?;
    let app = App::open(&args.common).await?;
    let owner = app.owner(&args.owner).await?;
    let name = name(&app, &owner).await?;
    let saving = if args.untested { Saving::Untested } else { Saving::Tested };
    let saved = app.connecting().save(&owner, keys, saving).await.map_err(|error| refused(&name, error))?;
    app.close().await;
    let hint = saved.connection.hint;
    match saved.test {
        Some(test) if args.common.json => print(&json(&test_out(&owner, &name, &test))?),
        None if args.common.json => {
            print(&json(&serde_json::json!({ "owner": owner.to_string(), "result": "untested" }))?)
        }
        Some(test) => print(&format!("{name}: {test} The keys ({hint}) are saved.\n{}", entries(&test))),
        None => print(&format!("{name}: the keys ({hint}) are saved and were not tested\n")),
    }
}

pub(crate) async fn disconnect_it(args: DisconnectArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let owner = app.owner(&args.owner).await?;
    let name = name(&app, &owner).await?;
    if !args.yes {
        let connected = is_connected(&app, &owner).await?;
        app.close().await;
        if !connected {
            return Err(refused(&name, ConnectError::NotConnected(name.clone())));
        }
        return Err(Failure::usage(format!(
            "nothing was done yet. The keys of {name} would be destroyed at once, and nothing brings them back; \
             imports of these books stop, summary tasks stay. To do it, add --yes. To stop only for a while: uku clients pause"
        )));
    }
    let done = disconnect(&app.actor, app.stored.integration(), &SystemClock, &owner).await;
    done.map_err(|error| refused(&name, error))?;
    app.close().await;
    if args.common.json {
        return print(&json(
            &serde_json::json!({ "owner": owner.to_string(), "name": name, "deleted": true }),
        )?);
    }
    print(&format!("{name} is not connected any more; its keys are destroyed\n"))
}

async fn is_connected(app: &App, owner: &ConnectionOwner) -> Result<bool, Failure> {
    let mut work = app.stored.integration().open(&app.firm.id).await.map_err(Failure::could_not)?;
    Ok(work.connections().get(owner).await.map_err(Failure::could_not)?.is_some())
}

pub(crate) async fn test(args: TestConnectionArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let owners = if args.which.all {
        let seen = overview(&app.actor, app.stored.clients(), app.stored.integration()).await;
        let seen = seen.map_err(|error| refused("", error))?;
        seen.connected().map(|connection| connection.owner.clone()).collect()
    } else if let Some(client) = &args.which.client {
        vec![ConnectionOwner::Client(app.client(client).await?.id)]
    } else {
        vec![ConnectionOwner::OwnBooks]
    };
    let mut tested = Vec::with_capacity(owners.len());
    for owner in &owners {
        let name = name(&app, owner).await?;
        match app.connecting().test(owner).await {
            Ok(result) => tested.push((owner, name, Tested::Found(result))),
            // One connection's trouble doesn't keep the others from being tested.
            Err(ConnectError::Vault(error)) if args.which.all => {
                tested.push((owner, name, Tested::Sealed(error)));
            }
            Err(error) => return Err(refused(&name, error)),
        }
    }
    app.close().await;
    if args.common.json {
        let out: Vec<TestOut> =
            tested.iter().map(|(owner, name, result)| tested_out(owner, name, result)).collect();
        print(&json(&out)?)?;
    } else if tested.is_empty() {
        print("Nothing to test: no client is connected yet. Enter keys with: uku connect\n")?;
    } else {
        let lines: Vec<String> = tested.iter().map(|(_, name, result)| line(name, result)).collect();
        print(&lines.concat())?;
    }
    let failed = tested.iter().filter(|(_, _, result)| !result.is_successful()).count();
    if failed == 0 {
        return Ok(());
    }
    Err(Failure::could_not(format!("{failed} of {} connections do not work", tested.len())))
}

fn line(name: &str, tested: &Tested) -> String {
    match tested {
        Tested::Found(result) if result.is_successful() => format!("{name}: {result}\n{}", entries(result)),
        Tested::Found(result) => format!("{name}: {result}. {}\n", result.remedy()),
        Tested::Sealed(error) => format!("{name}: {}\n", sealed_text(error)),
    }
}

fn entries(result: &TestResult) -> String {
    let TestResult::Successful { latest } = result else { return String::new() };
    if latest.is_empty() {
        return "  These books have no entries in the last weeks.\n".to_owned();
    }
    let line = |entry: &uku_core::ledger::ProbedEntry| {
        // Some entries say nothing more than their number.
        let text = if entry.text == entry.number { "" } else { &entry.text };
        format!("  {} no. {} {text}", entry.date.format("%d.%m.%Y"), entry.number).trim_end().to_owned()
            + "\n"
    };
    latest.iter().map(line).collect()
}

async fn name(app: &App, owner: &ConnectionOwner) -> Result<String, Failure> {
    match owner {
        ConnectionOwner::OwnBooks => Ok("your own SmartAccounts company".to_owned()),
        ConnectionOwner::Client(client) => {
            let found = app.stored.clients().client(&app.firm.id, client).await;
            let found = found.map_err(Failure::could_not)?;
            Ok(found.map_or_else(|| client.to_string(), |client| client.name))
        }
    }
}

/// Why nothing could be done about somebody's keys, and what to do.
pub(crate) fn refused(name: &str, error: ConnectError) -> Failure {
    match &error {
        ConnectError::Vault(error) => Failure::could_not(format!("{name}: {}", sealed_text(error))),
        ConnectError::NotActive => Failure::could_not(format!("{error}: uku activate")),
        ConnectError::NotConnected(_) => Failure::could_not(format!(
            "{name} is not connected; enter its API keys with: uku connect CLIENT --public-key KEY, or --own-books in the \
                 place of CLIENT"
        )),
        ConnectError::Denied(denied) => Failure::denied(*denied),
        // Nothing was learned about the keys.
        ConnectError::Refused(test) if test.trouble().is_none() => Failure::could_not(format!(
            "{name}: {error}. {} Where there are no keys yet, they can be saved without a test: --untested",
            test.remedy()
        )),
        ConnectError::Refused(test) => Failure::could_not(format!("{name}: {error}. {}", test.remedy())),
        ConnectError::SameKeys { .. } => Failure::could_not(format!(
            "{name}: {error}. Only your own SmartAccounts company and the client that is the firm itself may share one; \
             which client that is, is told by: uku firm set --registry-code CODE"
        )),
        _ => Failure::could_not(error),
    }
}
