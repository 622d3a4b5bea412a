//! A server between the suite and the reference server, in which exactly one thing goes wrong.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::task::JoinHandle;

use super::change::{Call, Reply};

/// What happens to requests and answers.
pub trait Between: Send + Sync {
    /// Changes a request; the answer, where it does not reach the server.
    fn request(&self, call: &mut Call) -> Option<Value>;
    /// Changes an answer.
    fn answer(&self, call: &Call, reply: &mut Reply);
    /// Header fields that every answer has beside its own.
    fn headers(&self) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }
}

struct Proxy {
    client: reqwest::Client,
    server: String,
    between: Arc<dyn Between>,
}

/// A proxy that listens until it is dropped.
pub struct Listening {
    pub url: String,
    task: JoinHandle<()>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a proxy ahead of the server at this URL.
pub async fn start(client: &reqwest::Client, server: &str, between: Arc<dyn Between>) -> Listening {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let proxy = Arc::new(Proxy { client: client.clone(), server: server.to_owned(), between });
    let router = Router::new().fallback(forward).with_state(proxy);
    let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Listening { url, task }
}

async fn forward(
    State(proxy): State<Arc<Proxy>>,
    verb: Method,
    uri: Uri,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let method = body["method"].as_str().map_or_else(|| verb.to_string(), str::to_owned);
    let before = body.clone();
    let mut call = Call { method, target: uri.to_string(), body };
    let made_up = proxy.between.request(&mut call);
    let mut reply = if let Some(answer) = made_up {
        let media = "application/json; charset=utf-8".to_owned();
        Reply { status: 200, media, body: answer.to_string().into_bytes() }
    } else {
        // What was not changed arrives byte for byte: a body that is no JSON must stay one.
        let bytes = if call.body == before { bytes } else { call.body.to_string().into() };
        proxy.send(verb, &call.target, headers, bytes).await
    };
    proxy.between.answer(&call, &mut reply);
    let status = StatusCode::from_u16(reply.status).unwrap();
    let mut response = (status, [(header::CONTENT_TYPE, reply.media)], reply.body).into_response();
    for (name, value) in proxy.between.headers() {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

impl Proxy {
    async fn send(&self, verb: Method, target: &str, mut headers: HeaderMap, body: Bytes) -> Reply {
        for name in [header::HOST, header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
            headers.remove(name);
        }
        let request = self.client.request(verb, format!("{}{target}", self.server)).headers(headers).body(body);
        let answer = request.send().await.unwrap();
        let media = answer.headers().get(header::CONTENT_TYPE).map_or("", |media| media.to_str().unwrap()).to_owned();
        Reply { status: answer.status().as_u16(), media, body: answer.bytes().await.unwrap().to_vec() }
    }
}
