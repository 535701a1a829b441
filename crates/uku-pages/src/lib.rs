#![doc = include_str!("../README.md")]

mod account;
mod activity;
mod address;
mod assets;
mod clients;
mod custom_fields;
mod data_import;
mod fields;
mod form;
mod html;
mod members;
mod notices;
mod onward;
mod page;
mod pager;
mod refused;
mod reports;
mod runs;
mod settings;
mod sign_in;
mod smartaccounts;
mod suggest;
mod topics;
mod why;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use uku_web::{Entry, Refusal, Routes, Site};

/// All pages, and the table of who may call them.
pub fn pages(site: &Arc<Site>) -> (Router<Arc<Site>>, Vec<Entry>) {
    let (router, table) = Routes::new(Arc::clone(site))
        .with(assets::routes)
        .with(sign_in::routes)
        .with(account::routes)
        .with(members::routes)
        .with(settings::routes)
        .with(smartaccounts::routes)
        .with(clients::routes)
        .with(reports::routes)
        .with(runs::routes)
        .with(notices::routes)
        .with(activity::routes)
        .with(why::routes)
        .with(data_import::routes)
        .with(topics::routes)
        .with(custom_fields::routes)
        .finish();
    let router = router.fallback(nothing_there).method_not_allowed_fallback(nothing_there);
    (router.layer(from_fn(refused::said)), table)
}

/// An address that no page has, or that takes no such request.
async fn nothing_there() -> Refusal {
    Refusal::not_found()
}
