//! How far a run is, on stderr and on a terminal only.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use doctract_conformance::Reporter;
use doctract_conformance::run::{Outcome, Status};

/// How wide the bar is, in characters.
const WIDTH: usize = 30;

/// How often it is drawn.
const INTERVAL: Duration = Duration::from_millis(80);

/// Whether somebody watches stderr: it is a terminal on which a line can be drawn again.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// A bar.
pub(crate) struct Progress {
    label: String,
    total: usize,
    done: usize,
    failed: usize,
    begun: Instant,
    drawn: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// A bar with a label; it is not shown where nobody watches.
    pub(crate) fn new(label: &str) -> Self {
        let shown = is_watched();
        Self { label: label.to_owned(), total: 0, done: 0, failed: 0, begun: Instant::now(), drawn: None, shown }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if self.shown {
            // Progress that cannot be shown is no loss.
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    fn draw(&mut self) {
        let due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= INTERVAL) || self.done == self.total;
        if self.shown && due {
            self.drawn = Some(Instant::now());
            let _ = write!(std::io::stderr(), "\r\x1b[K{}", self.line());
        }
    }

    fn line(&self) -> String {
        let full = (self.done * WIDTH).checked_div(self.total).unwrap_or(WIDTH);
        let bar = format!("{}{}", "█".repeat(full), "░".repeat(WIDTH.saturating_sub(full)));
        let failed = if self.failed == 0 { String::new() } else { format!(", {} failed", self.failed) };
        let seconds = self.begun.elapsed().as_secs();
        format!("{} {bar} {} of {}{failed}, {seconds} s", self.label, self.done, self.total)
    }
}

impl Reporter for Progress {
    fn started(&mut self, cases: usize) {
        self.total = cases;
        self.draw();
    }

    fn case_done(&mut self, outcome: &Outcome) {
        self.done += 1;
        self.failed += usize::from(matches!(outcome.status, Status::Failed(_)));
        self.draw();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_up() {
        let mut progress = Progress::new("crm");
        (progress.total, progress.done, progress.failed) = (4, 2, 1);
        let line = progress.line();
        assert!(line.starts_with("crm ███████████████░░░░░░░░░░░░░░░ 2 of 4, 1 failed"), "{line}");
    }
}
