//! `uku settings`: how a firm wants its summary tasks, and when the next import comes up.

mod set;
mod shown;
mod text;

use uku_core::summary::{SettingsError, create_main_fields};

use self::shown::Shown;
use crate::app::App;
use crate::args::{SettingsArgs, SettingsCommand};
use crate::failure::Failure;
use crate::lists;
use crate::means::{SystemClock, SystemIds};
use crate::output::{json, print};

pub(crate) async fn run(args: SettingsArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let text = answer(&app, &args).await;
    app.close().await;
    print(&text?)
}

async fn answer(app: &App, args: &SettingsArgs) -> Result<String, Failure> {
    match &args.command {
        None => {}
        Some(SettingsCommand::Set(changes)) => set::run(app, changes).await?,
        Some(SettingsCommand::CreateFields) => {
            let (actor, tasks, store) = (&app.actor, app.stored.tasks(), app.stored.integration());
            let name = |field: uku_core::counting::DataField| field.label().to_owned();
            let created = create_main_fields(actor, tasks, store, &SystemClock, &SystemIds, name).await;
            created.map_err(|error| refused(&error))?;
        }
    }
    let shown = Shown::read(app, &args.preview).await?;
    if args.common.json { json(&shown) } else { Ok(text::text(&shown)) }
}

/// Why settings could not be read or changed, and what to do.
fn refused(error: &SettingsError) -> Failure {
    match error {
        SettingsError::Denied(denied) => Failure::denied(*denied),
        SettingsError::Mapping(error) => Failure::usage(error),
        SettingsError::Trouble(trouble) => Failure::could_not(format!("{trouble}. {}", trouble.remedy())),
        SettingsError::Tasks(error) => lists::refused(error),
        SettingsError::Changed | SettingsError::Store(_) => Failure::could_not(error),
    }
}
