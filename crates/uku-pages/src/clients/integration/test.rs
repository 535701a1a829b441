use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use uku_web::{Desk, Refusal};

use super::super::dialog::client_of;
use super::view::{Tested, TestedPart, Typed};
use super::{Dialog, FIELDS, key_pair, nothing_typed};
use crate::fields::Fields;
use crate::form::Faults;
use crate::html::{html_as, is_part};

/// Tests the keys that were typed; the saved ones if none were.
pub(in super::super) async fn test(
    desk: Desk,
    headers: HeaderMap,
    Path(client): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Refusal> {
    let fields = Fields::new(pairs);
    let mut dialog = Dialog::of(&desk, &headers, &client).await?;
    let result = if nothing_typed(&fields) && dialog.connection.is_some() {
        desk.connecting().test(&dialog.owner).await.map_err(Refusal::from)
    } else {
        match key_pair(&fields) {
            Ok(keys) => desk.connecting().try_keys(&dialog.owner, keys).await.map_err(Refusal::from),
            Err(refusal) => Err(refusal),
        }
    };
    let (status, tested, faults) = match result {
        Ok(result) => (StatusCode::OK, Some(Tested::of(&result, &dialog.page)), Faults::default()),
        Err(refusal) => {
            let faults = Faults::of(refusal, &dialog.page, &FIELDS)?;
            (StatusCode::UNPROCESSABLE_ENTITY, None, faults)
        }
    };
    if is_part(&headers) {
        let tested = tested.or_else(|| Some(Tested::not(&faults, &FIELDS)));
        return html_as(status, &TestedPart { page: &dialog.page, tested });
    }
    // The test of saved keys may have changed how the connection fares.
    (_, dialog.connection) = client_of(&desk, &client).await?;
    dialog.answer(status, Typed::of(&fields), faults, tested).await
}
