//! `--report FORMAT=FILE`: where reports go, and what happens where they cannot.

use std::fs;

use crate::server::Server;
use crate::{PAGE, doctract, repository};

#[test]
fn a_report_that_cannot_be_written_is_told_before_anything_is_sent() {
    let (server, folder) = (Server::start(std::time::Duration::ZERO, None), tempfile::tempdir().unwrap());
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("file"), "").unwrap();
    let conform = ["conform", PAGE, "--url", &server.url, "--token-env", "TEST_API_TOKEN"];
    let (fine, below) = (format!("json={}", path("new/ok.json")), format!("html={}", path("file/report")));
    let (whole, again) = (format!("html={}", folder.path().display()), format!("human={}", path("new/ok.json")));
    for (wrong, told) in [(&below, "cannot write the report"), (&whole, "directory"), (&again, "two reports")] {
        let more = ["--case", "get.contacts/minimal", "--report", &fine, "--report", wrong];
        let run = doctract(repository(), &[&conform[..], &more].concat());
        assert_eq!(run.code, 2, "{wrong}: {}{}", run.stdout, run.stderr);
        let words = run.stderr.replace(folder.path().to_str().unwrap(), "");
        assert!(words.contains(told) && !words.contains(".tmp"), "{wrong}: {words}");
        assert!(run.stdout.is_empty() && server.heard.lock().unwrap().is_empty(), "{wrong}: {}", run.stdout);
    }
}

#[cfg(unix)]
#[test]
fn a_report_that_is_lost_takes_no_other_with_it() {
    let (server, folder) = (Server::start(std::time::Duration::ZERO, None), tempfile::tempdir().unwrap());
    let conform = ["conform", PAGE, "--url", &server.url, "--token-env", "TEST_API_TOKEN"];
    let ok = folder.path().join("ok.json");
    let (full, fine) = ("html=/dev/full", format!("json={}", ok.display()));
    let more = ["--case", "get.contacts/minimal", "--report", full, "--report", &fine];
    let run = doctract(repository(), &[&conform[..], &more].concat());
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("cannot write /dev/full"), "{}", run.stderr);
    assert!(run.stdout.contains("1 cases") || run.stdout.contains("1 case,"), "{}", run.stdout);
    assert!(fs::read_to_string(ok).unwrap().contains("get.contacts/minimal"));
}
