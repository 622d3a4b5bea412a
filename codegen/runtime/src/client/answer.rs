//! Receiving answers: bounded, and from nowhere but the server that was asked.

use http::StatusCode;

use super::Error;

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
