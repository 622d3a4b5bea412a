//! The endpoint.

use std::sync::Arc;

use axum::{
    Router,
    body::{Body as HttpBody, to_bytes},
    extract::{Request as HttpRequest, State},
    response::{IntoResponse, Response},
    routing::post,
};
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, value::RawValue};

use super::{
    answer,
    envelope::{self, Body, Malformed, Request},
};
use crate::{
    ApiSpec, Kind, Violation,
    server::{BODY_LIMIT, Call, Failure, secret},
};

/// The methods of an API: implemented by generated code.
pub trait Service: Send + Sync + 'static {
    /// What holds for all methods.
    const SPEC: &'static ApiSpec;

    /// Finds the method, calls it and writes its answer.
    fn dispatch(
        &self,
        call: &mut Call,
        params: Option<&RawValue>,
    ) -> impl Future<Output = Result<Vec<u8>, Failure>> + Send;

    /// Is told of each request that breaks a rule.
    fn violated(&self, call: &Call, violation: &Violation);

    /// The metadata of the answer to a call that failed, where errors have any.
    fn error_metadata(&self, call: &Call) -> Option<Value>;
}

/// A router with the one endpoint of the API. Only POST is answered there.
pub fn router<S: Service>(service: S) -> Router {
    Router::new().route(S::SPEC.endpoint, post(answer_request::<S>)).with_state(Arc::new(service))
}

async fn answer_request<S: Service>(State(service): State<Arc<S>>, request: HttpRequest) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        let refused = Failure::from(Violation::new(Kind::InvalidRequest, ""));
        return json(StatusCode::PAYLOAD_TOO_LARGE, answer::error(S::SPEC, None, refused, None));
    };
    let answered = match envelope::read(&body) {
        Body::Single(request) => answer_single(&*service, parts.headers, request).await,
        Body::Batch(_) if S::SPEC.violation(Kind::Batch).is_some() => Some(refused::<S>(None, Kind::Batch)),
        Body::Batch(requests) => answer_batch(&*service, &parts.headers, requests).await,
    };
    match answered {
        Some(answer) => json(StatusCode::OK, answer),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

fn refused<S: Service>(id: Option<&RawValue>, kind: Kind) -> Vec<u8> {
    answer::error(S::SPEC, id, Violation::new(kind, "").into(), None)
}

/// Answers one request; a notification has no answer, unless the API says that it is an error.
async fn answer_single<S: Service>(
    service: &S,
    headers: HeaderMap,
    request: Result<Request<'_>, Malformed<'_>>,
) -> Option<Vec<u8>> {
    let request = match request {
        Ok(request) => request,
        Err(Malformed { id, kind }) => return Some(refused::<S>(id, kind)),
    };
    if request.id.is_none() && S::SPEC.violation(Kind::Notification).is_some() {
        return Some(refused::<S>(None, Kind::Notification));
    }
    let mut call = Call::new(request.method.into_owned(), request.id.map(RawValue::to_owned), headers, S::SPEC);
    let answer = match service.dispatch(&mut call, request.params).await {
        Ok(answer) => answer,
        Err(failure) => {
            let failure = secret::withheld(S::SPEC, &call, failure);
            if let Failure::Violation(violation) = &failure {
                service.violated(&call, violation);
            }
            let metadata = S::SPEC.members.metadata.and_then(|_| service.error_metadata(&call));
            answer::error(S::SPEC, request.id, failure, metadata)
        }
    };
    request.id.map(|_| answer)
}

/// Answers the requests of a batch in their order (JSON-RPC 2.0, section 6); none for a batch of notifications.
async fn answer_batch<S: Service>(service: &S, headers: &HeaderMap, requests: Vec<&RawValue>) -> Option<Vec<u8>> {
    let mut answers = Vec::new();
    for request in requests {
        let request = envelope::read_request(request.get());
        if let Some(answer) = answer_single(service, headers.clone(), request).await {
            answers.push(answer);
        }
    }
    (!answers.is_empty()).then(|| [b"[".as_slice(), &answers.join(b",".as_slice()), b"]"].concat())
}

fn json(status: StatusCode, body: Vec<u8>) -> Response {
    (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], HttpBody::from(body)).into_response()
}
