//! Pages of a whole account, where the documents give no way to choose the rows of the run: what others write meanwhile accuses nobody.

use doctract_conformance::Summary;
use serde_json::{Value, json};

use crate::bench::{api, hold, of_check, report};
use crate::notes::{Notes, TOKEN};

async fn paged(defect: &'static str) -> Summary {
    let mut ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    let get = &mut ir["apis"][0]["methods"][0];
    assert_eq!(get["name"], "get.notes");
    assert_eq!(get["result"]["fields"][0]["name"], "id");
    get["result"]["fields"][0]["filterable"] = json!(false);
    let notes = Notes::of(ir["apis"][0].clone(), defect);
    hold(of_check(&api(&ir.to_string()), "paging"), notes.router(), TOKEN).await.unwrap()
}

#[tokio::test]
async fn pages_of_an_account_are_held_to_each_other() {
    let summary = paged("").await;
    assert_eq!((summary.failed, summary.passed), (0, 1), "{}", report(&summary));
    for defect in ["offset-ignored", "offset-by-one", "total-of-page"] {
        let summary = paged(defect).await;
        assert_eq!(summary.failed, 1, "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn an_account_in_which_others_write_accuses_nobody() {
    let summary = paged("busy").await;
    assert_eq!((summary.failed, summary.passed), (0, 0), "{}", report(&summary));
    assert!(report(&summary).contains("changed while its pages were read"), "{}", report(&summary));
}
