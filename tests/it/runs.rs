//! Runs of `doctract conform` as their users make them: chosen, interrupted, tidied up, known to fail, and written down.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::server::Server;
use crate::{PAGE, SECRET, doctract, repository};

const AT_ONCE: Duration = Duration::ZERO;

/// Runs `conform` with the documents of the JSON-RPC API against a server, with its state in a folder.
fn conform(server: &Server, state: &Path, more: &[&str]) -> crate::Run {
    doctract(repository(), &[&arguments(server, state)[..], more].concat())
}

fn arguments<'a>(server: &'a Server, state: &'a Path) -> Vec<&'a str> {
    let state = state.to_str().unwrap();
    vec!["conform", PAGE, "--url", &server.url, "--token-env", "TEST_API_TOKEN", "--state", state]
}

fn ledgers(state: &Path) -> usize {
    fs::read_dir(state.join("ledger")).map_or(0, Iterator::count)
}

#[test]
fn what_a_run_makes_is_taken_away_and_the_ledger_with_it() {
    let (server, state) = (Server::start(AT_ONCE, None), tempfile::tempdir().unwrap());
    let run = conform(&server, state.path(), &["--case", "create.group_contacts/*"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(server.heard.lock().unwrap().iter().any(|method| method.starts_with("create.")));
    assert!(server.stored.lock().unwrap().is_empty(), "{:?}", server.stored.lock().unwrap());
    assert_eq!(ledgers(state.path()), 0);
}

/// Begins a slow run with further arguments, and waits until it has made so many entities and noted them.
pub fn begun(server: &Server, state: &Path, more: &[&str], made: usize) -> std::process::Child {
    let child = Command::new(env!("CARGO_BIN_EXE_doctract"))
        .current_dir(repository())
        .args(arguments(server, state))
        .args(more)
        .env("TEST_API_TOKEN", SECRET)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_mins(1);
    while server.stored.lock().unwrap().len() < made || ledgers(state) == 0 {
        assert!(Instant::now() < until, "nothing was made");
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_tidies_up_and_says_so() {
    for signal in ["-INT", "-TERM"] {
        let (server, state) = (Server::start(Duration::from_millis(15), None), tempfile::tempdir().unwrap());
        let mut child = begun(&server, state.path(), &[], 3);
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        assert!(server.stored.lock().unwrap().is_empty(), "{signal}: {:?}", server.stored.lock().unwrap());
        assert_eq!(ledgers(state.path()), 0, "{signal}");
    }
}

#[test]
fn what_a_killed_run_left_is_taken_away_later() {
    let (server, state) = (Server::start(Duration::from_millis(15), None), tempfile::tempdir().unwrap());
    let mut child = begun(&server, state.path(), &[], 3);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!server.stored.lock().unwrap().is_empty());
    assert_eq!(ledgers(state.path()), 1);
    let run = conform(&server, state.path(), &["--cleanup"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("taken away"), "{}", run.stdout);
    // A request that was under way when the run was killed made something of which no ledger could hear.
    assert!(server.stored.lock().unwrap().len() <= 4, "{:?}", server.stored.lock().unwrap());
    assert_eq!(ledgers(state.path()), 0);
    let again = conform(&server, state.path(), &["--cleanup"]);
    assert_eq!(again.code, 0, "there is nothing left to do: {}{}", again.stdout, again.stderr);
}

#[test]
fn a_run_that_only_reads_calls_nothing_else() {
    let (server, state) = (Server::start(AT_ONCE, None), tempfile::tempdir().unwrap());
    let run = conform(&server, state.path(), &["--read-only"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    let heard = server.heard.lock().unwrap();
    assert!(heard.iter().any(|method| method == "get.contacts"));
    let changing: Vec<_> = heard
        .iter()
        .filter(|method| ["create", "update", "delete"].iter().any(|verb| method.starts_with(verb)))
        .collect();
    assert!(changing.is_empty(), "{changing:?}");
    assert!(run.stdout.contains("the run only reads"), "{}", run.stdout);
}

#[test]
fn a_dry_run_names_the_variable_of_the_credential_where_it_is_unset() {
    let arguments = ["conform", "--dry-run", "--method", "get.contacts", "--token-env", "NO_SUCH_TOKEN", PAGE];
    let run = doctract(repository(), &arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("$NO_SUCH_TOKEN") && !run.stdout.contains("$TOKEN"), "{}", run.stdout);
}

#[test]
fn a_dry_run_prints_commands_and_sends_nothing() {
    let (server, state) = (Server::start(AT_ONCE, None), tempfile::tempdir().unwrap());
    let run = conform(&server, state.path(), &["--dry-run", "--method", "*.contacts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("curl -sS -X POST") && run.stdout.contains("$TEST_API_TOKEN"), "{}", run.stdout);
    assert!(!run.stdout.contains(SECRET));
    assert!(server.heard.lock().unwrap().is_empty());
}

#[test]
fn a_dry_run_of_one_case_shows_what_the_case_needs_and_nothing_else() {
    let case = "update.contacts/organization_id/unknown-id";
    let run = doctract(repository(), &["conform", "--dry-run", "--case", case, PAGE]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with('#')).collect();
    let [makes, named, takes, count] = told[..] else { panic!("{told:#?}") };
    assert!(makes.starts_with("# makes <id: create.contacts"), "{makes}");
    assert_eq!(named, format!("# must {case}"));
    assert!(takes.contains("create.contacts made") && count.contains("1 cases"), "{takes} {count}");
    let methods: Vec<&str> =
        run.stdout.split("\"method\":\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(methods, ["create.contacts", "update.contacts", "delete.contacts"]);
}

#[test]
fn only_what_failed_last_runs_again() {
    let (server, state) = (Server::start(AT_ONCE, None), tempfile::tempdir().unwrap());
    let check = ["--check", "item-count", "--format", "json"];
    let ran = |run: &crate::Run| {
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        let cases = report["runs"][0]["cases"].as_array().unwrap().clone();
        let failed = cases.iter().filter(|case| case["ended"] == "failed").count();
        (cases.len(), failed)
    };
    let (all, failed) = ran(&conform(&server, state.path(), &check));
    assert!(failed > 0 && failed < all, "{failed} of {all}");
    let (again, _) = ran(&conform(&server, state.path(), &["--last-failed", "--format", "json"]));
    assert_eq!(again, failed);
    let nothing = tempfile::tempdir().unwrap();
    let run = conform(&server, nothing.path(), &["--last-failed"]);
    assert_eq!(run.code, 4);
    assert!(run.stderr.contains("run without --last-failed"), "{}", run.stderr);
}

#[test]
fn known_failures_are_no_failures_until_they_pass_or_expire() {
    let (server, state) = (Server::start(AT_ONCE, None), tempfile::tempdir().unwrap());
    let file = state.path().join("known.toml");
    let with = |text: &str| {
        fs::write(&file, text).unwrap();
        conform(&server, state.path(), &["--check", "item-count", "--known-failures", file.to_str().unwrap()])
    };
    let known = with("[[failure]]\ncase = \"*\"\nreason = \"the double knows no rules\"\n");
    assert_eq!(known.code, 0, "{}", known.stdout);
    assert!(known.stdout.contains("KNOWN") && !known.stdout.contains("FAIL"), "{}", known.stdout);
    let expired = with("[[failure]]\ncase = \"*\"\nreason = \"r\"\nexpires = 2020-01-01\n");
    assert_eq!(expired.code, 1);
    assert!(expired.stdout.contains("FAIL") && expired.stdout.contains("expired on 2020-01-01"), "{}", expired.stdout);
    let passes = "[[failure]]\ncase = \"*\"\nreason = \"r\"\n[[failure]]\ncase = \"create.contacts/phone_numbers/max-items.at\"\nreason = \"r\"\n";
    let passes = with(passes);
    let gone = with("[[failure]]\ncase = \"*\"\nreason = \"r\"\n[[failure]]\ncase = \"no/such\"\nreason = \"r\"\n");
    assert_eq!((passes.code, gone.code), (1, 1), "{}{}", passes.stdout, gone.stdout);
    assert!(
        passes.stdout.contains("known.toml:4 `create.contacts/phone_numbers/max-items.at` passes now"),
        "{}",
        passes.stdout
    );
    assert!(gone.stdout.contains("no case has such an id"), "{}", gone.stdout);
    let other = with("[[failure]]\ncase = \"*\"\nreason = \"r\"\napi = \"another\"\n");
    assert_eq!(other.code, 1, "an entry of another API excuses nothing");
    let unread = with("[[failure]]\ncase = \"*\"\n");
    assert_eq!(unread.code, 2);
    assert!(unread.stderr.contains("known.toml:1:1"), "{}", unread.stderr);
}

/// A secret with characters that JSON, URLs and XML write otherwise. Its ends occur nowhere else: what the suite makes up has no capitals.
const ODD: &str = "ZQ9\"x /щъё%&<QZ8";

/// The secret in Base64, by itself and behind `user:`.
const BASE64: &str = "WlE5InggL9GJ0YrRkSUmPFFaOA==";
const USER_IN_BASE64: &str = "dXNlcjpaUTkieCAv0YnRitGRJSY8UVo4";

#[test]
fn no_artefact_shows_the_secret_in_any_form() {
    let percent: String = ODD.bytes().fold(String::new(), |out, byte| out + &format!("%{byte:02x}"));
    let escaped: String = ODD.encode_utf16().fold(String::new(), |out, unit| out + &format!("\\u{unit:04X}"));
    let quoted = ODD.replace('"', "\\\"").replace('/', "\\/");
    let form = ODD.replace('%', "%25").replace('"', "%22").replace(' ', "+").replace('&', "%26");
    let hex: String = ODD.bytes().fold(String::new(), |out, byte| out + &format!("{byte:02x}"));
    let cut = format!("{}{ODD}", "x".repeat(1990));
    for echo in [ODD, &percent, &escaped, &quoted, &form, &cut, BASE64, USER_IN_BASE64, &hex] {
        let server = Server::start(AT_ONCE, Some(echo));
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let reports: Vec<String> = ["human", "json", "junit", "sarif", "html"]
            .iter()
            .map(|format| format!("--report={format}={}", folder.path().join(format).display()))
            .collect();
        let run = Command::new(env!("CARGO_BIN_EXE_doctract"))
            .current_dir(repository())
            .args(arguments(&server, &state))
            .args(&reports)
            .args(["--method", "*.contact_organizations"])
            .env("TEST_API_TOKEN", ODD)
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
        let mut artefacts = vec![("stdout".to_owned(), run.stdout), ("stderr".to_owned(), run.stderr)];
        for file in walk(folder.path()) {
            artefacts.push((file.display().to_string(), fs::read(&file).unwrap()));
        }
        assert!(artefacts.len() >= 9, "{}", artefacts.len());
        for (name, bytes) in artefacts {
            let text = String::from_utf8_lossy(&bytes);
            for part in [
                "ZQ9",
                "QZ8",
                "%5a%51",
                "\\u005A\\u0051",
                "щъё",
                "%D1%89",
                "%d1%89",
                "\\u0449",
                "WlE5",
                "FFaO",
                "aUTk",
                "UVo4",
                "5a5139",
            ] {
                let at = text.find(part);
                let around: String = at.map_or(String::new(), |at| text[..at].chars().rev().take(80).collect());
                let around: String = around.chars().rev().collect();
                assert!(at.is_none(), "{name} holds `{part}` of a secret that came back as {echo}: {around}");
            }
        }
    }
}

/// All files below a folder.
fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn reports_in_every_format_tell_the_same_findings() {
    let (server, folder) = (Server::start(AT_ONCE, None), tempfile::tempdir().unwrap());
    let file = |name: &str| folder.path().join(name);
    let reports: Vec<String> = ["json", "junit", "sarif", "html"]
        .iter()
        .map(|name| format!("--report={name}={}", file(name).display()))
        .collect();
    let more: Vec<&str> = reports.iter().map(String::as_str).chain(["--check", "item-count"]).collect();
    let run = conform(&server, folder.path(), &more);
    let read = |name: &str| fs::read_to_string(file(name)).unwrap();
    let json: Value = serde_json::from_str(&read("json")).unwrap();
    let one = &json["runs"][0];
    let findings = one["findings"].as_array().unwrap().len();
    assert_eq!(json["version"], 1);
    assert_eq!(run.stdout.matches("FAIL").count(), findings);
    let (junit, cases) = (read("junit"), one["cases"].as_array().unwrap());
    assert_eq!(junit.matches("<testcase").count(), cases.len() + one["missing"].as_array().unwrap().len());
    assert_eq!(junit.matches("<failure").count(), cases.iter().filter(|case| case["ended"] == "failed").count());
    let sarif: Value = serde_json::from_str(&read("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), findings);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], PAGE);
    assert!(place["region"]["startLine"].as_u64().unwrap() > 1);
    assert_eq!(read("html").matches("<article").count(), findings);
    let wrong = conform(&server, folder.path(), &["--report", "pdf=x"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("there are human, json, junit, sarif, html"), "{}", wrong.stderr);
}

#[test]
fn a_target_is_told_whole_by_flags() {
    let server = Server::start(AT_ONCE, None);
    let url = format!("yandex360={}", server.url);
    let token = "yandex360=TEST_API_TOKEN";
    let arguments = ["conform", "--list", "spec/docs/yandex360", "--url", &url, "--token-env", token];
    let with = doctract(repository(), &[&arguments[..], &["--fact", "yandex360.existing.orgId=5"]].concat());
    let without = doctract(repository(), &arguments);
    assert_eq!((with.code, without.code), (0, 0), "{}{}", with.stderr, without.stderr);
    let misses = |run: &crate::Run| run.stdout.matches("no fact is configured").count();
    assert!(misses(&with) < misses(&without));
    let unknown = doctract(repository(), &["conform", "--list", PAGE, "--url", "uiss=http://127.0.0.1:1"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("did you mean `uis`"), "{}", unknown.stderr);
}

#[test]
fn a_reset_comes_before_the_cases() {
    let (server, state) = (Server::start(AT_ONCE, None), tempfile::tempdir().unwrap());
    let run = conform(&server, state.path(), &["--reset", "POST /reset", "--case", "get.contacts/minimal"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert_eq!(
        server.heard.lock().unwrap().iter().filter(|method| method.is_empty()).count(),
        2,
        "the probe and the reset"
    );
}
