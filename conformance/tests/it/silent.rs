//! What no page tells is no fault, and what no case can bring about is told.

use doctract_conformance::{Filter, Summary};
use doctract_spec::ir::Api;
use serde_json::{Value, json};

use crate::bench::{hold, of_check, people_api, report, whole};
use crate::notes::{Notes, TOKEN};
use crate::people;

fn notes_ir() -> Value {
    let ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    ir["apis"][0].clone()
}

/// A run of the cases of one method against the notes with these documents.
async fn held(ir: &Value, defect: &'static str, method: &str) -> Summary {
    let api: Api = serde_json::from_value(ir.clone()).unwrap();
    let plan = whole(&api).narrowed(&Filter::new(&[], &[method.to_owned()], &[]).unwrap());
    hold(plan, Notes::of(ir.clone(), defect).router(), TOKEN).await.unwrap()
}

#[tokio::test]
async fn which_value_of_a_flag_comes_first_is_told_and_not_accused() {
    let mut ir = notes_ir();
    let fields = ir["methods"][0]["result"]["fields"].as_array_mut().unwrap();
    fields.iter_mut().find(|field| field["name"] == "pinned").unwrap()["sortable"] = json!(true);
    for (defect, told) in [("", 0), ("on-first", 1)] {
        let summary = held(&ir, defect, "get.notes").await;
        assert_eq!(summary.failed, 0, "{defect}\n{}", report(&summary));
        let infos = summary.infos.iter().filter(|info| info.id.ends_with("sort.pinned/off-first")).count();
        assert_eq!(infos, told, "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn errors_that_no_case_brings_about_are_missing_each_with_its_reason() {
    let mut ir = notes_ir();
    let error = |code: i64, mnemonic: &str| {
        let source = json!({"file": "notes.md", "line": 301, "column": 1});
        json!({"code": code, "mnemonic": mnemonic, "message": "", "when": format!("Of {mnemonic}."), "source": source})
    };
    let others = [error(-32001, "token_expired"), error(-32602, "tariff"), error(-32602, "type_error")];
    for method in ir["methods"].as_array_mut().unwrap() {
        method["errors"] = json!(others.to_vec());
    }
    let summary = held(&ir, "", "*").await;
    let missing: Vec<(&str, &str)> = summary
        .missing
        .iter()
        .filter(|missing| missing.check == "undemonstrated")
        .map(|missing| (missing.id.as_str(), missing.reason.as_str()))
        .collect();
    let state =
        "needs a credential in this state, and the suite is given one that works (`token_expired`: Of token_expired.)";
    let silent = "the documents do not tell which request is answered so (`tariff`: Of tariff.)";
    assert_eq!(missing, [("get.notes/error.token_expired", state), ("get.notes/error.tariff", silent)]);
    let gap = |name: &str| summary.coverage.gaps.iter().find(|gap| gap.kind == "error" && gap.name == name).cloned();
    assert_eq!(gap("tariff").map(|gap| gap.reason).as_deref(), Some(silent));
}

#[tokio::test]
async fn which_of_several_is_the_main_one_where_none_says_so_is_not_asked() {
    let summary = hold(whole(&people_api()), people::router("first-is-main"), people::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    let wrong = hold(of_check(&people_api(), "created"), people::router("all-main"), people::TOKEN).await.unwrap();
    assert!(wrong.findings.iter().any(|finding| finding.check == "created"), "{}", report(&wrong));
}

#[tokio::test]
async fn equal_elements_may_be_a_value_that_is_none_where_the_parameter_names_no_error() {
    let mut ir = notes_ir();
    for (named, failed) in [(true, 6), (false, 0)] {
        for method in [1, 2] {
            let params = ir["methods"][method]["params"].as_array_mut().unwrap();
            let tags = params.iter_mut().find(|param| param["name"] == "tags").unwrap();
            tags["on_duplicate"] = if named { json!("duplicate_entity") } else { Value::Null };
        }
        let api: Api = serde_json::from_value(ir.clone()).unwrap();
        let double = Notes::of(ir.clone(), "duplicate-invalid").router();
        let summary = hold(of_check(&api, "unique_items"), double, TOKEN).await.unwrap();
        assert_eq!(summary.failed, failed, "{}", report(&summary));
        assert_eq!(summary.ran(), 6, "{}", report(&summary));
    }
}

#[tokio::test]
async fn an_unknown_field_may_be_one_that_nobody_may_filter_by_unless_the_errors_stand_beside_each_other() {
    let mut ir = notes_ir();
    for (beside, failed) in [(false, 0), (true, 4)] {
        if beside {
            let source = json!({"file": "notes.md", "line": 302, "column": 1});
            let error =
                |name: &str| json!({"code": -32602, "mnemonic": name, "message": "", "when": "", "source": source});
            let errors = ["unexpected", "filter_prohibited", "sort_prohibited"].map(error);
            ir["errors"].as_array_mut().unwrap().push(json!({"scope": "get", "errors": errors}));
        }
        let summary = held(&ir, "unknown-prohibited", "get.notes").await;
        assert_eq!(summary.failed, failed, "{}", report(&summary));
    }
}

#[tokio::test]
async fn the_count_may_stand_beside_the_rows() {
    let mut ir = notes_ir();
    ir["conventions"]["list"].as_object_mut().unwrap().remove("metadata");
    let summary = held(&ir, "", "get.notes").await;
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 100, "{}", report(&summary));
}

#[test]
fn a_null_id_is_refused_only_where_one_must_be_there() {
    let mut ir = notes_ir();
    for (insisted, planned) in [(true, 1), (false, 0)] {
        if !insisted {
            ir["conventions"]["violations"].as_object_mut().unwrap().remove("notification");
        }
        let api: Api = serde_json::from_value(ir.clone()).unwrap();
        let count = whole(&api).cases.iter().filter(|case| case.id.ends_with("id-null")).count();
        assert_eq!(count, planned);
    }
}

#[test]
fn parts_of_a_date_are_no_dates_and_operators_that_name_no_date_take_none() {
    let mut ir = notes_ir();
    let fields = ir["methods"][0]["result"]["fields"].as_array_mut().unwrap();
    fields.iter_mut().find(|field| field["name"] == "title").unwrap()["format"] = json!("date");
    for operator in ir["operators"].as_array_mut().unwrap() {
        if operator["operator"] == "<" {
            operator["formats"] = json!(["date"]);
        }
    }
    let api: Api = serde_json::from_value(ir).unwrap();
    let plan = whole(&api);
    let kinds = plan.cases.iter().filter_map(|case| case.id.strip_prefix("get.notes/filter.title/"));
    let kinds: std::collections::BTreeSet<&str> = kinds.collect();
    for planned in ["equal", "not-equal", "less"] {
        assert!(kinds.contains(planned), "{planned} {kinds:?}");
    }
    for silent in ["in", "in-one", "equal-part", "not-equal-part", "like-prefix", "regexp-start"] {
        assert!(!kinds.contains(silent), "{silent} {kinds:?}");
    }
}

#[test]
fn what_is_gone_may_be_gone_for_good_and_what_is_put_away_may_stay() {
    let mut api = crate::planner::api();
    let expected = |api: &Api| {
        let plan = whole(api);
        let case = plan.cases.iter().find(|case| case.id.ends_with("/gone")).unwrap().clone();
        (case.level.word(), case.exchanges.iter().filter(|exchange| exchange.expect.len() > 1).count())
    };
    assert_eq!(expected(&api), ("must", 0));
    let get = api.methods.iter().find(|method| method.name.starts_with("GET") && method.name.ends_with('}')).unwrap();
    let mut fields = get.responses.iter().find(|response| response.status == 200).unwrap().clone();
    let archived = json!({"name": "archived", "type": "boolean", "source": {"file": "", "line": 1, "column": 1}});
    fields.fields.push(serde_json::from_value(archived).unwrap());
    for method in &mut api.methods {
        if method.name.starts_with("GET") && method.name.ends_with('}') {
            method.responses.push(doctract_spec::ir::Response { status: 410, ..fields.clone() });
            method.responses.retain(|response| response.status != 200);
            method.responses.push(fields.clone());
        }
        if method.name.starts_with("DELETE") {
            method.responses.retain(|response| response.status >= 400);
            method.responses.push(fields.clone());
        }
    }
    assert_eq!(expected(&api), ("info", 1));
}

#[tokio::test]
async fn further_members_are_refused_or_ignored_as_the_documents_say_and_where_they_are_silent_nothing_is_sent() {
    for (closed, ignores, accepts, refuses) in
        [(true, false, "", "unknown-refused"), (false, true, "unknown-refused", "")]
    {
        let mut api = crate::planner::api();
        let unexpected = doctract_spec::ir::ErrorRef { status: Some(422), ..Default::default() };
        api.conventions.violations.insert(doctract_spec::ir::Violation::Unexpected, unexpected);
        assert!(of_check(&api, "unknown_parameter").cases.is_empty());
        (api.conventions.closed_requests, api.conventions.ignores_unknown) = (closed, ignores);
        for (double, wrong) in [(accepts, true), (refuses, false)] {
            let plan = of_check(&api, "unknown_parameter");
            assert_eq!(plan.cases.len(), if closed { 12 } else { 3 });
            let summary = hold(plan, crate::planner::router(double), crate::planner::TOKEN).await.unwrap();
            assert_eq!(summary.failed > 0, wrong, "{double}\n{}", report(&summary));
        }
    }
}

#[tokio::test]
async fn a_refusal_has_the_name_that_the_dialect_tells_for_it() {
    let mut api = people_api();
    for (name, accused) in [("anything", false), ("missing", true)] {
        api.conventions.error_members.insert("mnemonic".to_owned(), "message".to_owned());
        for error in api.conventions.violations.values_mut() {
            error.mnemonic = Some(name.to_owned());
        }
        let summary = hold(of_check(&api, "required"), people::router(""), people::TOKEN).await.unwrap();
        assert_eq!(summary.failed > 0, accused, "{}", report(&summary));
        assert!(summary.ran() > 0);
    }
}

#[tokio::test]
async fn where_no_page_lists_errors_what_the_dialect_tells_of_use_holds() {
    let mut ir = notes_ir();
    ir["errors"] = json!([]);
    for method in ir["methods"].as_array_mut().unwrap() {
        method["errors"] = json!([]);
    }
    let api: Api = serde_json::from_value(ir.clone()).unwrap();
    for (defect, found) in [("", false), ("use-ignored", true)] {
        let summary = hold(of_check(&api, "in_use"), Notes::of(ir.clone(), defect).router(), TOKEN).await.unwrap();
        assert!(summary.ran() > 0, "{}", report(&summary));
        assert_eq!(summary.failed > 0, found, "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn a_parameter_refers_to_what_the_same_one_of_another_method_refers_to() {
    let mut ir = notes_ir();
    for (method, kind) in [(1, "book_id"), (2, "bok_id")] {
        let params = ir["methods"][method]["params"].as_array_mut().unwrap();
        let books = params.iter_mut().find(|param| param["name"] == "books").unwrap();
        // Once misspelt, and nowhere a word of where they come from.
        books["items"]["documented_type"] = json!(kind);
        books["description"] = json!("");
        books.as_object_mut().unwrap().remove("see_methods");
    }
    let api: Api = serde_json::from_value(ir.clone()).unwrap();
    let missing = whole(&api).missing.into_iter().filter(|missing| missing.id.starts_with("update.notes/books"));
    assert_eq!(missing.count(), 0);
    for (defect, found) in [("", false), ("update-lost@books", true)] {
        let plan =
            of_check(&api, "updated").narrowed(&Filter::new(&["update.notes/books/*".to_owned()], &[], &[]).unwrap());
        assert!(plan.cases.len() > 1);
        let summary = hold(plan, Notes::of(ir.clone(), defect).router(), TOKEN).await.unwrap();
        assert_eq!(summary.failed > 0, found, "{defect}\n{}", report(&summary));
    }
}
