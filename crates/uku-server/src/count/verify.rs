use serde::Serialize;
use uku_core::calendar::Month;
use uku_core::counting::{Comparison, CountError, verify_month};

use super::asking::{Answer, Asking};
use super::companies::Companies;
use super::counts::explained;
use super::{Format, csv};
use crate::failure::Failure;
use crate::output::json;
use crate::table::table;

/// Counts a month of every company twice; the text to print, and the failure to end with.
pub(super) async fn run(
    asking: &Asking,
    companies: &Companies,
    month: Month,
    format: Format,
) -> Result<(String, Option<Failure>), Failure> {
    let answers = asking.each(companies, async |counting| verify_month(counting, month).await).await;
    let companies_out: Vec<CompanyOut<'_>> = answers.iter().map(company_out).collect();
    let failed = companies_out.iter().find_map(|company| Some((company.name, company.error.clone()?)));
    let failure = failed.map(|(name, error)| {
        let whom = if companies.single { String::new() } else { format!(" of {name}") };
        Failure::could_not(format!("{month}{whom} could not be counted: {error}"))
    });
    let text = match format {
        Format::Json if companies.single => json(&Single { month, company: companies_out.first() })?,
        Format::Json => json(&Many { month, companies: &companies_out })?,
        Format::Csv => csv(records(&companies_out, month))?,
        Format::Table => as_table(&companies_out, month),
    };
    Ok((text, failure))
}

#[derive(Serialize)]
struct Single<'a> {
    month: Month,
    #[serde(flatten)]
    company: Option<&'a CompanyOut<'a>>,
}

#[derive(Serialize)]
struct Many<'a> {
    month: Month,
    companies: &'a [CompanyOut<'a>],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CompanyOut<'a> {
    registry_code: &'a str,
    name: &'a str,
    fields: Vec<FieldOut>,
    requests: u64,
    error: Option<String>,
}

#[derive(Serialize)]
struct FieldOut {
    field: &'static str,
    #[serde(skip)]
    label: &'static str,
    entries: u64,
    documents: u64,
}

fn company_out<'a>(answer: &Answer<'a, Result<Vec<Comparison>, CountError>>) -> CompanyOut<'a> {
    let (fields, error) = match &answer.result {
        Ok(Ok(comparisons)) => (comparisons.iter().map(field_out).collect(), None),
        Ok(Err(error)) => (Vec::new(), Some(explained(error))),
        Err(error) => (Vec::new(), Some(error.clone())),
    };
    let (registry_code, name) = (&answer.company.registry_code, &answer.company.name);
    CompanyOut { registry_code, name, fields, requests: answer.requests, error }
}

fn field_out(comparison: &Comparison) -> FieldOut {
    let Comparison { field, entries, documents, .. } = *comparison;
    FieldOut { field: field.key(), label: field.label(), entries, documents }
}

fn records(companies: &[CompanyOut<'_>], month: Month) -> Vec<Vec<String>> {
    let header = ["registry_code", "name", "month", "field", "entries", "documents", "error"];
    let mut records = vec![header.map(str::to_owned).to_vec()];
    for company in companies {
        let record = |field: &str, entries: String, documents: String| {
            let error = company.error.clone().unwrap_or_default();
            let company = [company.registry_code.to_owned(), company.name.to_owned(), month.to_string()];
            company.into_iter().chain([field.to_owned(), entries, documents, error]).collect()
        };
        records.extend(company.error.as_ref().map(|_| record("", String::new(), String::new())));
        let fields = company.fields.iter();
        records.extend(
            fields.map(|field| record(field.field, field.entries.to_string(), field.documents.to_string())),
        );
    }
    records
}

fn as_table(companies: &[CompanyOut<'_>], month: Month) -> String {
    let header = ["Name", "Field", "Ledger entries", "Documents", ""].map(str::to_owned).to_vec();
    let mut table = table(header, 2..4);
    let mut equal = true;
    for company in companies {
        for field in &company.fields {
            let verdict = if field.entries == field.documents { "equal" } else { "DIFFERENT" };
            equal &= field.entries == field.documents;
            let (entries, documents) = (field.entries.to_string(), field.documents.to_string());
            table.add_row([company.name, field.label, &entries, &documents, verdict]);
        }
        if let Some(error) = &company.error {
            equal = false;
            table.add_row([company.name, "", "", "", error.as_str()]);
        }
    }
    let requests: u64 = companies.iter().map(|company| company.requests).sum();
    let verdict = if equal { "In this month each ledger entry stands for one document.\n" } else { "" };
    format!("{month}\n{table}\n{verdict}{requests} requests.\n")
}
