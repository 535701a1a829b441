//! The SmartAccounts integration: whether it is used, how far it is set up, its own keys, and bringing clients in.

mod activation;
mod checklist;
mod choices;
mod import;
mod import_view;
mod overview;
mod own_books;
mod review;
mod review_row;

use uku_core::activation::Activation;
use uku_web::{Desk, Refusal, Routes};

/// Where the overview is.
const OVERVIEW: &str = "/settings/smartaccounts";
/// Where clients are imported.
const IMPORT: &str = "/settings/smartaccounts/import";
/// Where an import is reviewed.
const REVIEW: &str = "/settings/smartaccounts/import/review";
/// The clients without keys.
const NOT_CONNECTED: &str = "/clients?state=not-connected";
/// The clients whose keys don't work.
const FAILING: &str = "/clients?state=failing";

pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .with(overview::routes)
        .with(activation::routes)
        .with(own_books::routes)
        .with(import::routes)
        .with(review::routes)
}

/// Whether the firm uses the integration; none if it never said.
async fn activation_of(desk: &Desk) -> Result<Option<Activation>, Refusal> {
    Ok(desk.store().look(desk.firm_id()).await?.activation().await?)
}

/// Whether the firm uses the integration now.
pub(crate) async fn is_active(desk: &Desk) -> Result<bool, Refusal> {
    Ok(activation_of(desk).await?.is_some_and(Activation::is_active))
}
