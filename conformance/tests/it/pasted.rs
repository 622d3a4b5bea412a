//! The command of a failure, pasted into a shell, sends the same request again.

use std::process::Command;

use doctract_conformance::{Credential, Filter, run};
use serde_json::Value;

use crate::bench::{notes_api, options, people_api, report, serve, target, whole};
use crate::notes::{Notes, TOKEN};
use crate::people;

/// Runs a command as a reader would, with the variable set.
async fn paste(command: &str, secret: &str) -> String {
    let (command, secret) = (command.to_owned(), secret.to_owned());
    let output = tokio::task::spawn_blocking(move || {
        Command::new("sh").arg("-c").arg(command).env("NOTES_TOKEN", secret).output().unwrap()
    });
    let output = output.await.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn curl_is_here() -> bool {
    let here = Command::new("curl").arg("--version").output().is_ok();
    if !here {
        // A run without it proves nothing here, and says so.
        println!("SKIPPED: curl is not installed");
    }
    here
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_of_a_json_rpc_failure_meets_it_again() {
    if !curl_is_here() {
        return;
    }
    let checks = ["length", "envelope", "envelope_id"].map(str::to_owned);
    let plan = whole(&notes_api()).narrowed(&Filter::new(&[], &[], &checks).unwrap());
    for defect in ["max_length@title", "parse-error", "batch", "number-id-as-text"] {
        let url = serve(Notes::new(defect).router()).await;
        let summary = run(plan.clone(), &target(&url, TOKEN), &mut ()).await.unwrap();
        let finding = summary.findings.first().unwrap_or_else(|| panic!("{defect}\n{}", report(&summary)));
        let again: Value = serde_json::from_str(&paste(&finding.failure.curl, TOKEN).await).unwrap();
        let answer = &finding.failure.answer;
        let body = answer.strip_prefix("HTTP 200 ").unwrap_or_else(|| panic!("{defect}: {answer}"));
        if body.ends_with('…') {
            // A report shows the beginning of a long answer: rows, which come and go.
            assert!(again.pointer("/result").is_some(), "{defect}: {again}");
            continue;
        }
        let mut first: Value = serde_json::from_str(body).unwrap();
        // The rows of the run are gone.
        if let Some(rows) = first.pointer_mut("/result").filter(|result| result.get("data").is_some()) {
            *rows = again["result"].clone();
        }
        // A second entity has another id.
        if let Some(id) = first.pointer_mut("/result/id").filter(|id| id.is_u64()) {
            *id = again.pointer("/result/id").cloned().unwrap();
        }
        assert_eq!(again, first, "{defect}: {}", finding.failure.curl);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_of_a_rest_failure_meets_it_again() {
    if !curl_is_here() {
        return;
    }
    for defect in ["required@name", "xml-root", "id-number"] {
        let url = serve(people::router(defect)).await;
        let mut target = target(&url, people::TOKEN);
        target.credential = Some(Credential { variable: "NOTES_TOKEN".to_owned(), secret: people::TOKEN.to_owned() });
        let summary = run(whole(&people_api()), &target, &mut ()).await.unwrap();
        let finding = summary.findings.first().unwrap_or_else(|| panic!("{defect}\n{}", report(&summary)));
        let again = paste(&finding.failure.curl, people::TOKEN).await;
        let word = if defect == "xml-root" { "<root>" } else { "\"id\"" };
        assert!(again.contains(word), "{defect}: {again}\n{}", finding.failure.curl);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_variable_the_request_is_another_one() {
    if !curl_is_here() {
        return;
    }
    let url = serve(Notes::new("max_length@title").router()).await;
    let plan =
        doctract_conformance::plan(&notes_api(), &options(&[], &[], &["create.notes/title/max-length"]).unwrap());
    let summary = run(plan, &target(&url, TOKEN), &mut ()).await.unwrap();
    let curl = &summary.findings[0].failure.curl;
    assert!(paste(curl, "wrong").await.contains("error"), "{curl}");
    assert!(paste(curl, TOKEN).await.contains("result"), "{curl}");
}
