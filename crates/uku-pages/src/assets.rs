//! Files that pages refer to, carried inside the program.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use uku_web::{Access, PUBLIC, Refusal, Routes};

#[derive(RustEmbed)]
#[folder = "assets/"]
#[exclude = "*.md"]
struct Files;

/// How many digits of its digest stand in a file's address.
const DIGITS: usize = 16;

/// The address of each file.
static ADDRESSES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    Files::iter()
        .filter_map(|name| {
            let file = Files::get(&name)?;
            Some((name.to_string(), format!("/assets/{}/{name}", digest(&file))))
        })
        .collect()
});

fn digest(file: &EmbeddedFile) -> String {
    let mut digits = file.metadata.sha256_hash().iter().fold(String::new(), |mut text, byte| {
        // Writing to a string can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    digits.truncate(DIGITS);
    digits
}

/// The address of a file; it changes with what is in it.
pub(crate) fn address(name: &str) -> &'static str {
    ADDRESSES.get(name).map_or("/assets/missing", String::as_str)
}

pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/assets/{digest}/{*name}", Access::Anybody, file)
}

async fn file(Path((asked, name)): Path<(String, String)>) -> Result<Response, Refusal> {
    let file = Files::get(&name).filter(|file| digest(file) == asked).ok_or_else(Refusal::not_found)?;
    let kind = file.metadata.mimetype().to_owned();
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, PUBLIC.to_str().unwrap_or_default().to_owned())], file.data)
        .into_response())
}
