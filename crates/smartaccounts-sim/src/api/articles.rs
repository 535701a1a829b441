//! `purchasesales/articles`.

use serde::Serialize;
use serde_json::json as value;

use super::Call;
use super::body::{self, Body};
use super::error::{ApiError, Broken};
use super::page::{Envelope, json};
use super::query::contains;
use super::span::Span;
use super::view::Number;
use crate::books::account::{self, Article};
use crate::estonian;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArticleView {
    code: String,
    description: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vat_pc: Option<String>,
    active_sales: bool,
    active_purchase: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_sales: Option<Number>,
    account_sales: &'static str,
    account_purchase: &'static str,
    date_updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<[(); 0]>,
}

const TYPES: [&str; 3] = ["PRODUCT", "SERVICE", "WH"];

pub(super) fn get(call: &mut Call<'_>) -> Result<String, ApiError> {
    let query = &call.query;
    let changed = Span::read_modified(query)?;
    let mut articles = call.ledger.articles();
    if let Some(code) = query.get("code") {
        articles.retain(|article| article.code == code);
    }
    if let Some(text) = query.get("searchString") {
        articles.retain(|article| contains(&article.code, text) || contains(&article.description, text));
    }
    if let Some(changed) = &changed {
        articles.retain(|article| changed.covers(article.modified));
    }
    let (articles, more) = call.page_of(articles)?;
    let rows = articles.into_iter().map(|article| ArticleView {
        code: article.code,
        description: article.description,
        kind: article.kind,
        unit: article.unit,
        vat_pc: article.vat_pc,
        active_sales: true,
        active_purchase: true,
        price_sales: article.price.map(Number),
        account_sales: "3010",
        account_purchase: "5010",
        date_updated: estonian::write_date(estonian::date(article.modified)),
        documents: query.is_on("fetchDocuments").then_some([]),
    });
    let deleted = (changed.is_some() && query.page_number()? == 1).then(Vec::new);
    json(&Envelope { name: "articles", rows: rows.collect(), more: Some(more), deleted })
}

pub(super) fn add(call: &mut Call<'_>) -> Result<String, ApiError> {
    let parsed = body::parse(call.body)?;
    let body = Body::of(&parsed)?;
    let article = Article {
        code: body.required("code")?,
        description: body.required("description")?,
        kind: body.required("type")?,
        unit: body.text("unit")?,
        vat_pc: body.text("vatPc")?,
        price: body.decimal("priceSales")?,
        modified: call.now,
    };
    let mut broken = Vec::new();
    if !TYPES.contains(&article.kind.as_str()) {
        broken.push(Broken::new("ARTICLE-TYPE", format!("type must be one of {}", TYPES.join(", "))));
    }
    if call.ledger.articles().iter().any(|known| known.code == article.code) {
        broken.push(Broken::new("ARTICLE-CODE-IN-USE", "an article with this code exists already"));
    }
    if article.vat_pc.as_deref().is_some_and(|code| account::vat_code(code).is_none_or(|vat| !vat.in_use)) {
        broken.push(Broken::new("VATPC-NOT-IN-USE", "vatPc is not in use"));
    }
    ApiError::unless_whole(broken)?;
    let answer = value!({ "code": article.code });
    call.ledger.add_article(article);
    Ok(answer.to_string())
}
