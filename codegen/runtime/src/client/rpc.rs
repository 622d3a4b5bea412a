//! JSON-RPC 2.0 over HTTP POST.

use std::sync::atomic::Ordering;

use http::header::{ACCEPT, CONTENT_TYPE};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};

use super::{Error, Rows, Transport, answer, rows};
use crate::{ApiError, ApiSpec, DetailParts, Documented, Method, Undocumented};

#[derive(Serialize)]
struct Request<'a, M> {
    jsonrpc: &'static str,
    id: u64,
    method: &'static str,
    params: &'a M,
}

#[derive(Deserialize)]
struct Response<'a> {
    #[serde(default)]
    id: Value,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error: Option<Value>,
}

/// The number of all rows, where it is told, and the rows of a page.
type Counted<R> = (Option<i64>, Vec<R>);

impl Transport {
    /// Calls a method.
    ///
    /// # Errors
    /// What the API answers, or that it could not be asked.
    pub async fn call<M: Method<Output: DeserializeOwned, Error: ApiError>>(
        &self,
        mut params: M,
    ) -> Result<M::Output, Error<M::Error>> {
        if let Some(credential) = params.credential() {
            credential.clone_from(&self.credential);
        }
        let id = self.last_id.fetch_add(1, Ordering::Relaxed) + 1;
        let body = serde_json::to_vec(&Request { jsonrpc: "2.0", id, method: M::NAME, params: &params });
        drop(params);
        let body = body.map_err(|error| Error::Protocol(error.to_string()))?;
        let sent = self.http.post(self.url(self.spec.endpoint)).timeout(self.timeout).headers(self.auth_header());
        let typed = sent.header(CONTENT_TYPE, "application/json; charset=utf-8").header(ACCEPT, "application/json");
        let (status, body) = answer::receive(typed.body(body).send().await?, self.response_limit).await?;
        if status.is_redirection() {
            return Err(answer::redirected(status));
        }
        read(self.spec, id, &body).map_err(|error| match error {
            Error::Protocol(message) => Error::Protocol(format!("{message} (status {status})")),
            other => other,
        })
    }

    /// The rows of a list, page by page from the row `first` on, for generated code: `place` sets the first row of a page, and `page`
    /// takes a result apart into the number of all rows, where it is told, and the rows.
    pub fn rows<M, R>(
        &self,
        params: M,
        first: i64,
        limit: Option<i64>,
        place: fn(M, i64) -> M,
        page: fn(M::Output) -> Counted<R>,
    ) -> Rows<R, M::Error>
    where
        M: Method<Output: DeserializeOwned, Error: ApiError> + Clone,
        R: 'static,
    {
        let transport = self.clone();
        Rows::new(first, move |offset| {
            let (transport, params) = (transport.clone(), place(params.clone(), offset));
            async move {
                let (total, rows) = page(transport.call(params).await?);
                let next = rows::after(offset, rows.len(), limit, total);
                Ok((rows, next))
            }
        })
    }
}

/// Reads a response object (JSON-RPC 2.0, section 5).
fn read<T: DeserializeOwned, E: ApiError>(spec: &ApiSpec, id: u64, body: &[u8]) -> Result<T, Error<E>> {
    let response: Response<'_> = serde_json::from_slice(body).map_err(|error| Error::Protocol(error.to_string()))?;
    match (response.result, response.error) {
        (None, Some(error)) => Err(Error::Api(api_error(spec, &error))),
        (Some(_), None) if response.id != id => {
            Err(Error::Protocol(format!("the id {} is not that of the request, {id}", response.id)))
        }
        (Some(result), None) => {
            answer::parse(result.get().as_bytes()).map_err(|error| Error::Protocol(error.to_string()))
        }
        _ => Err(Error::Protocol("it has not exactly one of `result` and `error`".to_owned())),
    }
}

/// The part of an error object at a dotted path.
fn part<'a>(error: &'a Value, path: Option<&str>) -> Option<&'a Value> {
    path.and_then(|path| path.split('.').try_fold(error, |value, name| value.get(name)))
}

/// The documented error with this mnemonic and this code; else the one with this mnemonic, whatever its code; where there is no
/// mnemonic, the one with this code.
fn documented<E: ApiError>(mnemonic: Option<&str>, code: Option<i64>) -> Option<&'static Documented<E>> {
    let same_word = |known: &&Documented<E>| known.0.mnemonic == mnemonic;
    let exact = E::VARIANTS.iter().find(|known| same_word(known) && known.0.code == code);
    exact.or_else(|| E::VARIANTS.iter().find(|known| mnemonic.is_some() && same_word(known)))
}

/// The documented error that an error object is.
fn api_error<E: ApiError>(spec: &ApiSpec, error: &Value) -> E {
    let members = &spec.members;
    let code = part(error, Some(members.code.unwrap_or("code"))).and_then(Value::as_i64);
    let text = |path| part(error, path).and_then(Value::as_str).map(str::to_owned);
    let mnemonic = text(members.mnemonic);
    let message = text(Some(members.message.unwrap_or("message"))).unwrap_or_default();
    match documented::<E>(mnemonic.as_deref(), code) {
        Some((known, variant)) => variant(
            DetailParts {
                field: text(members.field).unwrap_or_default(),
                value: part(error, members.value).cloned(),
                params: part(error, members.params).cloned(),
                metadata: part(error, members.metadata).cloned(),
                message: (message != known.message).then_some(message),
            }
            .into(),
        ),
        None => E::undocumented(Undocumented { code, status: None, mnemonic, message }),
    }
}
