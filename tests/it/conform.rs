//! `doctract conform` and `doctract verify`.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use crate::{PAGE, SECRET, doctract, repository};

/// An HTTP server that answers every request with 500, until the test ends.
fn broken_server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().take(20_000) {
            std::thread::spawn(move || answer(stream.unwrap()));
        }
    });
    url
}

fn answer(mut stream: TcpStream) {
    let mut request = [0; 16 * 1024];
    let _ = stream.read(&mut request);
    let _ =
        stream.write_all(b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 4\r\nconnection: close\r\n\r\noops");
}

#[test]
fn the_cases_are_listed_with_the_sentences_behind_them() {
    let run = doctract(repository(), &["conform", "--list", "spec/docs/uis"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("create.contacts/phone_numbers/max-items"), "{}", run.stdout);
    assert!(run.stdout.contains("spec/docs/uis/address-book.md:"), "{}", run.stdout);
}

#[test]
fn what_was_read_before_gives_the_cases_of_the_documents() {
    let folder = tempfile::tempdir().unwrap();
    let stored = folder.path().join("api.json");
    let read = doctract(repository(), &["read", "--format", "json", "spec/docs/yandex360"]);
    fs::write(&stored, &read.stdout).unwrap();
    let listed = |path: &str| doctract(repository(), &["conform", "--list", path]);
    let run = listed(stored.to_str().unwrap());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout, listed("spec/docs/yandex360").stdout);

    assert!(read.stdout.contains("\"verb\": \"GET\""));
    fs::write(&stored, read.stdout.replace("\"verb\": \"GET\"", "\"verb\": \"GET; ls\"")).unwrap();
    let run = listed(stored.to_str().unwrap());
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("is no HTTP method"), "{}", run.stderr);

    fs::write(&stored, "{\"openapi\": \"3.1.0\"}").unwrap();
    let run = listed(stored.to_str().unwrap());
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("is not what `doctract read --format json` writes"), "{}", run.stderr);
}

#[test]
fn documents_without_a_method_are_no_success_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.md");
    fs::write(&page, "# How we came to be\n\nIt was a dark and stormy night.\n").unwrap();
    let run = doctract(repository(), &["conform", "--url", "http://127.0.0.1:1", page.to_str().unwrap()]);
    assert_eq!(run.code, 4, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("tell of no method"), "{}", run.stderr);
}

#[test]
fn a_target_that_is_not_there_is_told_apart_from_a_failure() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{closed}");
    let run =
        doctract(repository(), &["conform", "--token-env", "TEST_API_TOKEN", "--url", &url, "spec/docs/yandex360"]);
    assert_eq!(run.code, 3, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(&closed.to_string()), "{}", run.stderr);
}

#[test]
fn a_run_of_nothing_is_no_success() {
    let choice = ["--case", "get.contacts/minimal", "--method", "create.contacts"];
    let arguments = ["conform", "--url", &broken_server(), PAGE];
    let run = doctract(repository(), &[&arguments[..], &choice].concat());
    assert_eq!(run.code, 4, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_target_that_is_not_configured_is_guessed() {
    let run = doctract(repository(), &["conform", "--target", "referense-server"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `reference-server`"), "{}", run.stderr);
}

#[test]
fn failures_are_found_and_the_secret_stays_secret() {
    let url = broken_server();
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().to_str().unwrap();
    let arguments = ["conform", "--token-env", "TEST_API_TOKEN", "--url", &url, "--state", state, PAGE];
    for format in ["human", "json"] {
        let run = doctract(repository(), &[&arguments[..], &["--format", format]].concat());
        assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("TEST_API_TOKEN"), "{}", run.stdout);
        assert!(!run.stdout.contains(SECRET) && !run.stderr.contains(SECRET), "{format}");
    }
}

#[test]
fn verify_says_why_a_target_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(repository().join("spec/docs/onlyoffice/crm-contact.txt"), folder.path().join("page.txt")).unwrap();
    fs::write(
        folder.path().join("doctract.toml"),
        "[api.crm]\ndocuments = [\"page.txt\"]\n[target.gone.start]\ncommand = [\"true\"]\nready = \"listening on \"\n[target.gone.api.crm]\n",
    )
    .unwrap();
    let run = doctract(folder.path(), &["verify"]);
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("`true` ended without a line that begins with `listening on `"), "{}", run.stderr);
}
