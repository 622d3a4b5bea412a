//! How fast a run goes, when it waits, what it sends again, and when it ends.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use doctract_conformance::{Control, Ending, Entry, Filter, Ledger, Plan, Shard, plan, run, run_under};
use serde_json::{Value, json};

use crate::bench::{notes_api, options, people_api, report, serve, target, whole};
use crate::notes::{Notes, TOKEN};

fn some(cases: &[&str]) -> Plan {
    plan(&notes_api(), &options(&[], &[], cases).unwrap())
}

/// Answers the first requests in a way of its own, the others as the correct double does.
fn first(count: usize, special: impl Fn(&[u8]) -> Response + Send + Sync + 'static) -> (Router, Arc<AtomicUsize>) {
    let seen = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&seen);
    let (special, notes) = (Arc::new(special), Notes::new(""));
    let router = Router::new().fallback(move |body: Bytes| {
        let (seen, special, notes) = (Arc::clone(&counted), Arc::clone(&special), Arc::clone(&notes));
        async move {
            // The probe of the connection has no body.
            if body.is_empty() {
                return StatusCode::NOT_FOUND.into_response();
            }
            if seen.fetch_add(1, Ordering::Relaxed) < count {
                special(&body)
            } else {
                notes.answer(&body).into_response()
            }
        }
    });
    (router, seen)
}

#[tokio::test]
async fn a_rate_is_kept() {
    let mut target = target(&serve(Notes::new("").router()).await, TOKEN);
    target.rate = Some(40.0);
    let begun = Instant::now();
    let summary = run(some(&["create.notes/title/*"]), &target, &mut ()).await.unwrap();
    let least = Duration::from_secs_f64(f64::from(u32::try_from(summary.requests - 1).unwrap()) / 40.0);
    assert!(summary.requests > 5);
    assert!(begun.elapsed() >= least, "{} requests in {:?}", summary.requests, begun.elapsed());
}

#[tokio::test]
async fn a_target_that_asks_to_wait_is_waited_for() {
    let (router, seen) = first(2, |_| (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "1")]).into_response());
    let begun = Instant::now();
    let summary = run(some(&["get.notes/minimal"]), &target(&serve(router).await, TOKEN), &mut ()).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(begun.elapsed() >= Duration::from_secs(1));
    assert!(seen.load(Ordering::Relaxed) > 2);
}

#[tokio::test]
async fn a_documented_limit_is_waited_for() {
    let mut api = notes_api();
    let limit = json!({"mnemonic": "limit_exceeded", "code": -32029});
    let limit = serde_json::from_value(limit).unwrap();
    api.conventions.violations.insert(doctract_spec::ir::Violation::LimitExceeded, limit);
    let refuse = |body: &[u8]| {
        let request: Value = serde_json::from_slice(body).unwrap();
        let limits = json!({"minute_remaining": 0, "minute_reset": 1});
        let data = json!({"mnemonic": "limit_exceeded", "metadata": {"limits": limits}});
        let error = json!({"code": -32029, "message": "slowly", "data": data});
        json!({"jsonrpc": "2.0", "id": request["id"], "error": error}).to_string().into_response()
    };
    let (router, _) = first(1, refuse);
    let plan = plan(&api, &options(&[], &[], &["get.notes/minimal"]).unwrap());
    let begun = Instant::now();
    let summary = run(plan, &target(&serve(router).await, TOKEN), &mut ()).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_limit_that_lasts_too_long_ends_the_run() {
    let (router, seen) =
        first(usize::MAX, |_| (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "86400")]).into_response());
    let begun = Instant::now();
    let summary = run(whole(&notes_api()), &target(&serve(router).await, TOKEN), &mut ()).await.unwrap();
    assert!(matches!(summary.ending, Some(Ending::Limited(..))), "{}", report(&summary));
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert!(seen.load(Ordering::Relaxed) < 20);
    assert!(report(&summary).contains("allows no more requests for 86400 s"), "{}", report(&summary));
}

#[tokio::test]
async fn a_connection_that_breaks_is_tried_again_and_marked() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let behind = serve(Notes::new("").router()).await;
    let behind = behind.strip_prefix("http://").unwrap().to_owned();
    tokio::spawn(async move {
        for count in 0.. {
            let Ok((mut stream, _)) = listener.accept().await else { return };
            // The first connection is the probe's.
            if count == 1 {
                let _ = stream.set_zero_linger();
                continue;
            }
            let mut onward = tokio::net::TcpStream::connect(&behind).await.unwrap();
            tokio::spawn(async move { tokio::io::copy_bidirectional(&mut stream, &mut onward).await });
        }
    });
    let mut target = target(&format!("http://{address}"), TOKEN);
    target.jobs = 1;
    let listless = run(some(&["get.notes/minimal"]), &target, &mut ()).await.unwrap();
    assert_eq!(listless.failed, 0, "{}", report(&listless));
    assert!(listless.retries <= 1);
}

#[tokio::test]
async fn a_run_ends_when_its_time_is_over_and_tidies_up() {
    let notes = Notes::new("");
    let mut target = target(&serve(notes.router()).await, TOKEN);
    target.rate = Some(20.0);
    target.max_time = Some(Duration::from_millis(700));
    let begun = Instant::now();
    let summary = run(whole(&notes_api()), &target, &mut ()).await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    assert_eq!(summary.ending, Some(Ending::OutOfTime(Duration::from_millis(700))));
    assert!(summary.ran() > 0 && summary.ran() < 40, "{}", summary.ran());
    assert_eq!(notes.rows(), 0, "what was made is taken away");
}

