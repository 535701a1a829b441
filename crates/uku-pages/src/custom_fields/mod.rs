//! Custom task fields: what the firm added to its tasks, such as where counts stand.

mod change;
mod kinds;
mod list;

use std::collections::BTreeMap;

use uku_core::counting::DataField;
use uku_core::firm::Action;
use uku_core::summary::{CustomFieldId, settings};
use uku_web::{Access, Desk, Refusal, Routes};

/// Where the list is.
const LIST: &str = "/settings/custom-fields";

pub(crate) fn routes(routes: Routes) -> Routes {
    let (see, edit) = (Access::May(Action::SeeIntegration), Access::May(Action::EditTaskLists));
    routes
        .get(LIST, see, list::show)
        .post(LIST, edit, list::add)
        .get("/settings/custom-fields/{field}", edit, change::show)
        .post("/settings/custom-fields/{field}", edit, change::change)
        .post("/settings/custom-fields/{field}/archived", edit, change::set_archived)
        .post("/settings/custom-fields/{field}/delete", edit, change::delete)
}

/// Which data field is written into which custom task field.
async fn mapped(desk: &Desk) -> Result<BTreeMap<CustomFieldId, DataField>, Refusal> {
    let mapping = settings(desk.actor(), desk.store()).await?.mapping;
    Ok(mapping.into_iter().map(|(field, custom)| (custom, field)).collect())
}
