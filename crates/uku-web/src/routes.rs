use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use uku_core::firm::Action;

use crate::guard::{Guard, guard};
use crate::site::Site;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Everybody, known or not.
    Anybody,
    /// Every known person, for what is their own.
    Member,
    /// Those who may do this.
    May(Action),
}

/// A route and who may call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: String,
    /// Who may call it.
    pub access: Access,
}

/// Routes, each of which says who may call it: there is no other way to add one.
pub struct Routes {
    site: Arc<Site>,
    router: Router<Arc<Site>>,
    table: Vec<Entry>,
}

impl Routes {
    /// No routes yet.
    #[must_use]
    pub fn new(site: Arc<Site>) -> Self {
        Self { site, router: Router::new(), table: Vec::new() }
    }

    /// Adds a route that reads.
    #[must_use]
    pub fn get<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        self.add(&[Method::GET], path, access, on(MethodFilter::GET, handler))
    }

    /// Adds a route that changes something.
    #[must_use]
    pub fn post<H, T>(self, path: &str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        self.add(&[Method::POST], path, access, on(MethodFilter::POST, handler))
    }

    /// Adds handlers of a path that the same people may call.
    #[must_use]
    pub fn add(
        mut self,
        methods: &[Method],
        path: &str,
        access: Access,
        handlers: MethodRouter<Arc<Site>>,
    ) -> Self {
        for method in methods {
            self.table.push(Entry { method: method.clone(), path: path.to_owned(), access });
        }
        self.router = self.router.route(path, guarded(&self.site, access, handlers));
        self
    }

    /// Adds the routes of another part.
    #[must_use]
    pub fn with(mut self, part: impl FnOnce(Self) -> Self) -> Self {
        self = part(self);
        self
    }

    /// The routes, and the table of who may call them.
    pub fn finish(self) -> (Router<Arc<Site>>, Vec<Entry>) {
        (self.router, self.table)
    }
}

/// Handlers with the guard in front of them, for tables of routes that are made elsewhere.
pub fn guarded(
    site: &Arc<Site>,
    access: Access,
    handlers: MethodRouter<Arc<Site>>,
) -> MethodRouter<Arc<Site>> {
    handlers.route_layer(from_fn_with_state(Guard { site: Arc::clone(site), access }, guard))
}
