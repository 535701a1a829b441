//! Topics: what tasks are filed under.

mod change;
mod list;

use uku_core::firm::Action;
use uku_core::summary::{TaskLists, TopicId, settings};
use uku_web::{Access, Desk, Refusal, Routes};

/// Where the list is.
const LIST: &str = "/settings/topics";

pub(crate) fn routes(routes: Routes) -> Routes {
    let (see, edit) = (Access::May(Action::SeeIntegration), Access::May(Action::EditTaskLists));
    routes
        .get(LIST, see, list::show)
        .post(LIST, edit, list::add)
        .get("/settings/topics/{topic}", edit, change::show)
        .post("/settings/topics/{topic}", edit, change::rename)
        .post("/settings/topics/{topic}/archived", edit, change::set_archived)
        .post("/settings/topics/{topic}/delete", edit, change::delete)
}

/// Editing of topics and custom task fields by the person.
pub(crate) fn task_lists(desk: &Desk) -> TaskLists<'_> {
    let means = desk.means();
    TaskLists {
        actor: desk.actor(),
        tasks: means.tasks.as_ref(),
        store: desk.store(),
        clock: means.clock.as_ref(),
        ids: means.ids.as_ref(),
    }
}

/// The topic under which new summary tasks are filed; none if none is chosen.
async fn used(desk: &Desk) -> Result<Option<TopicId>, Refusal> {
    Ok(settings(desk.actor(), desk.store()).await?.topic)
}
