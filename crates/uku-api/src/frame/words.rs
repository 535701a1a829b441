//! Words of the core as schemas.

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A schema of a text that is one of several words, or of a form.
macro_rules! text_schema {
    ($(#[doc = $doc:literal] $name:ident: $form:expr;)*) => {$(
        #[doc = $doc]
        pub(crate) enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let text = ObjectBuilder::new().schema_type(Type::String).description(Some($doc.trim()));
                $form(text).build().into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

fn one_of<const N: usize>(words: [&'static str; N]) -> impl Fn(ObjectBuilder) -> ObjectBuilder {
    move |text| text.enum_values(Some(words))
}

fn like(pattern: &'static str) -> impl Fn(ObjectBuilder) -> ObjectBuilder {
    move |text| text.pattern(Some(pattern))
}

fn identity() -> impl Fn(ObjectBuilder) -> ObjectBuilder {
    |text| text.min_length(Some(1)).max_length(Some(64))
}

text_schema! {
    /// A calendar month, such as `2026-10`.
    MonthText: like("^([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-(0[1-9]|1[0-2])$");
    /// A time of day, such as `21:00`.
    TimeText: like("^([01][0-9]|2[0-3]):[0-5][0-9]$");
    /// What a person is in a firm.
    RoleWord: one_of(["owner", "admin", "member"]);
    /// What a firm subscribes to.
    PlanWord: one_of(["solo", "team", "elite"]);
    /// What a contact is.
    ContactWord: one_of(["person", "email", "phone", "address"]);
    /// How a client is connected.
    IntegrationWord: one_of(["not connected", "untested", "connected", "failing", "paused"]);
    /// Which clients are looked for, by how they are connected; `connected` ones may be `untested`.
    FilterWord: one_of(["not_connected", "connected", "untested", "failing", "paused"]);
    /// A number that can be counted.
    DataFieldWord: one_of([
        "sales_entries", "purchase_entries", "bank_entries", "documents", "cash_entries",
        "manual_ledger_entries", "vat_return_entries", "warehouse_movements", "depreciation_entries",
        "payroll_entries", "all_entries"
    ]);
    /// What a custom task field holds.
    FieldKindWord: one_of(["number", "text", "choice", "article", "price", "checkbox"]);
    /// How far a task is.
    TaskStatusWord: one_of(["open", "done"]);
    /// The day on which a month is imported.
    ImportDayText: like("^(last-work-day|last-calendar-day|day-([1-9]|1[0-9]|2[0-8]))$");
    /// What a run is for.
    RunKindWord: one_of(["scheduled", "late_look", "manual_import", "reload"]);
    /// How far a run is.
    RunStateWord: one_of(["waiting", "running", "over", "cancelled"]);
    /// How far a run's part for one client is.
    ItemStateWord: one_of(["waiting", "running", "parked", "retrying", "finished", "stopped"]);
    /// What came of one month of one client.
    OutcomeWord: one_of([
        "created", "updated", "unchanged", "billed", "edited_by_hand", "deleted", "failed", "deferred", "skipped"
    ]);
    /// What Test connection found.
    TestWord: one_of([
        "successful", "wrong_keys", "clock_wrong", "right_missing", "unpaid", "over_limit", "not_reachable"
    ]);
    /// Where clients are brought in from.
    SourceWord: one_of(["directory", "own_books", "file"]);
    /// How far a client import is.
    ImportStateWord: one_of([
        "fetching", "ready", "confirming", "confirmed", "cancelled", "failed", "interrupted"
    ]);
    /// What would become of a row.
    RowKindWord: one_of([
        "new", "update", "unchanged", "possible_duplicate", "invalid", "declined_before"
    ]);
    /// A field of a client.
    ClientFieldWord: one_of(["name", "registry_code", "vat_number", "contacts", "default_member", "active"]);
    /// How much a finding hinders.
    WeightWord: one_of(["blocks", "explains"]);
    /// What a one-time link is for.
    LinkWord: one_of(["welcome", "invitation", "password_reset", "second_step"]);
    /// The identity of something in Uku, as whoever holds it writes it.
    Identity: identity();
}
