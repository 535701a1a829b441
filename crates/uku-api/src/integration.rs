//! Whether the firm uses the integration, and how far its set-up is.

use axum::Json;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uku_core::activation::{
    Activation, KeptKeys, activate, deactivate, destroy_keys, forecast_deactivation, forecast_destruction,
};
use uku_core::calendar::Month;
use uku_core::connection::{ConnectionCounts, ConnectionOwner, counts};
use uku_core::firm::Action;
use uku_core::schedule::upcoming_import;
use uku_l10n::Say;
use uku_web::{Access, Desk, Refusal};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::diagnosis::FindingOut;
use crate::frame::Body;
use crate::frame::words::MonthText;
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    operations
        .add(Access::May(Action::SeeIntegration), routes!(see_integration))
        .add_once(Access::May(Action::Activate), routes!(activate_integration))
        .add(Access::May(Action::Deactivate), routes!(see_deactivation))
        .add_once(Access::May(Action::Deactivate), routes!(deactivate_integration))
        .add(Access::May(Action::DestroyKeys), routes!(see_destruction))
        .add_once(Access::May(Action::DestroyKeys), routes!(destroy_all_keys))
}

/// Whether the firm uses the integration.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ActivationOut {
    /// Whether it does now.
    active: bool,
    /// Since when it does or doesn't; none if it never did.
    #[schema(required)]
    since: Option<DateTime<Utc>>,
    /// Until when the keys of a deactivated integration are kept.
    #[schema(required)]
    keys_until: Option<DateTime<Utc>>,
    /// When its keys were destroyed.
    #[schema(required)]
    keys_destroyed_at: Option<DateTime<Utc>>,
}

impl From<Option<Activation>> for ActivationOut {
    fn from(activation: Option<Activation>) -> Self {
        let nothing = Self { active: false, since: None, keys_until: None, keys_destroyed_at: None };
        match activation {
            None => nothing,
            Some(Activation::Active { since }) => Self { active: true, since: Some(since), ..nothing },
            Some(Activation::Inactive { since, keys: KeptKeys::Until(until) }) => {
                Self { since: Some(since), keys_until: Some(until), ..nothing }
            }
            Some(Activation::Inactive { since, keys: KeptKeys::Destroyed(at) }) => {
                Self { since: Some(since), keys_destroyed_at: Some(at), ..nothing }
            }
        }
    }
}

/// How many clients are connected. All but the first are of active clients.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct CountsOut {
    /// All clients.
    clients: u64,
    /// Active ones: as many as are connected, failing, paused and not connected.
    active: u64,
    /// With keys that work, or that were not used yet.
    connected: u64,
    /// With keys that don't work.
    failing: u64,
    /// Of the connected ones, those whose keys were not used yet.
    untested: u64,
    /// Paused ones.
    paused: u64,
    /// Without keys.
    not_connected: u64,
}

impl From<ConnectionCounts> for CountsOut {
    fn from(counts: ConnectionCounts) -> Self {
        let ConnectionCounts { clients, active, connected, failing, untested, paused, not_connected } =
            counts;
        Self { clients, active, connected, failing, untested, paused, not_connected }
    }
}

/// The next import that comes up by itself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NextOut {
    /// When.
    at: DateTime<Utc>,
    /// The month that it counts.
    #[schema(value_type = MonthText)]
    month: Month,
}

/// The integration as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct IntegrationOut {
    /// Whether the firm uses it.
    activation: ActivationOut,
    /// How many clients are connected.
    connections: CountsOut,
    /// Whether the firm's own SmartAccounts company has keys.
    own_books: bool,
    /// The next import that comes up by itself; none while it is inactive or its settings are incomplete.
    #[schema(required)]
    next_import: Option<NextOut>,
    /// What hinders the firm as a whole, the gravest first.
    findings: Vec<FindingOut>,
}

pub(crate) async fn next_import(desk: &Desk) -> Result<Option<NextOut>, Refusal> {
    let (clients, clock) = (desk.means().clients.as_ref(), desk.means().clock.as_ref());
    let next = upcoming_import(desk.actor(), clients, desk.store(), clock).await?;
    Ok(next.map(|next| NextOut { at: next.at, month: next.month }))
}

