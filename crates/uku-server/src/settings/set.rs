use uku_core::summary::{SettingsDraft, change_settings, settings};

use super::refused;
use crate::app::App;
use crate::args::{ImportTime, SetArgs};
use crate::failure::Failure;
use crate::lists::{find, refused as not_listed};
use crate::means::SystemClock;

/// Changes what is named; the rest stays.
pub(super) async fn run(app: &App, args: &SetArgs) -> Result<(), Failure> {
    let (actor, tasks, store) = (&app.actor, app.stored.tasks(), app.stored.integration());
    let mut draft = settings(actor, store).await.map_err(|error| refused(&error))?;
    if let Some(topic) = &args.topic {
        let topics = tasks.topics(&app.firm.id).await.map_err(|error| not_listed(&error))?;
        draft.topic = Some(find(&topics, topic)?.id.clone());
    }
    for field in &args.unmap {
        draft.mapping.remove(field);
    }
    if !args.map.is_empty() {
        let fields = tasks.custom_fields(&app.firm.id).await.map_err(|error| not_listed(&error))?;
        for (field, custom) in &args.map {
            draft.mapping.insert(*field, find(&fields, custom)?.id.clone());
        }
    }
    apply(&mut draft, args);
    change_settings(actor, tasks, store, &SystemClock, &draft).await.map_err(|error| refused(&error))
}

/// Changes that need nothing but themselves.
fn apply(draft: &mut SettingsDraft, args: &SetArgs) {
    if let Some(title) = &args.title {
        draft.title = Some(title.clone());
    }
    if let Some(day) = args.import_day {
        draft.import_day = Some(day);
    }
    match args.import_time {
        Some(ImportTime::Usual) => draft.import_time = None,
        Some(ImportTime::At(time)) => draft.import_time = Some(time),
        None => {}
    }
    draft.status = args.status.unwrap_or(draft.status);
    draft.late_look.months = args.look_back.unwrap_or(draft.late_look.months);
    draft.late_look.day = args.look_day.unwrap_or(draft.late_look.day);
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use uku_core::calendar::ImportDay;

    use super::*;
    use crate::args::{Args, Command, SettingsCommand};

    fn set(arguments: &[&str]) -> SetArgs {
        let args = Args::try_parse_from([&["uku", "settings", "set"], arguments].concat());
        match args.map(|args| args.command) {
            Ok(Command::Settings(args)) => match args.command {
                Some(SettingsCommand::Set(set)) => *set,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_not_named_stays() {
        let mut draft = SettingsDraft::default();
        apply(
            &mut draft,
            &set(&["--title", " T {month} ", "--import-day", "day-10", "--import-time", "06:30"]),
        );
        let before = draft.clone();
        assert_eq!(before.title.as_ref().map(AsRef::as_ref), Some("T {month}"));
        assert!(matches!(before.import_day, Some(ImportDay::FollowingMonth(_))));
        apply(&mut draft, &set(&["--look-back", "0"]));
        assert_eq!((u8::from(draft.late_look.months), &draft.title), (0, &before.title));
        assert_eq!(draft.import_time, before.import_time);
        apply(&mut draft, &set(&["--import-time", "usual"]));
        assert_eq!(draft.import_time, None);
    }

    #[test]
    fn nothing_named_is_asked_wrongly() {
        assert!(Args::try_parse_from(["uku", "settings", "set"]).is_err());
    }
}
