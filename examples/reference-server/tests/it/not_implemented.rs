//! What is documented and not there yet says so, by an error that is none of the documented ones.

use reqwest::Method;
use serde_json::json;

use crate::server::{Server, TOKENS};

#[tokio::test]
async fn deleting_contacts_in_bulk() {
    let server = Server::start(&[]);
    let send = async |path: &str, token: Option<&str>| {
        server.send(Method::PUT, path, token, Some(&json!({ "contactids": [1] }))).await.status()
    };
    let token = TOKENS[2].1;
    assert_eq!(send("/api/2.0/crm/contact", Some(token)).await, 501);
    assert_eq!(send("/api/2.0/crm/contact.xml", Some(token)).await, 501);
    assert_eq!(send("/api/2.0/crm/contact", Some("wrong")).await, 401);
    assert_eq!(send("/api/2.0/crm/contact", None).await, 401);
    assert_eq!(send("/api/2.0/crm/nothing", Some(token)).await, 404);
}
