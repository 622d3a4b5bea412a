//! Resources of a REST API: a correct server passes, and each defect is found by its check.

use doctract_spec::ir::Api;

use crate::bench::{hold, of_check, options, report, serve, target, whole};
use crate::planner;

/// Defects of the double.
pub const PLANNER: &[(&str, &str)] = &[
    ("note-lost", "resource_made"),
    ("note-shouted", "resource_made"),
    ("other-default", "resource_made"),
    ("answer-lies", "resource_made"),
    ("patch-loses", "resource_changed"),
    ("patch-resets", "resource_changed"),
    ("patch-all", "resource_changed"),
    ("null-ignored", "resource_changed"),
    ("refused-changes", "resource_changed"),
    ("put-refused-changes", "resource_changed"),
    ("patch-shows", "resource_kept"),
    ("patch-hides", "resource_kept"),
    ("stores-refused", "resource_refused"),
    ("put-loses", "resource_replaced"),
    ("put-as-patch", "resource_replaced"),
    ("delete-nothing", "resource_gone"),
    ("delete-again", "resource_gone"),
    ("delete-older", "resource_gone"),
    ("delete-later", "resource_gone"),
    ("use-ignored", "resource_in_use"),
    ("always-in-use", "resource_in_use"),
    ("delete-more", "others_kept"),
    ("patch-all", "others_kept"),
    ("post-changes", "others_kept"),
    ("title-ascii", "characters"),
    ("title-bytes", "characters"),
    ("falsy-ignored", "falsy"),
    ("empty-ignored", "falsy"),
    ("put-falsy-ignored", "falsy"),
    ("null-refused", "null_stored"),
    ("null-as-text", "null_stored"),
    ("put-keeps-null", "null_stored"),
    ("note-elsewhere", "others_kept"),
    ("patch-remakes", "resource_changed"),
    ("other-bodies-break", "body_syntax"),
    ("other-bodies-taken", "body_syntax"),
    ("filter-ignored", "query_filter"),
    ("filter-inverted", "query_filter"),
    ("priority-from", "query_filter"),
    ("tag-ignored", "query_filter"),
    ("title-ignored", "query_filter"),
    ("total-of-all", "query_filter"),
    ("order-ignored", "query_sort"),
    ("order-reversed", "query_sort"),
    ("order-one-way", "query_sort"),
    ("order-by-note", "query_sort"),
    ("order-by-title", "query_sort"),
    ("order-by-default", "query_sort"),
    ("order-of-page", "query_sort"),
];

