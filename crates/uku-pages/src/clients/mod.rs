//! The firm's clients: the list, one client, its integration, and what is done with several at once.

mod connection_view;
mod dialog;
mod edit;
mod filter;
mod forecast_view;
mod form;
mod import_data;
mod import_form;
mod integration;
mod list;
mod may;
mod names;
mod one;
mod paging;
mod pause;
mod reload;
mod row;
mod selection;
mod sources;
mod test_many;

use uku_core::firm::Action;
use uku_web::{Access, Routes};

use crate::html::see;

pub(crate) use forecast_view::ForecastView;
pub(crate) use import_data::{forecast_as_asked, start_as_asked};

/// The pages of the clients, and the first page of the site.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .get("/", Access::Anybody, async || see("/clients"))
        .get("/clients", Access::May(Action::SeeClients), list::show)
        .get("/clients/new", Access::May(Action::EditClients), edit::show_new)
        .post("/clients/new", Access::May(Action::EditClients), edit::add)
        .get("/clients/import", Access::May(Action::ImportClients), sources::show)
        .get("/clients/import-data", Access::May(Action::ImportData), import_data::show)
        .get("/clients/import-data/forecast", Access::May(Action::ImportData), import_data::forecast)
        .post("/clients/import-data", Access::May(Action::ImportData), import_data::start)
        .post("/clients/test", Access::May(Action::Connect), test_many::test)
        .get("/clients/{client}", Access::May(Action::SeeClients), one::show)
        .get("/clients/{client}/edit", Access::May(Action::EditClients), edit::show)
        .post("/clients/{client}/edit", Access::May(Action::EditClients), edit::save)
        .get("/clients/{client}/integration", Access::May(Action::SeeIntegration), integration::show)
        .post("/clients/{client}/integration", Access::May(Action::Connect), integration::save)
        .post("/clients/{client}/integration/test", Access::May(Action::Connect), integration::test)
        .get("/clients/{client}/integration/delete", Access::May(Action::Disconnect), integration::ask)
        .post("/clients/{client}/integration/delete", Access::May(Action::Disconnect), integration::delete)
        .get("/clients/{client}/pause", Access::May(Action::Connect), pause::show)
        .post("/clients/{client}/pause", Access::May(Action::Connect), pause::set)
        .get("/clients/{client}/reload", Access::May(Action::ReloadData), reload::show)
        .post("/clients/{client}/reload", Access::May(Action::ReloadData), reload::start)
}
