//! Sending one request: in its turn, again when the network failed or the target asked to wait, and not at all once the run is over.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::Session;
use super::limits;
use super::stop::Ending;
use crate::request::Rendered;
use crate::wire::{Answer, Lost};

/// After so many requests in a row without an answer the target is given up: a run ends, whatever the target does.
const GIVEN_UP: usize = 8;

/// How often a request is sent again because the target asked to wait.
const WAITS: usize = 3;

/// How long requests under way may still take when the run is ended.
const GRACE: Duration = Duration::from_secs(1);

/// Counts what goes over the wire.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    requests: AtomicUsize,
    retries: AtomicUsize,
    silent: AtomicUsize,
}

impl Traffic {
    /// How many requests were sent in all, and how many of them because the network had failed.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.requests.load(Ordering::Relaxed), self.retries.load(Ordering::Relaxed))
    }
}

impl Session {
    /// Sends a request of a case, and gives the target up when it has not answered for long.
    pub(super) async fn deliver(&self, request: &Rendered) -> Result<Answer, Lost> {
        let mut waits = 0;
        loop {
            tokio::select! {
                () = self.pace.turn() => {}
                () = self.stop.stopped() => {}
            }
            // Whichever came first: a run that has ended sends nothing more.
            if self.stop.ending().is_some() {
                return Err(Lost::Stopped);
            }
            let answer = tokio::select! {
                answer = self.deliver_now(request) => answer,
                () = self.over() => return Err(Lost::Stopped),
            };
            self.listen(&answer);
            let Ok(heard) = &answer else { return answer };
            let Some(pause) = limits::pause(&self.plan.api, heard) else { return answer };
            let length = pause.length.unwrap_or(Duration::from_secs(1 << waits));
            if let Err(longest) = self.pace.pause(length) {
                self.stop.stop(Ending::Limited(length, longest));
            }
            if !pause.again || waits == WAITS {
                return answer;
            }
            waits += 1;
        }
    }

    /// Sends a request at once, and again when the network failed.
    pub(super) async fn deliver_now(&self, request: &Rendered) -> Result<Answer, Lost> {
        let mut retries = 0;
        loop {
            self.traffic.requests.fetch_add(1, Ordering::Relaxed);
            match self.wire.send(request).await {
                Err(lost) if lost.is_network_failure() && retries < self.target.retries => {
                    tokio::time::sleep(Duration::from_millis(50 << retries.min(6))).await;
                    retries += 1;
                    self.traffic.retries.fetch_add(1, Ordering::Relaxed);
                }
                Ok(answer) => return Ok(Answer { retries, ..answer }),
                lost => return lost,
            }
        }
    }

    /// Returns when the run was ended, and what was under way had its time.
    async fn over(&self) {
        self.stop.stopped().await;
        tokio::time::sleep(GRACE).await;
    }

    fn listen(&self, answer: &Result<Answer, Lost>) {
        match answer {
            Err(Lost::Unsendable(_)) => {}
            Ok(_) => self.traffic.silent.store(0, Ordering::Relaxed),
            Err(_) => {
                if self.traffic.silent.fetch_add(1, Ordering::Relaxed) + 1 >= GIVEN_UP {
                    self.stop.stop(Ending::Silent(GIVEN_UP));
                }
            }
        }
    }
}
