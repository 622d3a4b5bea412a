//! Times that a server sets itself.

use serde_json::{Value, json};

use crate::bench::{api, hold, of_check, report};
use crate::people;

/// Defects of the times.
pub const STAMPS: &[(&str, &str)] = &[("stamped-at-reading", "stamps"), ("stamped-before", "stamps")];

/// The people with the times at which they were made and changed.
fn ir() -> Value {
    let mut ir: Value = serde_json::from_str(include_str!("../ir/people.json")).unwrap();
    let source = json!({"file": "people.md", "line": 1, "column": 1});
    let stamp = |name: &str| json!({"name": name, "type": "string", "format": "date-time", "source": source});
    let methods = ir["apis"][0]["methods"].as_array_mut().unwrap();
    let list = methods.iter_mut().find(|method| method["name"] == "GET /org/{orgId}/people").unwrap();
    let fields = list.pointer_mut("/responses/0/fields/0/items/fields").unwrap().as_array_mut().unwrap();
    fields.extend(["createdAt", "updatedAt"].map(stamp));
    ir
}

#[tokio::test]
async fn each_defect_of_times_is_found() {
    for (defect, check) in [("stamped", "stamps")].iter().chain(STAMPS) {
        let summary =
            hold(of_check(&api(&ir().to_string()), check), people::router(defect), people::TOKEN).await.unwrap();
        assert_eq!((summary.ran(), summary.failed > 0), (1, *defect != "stamped"), "{defect}\n{}", report(&summary));
    }
}
