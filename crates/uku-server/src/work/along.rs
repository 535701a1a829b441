use std::time::Duration;

use indicatif::ProgressBar;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use uku_core::run::{ItemState, RunId, RunProgress, see_run};
use uku_scheduler::{NodeConfig, Worker};

use crate::app::App;
use crate::failure::Failure;
use crate::means::SystemClock;
use crate::output::about;
use crate::progress::bar;
use crate::runs::{Names, refused};
use crate::stop_signal::told_to_stop;

/// How long to wait between two looks at a run, at least.
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);
/// Looking takes at most about this part of the time, however large a run is.
const PART_OF_TIME: u32 = 5;

/// What this program is called among those that work.
pub(crate) fn node_name() -> String {
    let host = hostname::get().ok().and_then(|host| host.into_string().ok());
    format!("{}:{}", host.unwrap_or_else(|| "this computer".to_owned()), std::process::id())
}

/// Works along with whoever else works, until a run is over.
pub(crate) async fn work_along(app: &App, run: RunId) -> Result<RunProgress, Failure> {
    let worker = Worker::new(app.means().await?, NodeConfig::named(node_name()));
    let stop = CancellationToken::new();
    let until_over = async {
        let over = until_over(app, run).await;
        stop.cancel();
        over
    };
    let ((), over) = tokio::join!(worker.run(&stop), until_over);
    over
}

/// Looks on until a run is over.
pub(crate) async fn watch(app: &App, run: RunId) -> Result<RunProgress, Failure> {
    let seen = see(app, run).await?;
    if !seen.is_over() && app.stored.is_ours_alone() {
        return Err(Failure::could_not(
            "this run is not over, and no other program can work on this data while this one looks at it. \
             Let a server work it off (uku serve) and look again without --watch",
        ));
    }
    until_over(app, run).await
}

async fn see(app: &App, run: RunId) -> Result<RunProgress, Failure> {
    let seen = see_run(&app.actor, app.stored.integration(), &SystemClock, app.limits, run).await;
    seen.map_err(refused)
}

/// Shows how far a run is until it is over, or until somebody tells this program to stop.
async fn until_over(app: &App, run: RunId) -> Result<RunProgress, Failure> {
    let names = Names::read(app).await?;
    let bar = bar(0, "{spinner} {elapsed_precise} [{bar:30}] {pos} of {len} clients {wide_msg}");
    let over = async {
        loop {
            let began = Instant::now();
            let seen = see(app, run).await?;
            if seen.is_over() {
                return Ok(seen);
            }
            show(&bar, &seen, &names);
            sleep(BETWEEN_LOOKS.max(began.elapsed() * PART_OF_TIME)).await;
        }
    };
    let over = tokio::select! {
        over = over => over,
        stop = told_to_stop() => Err(stop.map_or_else(Failure::could_not, |()| Failure::could_not(format!(
            "told to stop; run {run} is not over. A server goes on with it: uku serve"
        )))),
    };
    bar.finish_and_clear();
    over
}

fn show(bar: &ProgressBar, seen: &RunProgress, names: &Names) {
    let (over, all) = (seen.over(), seen.items.len());
    bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
    bar.set_position(u64::try_from(over).unwrap_or(u64::MAX));
    bar.set_message(format!("{} left{}", about(seen.left.takes), current(seen, names)));
}

/// Whose turn it is.
fn current(seen: &RunProgress, names: &Names) -> String {
    let mut running = seen.items.iter().filter(|(_, state, _)| *state == ItemState::Running);
    let Some((first, ..)) = running.next() else { return String::new() };
    let name = names.client(&first.client);
    match running.count() {
        0 => format!(", now {name}"),
        more => format!(", now {name} and {more} more"),
    }
}
