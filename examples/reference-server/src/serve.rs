//! Listening, saying so, and ending in good order.

use std::{
    io::{Write, stdout},
    time::Duration,
};

use anyhow::Context;
use axum::Router;
use tokio::{net::TcpListener, signal, sync::watch, time::timeout};

/// Serves until SIGTERM or ctrl-c. Then no connection is taken any more, and requests that are running are finished, for which
/// there is `grace`.
///
/// # Errors
/// The address cannot be listened on, or standard output is closed.
pub(crate) async fn run(host: &str, port: u16, router: Router, grace: Duration) -> anyhow::Result<()> {
    let listener = TcpListener::bind((host, port)).await.with_context(|| format!("cannot listen on {host}:{port}"))?;
    let address = listener.local_addr()?;
    let (end, mut ending) = watch::channel(false);
    let mut signalled = ending.clone();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = signalled.changed().await;
    });
    let mut server = tokio::spawn(server.into_future());
    tokio::spawn(async move {
        told_to_end().await;
        let _ = end.send(true);
    });
    writeln!(stdout(), "listening on http://{address}")
        .and_then(|()| stdout().flush())
        .context("cannot write where the server is")?;
    tokio::select! {
        result = &mut server => return Ok(result??),
        _ = ending.changed() => {}
    }
    if let Ok(result) = timeout(grace, server).await {
        result??;
    } else {
        tracing::warn!("requests were still running after {} seconds", grace.as_secs());
    }
    Ok(())
}

/// Waits for ctrl-c or, where there is one, SIGTERM.
async fn told_to_end() {
    #[cfg(unix)]
    {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = terminate.recv() => {}
                () = interrupted() => {}
            },
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be waited for");
                interrupted().await;
            }
        }
    }
    #[cfg(not(unix))]
    interrupted().await;
}

/// Waits for ctrl-c; for ever where that cannot be waited for.
async fn interrupted() {
    if let Err(error) = signal::ctrl_c().await {
        tracing::error!(%error, "ctrl-c cannot be waited for");
        std::future::pending::<()>().await;
    }
}
