//! Generated clients against servers that do not behave.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Router, extract::State, http::StatusCode, response::Redirect, routing::any};

use super::rest::start;

/// Counts the requests that it gets.
async fn bystander(requests: Arc<AtomicUsize>) -> String {
    let count = |State(requests): State<Arc<AtomicUsize>>| async move {
        requests.fetch_add(1, Ordering::SeqCst);
        r#"{"jsonrpc":"2.0","id":1,"result":{"id":1}}"#
    };
    start(Router::new().fallback(any(count)).with_state(requests)).await
}

/// Points every request to another server.
async fn pointing_to(url: String) -> String {
    start(
        Router::new()
            .fallback(any(|State(url): State<String>| async move { Redirect::temporary(&url) }))
            .with_state(url),
    )
    .await
}

#[tokio::test]
async fn no_redirect_takes_the_credential_elsewhere() {
    let requests = Arc::new(AtomicUsize::new(0));
    let url = pointing_to(bystander(requests.clone()).await).await;
    let rpc = uis::Client::new(&url).unwrap().with_token("hush");
    match rpc.delete_contacts(uis::DeleteContacts::new(1)).await {
        Err(uis::Error::Protocol(message)) => {
            assert!(message.contains("307") && !message.contains("hush"), "{message}");
        }
        other => panic!("{other:?}"),
    }
    let rest = yandex360::Client::new(&url).unwrap().with_token("hush");
    match rest.get_external_contacts(yandex360::GetExternalContacts::new(1)).await {
        Err(yandex360::Error::Protocol(message)) => assert!(message.contains("307"), "{message}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(requests.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn answers_without_end_are_cut_off() {
    let url = start(Router::new().fallback(any(|| async { (StatusCode::OK, "[".repeat(2000)) }))).await;
    let rpc = uis::Client::new(&url).unwrap().with_response_limit(1000);
    match rpc.delete_contacts(uis::DeleteContacts::new(1)).await {
        Err(uis::Error::Protocol(message)) => assert!(message.contains("1000 bytes"), "{message}"),
        other => panic!("{other:?}"),
    }
    let rest = yandex360::Client::new(&url).unwrap().with_response_limit(1000);
    match rest.get_external_contacts(yandex360::GetExternalContacts::new(1)).await {
        Err(yandex360::Error::Protocol(message)) => assert!(message.contains("1000 bytes"), "{message}"),
        other => panic!("{other:?}"),
    }
}
