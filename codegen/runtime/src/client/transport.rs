//! The connection to a server.

use std::{
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

use http::{HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::{InvalidUrl, answer};
use crate::{ApiSpec, AuthSpec, Credential};

/// How long a call may take, unless the client is told otherwise.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The connection to a server: cheap to clone, and all clones share their connections.
#[derive(Clone, Debug)]
pub struct Transport {
    pub(super) spec: &'static ApiSpec,
    pub(super) base: Url,
    pub(super) http: reqwest::Client,
    pub(super) credential: Option<Credential>,
    pub(super) timeout: Duration,
    /// How large the body of an answer may be, in bytes.
    pub(super) response_limit: usize,
    /// The last `id` that was given to a request (JSON-RPC).
    pub(super) last_id: Arc<AtomicU64>,
}

impl Transport {
    /// A connection to the server at a URL.
    ///
    /// # Errors
    /// It is no URL that HTTP could use.
    pub fn new(spec: &'static ApiSpec, url: &str) -> Result<Self, InvalidUrl> {
        let invalid = |reason: String| InvalidUrl { url: url.to_owned(), reason };
        let base = Url::parse(url).map_err(|error| invalid(error.to_string()))?;
        if !matches!(base.scheme(), "http" | "https") || base.cannot_be_a_base() {
            return Err(invalid("it does not begin with http:// or https://".to_owned()));
        }
        // Another provider that the program has installed before stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Where an answer points to is not where the caller wants its credential and its parameters to go.
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        // Without TLS and redirections nothing looks at the machine's certificates, which take long to read.
        let builder = if base.scheme() == "http" { builder.tls_certs_only([]) } else { builder };
        let http = builder.build().map_err(|error| invalid(error.to_string()))?;
        let response_limit = answer::LIMIT;
        Ok(Self { spec, base, http, credential: None, timeout: TIMEOUT, response_limit, last_id: Arc::default() })
    }

    /// The same, with a credential.
    #[must_use]
    pub fn with_credential(mut self, credential: impl Into<Credential>) -> Self {
        self.credential = Some(credential.into());
        self
    }

    /// The same, with another limit to how long a call may take.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The same, with another limit to how large the body of an answer may be, in bytes.
    #[must_use]
    pub fn with_response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// The header field with the credential, where it travels in one. Its value is marked as sensitive, so that nothing prints it.
    pub(super) fn auth_header(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let (Some(AuthSpec::Header { name, scheme }), Some(credential)) = (self.spec.auth, &self.credential) {
            let text = scheme
                .map_or_else(|| credential.expose().to_owned(), |scheme| format!("{scheme} {}", credential.expose()));
            if let (Ok(name), Ok(mut value)) = (HeaderName::try_from(name), HeaderValue::try_from(text)) {
                value.set_sensitive(true);
                headers.insert(name, value);
            }
        }
        headers
    }

    /// The URL of a path below the base.
    pub(super) fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        let base = self.base.path().trim_end_matches('/');
        // A base that is the endpoint already stays as it is.
        let path =
            if base.ends_with(path) { base.to_owned() } else { format!("{base}/{}", path.trim_start_matches('/')) };
        url.set_path(&path);
        url
    }
}
