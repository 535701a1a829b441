//! Why is there no data? What hinders the firm, a client or a month, and where to remedy it.

mod page;
mod place;

use uku_core::firm::Action;
use uku_web::{Access, Routes};

pub(crate) use place::{Place, client_at};

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/why", Access::May(Action::SeeIntegration), page::why)
}
