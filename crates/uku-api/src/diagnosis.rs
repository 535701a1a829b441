//! Why there is no data.

use axum::Json;
use serde::{Deserialize, Serialize};
use uku_core::calendar::Month;
use uku_core::client::ClientId;
use uku_core::counting::DataField;
use uku_core::diagnosis::{Finding, Weight};
use uku_core::firm::Action;
use uku_l10n::{Locale, Remedy, Say};
use uku_web::{Access, Desk, Refusal};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::frame::words::{DataFieldWord, Identity, MonthText, WeightWord};
use crate::frame::{At, Wanted};
use crate::operations::Operations;

pub(crate) fn operations(operations: Operations) -> Operations {
    operations
        .add(Access::May(Action::SeeIntegration), routes!(diagnose))
        .add(Access::May(Action::SeeIntegration), routes!(diagnose_one))
}

/// One reason why there is no data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FindingOut {
    /// How much it hinders.
    #[schema(value_type = WeightWord)]
    weight: &'static str,
    /// What it is.
    text: String,
    /// What to do about it.
    #[schema(required)]
    remedy: Option<String>,
}

impl FindingOut {
    pub(crate) fn of(finding: &Finding, locale: Locale) -> Self {
        Self {
            weight: match finding.weight() {
                Weight::Blocks => "blocks",
                Weight::Explains => "explains",
            },
            text: locale.say(&finding.said()),
            remedy: finding.remedy_said().map(|remedy| locale.say(&remedy)),
        }
    }
}

/// What hinders.
#[derive(Debug, Serialize, ToSchema)]
struct DiagnosisOut {
    /// The gravest first; empty if nothing does.
    findings: Vec<FindingOut>,
}

impl DiagnosisOut {
    fn of(findings: &[Finding], locale: Locale) -> Self {
        Self { findings: findings.iter().map(|finding| FindingOut::of(finding, locale)).collect() }
    }
}

/// What hinders the firm as a whole.
#[utoipa::path(get, path = "/diagnosis", tag = "diagnosis",
    responses((status = 200, description = "What hinders", body = DiagnosisOut)))]
async fn diagnose(desk: Desk) -> Result<Json<DiagnosisOut>, Refusal> {
    let findings = desk.examination().firm().await?;
    Ok(Json(DiagnosisOut::of(&findings, desk.locale())))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct DiagnosisWanted {
    /// In this month.
    #[param(value_type = Option<MonthText>, inline)]
    month: Option<Month>,
    /// In this data field.
    #[param(value_type = Option<DataFieldWord>, inline)]
    field: Option<DataField>,
}

/// What hinders a client: in general, in a month, in a field.
#[utoipa::path(get, path = "/clients/{client}/diagnosis", tag = "diagnosis",
    params(("client" = inline(Identity), Path, description = "The client"), DiagnosisWanted),
    responses((status = 200, description = "What hinders", body = DiagnosisOut)))]
async fn diagnose_one(
    desk: Desk,
    At(client): At<ClientId>,
    Wanted(wanted): Wanted<DiagnosisWanted>,
) -> Result<Json<DiagnosisOut>, Refusal> {
    let diagnosis = desk.examination().client(&client, wanted.month, wanted.field).await?;
    Ok(Json(DiagnosisOut::of(&diagnosis.findings, desk.locale())))
}
