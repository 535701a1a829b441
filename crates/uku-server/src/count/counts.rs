use std::collections::BTreeMap;

use serde::Serialize;
use uku_core::calendar::{Month, MonthRange};
use uku_core::counting::{CountError, DataField, FieldSet, MonthCount};

use super::asking::{Answer, Asking};
use super::companies::Companies;
use super::{Format, csv};
use crate::failure::Failure;
use crate::output::json;
use crate::table::table;

/// What is asked of every company.
pub(super) struct Question {
    pub(super) fields: FieldSet,
    pub(super) months: MonthRange,
    /// The month that it is: its counts are incomplete.
    pub(super) current: Month,
}

/// Counts every company; the text to print, and the failure to end with.
pub(super) async fn run(
    asking: &Asking,
    companies: &Companies,
    question: &Question,
    format: Format,
) -> Result<(String, Option<Failure>), Failure> {
    let answers = asking
        .each(companies, async |counting| counting.count(&question.fields, question.months).await)
        .await;
    let companies_out: Vec<CompanyOut<'_>> =
        answers.iter().map(|answer| company_out(answer, question)).collect();
    let failure = failure(&companies_out, companies.single);
    let text = match format {
        Format::Json => as_json(companies_out, companies.single)?,
        Format::Csv => as_csv(&companies_out, question, companies.single)?,
        Format::Table => as_table(&companies_out, question, companies.single),
    };
    Ok((text, failure))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CompanyOut<'a> {
    registry_code: &'a str,
    name: &'a str,
    months: Vec<MonthOut>,
    requests: u64,
    /// Why at least one month has no counts.
    error: Option<String>,
}

#[derive(Serialize)]
struct MonthOut {
    month: Month,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<BTreeMap<&'static str, u64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// The month is not over yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    incomplete: bool,
}

fn company_out<'a>(answer: &Answer<'a, Vec<MonthCount>>, question: &Question) -> CompanyOut<'a> {
    let incomplete = |month| month == question.current;
    let months: Vec<MonthOut> = match &answer.result {
        Ok(months) => months.iter().map(|counted| month_out(counted, incomplete(counted.month))).collect(),
        Err(error) => {
            let not_asked = |month| MonthOut {
                month,
                counts: None,
                error: Some(error.clone()),
                incomplete: incomplete(month),
            };
            question.months.months().map(not_asked).collect()
        }
    };
    CompanyOut {
        registry_code: &answer.company.registry_code,
        name: &answer.company.name,
        error: months.iter().find_map(|month| month.error.clone()),
        months,
        requests: answer.requests,
    }
}

fn month_out(counted: &MonthCount, incomplete: bool) -> MonthOut {
    let counts = counted.counts.as_ref().ok();
    MonthOut {
        month: counted.month,
        counts: counts.map(|counts| counts.iter().map(|(field, count)| (field.key(), *count)).collect()),
        error: counted.counts.as_ref().err().map(explained),
        incomplete,
    }
}

/// What happened, and what to do.
pub(super) fn explained(error: &CountError) -> String {
    format!("{error}. {}", error.remedy())
}

fn failure(companies: &[CompanyOut<'_>], single: bool) -> Option<Failure> {
    let failed: Vec<&CompanyOut<'_>> = companies.iter().filter(|company| company.error.is_some()).collect();
    let first = failed.first()?;
    let month = first.months.iter().find(|month| month.error.is_some())?.month;
    let error = first.error.as_deref().unwrap_or_default();
    Some(Failure::could_not(if single {
        format!("{month} could not be counted: {error}")
    } else {
        let (failed, all) = (failed.len(), companies.len());
        format!(
            "{failed} of {all} companies could not be counted in full; the first is {}, {month}: {error}",
            first.name
        )
    }))
}

fn as_json(mut companies: Vec<CompanyOut<'_>>, single: bool) -> Result<String, Failure> {
    #[derive(Serialize)]
    struct Single {
        months: Vec<MonthOut>,
        requests: u64,
    }
    #[derive(Serialize)]
    struct Many<'a> {
        companies: Vec<CompanyOut<'a>>,
    }
    match companies.pop() {
        Some(CompanyOut { months, requests, .. }) if single => json(&Single { months, requests }),
        last => {
            companies.extend(last);
            json(&Many { companies })
        }
    }
}

/// The numbers of a month in the order of the fields; empty where there are none.
fn numbers(month: &MonthOut, fields: &FieldSet) -> Vec<String> {
    let number = |field: DataField| month.counts.as_ref().and_then(|counts| counts.get(field.key()));
    fields.iter().map(|field| number(field).map(ToString::to_string).unwrap_or_default()).collect()
}

fn as_csv(companies: &[CompanyOut<'_>], question: &Question, single: bool) -> Result<String, Failure> {
    let mut header = if single { vec!["month"] } else { vec!["registry_code", "name", "month"] };
    header.extend(question.fields.iter().map(DataField::key));
    header.push("error");
    let mut records = vec![header.into_iter().map(str::to_owned).collect()];
    for company in companies {
        for month in &company.months {
            let mut record = identity(company, single);
            record.push(month.month.to_string());
            record.extend(numbers(month, &question.fields));
            record.push(month.error.clone().unwrap_or_default());
            records.push(record);
        }
    }
    csv(records)
}

fn as_table(companies: &[CompanyOut<'_>], question: &Question, single: bool) -> String {
    let mut header = if single { vec!["Month"] } else { vec!["Registry code", "Name", "Month"] };
    let first_number = header.len();
    header.extend(question.fields.iter().map(DataField::label));
    let numbers_end = header.len();
    let mut table = table(header.into_iter().map(str::to_owned).collect(), first_number..numbers_end);
    let mut not_counted = Vec::new();
    for company in companies {
        for (months, month) in grouped(&company.months) {
            if let Some(error) = &month.error {
                let whom = if single { String::new() } else { format!("{}, ", company.name) };
                not_counted.push(format!("Not counted: {whom}{months}: {error}\n"));
            }
            let mut row = identity(company, single);
            row.push(months);
            row.extend(numbers(month, &question.fields));
            table.add_row(row);
        }
    }
    let requests: u64 = companies.iter().map(|company| company.requests).sum();
    let mut text = format!("{table}\n{}{requests} requests.\n", not_counted.concat());
    if question.months.position_of(question.current).is_some() {
        text += "* This month is not over yet.\n";
    }
    text
}

fn identity(company: &CompanyOut<'_>, single: bool) -> Vec<String> {
    if single { Vec::new() } else { vec![company.registry_code.to_owned(), company.name.to_owned()] }
}

/// The months as rows: those one after another that failed for the same reason are one row.
fn grouped(months: &[MonthOut]) -> Vec<(String, &MonthOut)> {
    let same = |a: &MonthOut, b: &MonthOut| a.error.is_some() && a.error == b.error;
    let rows = months.chunk_by(same).filter_map(|group| Some((group.first()?, group.last()?)));
    rows.map(|(first, last)| {
        let star = if last.incomplete { "*" } else { "" };
        let text = if first.month == last.month {
            format!("{}{star}", last.month)
        } else {
            format!("{} to {}", first.month, last.month)
        };
        (text, first)
    })
    .collect()
}
