//! Language and theme, remembered in the browser.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use axum_extra::extract::{CookieJar, Form};
use serde::Deserialize;
use std::sync::Arc;
use uku_l10n::Language;
use uku_web::{LANGUAGE_COOKIE, Site, THEME_COOKIE, Theme};

use crate::html::see;

/// How long a choice is remembered: the longest that browsers allow.
const REMEMBERED_DAYS: i64 = 400;

#[derive(Deserialize)]
pub(super) struct LanguageForm {
    language: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn choose_language(
    State(site): State<Arc<Site>>,
    jar: CookieJar,
    Form(form): Form<LanguageForm>,
) -> Response {
    let language: Language = form.language.parse().unwrap_or_default();
    let jar = jar.add(remembered(&site, LANGUAGE_COOKIE, language.code()));
    (jar, see(&form.back)).into_response()
}

#[derive(Deserialize)]
pub(super) struct ThemeForm {
    theme: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn choose_theme(
    State(site): State<Arc<Site>>,
    jar: CookieJar,
    Form(form): Form<ThemeForm>,
) -> Response {
    let jar = jar.add(remembered(&site, THEME_COOKIE, Theme::named(&form.theme).word()));
    (jar, see(&form.back)).into_response()
}

fn remembered(site: &Site, name: &'static str, value: &'static str) -> Cookie<'static> {
    let mut cookie = Cookie::new(name, value);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(site.settings.https);
    cookie.set_max_age(time::Duration::days(REMEMBERED_DAYS));
    cookie
}
