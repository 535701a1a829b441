//! Fields that the firm added to its tasks.

use axum::Json;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use uku_core::firm::Action;
use uku_core::summary::{CustomField, CustomFieldId, CustomFieldKind};
use uku_web::{Access, Desk, Refusal};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::frame::words::{FieldKindWord, Identity};
use crate::frame::{At, Body};
use crate::operations::Operations;
use crate::topics::lists;

pub(crate) fn operations(operations: Operations) -> Operations {
    let edit = Access::May(Action::EditTaskLists);
    operations
        .add(Access::May(Action::SeeIntegration), routes!(list_custom_fields))
        .add_once(edit, routes!(add_custom_field))
        .add(edit, routes!(change_custom_field, delete_custom_field))
}

/// A custom task field.
#[derive(Debug, Serialize, ToSchema)]
struct CustomFieldOut {
    /// Its identity.
    #[schema(value_type = Identity)]
    id: String,
    /// Its name.
    name: String,
    /// What it holds; only one of kind `number` can hold counts.
    #[schema(value_type = FieldKindWord)]
    kind: CustomFieldKind,
    /// Whether it is no longer offered. Numbers in it stay.
    archived: bool,
}

impl From<CustomField> for CustomFieldOut {
    fn from(field: CustomField) -> Self {
        Self { id: field.id.to_string(), name: field.name, kind: field.kind, archived: field.archived }
    }
}

/// A custom task field to be added.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewField {
    /// Its name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What it holds; only one of kind `number` can hold counts.
    #[schema(value_type = FieldKindWord)]
    kind: CustomFieldKind,
}

/// What a custom task field is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangedField {
    /// Its name.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What it holds; only one of kind `number` can hold counts.
    #[schema(value_type = FieldKindWord)]
    kind: CustomFieldKind,
    /// Whether it is no longer offered.
    archived: bool,
}

/// All custom task fields.
#[derive(Debug, Serialize, ToSchema)]
struct FieldsOut {
    /// The custom task fields, archived ones included.
    items: Vec<CustomFieldOut>,
}

/// All custom task fields, archived ones included.
#[utoipa::path(get, path = "/custom-fields", tag = "custom fields",
    responses((status = 200, description = "The custom task fields", body = FieldsOut)))]
async fn list_custom_fields(desk: Desk) -> Result<Json<FieldsOut>, Refusal> {
    let fields = desk.means().tasks.custom_fields(desk.firm_id()).await?;
    Ok(Json(FieldsOut { items: fields.into_iter().map(Into::into).collect() }))
}

/// Adds a custom task field.
#[utoipa::path(post, path = "/custom-fields", tag = "custom fields", request_body = NewField,
    responses((status = 201, description = "It was added", body = CustomFieldOut)))]
async fn add_custom_field(
    desk: Desk,
    Body(new): Body<NewField>,
) -> Result<(StatusCode, Json<CustomFieldOut>), Refusal> {
    let field = lists(&desk).add_custom_field(&new.name, new.kind).await?;
    Ok((StatusCode::CREATED, Json(field.into())))
}

/// Renames a custom task field, archives it, or brings it back.
#[utoipa::path(put, path = "/custom-fields/{field}", tag = "custom fields", request_body = ChangedField,
    params(("field" = inline(Identity), Path, description = "The custom task field")),
    responses((status = 200, description = "The custom task field as it is now", body = CustomFieldOut)))]
async fn change_custom_field(
    desk: Desk,
    At(id): At<CustomFieldId>,
    Body(changed): Body<ChangedField>,
) -> Result<Json<CustomFieldOut>, Refusal> {
    let field = CustomField { id, name: changed.name, kind: changed.kind, archived: changed.archived };
    Ok(Json(lists(&desk).change_custom_field(&field).await?.into()))
}

/// Deletes a custom task field; one in which tasks hold something, or that the settings name, stays.
#[utoipa::path(delete, path = "/custom-fields/{field}", tag = "custom fields",
    params(("field" = inline(Identity), Path, description = "The custom task field")),
    responses((status = 204, description = "There is no such custom task field any more")))]
async fn delete_custom_field(desk: Desk, At(field): At<CustomFieldId>) -> Result<StatusCode, Refusal> {
    lists(&desk).delete_custom_field(&field).await?;
    Ok(StatusCode::NO_CONTENT)
}
