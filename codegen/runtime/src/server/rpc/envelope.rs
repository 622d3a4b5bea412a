//! The request object (JSON-RPC 2.0, section 4).

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, de::IgnoredAny};
use serde_json::value::RawValue;

use crate::Kind;

/// The members of a request as they were sent. An absent member is `None`; `null` is a value.
#[derive(Debug, Default, Deserialize)]
struct Members<'a> {
    #[serde(default, borrow, deserialize_with = "present")]
    jsonrpc: Option<&'a RawValue>,
    #[serde(default, borrow, deserialize_with = "present")]
    id: Option<&'a RawValue>,
    #[serde(default, borrow, deserialize_with = "present")]
    method: Option<&'a RawValue>,
    #[serde(default, borrow, deserialize_with = "present")]
    params: Option<&'a RawValue>,
}

fn present<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'a RawValue>, D::Error> {
    Deserialize::deserialize(deserializer).map(Some)
}

/// A request that is well formed.
#[derive(Debug)]
pub(super) struct Request<'a> {
    /// `None` for a notification.
    pub(super) id: Option<&'a RawValue>,
    pub(super) method: Cow<'a, str>,
    pub(super) params: Option<&'a RawValue>,
}

/// A body that is no request, with the `id` to answer to where there is one.
#[derive(Debug)]
pub(super) struct Malformed<'a> {
    pub(super) id: Option<&'a RawValue>,
    pub(super) kind: Kind,
}

/// What a body holds.
#[derive(Debug)]
pub(super) enum Body<'a> {
    /// One request.
    Single(Result<Request<'a>, Malformed<'a>>),
    /// An array of requests, not yet looked into.
    Batch(Vec<&'a RawValue>),
}

/// Reads a body. JSON that travels between systems is UTF-8 (RFC 8259, section 8.1), in what is ignored as well: that is made sure of
/// here, once for all that is read out of it.
pub(super) fn read(body: &[u8]) -> Body<'_> {
    let Ok(body) = std::str::from_utf8(body) else {
        return Body::Single(malformed(None, Kind::ParseError));
    };
    match first(body) {
        Some(b'[') => match serde_json::from_str::<Vec<&RawValue>>(body) {
            Ok(requests) if requests.is_empty() => Body::Single(malformed(None, Kind::InvalidRequest)),
            Ok(requests) => Body::Batch(requests),
            Err(_) => Body::Single(malformed(None, Kind::ParseError)),
        },
        _ => Body::Single(read_request(body)),
    }
}

/// The first byte that is no white space.
fn first(text: &str) -> Option<u8> {
    text.bytes().find(|byte| !byte.is_ascii_whitespace())
}

/// Reads one request.
pub(super) fn read_request(text: &str) -> Result<Request<'_>, Malformed<'_>> {
    let is_object = first(text) == Some(b'{');
    match serde_json::from_str::<Members<'_>>(text) {
        Ok(members) if is_object => check(&members),
        Ok(_) => malformed(None, Kind::InvalidRequest),
        Err(_) if serde_json::from_str::<IgnoredAny>(text).is_ok() => malformed(None, Kind::InvalidRequest),
        Err(_) => malformed(None, Kind::ParseError),
    }
}

fn malformed<T>(id: Option<&RawValue>, kind: Kind) -> Result<T, Malformed<'_>> {
    Err(Malformed { id, kind })
}

fn check<'a>(members: &Members<'a>) -> Result<Request<'a>, Malformed<'a>> {
    // Section 4: a string, a number (or null, which nobody can tell from an answer to no request, so it is refused here).
    let id = members.id.filter(|id| matches!(id.get().as_bytes().first(), Some(b'"' | b'-' | b'0'..=b'9')));
    let version = members.jsonrpc.and_then(text);
    let method = members.method.and_then(text);
    let params_fit = members.params.is_none_or(|params| matches!(params.get().as_bytes().first(), Some(b'{' | b'[')));
    match method {
        Some(method) if version.as_deref() == Some("2.0") && params_fit && id.is_some() == members.id.is_some() => {
            Ok(Request { id, method, params: members.params })
        }
        _ => malformed(id, Kind::InvalidRequest),
    }
}

/// A JSON string without its quotes; borrowed unless it has escapes.
fn text(raw: &RawValue) -> Option<Cow<'_, str>> {
    match raw.get().strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(text) if !text.contains('\\') => Some(Cow::Borrowed(text)),
        _ => serde_json::from_str::<String>(raw.get()).ok().map(Cow::Owned),
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, Kind, read};

    #[track_caller]
    fn refused(body: &str, kind: Kind, id: Option<&str>) {
        let Body::Single(Err(malformed)) = read(body.as_bytes()) else { panic!("{body} is taken for a request") };
        assert_eq!((malformed.kind, malformed.id.map(serde_json::value::RawValue::get)), (kind, id), "{body}");
    }

    #[test]
    fn refuses_what_is_not_utf_8_wherever_it_stands() {
        let bodies: [&[u8]; 6] = [
            b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"params\":{\"b\":\"\xff\"}}",
            b"{\"jsonrpc\":\"2.0\",\"id\":\"\xff\",\"method\":\"a\"}",
            b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xc3\x28\"}",
            b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"other\":\"\xff\"}",
            b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\",\"\xed\xa0\x80\":1}",
            b"[\"\xff\"]",
        ];
        for body in bodies {
            let Body::Single(Err(malformed)) = read(body) else { panic!("{body:?} is taken for a request") };
            assert_eq!(malformed.kind, Kind::ParseError, "{body:?}");
        }
    }

    #[test]
    fn keeps_the_id_as_it_was_sent() {
        for id in ["1.0", "123456789012345678901234567890", "\"\\u0041\"", "-1e5", "\"\""] {
            let body = format!(r#" {{"jsonrpc":"2.0","id":{id},"method":"a\u002eb"}}"#);
            let Body::Single(Ok(request)) = read(body.as_bytes()) else { panic!("{body} is refused") };
            assert_eq!(request.id.unwrap().get(), id);
            assert_eq!(request.method, "a.b");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        refused("", Kind::ParseError, None);
        refused("{", Kind::ParseError, None);
        refused("[1,", Kind::ParseError, None);
        refused("7", Kind::InvalidRequest, None);
        refused("[]", Kind::InvalidRequest, None);
        refused("{}", Kind::InvalidRequest, None);
        refused(r#"{"id":1,"id":2}"#, Kind::InvalidRequest, None);
        refused(r#"{"jsonrpc":"1.0","id":7,"method":"a"}"#, Kind::InvalidRequest, Some("7"));
        refused(r#"{"jsonrpc":2.0,"id":7,"method":"a"}"#, Kind::InvalidRequest, Some("7"));
        refused(r#"{"jsonrpc":"2.0","id":7,"method":1}"#, Kind::InvalidRequest, Some("7"));
        refused(r#"{"jsonrpc":"2.0","id":7,"method":"a","params":1}"#, Kind::InvalidRequest, Some("7"));
        for id in ["null", "true", "[1]", "{}"] {
            refused(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"a"}}"#), Kind::InvalidRequest, None);
        }
    }

    #[test]
    fn tells_batches_and_notifications() {
        assert!(matches!(read(b" [1,2]"), Body::Batch(requests) if requests.len() == 2));
        let Body::Single(Ok(request)) = read(br#"{"jsonrpc":"2.0","method":"a"}"#) else { panic!("refused") };
        assert!(request.id.is_none());
    }
}
