//! How a program is told to stop.

use std::io;

/// Comes back when a person presses Ctrl-C or the system asks the program to end.
pub(crate) async fn told_to_stop() -> io::Result<()> {
    StopSignal::listen()?.told().await
}

/// Hears from now on whether the program is told to stop, also while nobody waits for it.
#[cfg(unix)]
pub(crate) struct StopSignal {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignal {
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Comes back when it was told.
    pub(crate) async fn told(mut self) -> io::Result<()> {
        tokio::select! {
            _ = self.interrupt.recv() => Ok(()),
            _ = self.terminate.recv() => Ok(()),
        }
    }
}

/// Hears from now on whether the program is told to stop.
#[cfg(not(unix))]
pub(crate) struct StopSignal;

#[cfg(not(unix))]
impl StopSignal {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    /// Comes back when a person presses Ctrl-C.
    pub(crate) async fn told(self) -> io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}