/// The integration as it stands: activation, checklist, next import, findings.
#[utoipa::path(get, path = "/integration", tag = "integration",
    responses((status = 200, description = "As it stands", body = IntegrationOut)))]
async fn see_integration(desk: Desk) -> Result<Json<IntegrationOut>, Refusal> {
    let means = desk.means();
    let connections = counts(desk.actor(), means.clients.as_ref(), desk.store()).await?;
    let findings = desk.examination().firm().await?;
    let next_import = next_import(&desk).await?;
    let mut work = desk.store().look(desk.firm_id()).await?;
    let own_books = work.connections().get(&ConnectionOwner::OwnBooks).await?.is_some();
    let activation = work.activation().await?.into();
    drop(work);
    let findings = findings.iter().map(|finding| FindingOut::of(finding, desk.locale())).collect();
    Ok(Json(IntegrationOut { activation, connections: connections.into(), own_books, next_import, findings }))
}

/// Activates the integration. Keys that were kept since it was deactivated come back.
#[utoipa::path(post, path = "/integration/activate", tag = "integration",
    responses((status = 200, description = "It is active", body = ActivationOut)))]
async fn activate_integration(desk: Desk) -> Result<Json<ActivationOut>, Refusal> {
    let activation = activate(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?;
    Ok(Json(Some(activation).into()))
}

/// What deactivating would do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct DeactivationOut {
    /// How many key pairs would be kept.
    pairs: u32,
    /// Until when.
    keys_until: DateTime<Utc>,
    /// Whether a client import would be given up.
    gives_up_import: bool,
    /// All of it in words.
    text: String,
}

/// What deactivating would do now.
#[utoipa::path(get, path = "/integration/deactivation", tag = "integration",
    responses((status = 200, description = "What would happen", body = DeactivationOut)))]
async fn see_deactivation(desk: Desk) -> Result<Json<DeactivationOut>, Refusal> {
    let forecast = forecast_deactivation(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?;
    Ok(Json(DeactivationOut {
        pairs: forecast.pairs,
        keys_until: forecast.keys_until,
        gives_up_import: forecast.gives_up_import,
        text: desk.locale().say(&forecast.said()),
    }))
}

/// Deactivates the integration. All work stops at once; the keys are kept for 30 days, sealed and unusable.
#[utoipa::path(post, path = "/integration/deactivate", tag = "integration",
    responses((status = 200, description = "It is inactive", body = ActivationOut)))]
async fn deactivate_integration(desk: Desk) -> Result<Json<ActivationOut>, Refusal> {
    let activation = deactivate(desk.actor(), desk.store(), desk.means().clock.as_ref()).await?;
    Ok(Json(Some(activation).into()))
}

/// What destroying all keys would do.
#[derive(Debug, Serialize, ToSchema)]
struct DestructionOut {
    /// How many key pairs would be destroyed.
    pairs: u32,
    /// What has to be sent as `confirmation`.
    phrase: String,
    /// All of it in words.
    text: String,
}

/// What destroying all keys would do now.
#[utoipa::path(get, path = "/integration/destruction", tag = "integration",
    responses((status = 200, description = "What would happen", body = DestructionOut)))]
async fn see_destruction(desk: Desk) -> Result<Json<DestructionOut>, Refusal> {
    let forecast = forecast_destruction(desk.actor(), desk.store()).await?;
    let text = desk.locale().say(&forecast.said());
    Ok(Json(DestructionOut { pairs: forecast.pairs, phrase: forecast.phrase(), text }))
}

/// That all keys are to be destroyed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Destroy {
    /// The phrase of the forecast.
    confirmation: String,
}

/// How many key pairs were destroyed.
#[derive(Debug, Serialize, ToSchema)]
struct DestroyedOut {
    /// How many.
    pairs: u32,
}

/// Destroys all keys now. Nothing brings them back.
#[utoipa::path(post, path = "/integration/destroy-keys", tag = "integration", request_body = Destroy,
    responses((status = 200, description = "They are destroyed", body = DestroyedOut)))]
async fn destroy_all_keys(desk: Desk, Body(asked): Body<Destroy>) -> Result<Json<DestroyedOut>, Refusal> {
    let clock = desk.means().clock.as_ref();
    let pairs = destroy_keys(desk.actor(), desk.store(), clock, &asked.confirmation).await?;
    Ok(Json(DestroyedOut { pairs }))
}
