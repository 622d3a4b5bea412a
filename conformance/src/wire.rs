//! Raw HTTP: bytes out, bytes in, with bounds on time and size. Redirects are not followed, since no document promises them.

use std::collections::BTreeMap;
use std::sync::Once;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Method, redirect};

use crate::request::Rendered;
use crate::target::Target;

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status code.
    pub status: u16,
    /// The media type in lower case, without its parameters.
    pub media_type: Option<String>,
    /// The field `Retry-After` as it stands.
    pub retry_after: Option<String>,
    /// The header fields, by their names in lower case. Of one that stands several times, the first.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
    /// How often the request was sent again after the network failed.
    pub retries: usize,
}

impl Answer {
    /// Whether the status says that the request was dealt with (RFC 9110, section 15.3). Redirects are not followed, so that one is not.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Why nothing that can be judged came back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// No answer within the time.
    #[error("no answer within {} ms", .0.as_millis())]
    TimedOut(Duration),
    /// A body beyond the bound.
    #[error("a body of more than {0} bytes")]
    TooLong(usize),
    /// The connection could not be made.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// The connection ended before any part of an answer came.
    #[error("the connection ended without an answer: {0}")]
    Reset(String),
    /// The connection broke amid an answer, or what came over it is no HTTP.
    #[error("no HTTP answer: {0}")]
    Broken(String),
    /// The request itself cannot be written as HTTP.
    #[error("cannot be sent over HTTP: {0}")]
    Unsendable(String),
    /// The run was ended while the answer was waited for.
    #[error("the run was ended before an answer came")]
    Stopped,
}

impl Lost {
    /// Whether the network failed before any part of an answer came, so that the same request may fare better.
    pub fn is_network_failure(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Reset(_))
    }
}

/// How long a connection may take to be made: a target that cannot be reached is known within seconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// A client for one target.
#[derive(Clone, Debug)]
pub struct Wire {
    client: Client,
    base_url: String,
    timeout: Duration,
    max_body: usize,
}

impl Wire {
    /// Makes a client. The error is what keeps TLS from being set up.
    pub fn new(target: &Target) -> Result<Self, String> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // An error says that the program has installed a provider already, which will do as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let builder = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(target.timeout)
            .connect_timeout(target.timeout.min(PATIENCE))
            .pool_max_idle_per_host(target.jobs.max(1));
        // The machine's certificates take longer to read than many a run takes; without TLS and redirections none is looked at.
        let plain = target.base_url.starts_with("http://");
        let builder = if plain { builder.tls_certs_only([]) } else { builder };
        Ok(Self {
            client: builder.build().map_err(|error| reason(&error))?,
            base_url: target.base_url.clone(),
            timeout: target.timeout,
            max_body: target.max_body,
        })
    }

    /// Sends one request and reads the whole answer.
    pub async fn send(&self, request: &Rendered) -> Result<Answer, Lost> {
        let unsendable = |error: String| Lost::Unsendable(error);
        let verb = Method::from_bytes(request.verb.as_bytes()).map_err(|error| unsendable(error.to_string()))?;
        let mut builder = self.client.request(verb, format!("{}{}", self.base_url, request.target));
        for (name, value) in &request.headers {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| unsendable(error.to_string()))?;
            let value = HeaderValue::from_str(value).map_err(|error| unsendable(error.to_string()))?;
            builder = builder.header(name, value);
        }
        let response = builder.body(request.body.clone()).send().await.map_err(|error| self.lost(&error))?;
        self.read(response).await
    }

    async fn read(&self, mut response: reqwest::Response) -> Result<Answer, Lost> {
        let retry_after = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(essence);
        let fields = response.headers().iter();
        let mut headers = BTreeMap::new();
        for (name, value) in fields {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            headers.entry(name.as_str().to_owned()).or_insert(value);
        }
        let status = response.status().as_u16();
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(&error))? {
            if body.len() + chunk.len() > self.max_body {
                return Err(Lost::TooLong(self.max_body));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, media_type, retry_after, headers, body, retries: 0 })
    }

    /// Whether the target takes connections at all; the error says why not. What it answers is of no matter here.
    pub async fn probe(&self) -> Result<(), String> {
        match self.client.get(&self.base_url).timeout(self.timeout.min(PATIENCE)).send().await {
            Err(error) if error.is_connect() || error.is_builder() => Err(reason(&error)),
            _ => Ok(()),
        }
    }

    fn lost(&self, error: &reqwest::Error) -> Lost {
        if error.is_timeout() {
            Lost::TimedOut(self.timeout)
        } else if error.is_connect() {
            Lost::Unreachable(reason(error))
        } else if error.is_builder() {
            Lost::Unsendable(reason(error))
        } else if ended(error) {
            Lost::Reset(reason(error))
        } else {
            Lost::Broken(reason(error))
        }
    }
}

/// Whether the connection ended ahead of the answer: it was reset, or closed with nothing said.
fn ended(error: &reqwest::Error) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
    let mut cause: Option<&dyn std::error::Error> = error.is_request().then_some(error);
    while let Some(inner) = cause {
        let reset = inner.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        if matches!(reset, Some(BrokenPipe | ConnectionAborted | ConnectionReset)) {
            return true;
        }
        if inner.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_incomplete_message) {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// The innermost cause, which alone tells what happened; the outer ones repeat the URL, which may hold a secret.
fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

/// The media type without its parameters (RFC 9110, section 8.3.1).
fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
