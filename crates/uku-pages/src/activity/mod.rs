//! Activity: who did what with the integration. Nothing in it can be changed, but personal data can be erased.

mod erase;
mod list;
mod told;

use uku_core::firm::Action;
use uku_web::{Access, Routes};

pub(crate) fn routes(routes: Routes) -> Routes {
    let erase = Access::May(Action::ErasePersonalData);
    routes
        .get("/activity", Access::May(Action::SeeIntegration), list::list)
        .get("/activity/erase", erase, erase::ask)
        .post("/activity/erase", erase, erase::erase)
}
