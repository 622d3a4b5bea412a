//! Runs against targets that misbehave as a whole, and what reports show.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use doctract_conformance::{Filter, RunError, plan, report, run};
use tokio::io::AsyncWriteExt;

use crate::bench::{self, hold, notes_api, options, serve, target, whole};
use crate::notes::{Notes, TOKEN};

#[tokio::test]
async fn one_defect_is_one_finding() {
    let plan = whole(&notes_api());
    // Two methods lack the rule, and rows show what they let in; what is not updated is missing from both sides.
    let defects = [
        ("no-jsonrpc", "get.notes", 1),
        ("no-field", "create.notes", 1),
        ("wrong-code", "create.notes", 1),
        ("value-stale", "create.notes", 1),
        ("field-extra", "get.notes", 1),
        ("not-implemented", "*", 1),
        ("maximum@rank", "*", 3),
        ("fields-ignored", "get.notes", 1),
        ("always-ascending", "get.notes", 1),
        ("less-or-equal", "get.notes", 1),
        ("update-nothing", "update.notes", 1),
    ];
    for (defect, method, count) in defects {
        let narrowed = plan.part(&Filter::new(&[], &[method.to_owned()], &[]).unwrap());
        let summary = hold(narrowed, Notes::new(defect).router(), TOKEN).await.unwrap();
        assert_eq!(summary.findings.len(), count, "{defect}\n{}", bench::report(&summary));
        let ids = summary.findings.iter().flat_map(|finding| finding.also.iter().chain([&finding.id]));
        let named = ids.collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(named, summary.failed, "{defect}: every failed case is named by a finding");
    }
}

#[tokio::test]
async fn no_report_shows_the_secret() {
    let plan = whole(&notes_api()).narrowed(&Filter::new(&[], &["create.notes".to_owned()], &[]).unwrap());
    for defect in ["", "required@title", "no-jsonrpc", "not-json"] {
        let summary = hold(plan.clone(), Notes::new(defect).router(), TOKEN).await.unwrap();
        let text = bench::report(&summary);
        let json = report::json(report::Report { runs: std::slice::from_ref(&summary), ..Default::default() }).unwrap();
        let escaped = TOKEN.replace('"', "\\\"");
        for artefact in [text, json] {
            assert!(!artefact.contains(TOKEN) && !artefact.contains(&escaped), "{defect}\n{artefact}");
        }
    }
}

#[tokio::test]
async fn a_failure_has_a_command_with_the_variable() {
    let plan = plan(&notes_api(), &options(&[], &[], &["create.notes/title/max-length"]).unwrap());
    let summary = hold(plan, Notes::new("max_length@title").router(), TOKEN).await.unwrap();
    let text = bench::report(&summary);
    assert!(text.contains("FAIL must   create.notes/title/max-length   notes.md:"), "{text}");
    assert!(text.contains("\"At most 40 characters\""), "{text}");
    // The secret of the double holds quotation marks, which JSON wants behind backslashes.
    let escaped = r#""token":"'"$(printf %s "$NOTES_TOKEN" | sed 's/["\\]/\\&/g')"'""#;
    assert!(text.contains(escaped), "{text}");
    assert!(text.contains("expected invalid_value (-32602) at `title`, got a result with id"), "{text}");
}

#[tokio::test]
async fn a_target_that_is_not_there_is_an_error_of_its_own() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let begun = Instant::now();
    let error = run(whole(&notes_api()), &target(&url, TOKEN), &mut ()).await.unwrap_err();
    assert!(matches!(error, RunError::Unreachable { .. }), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn nothing_selected_is_no_success() {
    let plan = plan(&notes_api(), &options(&[], &[], &["no.such/case"]).unwrap());
    let summary = hold(plan, Notes::new("").router(), TOKEN).await.unwrap();
    assert_eq!(summary.exit_code(), 4);
    assert!(bench::report(&summary).contains("nothing was run"));
}

#[tokio::test]
async fn a_missing_credential_is_told_before_anything_is_sent() {
    let mut target = target("http://127.0.0.1:9", TOKEN);
    target.credential = None;
    let error = run(whole(&notes_api()), &target, &mut ()).await.unwrap_err();
    assert!(matches!(error, RunError::NoCredential { .. }));
}

#[tokio::test]
async fn a_hanging_target_is_given_up() {
    let hang = || async { std::future::pending::<&'static str>().await };
    let url = serve(Router::new().fallback(hang)).await;
    let mut target = target(&url, TOKEN);
    target.timeout = Duration::from_millis(100);
    let begun = Instant::now();
    let summary = run(whole(&notes_api()), &target, &mut ()).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert!(summary.findings.iter().any(|finding| { finding.failure.problem.got.contains("no answer within 100 ms") }));
    assert!(summary.missing.iter().any(|missing| missing.reason.contains("given up")));
}

#[tokio::test]
async fn garbage_in_place_of_http_is_a_finding() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"\x00\x01 what is this?\r\n\r\n").await;
        }
    });
    let summary = run(whole(&notes_api()), &target(&url, TOKEN), &mut ()).await.unwrap();
    assert_eq!(summary.exit_code(), 1);
    assert!(
        summary.findings.iter().any(|finding| finding.failure.problem.got.contains("no HTTP answer")),
        "{}",
        bench::report(&summary)
    );
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let endless = || async {
        let chunk = Bytes::from(vec![b' '; 1 << 16]);
        let chunks = std::iter::repeat_with(move || Ok::<_, std::convert::Infallible>(chunk.clone()));
        Body::from_stream(Endless(chunks))
    };
    let url = serve(Router::new().fallback(endless)).await;
    let mut target = target(&url, TOKEN);
    target.max_body = 1 << 20;
    let summary = run(whole(&notes_api()), &target, &mut ()).await.unwrap();
    assert!(
        summary.findings.iter().any(|finding| finding.failure.problem.got.contains("more than 1048576 bytes")),
        "{}",
        bench::report(&summary)
    );
}

/// An iterator as a stream that is always ready.
struct Endless<I>(I);

impl<I: Iterator + Unpin> futures_core::Stream for Endless<I> {
    type Item = I::Item;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<I::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}

#[tokio::test]
async fn only_server_errors_end_with_one_finding() {
    let broken = || async { (axum::http::StatusCode::INTERNAL_SERVER_ERROR, "oops") };
    let summary = hold(whole(&notes_api()), Router::new().fallback(broken), TOKEN).await.unwrap();
    assert_eq!(summary.findings.len(), 1, "{}", bench::report(&summary));
    assert!(summary.failed > 50);
}
