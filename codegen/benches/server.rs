//! A generated server beside a handler written by hand that does the same: reads the envelope, lets the caller in, holds the
//! parameters to the same rules, and answers. The goal is 1.1 times its time at most.
//!
//! `cargo bench -p doctract-codegen --bench server [-- server by-hand|generated CALLS]`: with the latter, one of the two alone, for a
//! profiler.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]

#[path = "shared/clock.rs"]
mod clock;
#[path = "server/generated.rs"]
mod generated;
#[path = "server/handwritten.rs"]
mod handwritten;

use axum::{Router, body::Body, http::Request};
use tower::ServiceExt as _;

const REQUEST: &str = r#"{"jsonrpc":"2.0","id":"c-81","method":"create.contacts","params":{"access_token":"let-me-in",
    "first_name":"Anna","last_name":"Ivanova","patronymic":"Petrovna",
    "emails":["anna@example.com","ivanova@example.org","a.ivanova@mail.example.net"],
    "phone_numbers":[74951234567,"74951234568",74951234569],"personal_manager_id":17,"organization_id":5,"groups":[1,2,3]}}"#;

const ANSWER: &str = r#"{"jsonrpc":"2.0","id":"c-81","result":{"id":17}}"#;

/// Asks a router, without a network in between.
async fn ask(router: &Router, body: &'static str) -> String {
    let request = Request::post("/v2.0").header("content-type", "application/json").body(Body::from(body)).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (by_hand, generated) = (handwritten::router(), generated::router());
    for router in [&by_hand, &generated] {
        assert_eq!(runtime.block_on(ask(router, REQUEST)), ANSWER);
    }
    let mut one = || drop(runtime.block_on(ask(&by_hand, REQUEST)));
    let mut other = || drop(runtime.block_on(ask(&generated, REQUEST)));
    if clock::alone("server", &mut [("by-hand", &mut one), ("generated", &mut other)]) {
        return;
    }
    let times = clock::least(2_000, &mut [&mut one, &mut other]);
    println!("by hand {:.2?}, generated {:.2?}: {:.3} times", times[0], times[1], clock::ratio(times[1], times[0]));
}
