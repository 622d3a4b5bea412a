//! The plans for the bundled documents: whatever they say, no request is other than its case says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::bench::{hold, report};
use crate::notes::{Notes, TOKEN};
use doctract_conformance::{Filter, Options, Plan, plan};
use doctract_spec::ir::{Api, Protocol};
use doctract_spec::{Input, Options as Reading, read};

fn documents(folder: &Path) -> Vec<Input> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| Input { bytes: std::fs::read(&path).unwrap(), path: path.display().to_string() })
        .collect()
}

fn bundled() -> Vec<Api> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/docs"));
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    folders.flat_map(|folder| read(documents(&folder), &Reading::default()).ir.apis).collect()
}

#[test]
fn every_request_is_what_its_case_says() {
    let apis = bundled();
    assert_eq!(apis.len(), 3);
    for api in apis {
        let plan = plan(&api, &Options { facts: crate::bench::facts(), ..Options::default() });
        assert_eq!(plan.doubts(), [], "{}", api.name);
    }
}

#[test]
fn most_of_what_is_documented_becomes_a_case() {
    for api in bundled() {
        let mut facts = crate::bench::facts();
        facts.existing.insert("contactids".to_owned(), serde_json::json!([1, 2, 3, 4, 5, 6, 7, 8]));
        let plan = plan(&api, &Options { facts, ..Options::default() });
        let (cases, missing) = (plan.cases.len(), plan.missing.len());
        assert!(cases > 10 * missing, "{}: {cases} cases, {missing} missing", api.name);
    }
}

/// What pages of methods leave to a page for all methods, the dialect knows: without that page the same is planned, and no sentence
/// lacks a place.
#[test]
fn pages_of_methods_alone_give_the_plan_of_the_whole_reference() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/docs/uis"));
    let planned = |inputs: Vec<Input>| {
        let api = read(inputs, &Reading::default()).ir.apis.remove(0);
        plan(&api, &Options { facts: crate::bench::facts(), ..Options::default() })
    };
    let alone = documents(folder).into_iter().filter(|input| !input.path.ends_with("general.md"));
    let (whole, alone) = (planned(documents(folder)), planned(alone.collect()));
    let ids = |plan: &Plan| {
        let planned = plan.cases.iter().map(|case| case.id.clone());
        planned.chain(plan.missing.iter().map(|missing| format!("missing {}", missing.id))).collect::<BTreeSet<_>>()
    };
    let (whole, own) = (ids(&whole), ids(&alone));
    assert_eq!(whole.symmetric_difference(&own).collect::<Vec<_>>(), Vec::<&String>::new());
    let lost = alone.cases.iter().find(|case| case.sentence.source.line == 0);
    assert_eq!(lost.map(|case| case.id.as_str()), None);
}

#[tokio::test]
async fn a_server_that_keeps_the_bundled_documents_passes() {
    let apis = bundled();
    let api = apis.iter().find(|api| api.protocol == Protocol::JsonRpc).unwrap();
    let mut plan = plan(api, &Options::default());
    // The double stores what it is sent, but knows nothing of what follows from it there: the reference server is held to that.
    let follows = [
        "created",
        "created_alone",
        "stored_whole",
        "default_value",
        "updated",
        "reset",
        "deleted",
        "in_use",
        "named_reference",
        "membership",
        "unlisted",
        "stored_bounds",
        "derived_elements",
        "composed_part",
        "updated_together",
        "membership_several",
        "updated_member",
        "reset_member",
        "shared_elements",
        "foreign_reference",
        "rewritten_array",
    ];
    plan.cases.retain(|case| !follows.contains(&case.check));
    let server = Notes::of(serde_json::to_value(api).unwrap(), "");
    let summary = hold(plan, server.router(), TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 600, "{}", report(&summary));
    assert_eq!(server.rows(), 0, "{}", report(&summary));
}

#[tokio::test]
async fn an_undocumented_member_of_documented_metadata_is_found() {
    let apis = bundled();
    let api = apis.iter().find(|api| api.protocol == Protocol::JsonRpc).unwrap();
    let plan = plan(api, &Options::default());
    let plan = plan.narrowed(&Filter::new(&[], &["get.contacts".to_owned()], &["accepted".to_owned()]).unwrap());
    let server = Notes::of(serde_json::to_value(api).unwrap(), "metadata-extra");
    let summary = hold(plan, server.router(), TOKEN).await.unwrap();
    let found = summary.findings.iter().any(|finding| finding.failure.problem.expected.contains("metadata.surplus"));
    assert!(found, "{}", report(&summary));
}
