//! How many requests a second the suite makes when the target is no limit: `cargo bench -p doctract-conformance`.
//!
//! The target runs in this process on threads of its own. The time that it takes to make its answers is measured and told, so that what is
//! left is the cost of the suite: rendering, HTTP on both sides, reading, judging.
#![allow(missing_docs, clippy::unwrap_used, dead_code)]

#[path = "../tests/it/bench.rs"]
mod bench;
#[path = "../tests/it/derived.rs"]
mod derived;
#[path = "../tests/it/documented.rs"]
mod documented;
#[path = "../tests/it/ink.rs"]
mod ink;
#[path = "../tests/it/lines.rs"]
mod lines;
#[path = "../tests/it/links.rs"]
mod links;
#[path = "../tests/it/lists.rs"]
mod lists;
#[path = "../tests/it/misread.rs"]
mod misread;
#[path = "../tests/it/notes.rs"]
mod notes;
#[path = "../tests/it/rules.rs"]
mod rules;
#[path = "../tests/it/spoiled.rs"]
mod spoiled;
#[path = "../tests/it/writes.rs"]
mod writes;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use doctract_conformance::run;

/// How often each measurement is made; the best counts, being the one that other programs disturbed least.
const ROUNDS: usize = 5;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    for jobs in [1, 4, 16] {
        let best = (0..ROUNDS).map(|_| runtime.block_on(measure(jobs))).max_by(|one, other| one.0.total_cmp(&other.0));
        let (rate, requests, seconds, own) = best.unwrap();
        println!(
            "jobs {jobs:>2}: {rate:>6.0} requests a second ({requests} requests in {seconds:.3} s, of which the target took {own:.3} s of processor time)"
        );
    }
}

/// Requests a second, requests, seconds, and the target's own seconds.
async fn measure(jobs: usize) -> (f64, usize, f64, f64) {
    let own = Arc::new(AtomicU64::new(0));
    let (notes, counted) = (notes::Notes::new(""), Arc::clone(&own));
    // Requests by other HTTP methods are refused by the router.
    let respond = move |body: Bytes| {
        let (notes, own) = (Arc::clone(&notes), Arc::clone(&counted));
        async move {
            let begun = Instant::now();
            let answer = notes.answer(&body);
            own.fetch_add(u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
            answer
        }
    };
    let router = Router::new().route("/rpc", post(respond));
    let mut target = bench::target(&bench::serve(router).await, notes::TOKEN);
    target.jobs = jobs;
    let summary = run(bench::whole(&bench::notes_api()), &target, &mut ()).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", bench::report(&summary));
    let own = std::time::Duration::from_nanos(own.load(Ordering::Relaxed)).as_secs_f64();
    (summary.rate(), summary.requests, summary.seconds, own)
}
