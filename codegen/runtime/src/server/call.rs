//! What a server knows of a call besides its parameters.

use http::HeaderMap;
use serde_json::value::RawValue;

use crate::{ApiSpec, AuthSpec, Credential};

/// One call of a method.
#[derive(Debug)]
pub struct Call {
    method: String,
    id: Option<Box<RawValue>>,
    headers: HeaderMap,
    credential: Option<Credential>,
}

impl Call {
    pub(super) fn new(method: String, id: Option<Box<RawValue>>, headers: HeaderMap, spec: &ApiSpec) -> Self {
        let credential = match spec.auth {
            Some(AuthSpec::Header { name, scheme }) => header_credential(&headers, name, scheme),
            Some(AuthSpec::Param(_)) | None => None,
        };
        Self { method, id, headers, credential }
    }

    /// The name of the method on the wire, or its verb and path.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The `id` of the request (JSON-RPC), as it was sent.
    pub fn id(&self) -> Option<&RawValue> {
        self.id.as_deref()
    }

    /// The header fields of the request. They may hold the credential: do not print them.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The credential that came with the request.
    pub fn credential(&self) -> Option<&Credential> {
        self.credential.as_ref()
    }

    pub(super) fn set_credential(&mut self, credential: Credential) {
        self.credential = Some(credential);
    }
}

/// The credential in a header field. The scheme is compared without case (RFC 9110, section 11.1).
fn header_credential(headers: &HeaderMap, name: &str, scheme: Option<&str>) -> Option<Credential> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    let secret = match scheme {
        Some(scheme) => {
            let (sent, secret) = value.split_once(' ')?;
            sent.eq_ignore_ascii_case(scheme).then(|| secret.trim_start())?
        }
        None => value,
    };
    (!secret.is_empty()).then(|| Credential::new(secret))
}
