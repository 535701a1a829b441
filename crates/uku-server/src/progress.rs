use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on the standard error, hidden where that is no terminal. The template is indicatif's.
pub(crate) fn bar(length: usize, template: &str) -> ProgressBar {
    let bar = ProgressBar::new(length.try_into().unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
