//! The conformance suite against the reference server with one defect at a time, each of which it must find, and against servers that take
//! liberties which the documents leave open, none of which it may accuse.

mod change;
mod lenient;
mod proxy;
mod table;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use doctract_conformance::{Credential, Facts, Filter, Options, Plan, Select, Summary, Target, plan, run};
use doctract_spec::ir::Api;
use serde_json::{Value, json};

use crate::server::{Server, TOKENS};
use change::{Call, Change, Reply};
use lenient::Lenient;
use proxy::Between;
use table::Fault;

/// How many defects are tried at a time.
const AT_A_TIME: usize = 4;

/// How many liberties a server takes together.
const LIBERTIES_AT_ONCE: usize = 12;

/// One of the bundled APIs.
fn api(name: &str) -> Api {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/docs").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let input = |path: &std::path::PathBuf| doctract_spec::Input {
        path: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: std::fs::read(path).unwrap(),
    };
    let reading = doctract_spec::read(files.iter().map(input).collect(), &doctract_spec::Options::default());
    reading.ir.apis.into_iter().next().unwrap()
}

fn whole(api: &Api) -> Plan {
    let table = |value: Value| serde_json::from_value(value).unwrap();
    let pool: Vec<u64> = (1..=8).collect();
    let facts = Facts {
        existing: table(json!({ "orgId": 1, "contactids": pool, "schedule_id": 1, "operator_sites": [1] })),
        forbidden: table(json!({ "orgId": 2 })),
        unknown: table(json!({ "orgId": 999_999 })),
    };
    plan(api, &Options { facts, select: Select::new(&[], &[], &[]).unwrap(), seed: 7, bulk: false, resets: false })
}

/// A server with all that the suite needs to know of.
fn reference() -> Server {
    let contacts = (1..=8).map(|id| format!("{id}=Name {id}"));
    let mut args: Vec<String> = contacts.flat_map(|contact| ["--crm-contact".to_owned(), contact]).collect();
    args.extend(["--schedule", "1=Day", "--site", "1=example.com"].map(str::to_owned));
    Server::start(&args.iter().map(String::as_str).collect::<Vec<_>>())
}

async fn held(plan: Plan, server: &Server, between: Arc<dyn Between>) -> Summary {
    let listening = proxy::start(&server.client, &server.url, between).await;
    let mut target = Target::new(&listening.url);
    let variable = match plan.api.name.as_str() {
        "uis" => 0,
        "yandex360" => 1,
        _ => 2,
    };
    let (variable, secret) = TOKENS[variable];
    target.credential = Some(Credential { variable: variable.to_owned(), secret: secret.to_owned() });
    run(plan, &target, &mut ()).await.unwrap()
}

/// The defect of one method.
struct One {
    method: String,
    change: Change,
}

impl Between for One {
    fn request(&self, call: &mut Call) -> Option<Value> {
        (self.method == "*" || self.method == call.method).then(|| self.change.on_the_way(call)).flatten()
    }

    fn answer(&self, call: &Call, reply: &mut Reply) {
        if self.method == "*" || self.method == call.method {
            self.change.on_the_way_back(call, reply);
        }
    }
}

async fn found(whole: &Plan, shared: &Server, fault: &Fault) -> Result<String, String> {
    // What the REST methods make stays, and what they take away is gone: there each defect has a server of its own.
    let own = (fault.api != "uis").then(reference);
    let server = own.as_ref().unwrap_or(shared);
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let methods = if fault.method == "*" { Vec::new() } else { vec![fault.method.clone()] };
    let plan = whole.part(&Filter::new(&[], &methods, &owned(fault.checks)).unwrap());
    let cases = plan.cases.len();
    let one = One { method: fault.method.clone(), change: fault.change.clone() };
    let summary = held(plan, server, Arc::new(one)).await;
    match summary.findings.first() {
        Some(finding) => Ok(format!("{} of {cases} cases, as {}", summary.failed, finding.id)),
        None => Err(format!("not found by {cases} cases of {:?}", fault.checks)),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_is_found() {
    let apis = [api("uis"), api("yandex360"), api("onlyoffice")];
    let mut faults = table::unkept_rules(&apis[0]);
    faults.extend(table::spoilt_rows(&apis[0]));
    faults.extend(table::heedless_lists(&apis[0]));
    faults.extend(table::lost_writes(&apis[0]));
    faults.extend(table::envelopes());
    faults.extend(table::rest());
    assert!(faults.len() >= 150, "{} faults", faults.len());
    let plans: Vec<Plan> = apis.iter().map(whole).collect();
    let server = Arc::new(reference());
    let (mut table, mut missed) = (String::new(), 0);
    for some in faults.chunks(AT_A_TIME) {
        let tried = some.iter().map(|fault| {
            let plan = plans.iter().find(|plan| plan.api.name == fault.api).unwrap();
            found(plan, &server, fault)
        });
        for (fault, found) in some.iter().zip(futures_util::future::join_all(tried).await) {
            missed += usize::from(found.is_err());
            let (word, how) = found.map_or_else(|how| ("MISSED", how), |how| ("found ", how));
            println!("{word} {fault}: {how}");
            writeln!(table, "{word} {fault}: {how}").unwrap();
        }
    }
    println!("{} faults, {missed} missed", faults.len());
    assert_eq!(missed, 0, "{table}");
}

/// Several liberties at once: one that is wrongly accused is accused beside others too.
struct Together(Vec<Lenient>);

impl Between for Together {
    fn request(&self, call: &mut Call) -> Option<Value> {
        self.0.iter().find_map(|lenient| lenient.request(call))
    }

    fn answer(&self, call: &Call, reply: &mut Reply) {
        self.0.iter().for_each(|lenient| lenient.answer(call, reply));
    }

    fn headers(&self) -> Vec<(&'static str, &'static str)> {
        self.0.iter().flat_map(Between::headers).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_liberty_is_accused() {
    let apis = [api("uis"), api("yandex360"), api("onlyoffice")];
    let plans: Vec<Plan> = apis.iter().map(whole).collect();
    let mut liberties = lenient::all();
    assert!(liberties.len() >= 15);
    while !liberties.is_empty() {
        let some = liberties.split_off(liberties.len().saturating_sub(LIBERTIES_AT_ONCE));
        let names: Vec<&str> = some.iter().map(|lenient| lenient.name).collect();
        let names = names.join("; ");
        let server = reference();
        let between = Arc::new(Together(some));
        for plan in &plans {
            let summary = held(plan.clone(), &server, between.clone()).await;
            let findings: Vec<String> = summary
                .findings
                .iter()
                .map(|finding| format!("{}: {:?}", finding.id, finding.failure.problem))
                .collect();
            assert!(findings.is_empty(), "{names}, {}:\n{}", plan.api.name, findings.join("\n"));
            assert!(summary.passed > 0, "{names}");
        }
    }
}
