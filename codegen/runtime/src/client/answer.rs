//! Receiving answers: bounded, and from nowhere but the server that was asked.

use http::StatusCode;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Error;
use crate::Number;

/// How large the body of an answer may be, in bytes, unless the client is told otherwise.
pub(super) const LIMIT: usize = 64 * 1024 * 1024;

/// The status and the body of an answer.
///
/// # Errors
/// The connection broke off, or the body has more than `limit` bytes.
pub(super) async fn receive<E>(
    mut response: reqwest::Response,
    limit: usize,
) -> Result<(StatusCode, Vec<u8>), Error<E>> {
    let status = response.status();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Err(Error::Protocol(format!("the body has more than {limit} bytes (status {status})")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok((status, body))
}

/// Why an answer that points elsewhere is none: the credential must not go to a server that was not asked.
pub(super) fn redirected<E>(status: StatusCode) -> Error<E> {
    Error::Protocol(format!("it points to another place, and redirects are not followed (status {status})"))
}

/// Reads a result. A server may write an integer as `1.0`, which a type of integers does not take: then the text is read again with
/// such numbers as integers.
pub(super) fn parse<T: DeserializeOwned>(text: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(text).or_else(|error| {
        let mut tree = serde_json::from_slice(text)?;
        if whole(&mut tree) { T::deserialize(tree) } else { Err(error) }
    })
}

/// Writes the floats without a fraction as integers; whether there were any.
fn whole(tree: &mut Value) -> bool {
    // All of them are walked through: `|` does not stop at the first.
    match tree {
        Value::Array(elements) => elements.iter_mut().fold(false, |found, element| whole(element) | found),
        Value::Object(members) => members.values_mut().fold(false, |found, member| whole(member) | found),
        Value::Number(number) if number.is_f64() => match Number::from(&*number).as_i64() {
            Some(n) => {
                *number = n.into();
                true
            }
            None => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn takes_whole_floats_for_integers() {
        assert_eq!(parse::<Vec<i64>>(b"[1.0,2,3e1]").unwrap(), [1, 2, 30]);
        assert_eq!(parse::<(i64, f64)>(b"[1.0,0.5]").unwrap(), (1, 0.5));
        assert!(parse::<i64>(b"1.5").unwrap_err().to_string().contains("1.5"));
        assert!(parse::<Vec<String>>(b"[1.0]").is_err());
    }
}
