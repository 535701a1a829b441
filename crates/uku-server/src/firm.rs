//! `uku firm`: the firm whose data this is, where no larger product knows it.

use serde::Serialize;
use uku_core::client::registry_code_oddity;
use uku_core::clock::Clock as _;
use uku_core::firm::{Firm, Subscription, Who};

use crate::app::{firm_id, no_firm, open_store};
use crate::args::{FirmArgs, FirmCommand};
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, print};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FirmOut<'a> {
    id: &'a str,
    name: &'a str,
    registry_code: Option<&'a str>,
    plan: String,
    lapsed: bool,
    time_zone: String,
}

pub(crate) async fn run(args: FirmArgs) -> Result<(), Failure> {
    let id = firm_id(&args.common)?;
    let stored = open_store(&args.common).await?;
    let there = stored.clients().firm(&id).await.map_err(Failure::could_not)?;
    let (text, firm) = match (args.command, there) {
        (FirmCommand::Add { .. }, Some(firm)) => {
            return Err(Failure::could_not(format!(
                "{} is there already, as {}. Next: uku activate; to add one more firm, give it an identity with --firm ID",
                firm.name, firm.id
            )));
        }
        (FirmCommand::Add { name, registry_code, plan, time_zone }, None) => {
            let owner = "owner".parse().map_err(Failure::could_not)?;
            let subscription = Subscription { plan, lapsed: false };
            let firm = Firm { id, name, registry_code, owner, subscription, time_zone };
            stored.put_firm(&firm).await?;
            warn(&firm);
            (format!("{} is there. Next: uku activate\n", firm.name), firm)
        }
        (_, None) => return Err(no_firm(&args.common)),
        (FirmCommand::Set { registry_code, plan, lapsed, time_zone }, Some(firm)) => {
            let Subscription { plan: old_plan, lapsed: old_lapsed } = firm.subscription;
            let subscription =
                Subscription { plan: plan.unwrap_or(old_plan), lapsed: lapsed.unwrap_or(old_lapsed) };
            let registry_code = registry_code.or_else(|| firm.registry_code.clone());
            let time_zone = time_zone.unwrap_or(firm.time_zone);
            let changed = Firm { registry_code, subscription, time_zone, ..firm.clone() };
            // Whoever may start this program on the data acts as the firm's owner.
            let who = Who::Member(firm.owner.clone());
            if let Some(record) = firm.record_of_change(&changed, who, SystemClock.now()) {
                stored.change_firm(&changed, &record).await?;
            }
            warn(&changed);
            (shown(&changed), changed)
        }
        (FirmCommand::Show, Some(firm)) => (shown(&firm), firm),
    };
    stored.close().await;
    print(&if args.common.json { json(&firm_out(&firm))? } else { text })
}

fn firm_out(firm: &Firm) -> FirmOut<'_> {
    FirmOut {
        id: firm.id.as_ref(),
        name: &firm.name,
        registry_code: firm.registry_code.as_deref(),
        plan: firm.subscription.plan.to_string().to_lowercase(),
        lapsed: firm.subscription.lapsed,
        time_zone: firm.time_zone.to_string(),
    }
}

/// What is odd hinders nothing.
fn warn(firm: &Firm) {
    if let Some(oddity) = firm.registry_code.as_deref().and_then(registry_code_oddity) {
        eprintln!("uku: warning: {}: {oddity}", firm.name);
    }
}

fn shown(firm: &Firm) -> String {
    let code =
        firm.registry_code.as_deref().map(|code| format!(", registry code {code}")).unwrap_or_default();
    let lapsed = if firm.subscription.lapsed { ", which has run out" } else { "" };
    let (plan, zone) = (firm.subscription.plan, firm.time_zone);
    format!("{}{code}: plan {plan}{lapsed}; time zone {zone}\n", firm.name)
}
