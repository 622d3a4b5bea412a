//! What happens to every request, whatever it asks for: an id, a time in which it must be answered, and a line in the log.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    extract::Request,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CONNECTION, HeaderName},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use tokio::time::timeout;
use tracing::Instrument;

use crate::metrics::Metrics;

/// The field that carries the id of a request, there and back.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// How long an id of a caller may be. A longer one, or one of unusual characters, is not taken over: it goes into the log.
const LONGEST_ID: usize = 64;

/// Attends to requests.
#[derive(Debug)]
pub(crate) struct Attendant {
    limit: Duration,
    /// When the server was started, in milliseconds: makes its ids unlike those of an earlier start.
    started: i64,
    count: AtomicU64,
    metrics: Arc<Metrics>,
}

impl Attendant {
    /// Gives each request so much time, from its first line to the answer.
    pub(crate) fn new(limit: Duration, metrics: Arc<Metrics>) -> Self {
        Self { limit, started: Timestamp::now().as_millisecond(), count: AtomicU64::new(1), metrics }
    }

    /// Sees a request through. One that takes too long is dropped, and with it whatever it was waiting for; what the database has
    /// begun it finishes.
    pub(crate) async fn attend(self: Arc<Self>, request: Request, next: Next) -> Response {
        let id = caller_id(request.headers()).unwrap_or_else(|| self.new_id());
        let span = tracing::info_span!("request", id, verb = %request.method(), path = request.uri().path());
        async {
            let begun = Instant::now();
            let mut response = match timeout(self.limit, next.run(request)).await {
                Ok(response) => response,
                Err(_) => too_late(self.limit),
            };
            let (status, taken) = (response.status(), begun.elapsed());
            self.metrics.count(status, taken);
            tracing::debug!(status = status.as_u16(), milliseconds = taken.as_millis(), "answered");
            if let Ok(id) = HeaderValue::from_str(&id) {
                response.headers_mut().insert(REQUEST_ID, id);
            }
            response
        }
        .instrument(span)
        .await
    }

    fn new_id(&self) -> String {
        format!("{:x}-{}", self.started, self.count.fetch_add(1, Ordering::Relaxed))
    }
}

/// The id that the caller gives the request, if it is fit for a log.
fn caller_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    let fit = (1..=LONGEST_ID).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    fit.then(|| id.to_owned())
}

/// RFC 9110, section 15.5.9: the request did not arrive, or was not answered, in the time there was.
fn too_late(limit: Duration) -> Response {
    tracing::warn!(seconds = limit.as_secs(), "took too long");
    (StatusCode::REQUEST_TIMEOUT, [(CONNECTION, "close")]).into_response()
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, REQUEST_ID, caller_id};

    #[test]
    fn only_plain_ids_are_taken_over() {
        let long = "a".repeat(65);
        for (id, fit) in [("a-1_b.C", true), ("", false), ("a b", false), ("a\"b", false), (long.as_str(), false)] {
            let headers = HeaderMap::from_iter([(REQUEST_ID, id.parse().unwrap())]);
            assert_eq!(caller_id(&headers).is_some(), fit, "{id}");
        }
        assert_eq!(caller_id(&HeaderMap::new()), None);
    }
}
