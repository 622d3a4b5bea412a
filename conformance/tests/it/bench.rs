//! A plan, a server on a free port of this machine, and a run of the one against the other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use doctract_conformance::plan::BadPattern;
use doctract_conformance::{
    Credential, Facts, Filter, Options, Plan, RunError, Select, Summary, Target, plan, report, run,
};
use doctract_spec::ir::Api;
use serde_json::json;

/// The API of a fixture.
pub fn api(fixture: &str) -> Api {
    let ir: doctract_spec::ir::Ir = serde_json::from_str(fixture).unwrap();
    ir.apis.into_iter().next().unwrap()
}

/// The API of the JSON-RPC double.
pub fn notes_api() -> Api {
    api(include_str!("../ir/notes.json"))
}

/// The API of the REST double.
pub fn people_api() -> Api {
    api(include_str!("../ir/people.json"))
}

/// What the owner of the REST double tells.
pub fn facts() -> Facts {
    let table = |value: serde_json::Value| serde_json::from_value(value).unwrap();
    Facts {
        existing: table(json!({"orgId": 1, "ids": (4..=18).collect::<Vec<u64>>()})),
        forbidden: table(json!({"orgId": 2})),
        unknown: table(json!({"orgId": 99})),
    }
}

/// Options with a fixed seed.
pub fn options(only: &[&str], skip: &[&str], cases: &[&str]) -> Result<Options, BadPattern> {
    let owned = |patterns: &[&str]| patterns.iter().map(|pattern| (*pattern).to_owned()).collect::<Vec<_>>();
    Ok(Options {
        facts: facts(),
        select: Select::new(&owned(only), &owned(skip), &owned(cases))?,
        seed: 7,
        bulk: true,
        resets: false,
    })
}

/// A plan of everything.
pub fn whole(api: &Api) -> Plan {
    plan(api, &options(&[], &[], &[]).unwrap())
}

/// A plan of one check. The plan of everything is kept: hundreds of defects stand behind few APIs, and planning takes longer than a run of one check.
pub fn of_check(api: &Api, check: &str) -> Plan {
    static PLANNED: Mutex<BTreeMap<String, Arc<Plan>>> = Mutex::new(BTreeMap::new());
    let key = serde_json::to_string(api).unwrap();
    let known = PLANNED.lock().unwrap().get(&key).cloned();
    let planned = known.unwrap_or_else(|| {
        let planned = Arc::new(whole(api));
        PLANNED.lock().unwrap().insert(key, Arc::clone(&planned));
        planned
    });
    Plan::clone(&planned).narrowed(&Filter::new(&[], &[], &[check.to_owned()]).unwrap())
}

/// Serves a router on a free port; gives the base URL.
pub async fn serve(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// A target at this URL.
pub fn target(url: &str, secret: &str) -> Target {
    let mut target = Target::new(url);
    target.credential = Some(Credential { variable: "NOTES_TOKEN".to_owned(), secret: secret.to_owned() });
    target.timeout = Duration::from_secs(5);
    target
}

/// Runs a plan against a router.
pub async fn hold(plan: Plan, router: Router, secret: &str) -> Result<Summary, RunError> {
    let url = serve(router).await;
    run(plan, &target(&url, secret), &mut ()).await
}

/// The report for a reader.
pub fn report(summary: &Summary) -> String {
    let mut text = String::new();
    let report = report::Report { runs: std::slice::from_ref(summary), ..Default::default() };
    report::human(report, &mut text).unwrap();
    text
}
