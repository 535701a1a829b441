//! `uku admin`: one-time links for people whom nobody who is signed in can let in.

use chrono::{DateTime, Utc};
use secrecy::ExposeSecret;
use serde::Serialize;
use uku_core::sign_in::{LINK_PATH, ManageError, NewLink, Operator};
use uku_sign_in::RandomTokens;

use crate::app::{firm_id, no_firm, open_store};
use crate::args::{AdminArgs, AdminCommand};
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::{json, local, print};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LinkOut<'a> {
    member: &'a str,
    link: &'a str,
    expires_at: DateTime<Utc>,
}

pub(crate) async fn run(args: AdminArgs) -> Result<(), Failure> {
    let stored = open_store(&args.common).await?;
    let operator = Operator { accounts: stored.accounts(), tokens: &RandomTokens, clock: &SystemClock };
    let (made, whose) = match &args.command {
        AdminCommand::CreateOwner { name, email } => {
            let firm = stored.clients().firm(&firm_id(&args.common)?).await.map_err(Failure::could_not)?;
            let Some(firm) = firm else { return Err(no_firm(&args.common)) };
            (operator.create_owner(&firm, name, email).await, email)
        }
        AdminCommand::ResetLink { email, remove_authenticator } => {
            (operator.reset(email, *remove_authenticator).await, email)
        }
    };
    let made = made.map_err(|error| refused(&error, whose.as_str()))?;
    stored.close().await;
    let link = address(&args.site, &made);
    if args.common.json {
        let out = LinkOut { member: made.member.as_ref(), link: &link, expires_at: made.expires_at };
        return print(&json(&out)?);
    }
    print(&format!("{whose} sets a password here, once, until {}:\n{link}\n", local(made.expires_at)))
}

/// The address of the page behind a link.
fn address(site: &str, made: &NewLink) -> String {
    format!("{}{LINK_PATH}{}", site.trim_end_matches('/'), made.token.expose_secret())
}

fn refused(error: &ManageError, email: &str) -> Failure {
    match error {
        ManageError::NoSuchMember => Failure::could_not(format!(
            "nobody signs in as {email}; the owner's account is made with: uku admin create-owner"
        )),
        error => Failure::could_not(format!("{email}: {error}. {}", error.remedy())),
    }
}
