use chrono::{DateTime, Utc};
use chrono_tz::Europe::Tallinn;
use serde::{Deserialize, Serialize};

/// One broken rule in the vendor's answer to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VendorMessage {
    /// The vendor's key of the rule, such as `CREDIT-INVOICE-EARLIER-THAN-BASE`, where it gives one.
    pub key: Option<String>,
    /// The vendor's sentence.
    pub text: String,
}

/// What can go wrong between us and the books, by what it means for the person who has to act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum LedgerError {
    /// The vendor knows no such key, or the signature made with the secret key doesn't fit it.
    #[error("SmartAccounts does not accept the keys")]
    WrongKeys,
    /// The request was signed at a time that the vendor refuses, also after its own clock was used.
    #[error("the clock of this computer differs from SmartAccounts' by {seconds} seconds")]
    ClockOff {
        /// How far our clock is ahead of the vendor's; negative if behind.
        seconds: i64,
    },
    /// The key's requests are spent by our own count; nothing was sent.
    #[error("the requests that SmartAccounts allows are spent; the next may be sent at {}", estonian(.until))]
    BudgetSpent {
        /// The first moment at which a request may be sent.
        until: DateTime<Utc>,
    },
    /// The vendor says that the key has sent too many requests.
    #[error("SmartAccounts says that there were too many requests; asking again makes sense at {}", estonian(.until))]
    OverLimit {
        /// When it makes sense to ask again.
        until: DateTime<Utc>,
    },
    /// The company has not paid the vendor's bill.
    #[error("SmartAccounts refuses service because the company's bill is unpaid")]
    Unpaid,
    /// The vendor answers that it is not available and doesn't say whether that is a limit or a bill.
    #[error("SmartAccounts says that its service is not available: {detail}")]
    Unavailable {
        /// The vendor's words.
        detail: String,
    },
    /// The key's user group may not read or write this.
    #[error("the keys have no right to {what}")]
    RightMissing {
        /// What was asked for.
        what: String,
    },
    /// The vendor understood the request and refuses it.
    #[error("SmartAccounts refuses the request: {}", joined(.messages))]
    Refused {
        /// The rules that were broken; at least one.
        messages: Vec<VendorMessage>,
    },
    /// No answer came, or the vendor's server failed.
    #[error("SmartAccounts cannot be reached: {detail}")]
    Unreachable {
        /// What happened to the request.
        detail: String,
    },
    /// An answer came that can't be read.
    #[error("the answer of SmartAccounts cannot be read: {detail}")]
    Garbled {
        /// What is wrong with the answer, and where.
        detail: String,
    },
    /// The connection was paused, deleted or deactivated, or its keys were replaced, while it was used; nothing was sent.
    #[error("the connection was withdrawn while it was used")]
    Withdrawn,
    /// Our own memory failed, of sent requests or of the connection; if something was sent, its answer was not used.
    #[error("what is remembered of sent requests and of the keys is not available: {detail}")]
    BudgetUnknown {
        /// What failed.
        detail: String,
    },
}

impl LedgerError {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::WrongKeys => {
                "Copy both keys again from SmartAccounts (Settings, Connected services); if the secret is lost or the keys were revoked, make a new pair there."
            }
            Self::ClockOff { .. } => "Set this computer's clock, best by network time.",
            Self::BudgetSpent { .. } | Self::OverLimit { .. } => {
                "Nothing is lost; run it again then: SmartAccounts allows 60 requests a minute and 1,000 a day for each company."
            }
            Self::Unpaid => "The company pays its SmartAccounts bill; then run it again.",
            Self::Unavailable { .. } => {
                "Run it again in an hour; if it stays so, see in SmartAccounts whether the company's bill is paid."
            }
            Self::RightMissing { .. } => {
                "In SmartAccounts, give the API user group the right to read the general ledger, invoices and payments."
            }
            Self::Refused { .. } => "Do what the message says in SmartAccounts, then run it again.",
            Self::Unreachable { .. } => {
                "See whether this computer is online and SmartAccounts works in a browser, then run it again."
            }
            Self::Garbled { .. } => {
                "Run it again; if it stays so, send the message to the people who look after this software."
            }
            Self::Withdrawn => "Nothing, if you meant to stop it; otherwise run it again.",
            Self::BudgetUnknown { .. } => "See that the data folder exists, can be written and has room.",
        }
    }

    /// When asking again makes sense, where the error tells it.
    #[must_use]
    pub fn until(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::BudgetSpent { until } | Self::OverLimit { until } => Some(*until),
            _ => None,
        }
    }
}

/// The time as people in Estonia read it.
pub(crate) fn estonian(moment: &DateTime<Utc>) -> impl std::fmt::Display {
    moment.with_timezone(&Tallinn).format("%d.%m.%Y %H:%M:%S")
}

fn joined(messages: &[VendorMessage]) -> String {
    let texts: Vec<String> = messages
        .iter()
        .map(|message| match &message.key {
            Some(key) => format!("{} ({key})", message.text),
            None => message.text.clone(),
        })
        .collect();
    texts.join("; ")
}
