//! Counts of what was answered, in the text format of Prometheus.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::http::StatusCode;

/// Counts since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<BTreeMap<u16, Answered>>);

/// The answers with one status.
#[derive(Clone, Copy, Debug, Default)]
struct Answered {
    count: u64,
    time: Duration,
}

impl Metrics {
    /// Counts an answer.
    pub(crate) fn count(&self, status: StatusCode, taken: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answered = counts.entry(status.as_u16()).or_default();
        answered.count += 1;
        answered.time += taken;
    }

    /// The counts as text.
    pub(crate) fn text(&self) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text = String::from("# TYPE http_request_duration_seconds summary\n");
        for (status, Answered { count, time }) in counts {
            let seconds = time.as_secs_f64();
            // Writing to a string does not fail.
            let _ = writeln!(text, "http_request_duration_seconds_sum{{status=\"{status}\"}} {seconds}");
            let _ = writeln!(text, "http_request_duration_seconds_count{{status=\"{status}\"}} {count}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, Metrics, StatusCode};

    #[test]
    fn add_up_by_status() {
        let metrics = Metrics::default();
        metrics.count(StatusCode::OK, Duration::from_millis(250));
        metrics.count(StatusCode::OK, Duration::from_millis(500));
        metrics.count(StatusCode::NOT_FOUND, Duration::ZERO);
        let expected = "# TYPE http_request_duration_seconds summary\n\
            http_request_duration_seconds_sum{status=\"200\"} 0.75\n\
            http_request_duration_seconds_count{status=\"200\"} 2\n\
            http_request_duration_seconds_sum{status=\"404\"} 0\n\
            http_request_duration_seconds_count{status=\"404\"} 1\n";
        assert_eq!(metrics.text(), expected);
    }
}
