//! An order by three fields, the first two of which leave rows equal.

use serde_json::{Value, json};

use crate::bench::{api, hold, of_check, report};
use crate::notes::{Notes, TOKEN};

#[tokio::test]
async fn a_third_key_counts() {
    let mut ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    let methods = ir["apis"][0]["methods"].as_array_mut().unwrap();
    let get = methods.iter_mut().find(|method| method["name"] == "get.notes").unwrap();
    let fields = get["result"]["fields"].as_array_mut().unwrap();
    fields.iter_mut().find(|field| field["name"] == "pinned").unwrap()["sortable"] = json!(true);
    for (defect, wrong) in [("", false), ("two-keys", true)] {
        let notes = Notes::of(ir["apis"][0].clone(), defect);
        let summary = hold(of_check(&api(&ir.to_string()), "sort"), notes.router(), TOKEN).await.unwrap();
        let found = summary.findings.iter().any(|finding| finding.id.contains("then-two"));
        assert_eq!((found, summary.failed > 0), (wrong, wrong), "{defect}\n{}", report(&summary));
    }
}
