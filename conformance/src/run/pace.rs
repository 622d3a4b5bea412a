//! How fast requests follow each other, and how long to wait when a target asks for it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The longest single wait, and all waits of a run together: a run ends, whatever a target asks for.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(90);
const ALL_WAITS: Duration = Duration::from_mins(10);

/// Gives each request its turn.
#[derive(Debug)]
pub(super) struct Pace {
    interval: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    next: Instant,
    waited: Duration,
}

impl Pace {
    /// At most so many requests a second; as many as can be sent where there is no rate.
    pub(super) fn new(rate: Option<f64>) -> Self {
        let positive = rate.filter(|rate| rate.is_finite() && *rate > 0.0);
        let interval = positive.map_or(Duration::ZERO, |rate| Duration::from_secs_f64((1.0 / rate).min(3600.0)));
        Self { interval, state: Mutex::new(State { next: Instant::now(), waited: Duration::ZERO }) }
    }

    /// Waits for the turn of one request.
    pub(super) async fn turn(&self) {
        let at = {
            let mut state = self.state();
            let now = Instant::now();
            let at = state.next.max(now);
            state.next = at + self.interval;
            if at <= now {
                return;
            }
            at
        };
        sleep_until(at).await;
    }

    /// Lets no request have its turn for so long. The error is how long all waits may be, where this is too long.
    pub(super) fn pause(&self, pause: Duration) -> Result<(), Duration> {
        if pause > LONGEST_WAIT {
            return Err(LONGEST_WAIT);
        }
        let mut state = self.state();
        let until = Instant::now() + pause;
        if until > state.next {
            // Several requests that hear of the same limit wait for it once.
            let longer = until - state.next.max(Instant::now());
            state.waited += longer;
            state.next = until;
        }
        if state.waited > ALL_WAITS { Err(ALL_WAITS) } else { Ok(()) }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // The numbers in a poisoned lock are as good as any.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
