//! How a program is told to stop.

/// Comes back when a person presses Ctrl-C or the system asks the program to end.
#[cfg(unix)]
pub(crate) async fn told_to_stop() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        stop = tokio::signal::ctrl_c() => stop,
        _ = terminate.recv() => Ok(()),
    }
}

/// Comes back when a person presses Ctrl-C.
#[cfg(not(unix))]
pub(crate) async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}