/// Keeps what it is told.
#[derive(Default)]
struct Kept(Mutex<(Vec<Entry>, Vec<Entry>)>);

impl Ledger for Kept {
    fn made(&self, entry: &Entry) {
        self.0.lock().unwrap().0.push(entry.clone());
    }

    fn removed(&self, entry: &Entry) {
        self.0.lock().unwrap().1.push(entry.clone());
    }
}

#[tokio::test]
async fn a_ledger_hears_of_everything_and_what_is_left_can_be_taken_away_later() {
    let notes = Notes::new("");
    let target = target(&serve(notes.router()).await, TOKEN);
    let kept = Arc::new(Kept::default());
    let ledger: Arc<dyn Ledger> = kept.clone();
    let control = Control { ledger, ..Control::default() };
    run_under(whole(&notes_api()), &target, &control, &mut ()).await.unwrap();
    {
        let told = kept.0.lock().unwrap();
        assert!(told.0.len() > 10);
        assert_eq!(
            told.0.iter().map(|entry| entry.id.to_string()).collect::<BTreeSet<_>>(),
            told.1.iter().map(|entry| entry.id.to_string()).collect::<BTreeSet<_>>()
        );
        // A book to which a note refers that was made before it can only go after that note.
        let first = &told.0[0];
        let last = told.1.iter().rfind(|entry| entry.method == first.method);
        assert_eq!(last, Some(first), "the first is taken away last");
    }
    let id = notes.put("notes", &json!({"title": "left"}));
    let entry = Entry { api: "notes".into(), method: "create.notes".into(), id: json!(id), below: BTreeMap::new() };
    let left = doctract_conformance::cleanup(whole(&notes_api()), &target, &control, vec![entry]).await.unwrap();
    assert_eq!(left, []);
    assert_eq!(notes.rows(), 0);
}

#[test]
fn the_parts_of_a_plan_are_the_whole() {
    let all: Vec<String> = whole(&notes_api()).cases.into_iter().map(|case| case.id).collect();
    let mut parts = Vec::new();
    for part in 1..=3 {
        let mut filter = Filter::default();
        filter.shard = Some(Shard { part, of: 3 });
        let ids: Vec<String> = whole(&notes_api()).narrowed(&filter).cases.into_iter().map(|case| case.id).collect();
        assert!(ids.len() > all.len() / 5, "{}", ids.len());
        parts.extend(ids);
    }
    assert_eq!(parts.len(), all.len());
    assert_eq!(parts.into_iter().collect::<BTreeSet<_>>(), all.into_iter().collect());
}

#[test]
fn cases_are_chosen_by_method_check_and_level() {
    let only = |methods: &[&str], checks: &[&str]| {
        let owned = |patterns: &[&str]| patterns.iter().map(|pattern| (*pattern).to_owned()).collect::<Vec<_>>();
        whole(&notes_api()).narrowed(&Filter::new(&[], &owned(methods), &owned(checks)).unwrap())
    };
    let books = only(&["*.books"], &[]);
    assert!(!books.cases.is_empty() && books.cases.iter().all(|case| case.method.contains(".books")));
    let types = only(&[], &["wrong-type"]);
    assert!(!types.cases.is_empty() && types.cases.iter().all(|case| case.check == "wrong_type"));
    assert!(Filter::new(&[], &["a\\".to_owned()], &[]).is_err());
}

#[tokio::test]
async fn a_run_that_only_reads_sends_nothing_else() {
    for api in [notes_api(), people_api()] {
        let all = whole(&api).cases.len();
        let plan = whole(&api).read_only();
        assert!(!plan.cases.is_empty(), "{}", api.name);
        assert!(plan.missing.iter().any(|missing| missing.reason.contains("could change data")));
        assert!(plan.cases.len() + plan.missing.len() >= all);
    }
    let sent = Arc::new(Mutex::new(Vec::new()));
    let (router, _) = {
        let sent = Arc::clone(&sent);
        first(usize::MAX, move |body| {
            sent.lock().unwrap().push(String::from_utf8_lossy(body).into_owned());
            "{}".into_response()
        })
    };
    let plan = whole(&notes_api()).read_only();
    run(plan, &target(&serve(router).await, TOKEN), &mut ()).await.unwrap();
    let sent = sent.lock().unwrap();
    assert!(sent.len() > 10);
    for body in sent.iter() {
        assert!(
            !["create.", "update.", "delete."].iter().any(|verb| body.contains(&format!("\"method\":\"{verb}"))),
            "{body}"
        );
    }
}

#[tokio::test]
async fn an_order_by_the_seed_changes_no_verdict() {
    let mut target = target(&serve(Notes::new("").router()).await, TOKEN);
    target.shuffle = true;
    let summary = run(whole(&notes_api()), &target, &mut ()).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    let ids: Vec<&String> = summary.cases.iter().map(|case| &case.id).collect();
    let lost: Vec<&String> = summary.missing.iter().map(|missing| &missing.id).collect();
    let mut planned = whole(&notes_api()).cases;
    planned.retain(|case| !lost.contains(&&case.id));
    assert!(lost.len() < 5, "{lost:?}");
    assert_eq!(ids, planned.iter().map(|case| &case.id).collect::<Vec<_>>(), "reports keep the order of the plan");
}
