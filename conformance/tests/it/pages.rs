//! The HTML report: whole in itself, escaped, and as a browser sees it.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::response::IntoResponse as _;
use doctract_conformance::report::{self, Report, Stale};
use doctract_conformance::{Filter, Summary, run};

use crate::bench::{hold, notes_api, people_api, serve, target, whole};
use crate::notes::{Notes, TOKEN};
use crate::people;

/// A page with findings, known failures and entries that are out of date.
async fn page() -> (String, Vec<Summary>) {
    let plan = whole(&notes_api()).narrowed(&Filter::new(&[], &["create.notes".to_owned()], &[]).unwrap());
    let mut notes = hold(plan, Notes::new("wrong-mnemonic").router(), TOKEN).await.unwrap();
    notes.excuse(|id| id.starts_with("create.notes/rank/").then(|| "it is <known>".to_owned()));
    let people = hold(whole(&people_api()), people::router(""), people::TOKEN).await.unwrap();
    let stale =
        [Stale { file: "known-failures.toml".into(), line: 3, case: "x/*".into(), reason: "passes now".into() }];
    let runs = vec![notes, people];
    let command = Some("doctract conform --case 'get.<*>'");
    (report::html(Report { runs: &runs, stale: &stale, command, ..Report::default() }).unwrap(), runs)
}

/// The DOM after loading, as Chromium writes it; none where it is not installed.
fn dom(file: &Path) -> Option<String> {
    let profile = tempfile::tempdir().unwrap();
    let chromium = ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success()));
    let Some(chromium) = chromium else {
        println!("SKIPPED: chromium is not installed");
        return None;
    };
    let output = Command::new(chromium)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--virtual-time-budget=2000",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[tokio::test]
async fn the_page_tells_everything_and_refers_to_nothing() {
    let (page, runs) = page().await;
    for word in ["<script", " src=", "href=\"http", "url(", "@import", "<link", "<iframe", "<img", "style=\"background"]
    {
        assert!(!page.contains(word), "{word}");
    }
    assert!(!runs[0].findings.is_empty() && !runs[0].known_findings.is_empty());
    // Long names are broken between their parts.
    let page = page.replace("<wbr>", "");
    for finding in &runs[0].findings {
        assert!(page.contains(&format!(">{}</a></h4>", finding.id)), "{}", finding.id);
    }
    assert!(page.contains("it is &#60;known&#62;"), "reasons are escaped");
    assert!(page.contains("known-failures.toml:3"));
    assert!(page.contains("doctract conform --case &#39;get.&#60;*&#62;&#39;"), "the command of the run");
    assert!(page.contains(&format!("<p class=\"url\">{}</p>", runs[0].url)), "where it was held to account");
    let quoted = |text: &str| text.matches('`').count();
    assert!(runs[0].findings.iter().any(|finding| quoted(&finding.sentence.text) > 1));
    assert_eq!(quoted(page.split("<blockquote>").nth(1).unwrap().split("</blockquote>").next().unwrap()), 0);
    // Nothing failed in the second run, and nothing is red.
    assert_eq!(runs[1].failed, 0);
    let tiles = page.split("<dl class=\"tiles\">").nth(2).unwrap().split("</dl>").next().unwrap();
    assert!(!tiles.contains("class=\"failed\""), "{tiles}");
    // Every link leads to a place on the page.
    let targets: Vec<&str> = page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(targets.len() > 5);
    for target in targets {
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
    }
}

#[tokio::test]
async fn a_browser_shows_the_page() {
    let (page, runs) = page().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    std::fs::write(&file, &page).unwrap();
    let Some(dom) = dom(&file) else { return };
    let headline = format!("{} defect", runs[0].findings.len());
    assert!(dom.contains(&headline), "{headline}");
    assert_eq!(dom.matches("<article").count(), runs[0].findings.len() + runs[0].known_findings.len());
    assert_eq!(dom.matches("<table class=\"matrix\">").count(), 2);
    assert!(dom.contains("<meter") || dom.contains("class=\"meter\""));
    assert_eq!(dom.matches("</section>").count(), page.matches("</section>").count(), "the browser mends nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_target_sends_is_shown_and_never_run() {
    let hits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&hits);
    let trap = serve(Router::new().fallback(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        async { "caught" }
    }))
    .await;
    let hostile = format!(
        "</pre></details><script>fetch('{trap}/a')</script><img src=\"{trap}/b\"><style>@import '{trap}/c'</style>&lt;b&gt;"
    );
    let body =
        serde_json::json!({"jsonrpc": "2.0", "id": hostile, "error": {"code": 1, "message": hostile, "data": {}}});
    let body = body.to_string();
    let router = Router::new().fallback(move || {
        let body = body.clone();
        async move { ([("content-type", "application/json")], body).into_response() }
    });
    let url = serve(router).await;
    let summary = run(whole(&notes_api()), &target(&url, TOKEN), &mut ()).await.unwrap();
    assert!(summary.failed > 0);
    let page = report::html(Report { runs: &[summary], ..Report::default() }).unwrap();
    assert!(!page.contains("<script") && !page.contains("<img"), "markup of the target is text");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    std::fs::write(&file, &page).unwrap();
    let Some(dom) = tokio::task::spawn_blocking(move || dom(&file)).await.unwrap() else { return };
    assert!(dom.contains("&lt;script&gt;fetch("), "it is shown");
    assert_eq!(hits.load(Ordering::Relaxed), 0, "nothing is fetched from elsewhere");
}
