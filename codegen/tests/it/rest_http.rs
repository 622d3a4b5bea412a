//! What HTTP itself asks of a server (RFC 9110), in the form of the documented errors.

use reqwest::Response;
use serde_json::{Value, json};

use super::rest::directory;

const PATH: &str = "/directory/v1/org/7/external_contacts";

async fn send(verb: &str, path: &str, key: Option<&str>, body: String) -> Response {
    let url = directory().await;
    let _ = yandex360::Client::new(&url); // Installs what TLS needs, as any client does.
    let mut request = reqwest::Client::new().request(verb.parse().unwrap(), format!("{url}{path}")).body(body);
    if let Some(key) = key {
        request = request.header("authorization", key);
    }
    request.send().await.unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

async fn body(response: Response) -> Value {
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn who_is_not_known_is_told_how_to_be() {
    let refused = send("GET", PATH, None, String::new()).await;
    assert_eq!((refused.status().as_u16(), header(&refused, "www-authenticate")), (401, Some("OAuth")));
    let forbidden = send("GET", PATH, Some("OAuth other"), String::new()).await;
    assert_eq!((forbidden.status().as_u16(), header(&forbidden, "www-authenticate")), (403, None));
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let get = send("GET", PATH, Some("OAuth key"), String::new()).await;
    let head = send("HEAD", PATH, Some("OAuth key"), String::new()).await;
    assert_eq!(
        (head.status(), head.headers()["content-type"].clone()),
        (get.status(), get.headers()["content-type"].clone())
    );
    assert!(!get.bytes().await.unwrap().is_empty() && head.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn errors_of_http_have_the_documented_body() {
    let cases = [
        ("DELETE", PATH, 0, 405, "Method Not Allowed", Some("GET, HEAD, POST")),
        ("POST", PATH, 3 * 1024 * 1024, 413, "Payload Too Large", None),
        ("GET", "/directory/v1/nowhere", 0, 404, "There is no such resource", None),
    ];
    for (verb, path, size, status, message, allow) in cases {
        let response = send(verb, path, Some("OAuth key"), " ".repeat(size)).await;
        assert_eq!((response.status().as_u16(), header(&response, "allow")), (status, allow), "{verb} {path}");
        assert_eq!(body(response).await, json!({"code": status, "message": message, "details": []}), "{verb} {path}");
    }
}

#[tokio::test]
async fn no_body_tells_where_the_documents_are() {
    let refused =
        send("POST", PATH, Some("OAuth key"), r#"{"firstName":"A","lastName":"B","emails":[]}"#.to_owned()).await;
    let body = body(refused).await;
    assert!(!body.to_string().contains(".txt") && body["details"] == json!([]), "{body}");
    assert!(body["message"].as_str().is_some_and(|message| message.starts_with("`emails`: ")), "{body}");
}
