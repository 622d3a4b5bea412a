//! A request, and reading parameters out of it.

use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::text;
use crate::{ApiSpec, Kind, Method, Violation, read};

/// A request whose path has been matched.
#[derive(Debug)]
pub struct Request {
    pub(super) spec: &'static ApiSpec,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

/// Parameters that can be read out of a request: implemented by generated code.
pub trait FromRequest: Method {
    /// Reads them.
    ///
    /// # Errors
    /// The first fault.
    fn from_request(request: &Request) -> Result<Self, Violation>;
}

impl Request {
    /// The members of the body. An empty body has none.
    ///
    /// # Errors
    /// The body is not JSON, or a member is at fault.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Violation> {
        let text = if self.body.trim_ascii().is_empty() { b"{}" } else { self.body.as_slice() };
        read::from_slice(text, self.spec.closed)
    }

    /// The parameters of a method that takes no body.
    ///
    /// # Errors
    /// None that a request could bring about: the parameters have nothing that must be there.
    pub fn no_body<T: DeserializeOwned>(&self) -> Result<T, Violation> {
        read::from_slice(b"{}", false)
    }

    /// A parameter of the path.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn path<T: DeserializeOwned>(&self, name: &str) -> Result<T, Violation> {
        let texts: Vec<_> =
            self.path.iter().filter(|(known, _)| *known == name).map(|(_, text)| text.clone()).collect();
        required(name, &texts)
    }

    /// A parameter of the query that must be there.
    ///
    /// # Errors
    /// It is absent, or not of its type.
    pub fn query<T: DeserializeOwned>(&self, name: &str) -> Result<T, Violation> {
        required(name, &self.query_texts(name))
    }

    /// A parameter of the query that may be absent.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn query_option<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Violation> {
        optional(name, &self.query_texts(name))
    }

    /// A header field that must be there.
    ///
    /// # Errors
    /// It is absent, or not of its type.
    pub fn header<T: DeserializeOwned>(&self, name: &str) -> Result<T, Violation> {
        required(name, &self.header_texts(name))
    }

    /// A header field that may be absent.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn header_option<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Violation> {
        optional(name, &self.header_texts(name))
    }

    fn query_texts(&self, name: &str) -> Vec<String> {
        self.query.iter().filter(|(known, _)| known == name).map(|(_, text)| text.clone()).collect()
    }

    fn header_texts(&self, name: &str) -> Vec<String> {
        self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
    }
}

fn required<T: DeserializeOwned>(name: &str, texts: &[String]) -> Result<T, Violation> {
    if texts.is_empty() { Err(Violation::new(Kind::MissingRequired, name)) } else { text::read(name, texts) }
}

fn optional<T: DeserializeOwned>(name: &str, texts: &[String]) -> Result<Option<T>, Violation> {
    if texts.is_empty() { Ok(None) } else { text::read(name, texts).map(Some) }
}

/// The names and values of a query (URL standard, `application/x-www-form-urlencoded` parsing).
pub(super) fn parse_query(query: &str) -> Vec<(String, String)> {
    let decode = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}
