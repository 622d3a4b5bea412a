//! What operators rely on: health, counts, ids of requests, and a bound on their time.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    thread,
    time::Duration,
};

use reqwest::Method;
use serde_json::json;

use crate::server::{Server, TOKENS};

#[tokio::test]
async fn health_and_counts_need_no_token() {
    let server = Server::start(&[]);
    let health = server.send(Method::GET, "/healthz", None, None).await;
    assert_eq!((health.status().as_u16(), health.text().await.unwrap().as_str()), (200, "ok\n"));
    server.organization("Rose").await;
    assert_eq!(server.send(Method::GET, "/nothing", None, None).await.status(), 404);
    let counts = server.send(Method::GET, "/metrics", None, None).await;
    assert_eq!(counts.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let counts = counts.text().await.unwrap();
    for (status, count) in [(200, 2), (404, 1)] {
        let line = format!("http_request_duration_seconds_count{{status=\"{status}\"}} {count}\n");
        assert!(counts.contains(&line), "{counts}");
    }
}

#[tokio::test]
async fn ids_of_requests_are_in_the_log_and_in_the_answer() {
    let server = Server::start(&[]);
    let first = server.send(Method::GET, "/healthz", None, None).await;
    let second = server.send(Method::GET, "/healthz", None, None).await;
    let [first, second] = [first, second].map(|answer| answer.headers()["x-request-id"].to_str().unwrap().to_owned());
    assert_ne!(first, second);
    let request = |id: &'static str| {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        client.get(format!("{}/healthz", server.url)).header("x-request-id", id)
    };
    let answer = request("mine-7").send().await.unwrap();
    assert_eq!(answer.headers()["x-request-id"], "mine-7");
    let answer = request("not mine").send().await.unwrap();
    assert_ne!(answer.headers()["x-request-id"], "not mine");
    let logged = server.end().logged;
    assert!(logged.contains(&first) && logged.contains(&second) && logged.contains("mine-7"), "{logged}");
    assert!(!logged.contains("not mine"), "{logged}");
}

#[tokio::test]
async fn bodies_that_are_too_large_are_refused() {
    let server = Server::start(&[]);
    // One byte above the limit: of more, a part would be on its way when the server hangs up.
    let body = "a".repeat((2 << 20) + 1);
    for (method, path) in [
        (Method::POST, "/v2.0"),
        (Method::POST, "/directory/v1/org/1/external_contacts"),
        (Method::PUT, "/api/2.0/crm/contact"),
    ] {
        let url = format!("{}{path}", server.url);
        let answer = server.unchanged(server.client.request(method, url).body(body.clone()).send()).await.unwrap();
        assert_eq!(answer.status(), 413, "{path}");
    }
}

#[test]
fn running_requests_are_finished_after_the_signal() {
    let server = Server::start(&[]);
    let address = server.url.strip_prefix("http://").unwrap();
    let params = json!({ "access_token": TOKENS[0].1, "name": "Rose" });
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "create.contact_organizations", "params": params });
    let body = request.to_string();
    let mut stream = BufReader::new(TcpStream::connect(address).unwrap());
    let length = body.len();
    let head = format!("POST /v2.0 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n\r\n");
    stream.get_mut().write_all(head.as_bytes()).unwrap();
    // The server says so once it waits for the body: the request is running.
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 100 "), "{line}");
    server.terminate();
    let refused = || TcpStream::connect(address).is_err();
    assert!(
        (0..500).any(|_| refused() || {
            thread::sleep(Duration::from_millis(10));
            false
        }),
        "it takes connections still"
    );
    stream.get_mut().write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 200 ") && answer.ends_with(r#""result":{"id":1}}"#), "{answer}");
    assert!(server.end().status.success());
}

#[test]
fn a_request_that_does_not_arrive_is_given_up() {
    let server = Server::start(&["--request-timeout", "1"]);
    let mut stream = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(b"POST /v2.0 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("connection: close"), "{answer}");
}
