//! The drills that need no program of their own, in small.

use chrono::TimeDelta;
use uku_drills::DayDrill;

/// Four nodes and four keys that always have more work than is allowed: never more than 60 requests a minute.
#[tokio::test(flavor = "multi_thread")]
async fn keys_are_never_overdrawn() {
    let lasts = TimeDelta::minutes(12);
    let drill = DayDrill { nodes: 4, keys: 4, restarts: 4, lasts, speed: 60, least_used: 0.0, seed: 7 };
    let report = drill.run().await.unwrap();
    assert!(report.wrong.is_empty(), "{report}");
}