#[tokio::test]
async fn a_correct_server_of_resources_passes_and_is_left_as_it_was() {
    // A moment may come back in another zone than it was sent in, and texts may be ordered with or without heed to capitals.
    for variant in ["", "other-zone", "order-by-bytes"] {
        let summary = hold(whole(&planner::api()), planner::router(variant), planner::TOKEN).await.unwrap();
        assert_eq!(summary.failed, 0, "{variant}\n{}", report(&summary));
        assert!(summary.passed > 150, "{variant}\n{}", report(&summary));
        assert!(summary.leftovers.is_empty(), "{variant}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn a_slash_at_the_end_of_paths_changes_neither_the_cases_nor_their_outcome() {
    let (api, plain) = (planner::api_with_slashes(), planner::api());
    let paths = api.methods.iter().filter_map(|method| method.http.as_ref());
    assert!(paths.into_iter().all(|http| http.path.ends_with('/')));
    assert_eq!(api.methods.len(), plain.methods.len());
    let ids = |api| whole(&api).cases.into_iter().map(|case| case.id).collect::<Vec<_>>();
    assert_eq!(ids(api.clone()), ids(plain));
    let summary = hold(whole(&api), planner::router("slashes"), planner::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    let summary = hold(whole(&api), planner::router(""), planner::TOKEN).await.unwrap();
    assert!(summary.failed > 100, "a server that knows no slash is another one\n{}", report(&summary));
}

/// A row that stands on the server ahead of a run, as the server shows it.
async fn vendors_row(url: &str, id: Option<u64>) -> serde_json::Value {
    let client = reqwest::Client::new();
    let request = match id {
        Some(id) => client.get(format!("{url}/v1/tasks/{id}")),
        None => client.post(format!("{url}/v1/tasks")).body(r#"{"title": "of the vendor"}"#),
    };
    let answer = request.bearer_auth(planner::TOKEN).header("content-type", "application/json").send().await.unwrap();
    serde_json::from_str(&answer.text().await.unwrap()).unwrap()
}

#[tokio::test]
async fn what_a_fact_names_is_read_and_never_changed_where_a_method_makes_the_like() {
    let url = serve(planner::router("")).await;
    let row = vendors_row(&url, None).await;
    let id = row["id"].as_u64().unwrap();
    let mut options = options(&[], &[], &[]).unwrap();
    options.facts.existing.insert("id".to_owned(), id.into());
    let plan = doctract_conformance::plan(&planner::api(), &options);
    let summary = doctract_conformance::run(plan, &target(&url, planner::TOKEN), &mut ()).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 150, "{}", report(&summary));
    assert_eq!(vendors_row(&url, Some(id)).await, row);
}

#[tokio::test]
async fn an_action_has_a_row_of_its_own_and_a_documented_conflict_is_no_failure() {
    let plan = whole(&planner::api_with_action());
    let summary = hold(plan.clone(), planner::router(""), planner::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.leftovers.is_empty(), "{}", report(&summary));
    let missing = |summary: &doctract_conformance::Summary| {
        summary.missing.iter().filter(|missing| missing.reason.contains("state of what it acts on")).count()
    };
    assert_eq!(missing(&summary), 0, "{}", report(&summary));
    let summary = hold(plan, planner::router("never-closes"), planner::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(missing(&summary) > 0, "{}", report(&summary));
}

#[tokio::test]
async fn a_row_that_others_moved_is_looked_for_again() {
    let summary =
        hold(of_check(&planner::api(), "created"), planner::router("rows-move"), planner::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 3, "{}", report(&summary));
}

#[test]
fn what_a_name_alone_tells_is_inferred() {
    let levels = |api: &Api, end: &str| {
        let cases = whole(api).cases.into_iter().filter(|case| case.id.ends_with(end));
        cases.map(|case| case.level.word()).collect::<Vec<_>>()
    };
    let mut api = planner::api();
    assert_eq!(levels(&api, "/sort/ordered.-title"), ["must"]);
    assert_eq!(levels(&api, "/sort/ordered.created"), ["should"]);
    assert_eq!(levels(&api, "/unchanging"), ["should"]);
    for method in &mut api.methods {
        method.partial_update = method.name.starts_with("PATCH");
        method.params.iter_mut().filter(|param| param.name == "sort").for_each(|param| param.role = None);
    }
    assert_eq!(levels(&api, "/sort/ordered.-title"), ["should"]);
    assert_eq!(levels(&api, "/unchanging"), ["must"]);
    api.conventions.unchanging = vec!["no_such_field".to_owned()];
    assert!(levels(&api, "/unchanging").is_empty());
}

#[tokio::test]
async fn the_status_that_a_page_lists_wins_over_that_of_the_dialect() {
    let mut api = planner::api();
    let faults = api.conventions.violations.values_mut().filter(|error| error.status == Some(422));
    let changed = faults.map(|error| error.status = Some(400)).count();
    assert!(changed > 0);
    for method in &mut api.methods {
        method.responses.retain(|response| response.status != 400);
    }
    let held = |plan| hold(plan, planner::router(""), planner::TOKEN);
    let summary = held(of_check(&api, "wrong_type")).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 20, "{}", report(&summary));
    for response in api.methods.iter_mut().flat_map(|method| &mut method.responses) {
        response.status = if response.status == 422 { 400 } else { response.status };
    }
    let summary = held(of_check(&api, "wrong_type")).await.unwrap();
    assert!(summary.failed > 0, "a status that the page does not list");
}

#[tokio::test]
async fn each_defect_of_a_server_of_resources_is_found_by_its_check() {
    for (defect, check) in PLANNER {
        let plan = of_check(&planner::api(), check);
        let summary = hold(plan, planner::router(defect), planner::TOKEN).await.unwrap();
        assert!(summary.findings.iter().any(|finding| finding.check == *check), "{defect}\n{}", report(&summary));
    }
}
