use serde::Serialize;
use uku_core::firm::Action;
use uku_core::ids::Ids;
use uku_core::summary::Topic;

use super::{checked, find, refused, told};
use crate::app::App;
use crate::args::{TopicsArgs, TopicsCommand};
use crate::failure::Failure;
use crate::means::SystemIds;
use crate::output::{json, print};
use crate::table::table;

#[derive(Serialize)]
struct TopicOut {
    id: String,
    name: String,
    archived: bool,
}

impl From<&Topic> for TopicOut {
    fn from(topic: &Topic) -> Self {
        Self { id: topic.id.to_string(), name: topic.name.clone(), archived: topic.archived }
    }
}

pub(crate) async fn run(args: TopicsArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let text = answer(&app, args.command, args.common.json).await;
    app.close().await;
    print(&text?)
}

async fn answer(app: &App, command: TopicsCommand, as_json: bool) -> Result<String, Failure> {
    app.actor.may(Action::SeeIntegration).map_err(Failure::denied)?;
    let tasks = app.stored.tasks();
    let all = tasks.topics(&app.firm.id).await.map_err(|error| refused(&error))?;
    let found = |text: &str| find(&all, text).cloned();
    let (topic, done) = match command {
        TopicsCommand::List => return listed(&all, as_json),
        TopicsCommand::Add { name } => {
            let id = SystemIds.next().to_string().try_into().map_err(Failure::could_not)?;
            (Topic { id, name: checked(&name)?, archived: false }, "is there")
        }
        TopicsCommand::Rename { topic, name } => {
            (Topic { name: checked(&name)?, ..found(&topic)? }, "is its name now")
        }
        TopicsCommand::Archive { topic } => {
            (Topic { archived: true, ..found(&topic)? }, "is archived; tasks under it stay")
        }
        TopicsCommand::Restore { topic } => (Topic { archived: false, ..found(&topic)? }, "is offered again"),
        TopicsCommand::Delete { topic } => {
            let topic = found(&topic)?;
            app.actor.may(Action::ChangeSettings).map_err(Failure::denied)?;
            let deleted = tasks.delete_topic(&app.firm.id, &topic.id).await;
            deleted.map_err(|error| refused(&error))?;
            return told(&TopicOut::from(&topic), format!("{} is deleted\n", topic.name), as_json);
        }
    };
    app.actor.may(Action::ChangeSettings).map_err(Failure::denied)?;
    tasks.put_topic(&app.firm.id, &topic).await.map_err(|error| refused(&error))?;
    told(&TopicOut::from(&topic), format!("{} {done}\n", topic.name), as_json)
}

fn listed(topics: &[Topic], as_json: bool) -> Result<String, Failure> {
    if as_json {
        return json(&topics.iter().map(TopicOut::from).collect::<Vec<_>>());
    }
    if topics.is_empty() {
        return Ok("There is no topic yet; add one with: uku topics add NAME\n".to_owned());
    }
    let mut table = table(["Topic", "Identity", ""].map(str::to_owned).into(), 0..0);
    for topic in topics {
        let archived = if topic.archived { "archived" } else { "" };
        table.add_row([topic.name.as_str(), topic.id.as_ref(), archived]);
    }
    Ok(format!("{table}\n"))
}
