//! The plan: from the IR alone, the same each time, with nothing lost in silence.

use doctract_conformance::{Options, plan, report};
use doctract_spec::ir::Violation;

use crate::bench::{notes_api, options, people_api, whole};

fn listed(api: &doctract_spec::ir::Api, options: &Options) -> String {
    let mut text = String::new();
    report::list(&plan(api, options), &mut text).unwrap();
    text
}

#[test]
fn the_plan_of_the_json_rpc_fixture() {
    insta::assert_snapshot!(listed(&notes_api(), &options(&[], &[], &[]).unwrap()));
}

#[test]
fn the_plan_of_the_rest_fixture() {
    insta::assert_snapshot!(listed(&people_api(), &options(&[], &[], &[]).unwrap()));
}

#[test]
fn the_same_seed_gives_the_same_plan() {
    let once = whole(&notes_api());
    assert_eq!(once.cases, whole(&notes_api()).cases);
    let other = plan(&notes_api(), &Options { seed: 8, ..Options::default() });
    assert_ne!(once.cases[0].exchanges, other.cases[0].exchanges);
}

#[test]
fn what_the_run_must_not_delete_is_told_as_missing() {
    let mut ir: serde_json::Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    let api = &mut ir["apis"][0];
    api["conventions"]["violations"]["forbidden"] = serde_json::json!({"mnemonic": "forbidden"});
    let shared = api["errors"][0]["errors"][0].clone();
    let delete = api["methods"].as_array_mut().unwrap().iter_mut().find(|method| method["name"] == "delete.books");
    let error = &mut delete.unwrap()["errors"][0];
    *error = shared;
    (error["mnemonic"], error["when"]) = ("forbidden".into(), "The book belongs to the library.".into());
    let missing = whole(&crate::bench::api(&ir.to_string())).missing;
    let told: Vec<&str> =
        missing.iter().filter(|missing| missing.check == "deleted").map(|missing| &*missing.reason).collect();
    assert!(matches!(told[..], [reason] if reason.ends_with("The book belongs to the library.")), "{told:?}");
}

#[test]
fn a_case_that_takes_a_value_which_serves_once_says_so() {
    let says = |plan: &doctract_conformance::Plan| {
        plan.cases
            .iter()
            .filter(|case| case.does.contains("a value of the fact `ids`, each of which serves one run"))
            .count()
    };
    let told = plan(&people_api(), &options(&[], &[], &[]).unwrap());
    assert!(says(&told) > 0 && says(&told) <= 8, "there are 8 values, and {} cases take one", says(&told));
    assert_eq!(says(&plan(&people_api(), &Options::default())), 0);
}

#[test]
fn ids_are_unique() {
    for api in [notes_api(), people_api()] {
        let mut ids: Vec<String> = whole(&api).cases.into_iter().map(|case| case.id).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

#[test]
fn methods_that_are_left_out_are_missing_and_so_is_what_needs_them() {
    let plan = plan(&notes_api(), &options(&[], &["create.books"], &[]).unwrap());
    assert!(plan.cases.iter().all(|case| case.method != "create.books"));
    let reason = |id: &str| plan.missing.iter().find(|missing| missing.id == id).map(|missing| missing.reason.clone());
    assert_eq!(reason("create.books/minimal").unwrap(), "left out by the configuration");
    let needs = reason("delete.books/minimal").unwrap();
    assert!(needs.contains("create.books"), "{needs}");
}

#[test]
fn without_facts_the_reason_is_told() {
    let plan = plan(&people_api(), &Options::default());
    assert!(plan.missing.iter().any(|missing| missing.reason.contains("no fact is configured")));
}

#[test]
fn a_filter_of_cases_counts_nothing_else() {
    let plan = plan(&notes_api(), &options(&[], &[], &["create.notes/parts[].label/*"]).unwrap());
    assert!(!plan.cases.is_empty());
    assert!(plan.cases.iter().all(|case| case.id.starts_with("create.notes/parts[].label/")));
    assert!(plan.missing.is_empty());
}

#[test]
fn a_pattern_that_cannot_be_read_is_an_error() {
    let error = options(&["a\\"], &[], &[]).unwrap_err();
    assert!(error.to_string().contains("is no pattern"), "{error}");
}

#[test]
fn without_a_convention_for_a_violation_its_envelope_case_is_missing() {
    let mut api = notes_api();
    api.conventions.violations.remove(&Violation::Batch);
    let plan = whole(&api);
    assert!(plan.missing.iter().any(|missing| missing.id == "envelope/batch"));
}

#[test]
fn every_request_is_what_its_case_says() {
    for api in [notes_api(), people_api()] {
        assert_eq!(whole(&api).doubts(), []);
    }
}

#[test]
fn a_condition_in_words_is_missing_and_not_lost() {
    let mut api = notes_api();
    let param = &mut api.methods[0].params[1];
    param.required_when = Some("the moon is full".to_owned());
    param.allowed_when = Some("the sky is clear".to_owned());
    param.alternatives = vec!["star".to_owned()];
    param.conditions = vec!["not on Sundays".to_owned()];
    let before = whole(&notes_api()).missing.len();
    let missing = whole(&api).missing;
    assert_eq!(missing.len(), before + 4, "{missing:#?}");
    for words in ["the moon is full", "the sky is clear", "`star`", "not on Sundays"] {
        assert!(missing.iter().any(|missing| missing.reason.contains(words)), "{words}: {missing:#?}");
    }
}
