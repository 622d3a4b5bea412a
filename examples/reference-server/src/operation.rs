//! What the operator asks the server for: whether it is well, and how much it has answered.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::Request,
    http::{StatusCode, header::CONTENT_TYPE},
    middleware::{Next, from_fn},
    routing::get,
};

use crate::{metrics::Metrics, request::Attendant, storage::Store};

/// Adds `/healthz` and `/metrics` to the routes, which need no token, and attends to all requests.
pub(crate) fn operated(router: Router, store: Store, limit: Duration) -> Router {
    let metrics = Arc::new(Metrics::default());
    let attendant = Arc::new(Attendant::new(limit, metrics.clone()));
    let healthz = get(move || health(store.clone()));
    let counts = get(move || {
        let text = metrics.text();
        async { ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text) }
    });
    router
        .route("/healthz", healthz)
        .route("/metrics", counts)
        .layer(from_fn(move |request: Request, next: Next| attendant.clone().attend(request, next)))
}

/// Well is a server whose database answers.
async fn health(store: Store) -> (StatusCode, &'static str) {
    match store.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
