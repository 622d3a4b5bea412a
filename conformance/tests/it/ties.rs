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

#[tokio::test]
async fn an_order_of_numbers_is_not_that_of_their_texts() {
    let mut ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    for method in ir["apis"][0]["methods"].as_array_mut().unwrap() {
        for place in ["/params", "/result/fields"] {
            let members = method.pointer_mut(place).into_iter().flat_map(|members| members.as_array_mut().unwrap());
            members
                .filter(|member| member["name"] == "rank")
                .for_each(|rank| _ = rank.as_object_mut().unwrap().remove("maximum"));
        }
    }
    for (defect, wrong) in [("", false), ("numbers-by-text", true)] {
        let notes = Notes::of(ir["apis"][0].clone(), defect);
        let summary = hold(of_check(&api(&ir.to_string()), "sort"), notes.router(), TOKEN).await.unwrap();
        assert_eq!(summary.failed > 0, wrong, "{defect}\n{}", report(&summary));
    }
}
