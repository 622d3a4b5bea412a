//! Signals that end a run: what it showed by then is not lost.

use std::fs;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::runs::begun;
use crate::server::Server;

#[test]
fn a_second_signal_leaves_what_was_made_and_tells_what_was_found() {
    let (server, folder) = (Server::start(Duration::from_millis(60), None), tempfile::tempdir().unwrap());
    let report = folder.path().join("report.json");
    let write = format!("--report=json={}", report.display());
    let mut child = begun(&server, &folder.path().join("state"), &[&write], 30);
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
