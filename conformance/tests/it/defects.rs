//! One defect at a time, each with the check that finds it.

use doctract_conformance::{Filter, Options, plan, run};

use crate::bench::{hold, notes_api, of_check, options, people_api, report, serve, target, whole};
use crate::known::{NOTES, PEOPLE};
use crate::{notes, people};

#[tokio::test]
async fn a_correct_json_rpc_server_passes() {
    let notes = notes::Notes::new("");
    let summary = hold(whole(&notes_api()), notes.router(), notes::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 100, "{}", report(&summary));
    assert_eq!(summary.exit_code(), 0);
    assert_eq!(notes.rows(), 0, "everything that was made is taken away\n{}", report(&summary));
    assert!(summary.leftovers.is_empty());
}

#[tokio::test]
async fn a_server_that_knows_no_expressions_is_not_accused() {
    let notes = notes::Notes::new("jsquery-refused@");
    let summary = hold(of_check(&notes_api(), "jsquery"), notes.router(), notes::TOKEN).await.unwrap();
    assert_eq!((summary.failed, summary.passed), (0, 0), "{}", report(&summary));
    assert_eq!(summary.missing.len(), 8, "{}", report(&summary));
}

#[tokio::test]
async fn members_of_which_the_documents_are_silent_are_told_and_not_accused() {
    for (check, lax, count) in [("filter_refused", "any-member", 2), ("sort_refused", "unexpected@sort", 1)] {
        for (defect, told) in [("", 0), (lax, count)] {
            let notes = notes::Notes::new(defect);
            let summary = hold(of_check(&notes_api(), check), notes.router(), notes::TOKEN).await.unwrap();
            assert_eq!(summary.failed, 0, "{check} {defect}\n{}", report(&summary));
            let seen = summary.infos.iter().map(|info| 1 + info.also.len()).sum::<usize>();
            assert_eq!(seen, told, "{check} {defect}\n{}", report(&summary));
        }
    }
}

#[tokio::test]
async fn what_the_documents_leave_open_is_not_accused() {
    // Which of two errors comes first, and how a whole number is written.
    for (liberty, method) in [("use-first", "*"), ("decimals", "get.notes")] {
        let plan = whole(&notes_api()).narrowed(&Filter::new(&[], &[method.to_owned()], &[]).unwrap());
        let summary = hold(plan, notes::Notes::new(liberty).router(), notes::TOKEN).await.unwrap();
        assert_eq!(summary.failed, 0, "{liberty}\n{}", report(&summary));
        assert!(summary.passed > 10, "{liberty}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn a_correct_rest_server_passes() {
    let summary = hold(whole(&people_api()), people::router(""), people::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 40, "{}", report(&summary));
    // The documents have no method that deletes a person.
    assert!(!summary.leftovers.is_empty());
}

/// A run against the REST double, which is brought back to its first state where a case needs that.
async fn reset_hold(defect: &'static str) -> doctract_conformance::Summary {
    let options = Options { resets: true, ..options(&[], &[], &["PUT *"]).unwrap() };
    let mut target = target(&serve(people::router(defect)).await, people::TOKEN);
    target.reset = Some(serde_json::from_value(serde_json::json!({"path": "/reset"})).unwrap());
    run(plan(&people_api(), &options), &target, &mut ()).await.unwrap()
}

#[tokio::test]
async fn what_was_deleted_is_had_in_xml_too_once_the_target_is_reset() {
    for variant in ["", "xml-indented"] {
        let right = reset_hold(variant).await;
        assert_eq!(right.failed, 0, "{variant}\n{}", report(&right));
        assert!(right.missing.is_empty(), "{variant}\n{}", report(&right));
    }
    for defect in ["xml-name", "xml-space"] {
        let wrong = reset_hold(defect).await;
        assert!(wrong.findings.iter().any(|finding| finding.id.ends_with("/xml.values")), "{}", report(&wrong));
    }
}

#[tokio::test]
async fn a_page_of_rows_that_all_lack_what_is_optional_accuses_nobody() {
    // That a value which was sent does not come back is another matter.
    let plan = of_check(&people_api(), "accepted");
    let summary = hold(plan, people::router("sparse"), people::TOKEN).await.unwrap();
    let accused = summary.findings.iter().any(|finding| finding.failure.problem.expected.contains("age"));
    assert!(!accused && summary.passed > 0, "{}", report(&summary));
}

#[tokio::test]
async fn each_defect_of_a_json_rpc_server_is_found_by_its_check() {
    let mut missed = Vec::new();
    for (defect, check) in NOTES {
        let notes = notes::Notes::new(defect);
        let summary = hold(of_check(&notes_api(), check), notes.router(), notes::TOKEN).await.unwrap();
        let found = summary.findings.iter().any(|finding| finding.check == *check) && summary.exit_code() == 1;
        missed.extend((!found).then(|| format!("{defect} by {check}\n{}", report(&summary))));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[tokio::test]
async fn each_defect_of_a_rest_server_is_found_by_its_check() {
    let mut missed = Vec::new();
    for (defect, check) in PEOPLE {
        let summary = hold(of_check(&people_api(), check), people::router(defect), people::TOKEN).await.unwrap();
        let found = summary.findings.iter().any(|finding| finding.check == *check) && summary.exit_code() == 1;
        missed.extend((!found).then(|| format!("{defect} by {check}\n{}", report(&summary))));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
