//! Notices: what people are told without having asked.

mod list;
mod told;

use uku_web::{Access, Routes};

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/notices", Access::Member, list::list).post("/notices/read", Access::Member, list::read)
}
