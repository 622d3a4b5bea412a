//! Slips of users, in flags and in files: each is told with what may be meant.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::server::Server;
use crate::{PAGE, doctract, repository};

#[test]
fn keys_that_are_not_there_are_guessed() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    file("doctract.toml", "[api.crm]\ndocumnets = [\"docs\"]\n");
    let run = doctract(folder.path(), &["lint"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("doctract.toml:2:1: unknown field `documnets`: did you mean `documents`?"),
        "{}",
        run.stderr
    );

    let documents = repository().join(PAGE).display().to_string();
    let arguments = ["conform", &documents, "--url", "http://127.0.0.1:1", "--case", "get.contacts/minimal"];
    for (entry, told) in [
        ("case = \"*\"\nresaon = \"r\"\n", "known-failures.toml:3:1: unknown field `resaon`: did you mean `reason`?"),
        ("case = \"*\"\nreason = \" \"\n", "known-failures.toml:1: the reason is empty"),
    ] {
        file("doctract.toml", "");
        file("known-failures.toml", &format!("[[failure]]\n{entry}"));
        let run = doctract(folder.path(), &arguments);
        assert_eq!(run.code, 2, "{entry}");
        assert!(run.stderr.contains(told), "{entry}: {}", run.stderr);
    }
}

#[test]
fn a_reset_that_is_no_request_is_refused() {
    let url = ["conform", "--list", PAGE, "--url", "http://127.0.0.1:1", "--reset"];
    for (reset, told) in [
        ("PSOT /x", "`PSOT` is no HTTP method: did you mean `POST`?"),
        ("RESET /x", "`RESET` is no HTTP method; there are GET, POST"),
        ("POST x", "`x` is no path below the base URL"),
        ("x", "`x` is no path below the base URL"),
        ("POST http://h/x y", "is no path below the base URL"),
    ] {
        let run = doctract(repository(), &[&url[..], &[reset]].concat());
        assert_eq!(run.code, 2, "{reset}: {}", run.stdout);
        assert!(run.stderr.contains(told), "{reset}: {}", run.stderr);
    }
    assert_eq!(doctract(repository(), &[&url[..], &["/x"]].concat()).code, 0);
}

#[test]
fn a_number_without_its_zeros_is_guessed() {
    for (word, meant) in [("C22", "C022"), ("d43", "D043")] {
        let run = doctract(repository(), &["explain", word]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(&format!("did you mean `{meant}`?")), "{}", run.stderr);
    }
}

#[test]
fn a_runtime_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let documents = repository().join(PAGE).display().to_string();
    let text = format!("runtime = \"no/such\"\n[api.uis]\ndocuments = [{documents:?}]\noutput = \"out\"\n");
    fs::write(folder.path().join("doctract.toml"), text).unwrap();
    let run = doctract(folder.path(), &["generate"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("`runtime` leads to no/such, which is no folder"), "{}", run.stderr);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_document_that_is_named_twice_is_read_once() {
    let page = PAGE;
    let once = doctract(repository(), &["lint", "spec/docs/uis"]);
    let twice = doctract(repository(), &["lint", "spec/docs/uis", page, "./spec/docs/uis"]);
    assert_eq!((twice.code, twice.stdout), (once.code, once.stdout));
}

#[test]
fn advice_is_what_the_command_takes() {
    let folder = tempfile::tempdir().unwrap();
    for (command, documents) in [("generate", false), ("verify", false), ("lint", true)] {
        let run = doctract(folder.path(), &[command]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("name a configuration with --config"), "{command}: {}", run.stderr);
        assert_eq!(run.stderr.contains("no documents are named"), documents, "{command}: {}", run.stderr);
    }
}

#[test]
fn what_was_read_before_may_come_through_a_pipe() {
    let ir = doctract(repository(), &["read", "--format", "json", "spec/docs/yandex360"]).stdout;
    let page = fs::read_to_string(repository().join(PAGE)).unwrap();
    for (path, text) in [("-", &ir), ("/dev/stdin", &ir), ("-", &page)] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_doctract"))
            .current_dir(repository())
            .args(["conform", "--list", path])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let run = child.wait_with_output().unwrap();
        assert!(run.status.success(), "{path}");
        let listed = String::from_utf8(run.stdout).unwrap();
        assert!(
            listed.contains(if text == &ir { "yandex360: " } else { "create.contacts/minimal" }),
            "{path}: {listed}"
        );
    }
}

#[test]
fn the_list_of_cases_has_a_json_form() {
    let list = ["conform", "--list", "spec/docs/uis", "--method", "get.contacts", "--format", "json"];
    let run = doctract(repository(), &list);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((json["version"].as_u64(), json["plans"][0]["api"].as_str()), (Some(1), Some("uis")));
    let case = &json["plans"][0]["cases"][0];
    for key in ["id", "level", "check", "method", "does"] {
        assert!(case[key].as_str().is_some_and(|word| !word.is_empty()), "{key}: {case}");
    }
    assert!(case["sentence"]["source"]["line"].as_u64() > Some(1), "{case}");
}

#[test]
fn a_clean_up_of_nothing_says_so() {
    let (server, state) = (Server::start(std::time::Duration::ZERO, None), tempfile::tempdir().unwrap());
    let arguments = ["conform", PAGE, "--url", &server.url, "--token-env", "TEST_API_TOKEN", "--cleanup"];
    let run = doctract(repository(), &[&arguments[..], &["--state", state.path().to_str().unwrap()]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout, format!("uis: no run left anything at {}\n", server.url));
}

#[cfg(unix)]
#[test]
fn a_ledger_that_cannot_be_written_is_told_once() {
    let (server, folder) = (Server::start(std::time::Duration::ZERO, None), tempfile::tempdir().unwrap());
    let state = folder.path().join("file");
    fs::write(&state, "").unwrap();
    let arguments = ["conform", PAGE, "--url", &server.url, "--token-env", "TEST_API_TOKEN", "--case"];
    let more = ["create.group_contacts/*", "--state", state.to_str().unwrap()];
    let run = doctract(repository(), &[&arguments[..], &more].concat());
    assert!(server.heard.lock().unwrap().iter().filter(|method| method.starts_with("create.")).count() > 1);
    assert_eq!(run.stderr.matches("cannot write the ledger").count(), 1, "{}", run.stderr);
}
