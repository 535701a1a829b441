//! How the firm wants its summary tasks.

mod input;
mod out;

use axum::Json;
use axum::response::Response;
use sha2::{Digest, Sha256};
use uku_core::counting::DataField;
use uku_core::firm::Action;
use uku_core::summary::{SettingsDraft, create_main_fields, replace_settings, settings};
use uku_l10n::Say;
use uku_web::{Access, Desk, Refusal};
use utoipa_axum::routes;

use self::input::SettingsIn;
use self::out::SettingsOut;
use crate::frame::{Body, IfMatch, tagged};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    operations
        .add(Access::May(Action::SeeIntegration), routes!(see_settings))
        .add(Access::May(Action::ChangeSettings), routes!(put_settings))
        .add_once(Access::May(Action::ChangeSettings), routes!(create_fields))
}

/// The state of settings in one word.
fn version(draft: &SettingsDraft) -> Result<String, Refusal> {
    let json = serde_json::to_vec(draft).map_err(|error| Refusal::broken(&error))?;
    let digest = Sha256::digest(json);
    let bits = digest.iter().take(16).fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    Ok(format!("{bits:032x}"))
}

async fn shown(desk: &Desk, draft: &SettingsDraft) -> Result<Response, Refusal> {
    Ok(tagged(&version(draft)?, Json(SettingsOut::read(desk, draft).await?)))
}

/// The settings as far as the firm has filled them in, with what is missing and what is broken.
#[utoipa::path(get, path = "/settings", tag = "settings",
    responses((status = 200, description = "The settings", body = SettingsOut,
        headers(("ETag" = String, description = "Their state, for `If-Match`")))))]
async fn see_settings(desk: Desk) -> Result<Response, Refusal> {
    shown(&desk, &settings(desk.actor(), desk.store()).await?).await
}

/// Says how the firm wants its summary tasks from now on. What is not filled in may be filled in later; until then nothing is
/// imported.
#[utoipa::path(put, path = "/settings", tag = "settings", request_body = SettingsIn,
    params(("If-Match" = String, Header, description = "The `ETag` of the state that was read")),
    responses((status = 200, description = "The settings as they are now", body = SettingsOut,
        headers(("ETag" = String, description = "Their state, for `If-Match`")))))]
async fn put_settings(
    desk: Desk,
    seen: IfMatch,
    Body(wanted): Body<SettingsIn>,
) -> Result<Response, Refusal> {
    let wanted = SettingsDraft::try_from(wanted)?;
    let now = settings(desk.actor(), desk.store()).await?;
    // Settings that are so already are left alone, so a repeat does no harm.
    if !seen.has(&version(&now)?) && now != wanted {
        return Err(Refusal::changed());
    }
    let means = desk.means();
    let (tasks, clock) = (means.tasks.as_ref(), means.clock.as_ref());
    replace_settings(desk.actor(), tasks, desk.store(), clock, &now, &wanted).await?;
    shown(&desk, &wanted).await
}

/// Creates a custom task field of type Number for each of the four main data fields that is not mapped, and maps it.
#[utoipa::path(post, path = "/settings/main-fields", tag = "settings",
    responses((status = 200, description = "The settings as they are now", body = SettingsOut,
        headers(("ETag" = String, description = "Their state, for `If-Match`")))))]
async fn create_fields(desk: Desk) -> Result<Response, Refusal> {
    let means = desk.means();
    let locale = desk.locale();
    let draft = create_main_fields(
        desk.actor(),
        means.tasks.as_ref(),
        desk.store(),
        means.clock.as_ref(),
        means.ids.as_ref(),
        |field: DataField| locale.say(&field.said()),
    )
    .await?;
    shown(&desk, &draft).await
}
