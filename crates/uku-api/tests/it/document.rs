use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use uku_web::Access;
use uku_web_testkit::Who;

use crate::ask::{asker, site, table};

fn text() -> String {
    uku_api::document_text().unwrap()
}

fn document() -> Value {
    serde_json::from_str(&text()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().iter();
            methods.map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
        })
        .collect()
}

/// The document that is checked in; made anew if `UKU_WRITE_OPENAPI` is set.
#[test]
fn the_document_that_is_checked_in_is_what_the_code_makes() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    if std::env::var_os("UKU_WRITE_OPENAPI").is_some() {
        std::fs::write(&path, text()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text(), "docs/openapi.json is out of date: uku openapi > docs/openapi.json");
}

#[test]
fn it_is_openapi_3_1_or_newer() {
    assert!(document()["openapi"].as_str().unwrap() >= "3.1");
}

#[test]
fn each_operation_has_an_entry_and_the_other_way_round() {
    let document = document();
    let described: BTreeSet<(String, String)> =
        operations(&document).into_iter().map(|(method, path, _)| (method, path)).collect();
    let table = table();
    let entries: BTreeSet<(String, String)> = table
        .iter()
        .map(|entry| (entry.method.to_string(), entry.path.clone()))
        .filter(|(_, path)| path != "/api/v1/openapi.json")
        .collect();
    assert_eq!(described, entries);
    assert_eq!(entries.len() + 1, table.len(), "an operation has two entries");
}

#[test]
fn each_operation_has_its_own_name_and_says_how_it_is_refused() {
    let document = document();
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{method} {path}");
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{path}");
        let refusals = operation["responses"].as_object().unwrap();
        for status in ["400", "404", "429", "500", "503"] {
            assert!(refusals.contains_key(status), "{method} {path}: {status}");
        }
    }
}

#[test]
fn only_those_for_anybody_need_no_security() {
    let document = document();
    for entry in table() {
        let operation = &document["paths"][&entry.path][entry.method.as_str().to_lowercase()];
        if operation.is_null() {
            continue;
        }
        let open = operation["security"] == serde_json::json!([{}]);
        assert_eq!(open, entry.access == Access::Anybody, "{} {}", entry.method, entry.path);
    }
}

/// Every POST takes a key, but those that carry a secret there or back.
#[test]
fn posts_without_secrets_take_a_key() {
    const SECRET: [&str; 13] = [
        "/connection/try",
        "/own-books/try",
        "/client-import/directory",
        "/client-import/file",
        "/members",
        "/members/{member}/link",
        "/session",
        "/session/code",
        "/session/link",
        "/account/second-factor",
        "/account/second-factor/remove",
        "/account/recovery-codes",
        "/account/password",
    ];
    let document = document();
    for (method, path, operation) in operations(&document) {
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let takes_key = parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key");
        let is_secret = SECRET.iter().any(|secret| path.ends_with(secret));
        assert_eq!(takes_key, method == "POST" && !is_secret, "{method} {path}");
    }
}

/// Whoever mistypes the name of a field is told.
#[test]
fn what_is_sent_has_no_unknown_fields() {
    let document = document();
    for (method, path, operation) in operations(&document) {
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        let Some(name) = schema["$ref"].as_str().and_then(|of| of.rsplit('/').next()) else { continue };
        let schema = &document["components"]["schemas"][name];
        assert_eq!(schema["additionalProperties"], false, "{method} {path}: {name}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn references(value: &Value, all: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    match (name.as_str(), value.as_str()) {
                        ("$ref", Some(to)) => drop(all.insert(to.trim_start_matches('#').to_owned())),
                        _ => references(value, all),
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| references(value, all)),
            _ => {}
        }
    }
    let (document, mut all) = (document(), BTreeSet::new());
    references(&document, &mut all);
    assert!(all.len() > 50);
    let lost: Vec<&String> = all.iter().filter(|to| document.pointer(to).is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[tokio::test]
async fn anybody_is_shown_it() {
    let site = site();
    let shown = asker(&site, Who::Nobody).get("/openapi.json").await.done(200);
    assert_eq!(shown, document());
}
