//! Ctrl-C and SIGTERM: the first ends the run, which takes away what it made; the second leaves it where it is.

use std::sync::{Arc, Mutex, PoisonError};

use doctract_conformance::{Ending, Stop};

use crate::output;

/// Listens for signals.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt {
    current: Arc<Mutex<Option<Stop>>>,
    once: Stop,
    twice: Stop,
}

impl Interrupt {
    /// Begins to listen. It must be called on a Tokio runtime.
    pub(crate) fn listen() -> Self {
        let interrupt = Self::default();
        let heard = interrupt.clone();
        tokio::spawn(async move {
            signal().await;
            output::tell!(
                "\ninterrupted: what the run made is taken away; press again to leave it, and `doctract conform --cleanup` takes it away later"
            );
            heard.once.stop(Ending::Interrupted);
            if let Some(stop) = &*heard.current.lock().unwrap_or_else(PoisonError::into_inner) {
                stop.stop(Ending::Interrupted);
            }
            signal().await;
            heard.twice.stop(Ending::Interrupted);
        });
        interrupt
    }

    /// A handle for the next run, which is ended when a signal comes.
    pub(crate) fn next_run(&self) -> Stop {
        let stop = Stop::default();
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Some(stop.clone());
        if self.heard() {
            stop.stop(Ending::Interrupted);
        }
        stop
    }

    /// Whether a signal has come.
    pub(crate) fn heard(&self) -> bool {
        self.once.ending().is_some()
    }

    /// Returns when the first signal came.
    pub(crate) async fn first(&self) {
        self.once.stopped().await;
    }

    /// Returns when the second signal came.
    pub(crate) async fn insisted(&self) {
        self.twice.stopped().await;
    }
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}
