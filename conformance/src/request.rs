//! A request that a case sends, ahead of its holes being filled.

use doctract_spec::ir::{Api, Method, Protocol};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
use serde_json::Value;

use crate::draft::{Draft, Fill, Slot};

/// A part of a path or of a header field.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// A value in its text form, without quotation marks.
    Value(Draft),
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// None.
    Empty,
    /// A JSON value.
    Json(Draft),
    /// Bytes that need not be JSON.
    Bytes(Vec<u8>),
}

/// A request with holes.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The HTTP method.
    pub verb: String,
    /// The path below the base URL.
    pub path: Vec<Piece>,
    /// The query, in order.
    pub query: Vec<(String, Draft)>,
    /// The header fields, in order.
    pub headers: Vec<(String, Vec<Piece>)>,
    /// The body.
    pub body: Body,
    /// The JSON-RPC `id` that the answer must echo; none where an answer's `id` is not to be judged.
    pub id: Option<Value>,
}

/// A request with its holes filled: what goes over the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The HTTP method.
    pub verb: String,
    /// The path and the query, percent-encoded; it begins with `/` or is empty.
    pub target: String,
    /// The header fields.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// All slots that must be filled before the request can be sent.
    pub fn slots(&self) -> Vec<Slot> {
        self.drafts().into_iter().flat_map(Draft::slots).cloned().collect()
    }

    /// The documented method that the request calls; none where it calls none, as a test of envelopes does.
    pub fn calls<'a>(&self, api: &'a Api) -> Option<&'a Method> {
        if api.protocol == Protocol::JsonRpc {
            let Body::Json(Draft::Members(members)) = &self.body else { return None };
            let name = members.iter().find(|(name, _)| name == "method").map(|(_, value)| value)?;
            return api.methods.iter().find(|method| *name == Draft::Known(Value::from(method.name.as_str())));
        }
        let path: String =
            self.path.iter().map(|piece| if let Piece::Text(text) = piece { text } else { "{}" }).collect();
        let suffix = api.conventions.xml.as_ref().and_then(|xml| xml.suffix.as_deref());
        let path = suffix.and_then(|suffix| path.strip_suffix(suffix)).unwrap_or(&path);
        api.methods.iter().find(|method| {
            method.http.as_ref().is_some_and(|http| http.verb == self.verb && without_names(&http.path) == path)
        })
    }

    /// The list methods whose rows must be seen before the request can be sent.
    pub fn lists(&self) -> Vec<String> {
        self.drafts().into_iter().flat_map(Draft::lists).map(str::to_owned).collect()
    }

    /// Whether the request carries the credential.
    pub fn holds_secret(&self) -> bool {
        self.drafts().into_iter().any(Draft::holds_secret)
    }

    fn drafts(&self) -> Vec<&Draft> {
        let headers = self.headers.iter().flat_map(|(_, pieces)| pieces);
        let mut drafts: Vec<&Draft> = self.path.iter().chain(headers).filter_map(Piece::draft).collect();
        drafts.extend(self.query.iter().map(|(_, value)| value));
        if let Body::Json(body) = &self.body {
            drafts.push(body);
        }
        drafts
    }

    /// Fills the holes. The error is the slot that could not be filled.
    pub fn render(&self, fill: &dyn Fill) -> Result<Rendered, Slot> {
        let mut target = String::new();
        for piece in &self.path {
            match piece {
                Piece::Text(text) => target.push_str(text),
                Piece::Value(value) => target.push_str(&percent_encode(&plain(value, fill)?)),
            }
        }
        let mut separator = '?';
        for (name, value) in &self.query {
            for text in texts(value, fill)? {
                target.push(std::mem::replace(&mut separator, '&'));
                target.push_str(&percent_encode(name));
                target.push('=');
                target.push_str(&percent_encode(&text));
            }
        }
        let headers = self.headers.iter().map(|(name, pieces)| {
            let parts = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => Ok(text.clone()),
                Piece::Value(value) => plain(value, fill),
            });
            Ok((name.clone(), parts.collect::<Result<String, Slot>>()?))
        });
        let body = match &self.body {
            Body::Empty => Vec::new(),
            Body::Json(draft) => draft.write(fill)?.into_bytes(),
            Body::Bytes(bytes) => bytes.clone(),
        };
        Ok(Rendered { verb: self.verb.clone(), headers: headers.collect::<Result<_, Slot>>()?, target, body })
    }
}

impl Piece {
    fn draft(&self) -> Option<&Draft> {
        match self {
            Self::Text(_) => None,
            Self::Value(draft) => Some(draft),
        }
    }
}

/// A path template with `{}` for each parameter.
fn without_names(template: &str) -> String {
    let mut parts = template.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |path, part| path + "{}" + part.split_once('}').map_or("", |(_, text)| text))
}

/// The text form of a value in a path or a header field: strings lose their quotation marks, and commas stand between the elements
/// of an array (`OpenAPI` 3.1, style `simple`).
fn plain(draft: &Draft, fill: &dyn Fill) -> Result<String, Slot> {
    Ok(texts(draft, fill)?.join(","))
}

/// The texts that a parameter of the query stands with: one, or one for each element of an array (`OpenAPI` 3.1, style `form`, exploded).
fn texts(draft: &Draft, fill: &dyn Fill) -> Result<Vec<String>, Slot> {
    let json = draft.write(fill)?;
    Ok(match serde_json::from_str(&json) {
        Ok(Value::Array(elements)) => elements.into_iter().map(text_of).collect(),
        Ok(value) => vec![text_of(value)],
        Err(_) => vec![json],
    })
}

fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

/// What is percent-encoded: all but the unreserved characters (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Percent-encodes all but the unreserved characters.
pub(crate) fn percent_encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, RESERVED).to_string()
}

/// Takes percent-encoding back (RFC 3986, section 2.1); a plus sign stands for a space, as in forms. What is no encoding stays as it is.
pub(crate) fn percent_decode(text: &str) -> String {
    percent_encoding::percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
