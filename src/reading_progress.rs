//! How far a long reading is, on stderr and on a terminal only.

use std::io::Write as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use doctract_spec::Observer;

use crate::progress::is_watched;

/// How long a reading takes before it is worth a line, and how often the line is drawn.
const INTERVAL: Duration = Duration::from_millis(200);

/// A line that says how many of the pages have been read.
#[derive(Debug)]
pub(crate) struct ReadingProgress {
    shown: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    drawn: Instant,
    done: usize,
    visible: bool,
}

impl ReadingProgress {
    /// A line that is not shown where nobody watches, nor for a reading that is over at once.
    pub(crate) fn new() -> Self {
        Self { shown: is_watched(), state: Mutex::new(State { drawn: Instant::now(), done: 0, visible: false }) }
    }

    /// Takes the line away.
    pub(crate) fn clear(&self) {
        if let Ok(state) = self.state.lock()
            && state.visible
        {
            // Progress that cannot be shown is no loss.
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

impl State {
    /// The line to draw, if one is due: not too often, and never for fewer pages than were told.
    fn line(&mut self, done: usize, all: usize, interval: Duration) -> Option<String> {
        if done <= self.done || self.drawn.elapsed() < interval {
            return None;
        }
        (self.done, self.drawn, self.visible) = (done, Instant::now(), true);
        Some(format!("read {done} of {all} pages"))
    }
}

impl Observer for ReadingProgress {
    fn read(&self, done: usize, all: usize) {
        // Where another thread draws, this one goes on reading.
        let Some(mut state) = self.state.try_lock().ok().filter(|_| self.shown) else { return };
        if let Some(line) = state.line(done, all, INTERVAL) {
            let _ = write!(std::io::stderr(), "\r\x1b[K{line}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_counts_up_and_is_not_drawn_too_often() {
        let mut state = State { drawn: Instant::now(), done: 0, visible: false };
        assert_eq!(state.line(1, 9, Duration::from_mins(10)), None);
        assert_eq!(state.line(3, 9, Duration::ZERO).as_deref(), Some("read 3 of 9 pages"));
        assert_eq!(state.line(2, 9, Duration::ZERO), None, "a call that comes late");
        assert!(state.visible);
    }
}
