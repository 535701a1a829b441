//! Two years in the life of 200 firms.

mod firms;
mod program;
mod truth;

use firms::Village;
use program::Programs;

#[tokio::test(start_paused = true)]
async fn every_month_is_imported_once_whatever_happens_in_two_years() {
    let village = Village::found().await;
    let seen = Programs::new(&village, 20_261_110).live().await;
    truth::check(&village, &seen).await;
}
