//! A required text with a documented pattern, of which no two entities may have the same: the suite makes texts that fit, each another one.

use doctract_conformance::Summary;
use doctract_spec::ir::Api;
use serde_json::{Value, json};

use crate::bench::{hold, of_check, report, whole};
use crate::notes::{Notes, TOKEN};

/// The notes with a required `code` of this pattern, of which no two have the same.
fn documents(pattern: &str) -> (Value, Api) {
    let mut ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    let code = |required: Option<bool>| {
        let source = json!({"file": "notes.md", "line": 300, "column": 1});
        json!({"name": "code", "type": "string", "pattern": pattern, "required": required, "unique": true, "source": source})
    };
    for method in ir["apis"][0]["methods"].as_array_mut().unwrap() {
        match method["name"].as_str() {
            Some("create.notes") => method["params"].as_array_mut().unwrap().push(code(Some(true))),
            Some("update.notes") => method["params"].as_array_mut().unwrap().push(code(Some(false))),
            Some("get.notes") => method["result"]["fields"].as_array_mut().unwrap().push(code(None)),
            _ => {}
        }
    }
    (ir["apis"][0].clone(), serde_json::from_value(ir["apis"][0].clone()).unwrap())
}

async fn held(pattern: &str, defect: &'static str, check: Option<&str>) -> Summary {
    let (ir, api) = documents(pattern);
    let plan = check.map_or_else(|| whole(&api), |check| of_check(&api, check));
    hold(plan, Notes::of(ir, defect).router(), TOKEN).await.unwrap()
}

/// Defects of the double with the code.
pub const CODES: &[(&str, &str)] = &[
    ("pattern@code", "pattern"),
    ("pattern-start@code", "pattern"),
    ("pattern-end@code", "pattern"),
    ("pattern-case@code", "pattern"),
    ("code-lower", "created"),
    ("", "taken"),
    ("code-taken-at-first", "taken"),
    ("code-taken-by-itself", "taken"),
];

const CODE: &str = "^[A-Z]{2,6}$";

#[tokio::test]
async fn what_the_suite_makes_fits_the_pattern_and_is_never_the_same() {
    let summary = held(CODE, "code-taken", None).await;
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    let made = summary.cases.iter().filter(|case| case.method == "create.notes").count();
    assert!(made > 30, "{made} cases\n{}", report(&summary));
}

#[tokio::test]
async fn each_way_to_neglect_a_pattern_is_found() {
    for (defect, check) in CODES {
        let summary = held(CODE, defect, Some(check)).await;
        assert!(summary.findings.iter().any(|finding| finding.check == *check), "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_not_as_documented() {
    let summary = held(CODE, "code-shown-lower", Some("accepted")).await;
    let told = |got: &str| got.contains("documented bounds");
    assert!(summary.findings.iter().any(|finding| told(&finding.failure.problem.expected)), "{}", report(&summary));
}

#[tokio::test]
async fn a_pattern_that_is_not_understood_is_told_and_nobody_is_accused() {
    let summary = held("^(?=.*[A-Z])[A-Z]{2,6}$", "pattern@code", None).await;
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    let advice = |reason: &str| reason.contains("no value of `code` is known that fits");
    assert!(summary.missing.iter().any(|missing| advice(&missing.reason)), "{}", report(&summary));
    assert!(summary.missing.iter().any(|missing| missing.id == "create.notes/code/pattern"));
}
