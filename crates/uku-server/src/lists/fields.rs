use serde::Serialize;
use uku_core::firm::Action;
use uku_core::summary::{CustomField, CustomFieldKind};

use super::{find, lists, not_edited, refused, told};
use crate::app::App;
use crate::args::{FieldsArgs, FieldsCommand};
use crate::failure::Failure;
use crate::output::{json, print};
use crate::table::table;

#[derive(Serialize)]
struct FieldOut {
    id: String,
    name: String,
    kind: CustomFieldKind,
    archived: bool,
}

impl From<&CustomField> for FieldOut {
    fn from(field: &CustomField) -> Self {
        Self {
            id: field.id.to_string(),
            name: field.name.clone(),
            kind: field.kind,
            archived: field.archived,
        }
    }
}

pub(crate) async fn run(args: FieldsArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let text = answer(&app, args.command, args.common.json).await;
    app.close().await;
    print(&text?)
}

async fn answer(app: &App, command: FieldsCommand, as_json: bool) -> Result<String, Failure> {
    app.actor.may(Action::SeeIntegration).map_err(Failure::denied)?;
    let tasks = app.stored.tasks();
    let all = tasks.custom_fields(&app.firm.id).await.map_err(|error| refused(&error))?;
    let found = |text: &str| find(&all, text).cloned();
    let lists = lists(app);
    let (edited, done) = match command {
        FieldsCommand::List => return listed(&all, as_json),
        FieldsCommand::Add { name, kind } => (lists.add_custom_field(&name, kind).await, "is there"),
        FieldsCommand::Rename { field, name } => {
            let renamed = CustomField { name, ..found(&field)? };
            (lists.change_custom_field(&renamed).await, "is its name now")
        }
        FieldsCommand::Archive { field } => {
            let archived = CustomField { archived: true, ..found(&field)? };
            (lists.change_custom_field(&archived).await, "is archived; what is in it stays")
        }
        FieldsCommand::Restore { field } => {
            let restored = CustomField { archived: false, ..found(&field)? };
            (lists.change_custom_field(&restored).await, "is offered again")
        }
        FieldsCommand::Delete { field } => {
            let field = found(&field)?;
            (lists.delete_custom_field(&field.id).await.map(|()| field), "is deleted")
        }
    };
    let field = edited.map_err(|error| not_edited(&error))?;
    told(&FieldOut::from(&field), format!("{} {done}\n", field.name), as_json)
}

fn listed(fields: &[CustomField], as_json: bool) -> Result<String, Failure> {
    if as_json {
        return json(&fields.iter().map(FieldOut::from).collect::<Vec<_>>());
    }
    if fields.is_empty() {
        return Ok("There is no custom task field yet. The four for the main data fields, with their mapping: uku settings create-fields\n".to_owned());
    }
    let mut table = table(["Custom task field", "Type", "Identity", ""].map(str::to_owned).into(), 0..0);
    for field in fields {
        let archived = if field.archived { "archived" } else { "" };
        table.add_row([field.name.as_str(), &field.kind.to_string(), field.id.as_ref(), archived]);
    }
    Ok(format!("{table}\n"))
}
