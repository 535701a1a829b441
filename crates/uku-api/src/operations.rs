use std::sync::Arc;

use axum::Router;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any};
use uku_web::{Access, Entry, Site, guarded};
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::BASE;
use crate::document;
use crate::frame::{PerMember, Rate, not_allowed, once, unknown, within_rate};

/// Operations, each of which says who may call it and what it takes and answers: there is no other way to add one.
#[derive(Default)]
pub(crate) struct Operations {
    added: Vec<(Access, UtoipaMethodRouter<Arc<Site>>)>,
}

impl Operations {
    /// Adds operations of one path that the same people may call: what `utoipa_axum::routes!` makes.
    pub(crate) fn add(mut self, access: Access, mut operations: UtoipaMethodRouter<Arc<Site>>) -> Self {
        operations.1.paths.values_mut().for_each(|item| document::refusals(item, access));
        self.added.push((access, operations));
        self
    }

    /// Adds operations whose POST is done once for each `Idempotency-Key`. It carries no secret: what it answers is kept.
    pub(crate) fn add_once(self, access: Access, operations: UtoipaMethodRouter<Arc<Site>>) -> Self {
        let (schemas, mut paths, handlers) = operations;
        paths.paths.values_mut().for_each(document::takes_key);
        self.add(access, (schemas, paths, handlers.route_layer(from_fn(once))))
    }

    /// Adds the operations of another part.
    pub(crate) fn with(self, part: impl FnOnce(Self) -> Self) -> Self {
        part(self)
    }

    /// Who may call what.
    pub(crate) fn table(&self) -> Vec<Entry> {
        let of_path = |access: Access, path: &str, item: &PathItem| {
            let path = format!("{BASE}{path}");
            let entry = |method| Entry { method, path: path.clone(), access };
            methods(item).into_iter().map(entry).collect::<Vec<_>>()
        };
        let of_paths = self.added.iter().map(|(access, (_, paths, _))| (*access, &paths.paths));
        of_paths
            .flat_map(|(access, paths)| {
                paths.iter().flat_map(move |(path, item)| of_path(access, path, item))
            })
            .collect()
    }

    /// The description of all of them.
    pub(crate) fn document(self) -> OpenApi {
        self.assembled(|_, handlers| handlers).1
    }

    /// What answers, to members who may ask so often.
    pub(crate) fn served(self, site: &Arc<Site>, rate: Rate) -> Router<Arc<Site>> {
        let members = PerMember::new(rate, Arc::clone(&site.means.clock));
        let (router, _) = self.assembled(|access, handlers| {
            let within = from_fn_with_state(Arc::clone(&members), within_rate);
            guarded(site, access, handlers.route_layer(within))
        });
        router
            .method_not_allowed_fallback(not_allowed)
            .route("/api", any(unknown))
            .route("/api/", any(unknown))
            .route("/api/{*rest}", any(unknown))
    }

    fn assembled(
        self,
        watched: impl Fn(Access, MethodRouter<Arc<Site>>) -> MethodRouter<Arc<Site>>,
    ) -> (Router<Arc<Site>>, OpenApi) {
        let router = OpenApiRouter::with_openapi(document::described());
        let router = self.added.into_iter().fold(router, |router, (access, (schemas, paths, handlers))| {
            router.routes((schemas, paths, watched(access, handlers)))
        });
        OpenApiRouter::with_openapi(document::described()).nest(BASE, router).split_for_parts()
    }
}

/// The methods that a path has.
fn methods(item: &PathItem) -> Vec<Method> {
    let all = [
        (Method::GET, item.get.is_some()),
        (Method::PUT, item.put.is_some()),
        (Method::POST, item.post.is_some()),
        (Method::DELETE, item.delete.is_some()),
        (Method::PATCH, item.patch.is_some()),
    ];
    all.into_iter().filter(|(_, there)| *there).map(|(method, _)| method).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    /// The document has one schema for each name, whichever came last.
    #[test]
    fn each_schema_has_a_name_of_its_own() {
        let mut known = BTreeMap::new();
        for (_, (schemas, ..)) in crate::operations().added {
            for (name, schema) in schemas {
                let schema = serde_json::to_value(schema).unwrap();
                let before = known.insert(name.clone(), schema.clone());
                assert!(before.is_none_or(|before| before == schema), "two schemas are called {name}");
            }
        }
        assert!(known.len() > 50);
    }
}
