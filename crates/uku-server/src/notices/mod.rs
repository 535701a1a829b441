//! `uku notices`: what people were told without having asked.

mod addresses;
mod said;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json as value;
use uku_core::firm::Action;
use uku_core::notice::{NoticesError, PostedNotice};

pub(crate) use self::said::{Said, said};
use crate::app::App;
use crate::args::{NoticesArgs, NoticesCommand};
use crate::failure::Failure;
use crate::output::{json, local, print};
use crate::runs::Names;

#[derive(Serialize)]
struct NoticesOut {
    unread: u64,
    notices: Vec<NoticeOut>,
}

#[derive(Serialize)]
struct NoticeOut {
    number: i64,
    at: DateTime<Utc>,
    read: bool,
    subject: String,
    text: String,
    event: uku_core::notice::NoticeEvent,
}

pub(crate) async fn run(args: NoticesArgs) -> Result<(), Failure> {
    let app = App::open(&args.common).await?;
    let text = answer(&app, &args).await;
    app.close().await;
    print(&text?)
}

async fn answer(app: &App, args: &NoticesArgs) -> Result<String, Failure> {
    match &args.command {
        None => list(app, args).await,
        Some(NoticesCommand::Read) => read(app, args.common.json).await,
        Some(NoticesCommand::Email { addresses }) => addresses::run(app, addresses, args.common.json).await,
    }
}

async fn list(app: &App, args: &NoticesArgs) -> Result<String, Failure> {
    let (board, firm, reader) = (app.stored.notices(), &app.firm.id, app.reader());
    let unread = board.unread(firm, &reader).await.map_err(refused)?;
    let page = board.page(firm, &reader, None, args.most).await.map_err(refused)?;
    let names = Names::read(app).await?;
    let shown: Vec<NoticeOut> = page
        .into_iter()
        .filter(|notice| args.all || !notice.read)
        .map(|notice| out(notice, &names))
        .collect();
    if args.common.json {
        return json(&NoticesOut { unread, notices: shown });
    }
    Ok(text(unread, &shown))
}

fn out(PostedNotice { number, notice, read }: PostedNotice, names: &Names) -> NoticeOut {
    let Said { subject, text } = said(&notice.event, &|client| names.client(client));
    NoticeOut { number, at: notice.at, read, subject, text, event: notice.event }
}

fn text(unread: u64, notices: &[NoticeOut]) -> String {
    let shown = notices.iter().flat_map(|notice| {
        let mark = if notice.read { " " } else { "*" };
        let first = format!("{mark} {} {}\n", local(notice.at), notice.subject);
        std::iter::once(first).chain(notice.text.lines().map(|line| format!("  {line}\n")))
    });
    let text: String = shown.collect();
    match (unread, notices.is_empty()) {
        (0, true) => text + "No unread notices\n",
        (0, false) => text,
        (1, _) => text + "1 unread notice. Mark it as read with: uku notices read\n",
        (unread, _) => text + &format!("{unread} unread notices. Mark them as read with: uku notices read\n"),
    }
}

async fn read(app: &App, as_json: bool) -> Result<String, Failure> {
    let (board, firm, reader) = (app.stored.notices(), &app.firm.id, app.reader());
    let unread = board.unread(firm, &reader).await.map_err(refused)?;
    let latest = board.page(firm, &reader, None, 1).await.map_err(refused)?;
    if let Some(latest) = latest.first() {
        board.mark_read(firm, &reader, latest.number).await.map_err(refused)?;
    }
    if as_json {
        return json(&value!({ "read": unread }));
    }
    Ok(match unread {
        0 => "There was no unread notice\n".to_owned(),
        1 => "1 notice is marked as read\n".to_owned(),
        unread => format!("{unread} notices are marked as read\n"),
    })
}

/// The policy is asked by whoever changes something.
fn may_change(app: &App) -> Result<(), Failure> {
    app.actor.may(Action::ChangeSettings).map_err(Failure::denied)
}

fn refused(error: NoticesError) -> Failure {
    Failure::could_not(error)
}
