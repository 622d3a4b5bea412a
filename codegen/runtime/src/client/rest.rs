//! REST: resources, verbs and statuses.

use http::{
    HeaderName, HeaderValue, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Error, Transport, answer};
use crate::{Method, RestError, RestResult, Undocumented};

/// What a segment of a path holds as it is: the unreserved characters (RFC 3986, section 2.3).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A request as it comes together.
#[derive(Debug)]
pub struct Request {
    verb: &'static str,
    path: String,
    query: Vec<(&'static str, String)>,
    headers: Vec<(&'static str, String)>,
    body: Option<Result<Vec<u8>, String>>,
}

/// The texts of a value in a path, a query or a header field: one, or one for each element of a list.
fn texts(value: &impl Serialize) -> Vec<String> {
    match serde_json::to_value(value) {
        Ok(Value::Null) | Err(_) => Vec::new(),
        Ok(Value::Array(values)) => values.iter().flat_map(texts).collect(),
        Ok(Value::String(text)) => vec![text],
        Ok(other) => vec![other.to_string()],
    }
}

impl Request {
    /// A request for a path with `{name}` for its parameters.
    pub fn new(verb: &'static str, template: &str) -> Self {
        Self { verb, path: template.to_owned(), query: Vec::new(), headers: Vec::new(), body: None }
    }

    /// With a parameter of the path.
    #[must_use]
    pub fn path(mut self, name: &str, value: &impl Serialize) -> Self {
        let text = texts(value).join(",");
        self.path = self.path.replace(&format!("{{{name}}}"), &utf8_percent_encode(&text, SEGMENT).to_string());
        self
    }

    /// With a parameter of the query, unless it is absent.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: &impl Serialize) -> Self {
        self.query.extend(texts(value).into_iter().map(|text| (name, text)));
        self
    }

    /// With a header field, unless it is absent.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &impl Serialize) -> Self {
        self.headers.extend(texts(value).into_iter().map(|text| (name, text)));
        self
    }

    /// With a body.
    #[must_use]
    pub fn body(mut self, body: &impl Serialize) -> Self {
        self.body = Some(serde_json::to_vec(body).map_err(|error| error.to_string()));
        self
    }
}

impl Transport {
    /// Sends a request for a method that has one documented success.
    ///
    /// # Errors
    /// What the API answers, or that it could not be asked.
    pub async fn send<M>(&self, request: Request) -> Result<M::Output, Error<M::Error>>
    where
        M: Method<Output: DeserializeOwned, Error: RestError>,
    {
        let (status, body) = self.success::<M>(request).await?;
        answer::parse(text_of(&body)).map_err(|error| Error::Protocol(format!("{error} (status {status})")))
    }

    /// Sends a request for a method that has several.
    ///
    /// # Errors
    /// What the API answers, or that it could not be asked.
    pub async fn send_for_one_of<M>(&self, request: Request) -> Result<M::Output, Error<M::Error>>
    where
        M: Method<Output: RestResult, Error: RestError>,
    {
        let (status, body) = self.success::<M>(request).await?;
        match M::Output::from_response(status.as_u16(), text_of(&body)) {
            Ok(Some(result)) => Ok(result),
            Ok(None) => Err(Error::Protocol(format!("no success is documented with the status {status}"))),
            Err(error) => Err(Error::Protocol(format!("{error} (status {status})"))),
        }
    }

    /// The status and the body of a success.
    async fn success<M: Method<Error: RestError>>(
        &self,
        request: Request,
    ) -> Result<(StatusCode, Vec<u8>), Error<M::Error>> {
        let mut url = self.url(&request.path);
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        let verb =
            http::Method::from_bytes(request.verb.as_bytes()).map_err(|error| Error::Protocol(error.to_string()))?;
        let sent = self.http.request(verb, url).timeout(self.timeout).headers(self.auth_header());
        let mut sent = sent.header(ACCEPT, "application/json");
        for (name, text) in request.headers {
            let name = HeaderName::try_from(name).map_err(|error| Error::Protocol(error.to_string()))?;
            sent = sent.header(name, HeaderValue::try_from(text).map_err(|error| Error::Protocol(error.to_string()))?);
        }
        if let Some(body) = request.body {
            sent = sent.header(CONTENT_TYPE, "application/json; charset=utf-8").body(body.map_err(Error::Protocol)?);
        }
        let (status, body) = answer::receive(sent.send().await?, self.response_limit).await?;
        if status.is_success() { Ok((status, body)) } else { Err(failure(status, &body)) }
    }
}

/// The text of a body; one that is empty has no members.
fn text_of(body: &[u8]) -> &[u8] {
    if body.trim_ascii().is_empty() { b"{}" } else { body }
}

/// The error that a response is which is no success.
fn failure<E: RestError>(status: StatusCode, body: &[u8]) -> Error<E> {
    let documented = E::from_response(status.as_u16(), body);
    if documented.is_none() && status.is_redirection() {
        return answer::redirected(status);
    }
    Error::Api(documented.unwrap_or_else(|| {
        let message = String::from_utf8_lossy(body).into_owned();
        E::undocumented(Undocumented { code: None, status: Some(status.as_u16()), mnemonic: None, message })
    }))
}
