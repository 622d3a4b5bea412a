//! Fields that only a component of the product fills: the rows that the suite makes have them where the component is on, and do without where
//! it is off. And parameters for which the documents allow two types.

use serde_json::{Value, json};

use crate::bench::{api, hold, of_check, report};
use crate::notes::{Notes, TOKEN};

const FIXTURE: &str = include_str!("../ir/notes.json");

/// The notes with a shade, which depends on a component, and a code, which is a number or a text.
fn shaded() -> Value {
    let mut ir: Value = serde_json::from_str(FIXTURE).unwrap();
    let source = json!({"file": "notes.md", "line": 1, "column": 1});
    let shade =
        json!({"name": "shade", "type": "number", "required": false, "requires_component": "paint", "source": source});
    let code =
        json!({"name": "code", "type": "number", "one_of": ["number", "string"], "required": false, "source": source});
    let mut field = shade.clone();
    field["filterable"] = json!(true);
    for method in ir["apis"][0]["methods"].as_array_mut().unwrap() {
        match method["name"].as_str().unwrap() {
            "update.notes" => method["params"].as_array_mut().unwrap().push(shade.clone()),
            "create.notes" => method["params"].as_array_mut().unwrap().extend([shade.clone(), code.clone()]),
            "get.notes" => method["result"]["fields"].as_array_mut().unwrap().push(field.clone()),
            _ => {}
        }
    }
    ir
}

#[tokio::test]
async fn what_must_be_passed_may_depend_on_a_component_that_is_off() {
    let mut ir = shaded();
    let api_of = &mut ir["apis"][0];
    api_of["conventions"]["violations"]["component_disabled"] =
        json!({"mnemonic": "component_disabled", "code": -32000});
    let update = api_of["methods"].as_array_mut().unwrap().iter_mut().find(|method| method["name"] == "update.notes");
    update.unwrap()["params"].as_array_mut().unwrap().last_mut().unwrap()["required"] = json!(true);
    // That the credential is wrong may be told after that the component is off.
    let first = ("authentication", "component-off-first@shade");
    let cases = ["accepted", "unknown_reference", "updated"].map(|check| (check, "component-off@shade"));
    for (check, defect) in cases.into_iter().chain([first]) {
        let notes = Notes::of(ir["apis"][0].clone(), defect);
        let summary = hold(of_check(&api(&ir.to_string()), check), notes.router(), TOKEN).await.unwrap();
        assert_eq!(summary.failed, 0, "{check}\n{}", report(&summary));
        assert!(summary.passed > 0, "{check}\n{}", report(&summary));
    }
}

async fn held(check: &str, defect: &'static str) -> doctract_conformance::Summary {
    let ir = shaded();
    let notes = Notes::of(ir["apis"][0].clone(), defect);
    hold(of_check(&api(&ir.to_string()), check), notes.router(), TOKEN).await.unwrap()
}

#[tokio::test]
async fn rows_have_what_depends_on_a_component() {
    let summary = held("filter", "").await;
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(!report(&summary).contains("nothing made a value"), "{}", report(&summary));
    let summary = held("filter", "field-ignored@shade").await;
    assert!(summary.findings.iter().any(|finding| finding.id.contains("filter.shade")), "{}", report(&summary));
}

#[tokio::test]
async fn what_depends_on_a_component_is_stored_beside_everything_else() {
    let summary = held("created", "").await;
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    let summary = held("created", "shade-alone").await;
    assert!(summary.findings.iter().any(|finding| finding.id.contains("shade/created-full")), "{}", report(&summary));
}

#[tokio::test]
async fn rows_do_without_where_the_component_is_off() {
    let summary = held("filter", "component-off@shade").await;
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(
        summary.passed > 20 && report(&summary).contains("nothing made a value of `shade`"),
        "{}",
        report(&summary)
    );
}

#[tokio::test]
async fn an_update_must_leave_alone_what_depends_on_a_component() {
    for (defect, failed) in [("", 0), ("component-off@shade", 0)] {
        let summary = held("updated", defect).await;
        assert_eq!(summary.failed, failed, "{defect}\n{}", report(&summary));
    }
    let summary = held("updated", "update-wipes@shade").await;
    let found = |word: &str| summary.findings.iter().any(|finding| finding.failure.problem.expected.contains(word));
    assert!(found("shade"), "{}", report(&summary));
}

#[tokio::test]
async fn what_is_a_number_or_a_text_is_nothing_else() {
    let summary = held("wrong_type", "").await;
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    let summary = held("wrong_type", "type@code").await;
    let found = |word: &str| {
        summary.findings.iter().any(|finding| finding.also.iter().chain([&finding.id]).any(|id| id == word))
    };
    assert!(found("create.notes/code/type.boolean"), "{}", report(&summary));
}

#[tokio::test]
async fn a_refused_update_does_not_change_what_depends_on_a_component() {
    for (defect, wrong) in [("", false), ("component-off@shade", false), ("shade-beside", true)] {
        let summary = held("refused_changes", defect).await;
        assert_eq!(summary.failed > 0, wrong, "{defect}\n{}", report(&summary));
    }
}
