//! Signals that end a run: what it showed by then is not lost.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::server::Server;
use crate::{SECRET, repository};

#[test]
fn a_second_signal_leaves_what_was_made_and_tells_what_was_found() {
    let (server, folder) = (Server::start(Duration::from_millis(60), None), tempfile::tempdir().unwrap());
    let report = folder.path().join("report.json");
    let mut child = Command::new(env!("CARGO_BIN_EXE_doctract"))
        .current_dir(repository())
        .args(["conform", "spec/docs/uis", "--url", &server.url, "--token-env", "TEST_API_TOKEN", "--state"])
        .arg(folder.path().join("state"))
        .arg(format!("--report=json={}", report.display()))
        .env("TEST_API_TOKEN", SECRET)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_mins(1);
    while server.stored.lock().unwrap().len() < 30 {
        assert!(Instant::now() < until, "nothing was made");
        std::thread::sleep(Duration::from_millis(20));
    }
    for _ in 0..2 {
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let json: Value = serde_json::from_str(&fs::read_to_string(&report).unwrap()).unwrap();
    let run = &json["runs"][0];
    assert!(!run["cases"].as_array().unwrap().is_empty(), "{json}");
    assert_eq!(run["ending"], "the run was interrupted");
    let left = run["leftovers"].as_array().unwrap();
    assert!(left.len() > 10 && left[0]["reason"].as_str().unwrap().contains("left where it is"), "{left:?}");
    assert_eq!(fs::read_dir(folder.path().join("state/ledger")).unwrap().count(), 1);
}
