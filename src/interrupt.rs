//! Ctrl-C and SIGTERM: the first ends the run, which takes away what it made; the second leaves it where it is.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use doctract_conformance::{Ending, Stop};

use crate::output;

/// How long a run has to give its verdict after the second signal; requests under way have one second of it.
const PATIENCE: Duration = Duration::from_secs(2);

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

    /// A handle by which runs are told to leave what they made: the second signal.
    pub(crate) fn leave(&self) -> Stop {
        self.twice.clone()
    }

    /// Returns when the second signal came, and a run that heard it had its time to end by itself.
    pub(crate) async fn insisted(&self) {
        self.twice.stopped().await;
        tokio::time::sleep(PATIENCE).await;
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
