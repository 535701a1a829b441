use serde::Serialize;
use uku_core::firm::Action;
use uku_core::summary::Topic;

use super::{find, lists, not_edited, refused, told};
use crate::app::App;
use crate::args::{TopicsArgs, TopicsCommand};
use crate::failure::Failure;
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
    let lists = lists(app);
    let (edited, done) = match command {
        TopicsCommand::List => return listed(&all, as_json),
        TopicsCommand::Add { name } => (lists.add_topic(&name).await, "is there"),
        TopicsCommand::Rename { topic, name } => {
            let renamed = Topic { name, ..found(&topic)? };
            (lists.change_topic(&renamed).await, "is its name now")
        }
        TopicsCommand::Archive { topic } => {
            let archived = Topic { archived: true, ..found(&topic)? };
            (lists.change_topic(&archived).await, "is archived; tasks under it stay")
        }
        TopicsCommand::Restore { topic } => {
            let restored = Topic { archived: false, ..found(&topic)? };
            (lists.change_topic(&restored).await, "is offered again")
        }
        TopicsCommand::Delete { topic } => {
            let topic = found(&topic)?;
            (lists.delete_topic(&topic.id).await.map(|()| topic), "is deleted")
        }
    };
    let topic = edited.map_err(|error| not_edited(&error))?;
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
