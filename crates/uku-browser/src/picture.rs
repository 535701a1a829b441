//! How a page is looked at: its room and theme, and pictures of it.

use std::future::Future;
use std::path::Path;

use serde_json::json;

use crate::page::Page;
use crate::{Failure, Result};

/// What a person prefers, as their system says it to pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Page {
    /// Changes the preferred theme from now on.
    #[track_caller]
    pub fn theme(&self, theme: Theme) -> impl Future<Output = Result> {
        self.usual().theme = theme;
        let size = self.usual().size;
        self.here(self.wear(size, theme))
    }

    /// Changes the room of the page from now on, in CSS pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) -> impl Future<Output = Result> {
        self.usual().size = (width, height);
        let theme = self.usual().theme;
        self.here(self.wear((width, height), theme))
    }

    /// Writes a picture (PNG) of what a window of this size shows in this theme, in CSS pixels.
    #[track_caller]
    pub fn screenshot(
        &self,
        path: impl AsRef<Path>,
        width: u32,
        height: u32,
        theme: Theme,
    ) -> impl Future<Output = Result> {
        let path = path.as_ref().to_owned();
        self.here(async move {
            self.wear((width, height), theme).await?;
            let picture = self.session().client.screenshot().await;
            let usual = *self.usual();
            self.wear(usual.size, usual.theme).await?;
            std::fs::write(&path, picture?)
                .map_err(|error| Failure::new(format!("writing {} failed: {error}", path.display())))
        })
    }

    /// Nothing moves by itself: a picture and a click never fall into the middle of a transition.
    pub(crate) async fn wear(&self, (width, height): (u32, u32), theme: Theme) -> Result {
        let scheme = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        let session = self.session();
        session.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        session.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        Ok(())
    }
}
