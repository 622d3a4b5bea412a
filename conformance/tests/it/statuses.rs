//! Statuses of refusals where no dialect tells them: those that a method documents, and among these those that can be about the fault.

use doctract_spec::ir::Api;

use crate::bench::{hold, of_check, report};
use crate::planner;

/// Defects of the double.
pub const STATUSES: &[(&str, &str)] = &[
    ("wrong-is-absent", "refusal_status"),
    ("wrong-is-conflict", "refusal_status"),
    ("wrong-is-teapot", "refusal_status"),
    ("stranger-is-absent", "refusal_status"),
];

/// The planner by a dialect that tells no statuses.
fn untold() -> Api {
    let mut api = planner::api();
    api.conventions.violations.clear();
    api
}

#[tokio::test]
async fn a_fault_is_refused_by_a_status_that_is_documented_for_it() {
    for (defect, check) in [("", "refusal_status"), ("wrong-is-bad", "refusal_status")].iter().chain(STATUSES) {
        let summary = hold(of_check(&untold(), check), planner::router(defect), planner::TOKEN).await.unwrap();
        let found = STATUSES.iter().any(|(known, _)| known == defect);
        assert!(summary.ran() > 20 && summary.missing.is_empty(), "{defect}\n{}", report(&summary));
        assert_eq!(summary.failed > 0, found, "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn a_page_without_a_status_for_wrong_values_is_not_held_to_one() {
    let mut api = untold();
    for method in &mut api.methods {
        method.responses.retain(|response| ![400, 422].contains(&response.status));
    }
    let summary = hold(of_check(&api, "refusal_status"), planner::router(""), planner::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(!summary.infos.is_empty(), "{}", report(&summary));
}

#[test]
fn where_the_dialect_tells_all_statuses_other_checks_hold_them() {
    assert!(of_check(&planner::api(), "refusal_status").cases.is_empty());
}
