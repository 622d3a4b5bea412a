//! Ending a run before its cases are through: on request, or because there is no use in going on.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::Notify;

/// Why a run ended early.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Ending {
    /// The user stopped it.
    #[error("the run was interrupted")]
    Interrupted,
    /// It took as long as it may.
    #[error("the run had {} s and they are over", .0.as_secs())]
    OutOfTime(Duration),
    /// The target does not answer.
    #[error("the target was given up after {0} requests in a row without an answer")]
    Silent(usize),
    /// The target limits how much it is asked, and it would take too long to wait.
    #[error("the target allows no more requests for {} s, and a run waits {} s at most", .0.as_secs(), .1.as_secs())]
    Limited(Duration, Duration),
}

impl serde::Serialize for Ending {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// A handle by which a run is ended. What the run made is taken away before it returns.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<State>);

#[derive(Debug, Default)]
struct State {
    ending: OnceLock<Ending>,
    told: Notify,
}

impl Stop {
    /// Ends the run. The first reason counts.
    pub fn stop(&self, ending: Ending) {
        let _ = self.0.ending.set(ending);
        self.0.told.notify_waiters();
    }

    /// Why the run was ended; none while it goes on.
    pub fn ending(&self) -> Option<&Ending> {
        self.0.ending.get()
    }

    /// Returns when the run was ended.
    pub async fn stopped(&self) {
        let told = self.0.told.notified();
        tokio::pin!(told);
        // Who is told between the question and the waiting is not missed.
        told.as_mut().enable();
        if self.ending().is_none() {
            told.await;
        }
    }
}
