//! Starting, ending and starting again.

use std::{
    fs,
    path::{Path, PathBuf},
};

use reqwest::Method;
use serde_json::json;
use tempfile::TempDir;

use crate::server::{Server, TOKENS, refuse_to_start};

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("contacts.sqlite")
}

/// Refuses with the status of wrong usage, nothing on standard output, and all these words in the message.
#[track_caller]
fn check_refusal(args: &[&str], variables: &[(&str, &str)], words: &[&str]) {
    let output = refuse_to_start(args, variables);
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{message}");
    assert!(words.iter().all(|word| message.contains(word)), "{message}");
}

#[test]
fn nobody_is_served_without_a_token() {
    check_refusal(&[], &[], &["UIS_TOKEN", "YANDEX_TOKEN", "ONLYOFFICE_TOKEN"]);
    check_refusal(&[], &[("UIS_TOKEN", "")], &["UIS_TOKEN"]);
    check_refusal(&["--api", "yandex360"], &TOKENS[..1], &["YANDEX_TOKEN"]);
}

#[tokio::test]
async fn tokens_come_from_a_file_too_and_the_environment_comes_first() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tokens.toml");
    let named = ["--tokens", path.to_str().unwrap()];
    fs::write(&path, format!("uis = \"of the file\"\nyandex360 = \"{}\"\n", TOKENS[1].1)).unwrap();
    let server = Server::start_with(&named, &TOKENS[..1]);
    server.organization("Rose").await;
    let authorization = format!("OAuth {}", TOKENS[1].1);
    let path_of_all = "/directory/v1/org/1/external_contacts";
    assert_eq!(server.send(Method::GET, path_of_all, Some(&authorization), None).await.status(), 200);
    let nobody = server.send(Method::PUT, "/api/2.0/crm/contact", Some(TOKENS[2].1), None).await;
    assert_eq!(nobody.status(), 404, "an API without a token is not served");

    for text in ["uis = \"secret-of-the-file", "uis = 5 # secret-of-the-file", "other = \"secret-of-the-file\"", "\n["]
    {
        fs::write(&path, text).unwrap();
        let output = refuse_to_start(&named, &[]);
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(message.contains("tokens.toml:") && !message.contains("secret-of-the-file"), "{message}");
    }
    check_refusal(&["--tokens", "/nonexistent/tokens.toml"], &[], &["/nonexistent/tokens.toml"]);
}

#[test]
fn contradictions_are_refused() {
    check_refusal(&["--org", "1", "--forbidden-org", "1"], &TOKENS, &["organization 1"]);
    check_refusal(&["--db", "/nonexistent/contacts.sqlite"], &TOKENS, &["/nonexistent/contacts.sqlite"]);
    check_refusal(&["--host", "not a host"], &TOKENS, &["not a host"]);
    check_refusal(&["--schedule", "one"], &TOKENS, &["--schedule", "1=Day shift"]);
}

#[test]
fn files_of_other_programs_are_left_alone() {
    let folder = TempDir::new().unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "not a database, and dear to someone").unwrap();
    check_refusal(&["--db", text.to_str().unwrap()], &TOKENS, &["notes.txt", "not a database"]);
    assert_eq!(fs::read_to_string(&text).unwrap(), "not a database, and dear to someone");
}

#[tokio::test]
async fn only_what_was_asked_for_is_served() {
    let server = Server::start(&["--api", "uis"]);
    server.organization("Rose").await;
    let authorization = format!("OAuth {}", TOKENS[1].1);
    let answer = server.send(Method::GET, "/directory/v1/org/1/external_contacts", Some(&authorization), None).await;
    assert_eq!(answer.status(), 404);
}

#[tokio::test]
async fn a_restart_keeps_what_was_acknowledged() {
    let folder = TempDir::new().unwrap();
    let path = file(&folder);
    let authorization = format!("OAuth {}", TOKENS[1].1);
    let contacts = "/directory/v1/org/1/external_contacts";
    let body = json!({ "firstName": "Anna", "lastName": "Ivanova", "emails": [{ "email": "a@example.com" }] });

    let server = Server::start_on(path.clone(), &[]);
    let id = server.organization("Rose").await;
    assert_eq!(server.send(Method::POST, contacts, Some(&authorization), Some(&body)).await.status(), 200);
    assert!(server.end().status.success());

    let server = Server::start_on(path.clone(), &[]);
    let filter = json!({ "field": "id", "operator": "=", "value": id });
    assert_eq!(server.names(json!({ "filter": filter })).await, ["Rose"]);
    let listed = server.send(Method::GET, contacts, Some(&authorization), None).await;
    let listed: serde_json::Value = listed.json().await.unwrap();
    assert_eq!(listed["contacts"][0]["emails"], json!([{ "email": "a@example.com" }]));
    // Killed in the middle of things, not told to end.
    let lily = server.organization("Lily").await;
    drop(server);

    let server = Server::start_on(path.clone(), &[]);
    assert_eq!(server.names(json!({})).await, ["Rose", "Lily"]);
    assert!(server.organization("Iris").await > lily);
}

#[tokio::test]
async fn readers_and_writers_do_not_meet_a_locked_database() {
    let folder = TempDir::new().unwrap();
    let server = Server::start_on(file(&folder), &[]);
    let write = async |writer: usize| {
        for number in 0..10 {
            server.organization(&format!("{writer}-{number}")).await;
        }
    };
    let read = async || {
        for _ in 0..20 {
            server.names(json!({ "sort": [{ "field": "name" }] })).await;
        }
    };
    tokio::join!(write(0), write(1), write(2), write(3), read(), read(), read(), read());
    assert_eq!(server.names(json!({})).await.len(), 40);
    assert!(Path::new(&format!("{}-wal", file(&folder).display())).exists(), "the file is in WAL mode");
}

#[tokio::test]
async fn one_line_is_printed_and_no_secret() {
    let server = Server::start(&[]);
    server.organization("Rose").await;
    server.call("create.contact_organizations", json!({})).await;
    server.call("create.contact_organizations", json!({ "name": { "access_token": TOKENS[0].1 } })).await;
    let body = json!({ "emails": TOKENS[1].1 });
    server
        .send(
            Method::POST,
            "/directory/v1/org/1/external_contacts",
            Some(&format!("OAuth {}", TOKENS[1].1)),
            Some(&body),
        )
        .await;
    server.send(Method::PUT, "/api/2.0/crm/contact", Some(TOKENS[2].1), Some(&json!({ "contactids": "x" }))).await;

    let ended = server.end();
    assert!(ended.status.success());
    assert!(ended.first_line.starts_with("listening on http://127.0.0.1:"), "{}", ended.first_line);
    assert_eq!(ended.printed, "");
    assert!(ended.logged.contains("refused"), "refused requests are logged: {}", ended.logged);
    for (_, token) in TOKENS {
        assert!(!ended.logged.contains(token), "{}", ended.logged);
    }
}
