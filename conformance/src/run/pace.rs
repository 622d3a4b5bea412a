//! How fast requests follow each other, and how long to wait when a target asks for it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// The longest single wait, and all waits of a run together: a run ends, whatever a target asks for.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(90);
const ALL_WAITS: Duration = Duration::from_mins(10);

/// How late a timer may wake.
const COARSE: Duration = Duration::from_millis(2);

/// Gives each request its turn.
#[derive(Debug)]
pub(super) struct Pace {
    interval: Duration,
    /// Whose turn it is next: who goes away while waiting takes up no turn.
    queue: tokio::sync::Mutex<()>,
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
        let state = Mutex::new(State { next: Instant::now(), waited: Duration::ZERO });
        Self { interval, queue: tokio::sync::Mutex::default(), state }
    }

    /// Waits for the turn of one request.
    pub(super) async fn turn(&self) {
        let _first = self.queue.lock().await;
        loop {
            let (now, next) = (Instant::now(), self.state().next);
            if next <= now {
                break;
            }
            // The target may ask to wait longer meanwhile.
            sleep_until(next).await;
        }
        let mut state = self.state();
        // A turn that came late by the coarseness of timers makes none of the next ones late.
        let late = Instant::now().checked_sub(COARSE).unwrap_or(state.next);
        state.next = state.next.max(late) + self.interval;
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

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Waker};

    use super::*;

    #[tokio::test]
    async fn who_goes_away_takes_up_no_turn() {
        // The next turn is a quarter of an hour away, so that nobody has it meanwhile.
        let pace = Pace::new(Some(0.001));
        pace.turn().await;
        let next = pace.state().next;
        for _ in 0..40 {
            let mut waiting = Context::from_waker(Waker::noop());
            assert!(pin!(pace.turn()).poll(&mut waiting).is_pending());
        }
        assert_eq!(pace.state().next, next);
        assert!(pace.queue.try_lock().is_ok());
    }

    #[tokio::test]
    async fn no_more_turns_than_the_rate_allows() {
        let (pace, begun) = (Pace::new(Some(200.0)), Instant::now());
        for _ in 0..21 {
            pace.turn().await;
        }
        assert!(begun.elapsed() >= Duration::from_millis(90), "{:?}", begun.elapsed());
    }
}
