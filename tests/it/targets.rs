//! Several targets in one run: what one of them lacks does not take away what the others show, and known failures are held to all of them.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::server::Server;
use crate::{PAGE, Run, doctract, repository};

/// A configuration with two targets, of which the second is a server that answers.
fn configured(folder: &Path, first: &str, server: &Server) {
    let documents = repository().join(PAGE).display().to_string();
    let text = format!(
        "[api.uis]\ndocuments = [{documents:?}]\n[target.first.api.uis]\n{first}\n\
         [target.second.api.uis]\nbase_url = {:?}\ntoken_env = \"TEST_API_TOKEN\"\n",
        server.url
    );
    fs::write(folder.join("doctract.toml"), text).unwrap();
}

fn held(folder: &Path, more: &[&str]) -> (Run, Value) {
    let report = folder.join("report.json");
    let report_flag = format!("json={}", report.display());
    let arguments = ["conform", "--check", "item-count", "--report", &report_flag];
    let run = doctract(folder, &[&arguments[..], more].concat());
    let text = fs::read_to_string(&report).unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr));
    (run, serde_json::from_str(&text).unwrap())
}

#[test]
fn a_target_that_cannot_be_held_to_account_takes_no_result_of_others_away() {
    let (server, folder) = (Server::start(Duration::ZERO, None), tempfile::tempdir().unwrap());
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("base_url = {:?}\ntoken_env = ", server.url);
    for (first, code, why) in [
        (format!("base_url = \"http://{closed}\"\ntoken_env = \"TEST_API_TOKEN\""), 3, "cannot be reached"),
        (format!("{url}\"NO_SUCH_VARIABLE\""), 2, "set the environment variable NO_SUCH_VARIABLE"),
        (format!("{url}\"TEST_API_TOKEN\"\nreset = {{ method = \"NO SUCH\", path = \"/\" }}"), 2, "was not reset"),
        ("base_url = \"http://user:word@127.0.0.1:1\"".to_owned(), 2, "holds a user name or a password"),
    ] {
        configured(folder.path(), &first, &server);
        let (run, json) = held(folder.path(), &[]);
        assert_eq!(run.code, code, "{}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(why) && run.stdout.contains("FAIL"), "{}{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains("word@"), "{}", run.stderr);
        assert_eq!(json["runs"].as_array().unwrap().len(), 1);
        assert_eq!(json["runs"][0]["target"], "second");
        assert_eq!(json["unheld"][0]["target"], "first");
        assert!(json["unheld"][0]["reason"].as_str().unwrap().contains(why), "{json}");
    }
}

#[test]
fn a_known_failure_of_no_target_api_or_case_is_told_with_what_may_be_meant() {
    let (server, folder) = (Server::start(Duration::ZERO, None), tempfile::tempdir().unwrap());
    configured(folder.path(), &format!("base_url = {:?}\ntoken_env = \"TEST_API_TOKEN\"", server.url), &server);
    let with = |entry: &str, more: &[&str]| {
        let all = "[[failure]]\ncase = \"*\"\nreason = \"r\"\n";
        fs::write(folder.path().join("known-failures.toml"), format!("{all}[[failure]]\nreason = \"r\"\n{entry}"))
            .unwrap();
        held(folder.path(), more).0
    };
    for (entry, told) in [
        ("case = \"*\"\ntarget = \"secnd\"\n", "no target `secnd`: did you mean `second`?"),
        ("case = \"*\"\napi = \"uiss\"\nexpires = 2020-01-01\n", "no API `uiss`: did you mean `uis`?"),
        ("case = \"create.contacts/minimall\"\n", "did you mean `create.contacts/minimal`?"),
        ("case = \"zzz\"\n", "no case has such an id; correct"),
    ] {
        let run = with(entry, &[]);
        assert_eq!(run.code, 1, "{entry}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains(told), "{entry}: {}", run.stdout);
    }
    for (entry, more) in [
        ("case = \"create.contacts/phone_numbers/max-items.at\"\ntarget = \"first\"\n", "second"),
        ("case = \"create.contacts/phone_numbers/max-items.at\"\n", "second"),
        ("case = \"zzz\"\n", "second"),
    ] {
        let run = with(entry, &["--target", more]);
        assert_eq!(run.code, 0, "{entry} is also about a target that was not asked for: {}", run.stdout);
    }
}

#[test]
fn an_entry_of_which_not_all_cases_ran_does_not_pass() {
    let (server, folder) = (Server::start(Duration::ZERO, None), tempfile::tempdir().unwrap());
    configured(folder.path(), &format!("base_url = {:?}\ntoken_env = \"TEST_API_TOKEN\"", server.url), &server);
    let entry =
        "[[failure]]\ncase = \"create.contacts/phone_numbers/max-items*\"\nreason = \"r\"\ntarget = \"second\"\n";
    fs::write(folder.path().join("known-failures.toml"), entry).unwrap();
    let at = "create.contacts/phone_numbers/max-items.at";
    for choice in [["--case", at], ["--skip", "get.*"]] {
        let more = [&["--target", "second", "--case", at][..], &choice].concat();
        let (run, json) = held(folder.path(), &more);
        assert_eq!(run.code, 0, "{choice:?}: {}", run.stdout);
        assert_eq!(json["runs"][0]["passed"], 1);
    }
}

#[test]
fn an_api_that_no_target_has_is_guessed() {
    let (server, folder) = (Server::start(Duration::ZERO, None), tempfile::tempdir().unwrap());
    configured(folder.path(), "base_url = \"http://127.0.0.1:1\"", &server);
    let run = doctract(folder.path(), &["conform", "--api", "uiss"]);
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("did you mean `uis`"), "{}", run.stderr);
}

#[test]
fn flags_that_say_nothing_sensible_are_refused() {
    let url = ["conform", PAGE, "--url", "http://127.0.0.1:1"];
    for (more, told) in [
        (["--fact", "uiss.existing.id=1"], "did you mean `uis`?"),
        (["--rate", "0"], "a number above 0"),
        (["--rate", "NaN"], "a number above 0"),
        (["--max-time", "18446744073709551615"], "18446744073709551615"),
        (["--jobs", "0"], "from 1"),
        (["--url", "http://127.0.0.1:2"], "given twice"),
    ] {
        let run = doctract(repository(), &[&url[..], &more].concat());
        assert_eq!(run.code, 2, "{more:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(told), "{more:?}: {}", run.stderr);
    }
}

#[test]
fn reports_go_with_a_run() {
    for instead in ["--list", "--dry-run", "--cleanup"] {
        let more = ["conform", PAGE, "--url", "http://127.0.0.1:1", instead, "--report", "json=no-such/report"];
        let run = doctract(repository(), &more);
        assert_eq!(run.code, 2, "{instead}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains("make none"), "{instead}: {}", run.stderr);
    }
}

#[test]
fn the_path_of_a_configured_reset_stands_below_the_base_url() {
    let (server, folder) = (Server::start(Duration::ZERO, None), tempfile::tempdir().unwrap());
    configured(folder.path(), "base_url = \"http://127.0.0.1:1\"\nreset = { path = \"reset\" }", &server);
    let run = doctract(folder.path(), &["conform", "--list"]);
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("doctract.toml:") && run.stderr.contains("write `/path`"), "{}", run.stderr);
}

#[test]
fn a_dry_run_shows_the_reset_the_removals_and_the_variable() {
    let arguments = ["conform", "--dry-run", PAGE, "--url", "http://127.0.0.1:1"];
    let more = ["--token-env", "NO_SUCH_VARIABLE", "--reset", "POST /reset"];
    let run = doctract(repository(), &[&arguments[..], &more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.starts_with("# resets the target\ncurl -sS -X POST 'http://127.0.0.1:1/reset'"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("# takes away each entity that create.contacts made\ncurl"), "{}", run.stdout);
    assert!(run.stdout.contains("$NO_SUCH_VARIABLE") && !run.stdout.contains("$TOKEN"), "{}", run.stdout);
}

#[test]
fn a_reader_of_stderr_that_goes_away_is_no_reason_to_fail() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_doctract"))
        .current_dir(repository())
        .args(["generate", "--check", "--config", "no-such-file.toml"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

#[cfg(unix)]
#[test]
fn a_target_behind_a_shell_is_stopped_and_one_that_fails_says_why() {
    let (server, folder) = (Server::start(Duration::ZERO, None), tempfile::tempdir().unwrap());
    let pid = folder.path().join("pid");
    let start = |script: &str| {
        let documents = repository().join(PAGE).display().to_string();
        let text = format!(
            "[api.uis]\ndocuments = [{documents:?}]\n[target.one.start]\ncommand = [\"sh\", \"-c\", {script:?}]\nready = \"ready \"\n\
             env = {{ KEY = \"hunter2\" }}\n[target.one.api.uis]\ntoken_env = \"TEST_API_TOKEN\"\n"
        );
        fs::write(folder.path().join("doctract.toml"), text).unwrap();
        doctract(folder.path(), &["conform", "--case", "get.contacts/minimal"])
    };
    let run = start(&format!("sleep 600 & echo $! > {}; echo ready {}; wait; true", pid.display(), server.url));
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    let pid = fs::read_to_string(&pid).unwrap();
    let gone =
        |pid: &str| !Command::new("kill").args(["-0", pid.trim()]).stderr(Stdio::null()).status().unwrap().success();
    let dead = |pid: &str| {
        gone(pid) || fs::read_to_string(format!("/proc/{}/stat", pid.trim())).is_ok_and(|stat| stat.contains(") Z "))
    };
    assert!(
        (0..50).any(|_| dead(&pid) || (std::thread::sleep(Duration::from_millis(100)), false).1),
        "{pid} still runs"
    );
    let run = start("echo no port for $KEY >&2; exit 7");
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("exit status: 7") && run.stderr.contains("no port for $KEY"), "{}", run.stderr);
}
