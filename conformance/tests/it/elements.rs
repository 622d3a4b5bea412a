//! A method that changes the elements of an array of a row: the lines of a note, one for each of its books.

use serde_json::{Value, json};

use crate::bench::{api, hold, of_check, report};
use crate::notes::{Notes, TOKEN};

/// Defects of the method.
pub const LINES: &[(&str, &str)] = &[
    ("lines-nothing", "elements"),
    ("lines-without-off", "elements"),
    ("lines-last-open", "elements"),
    ("lines-flags", "elements"),
    ("lines-order", "elements"),
    ("lines-partial", "elements"),
    ("lines-none", "elements"),
    ("unknown@lines.line_id", "elements"),
    ("lines-of-all", "elements"),
    ("update-first", "elements"),
    ("lines-reset", "elements_kept"),
    ("lines-turned", "elements_kept"),
    ("lines-forgotten-with-books", "elements_kept"),
    ("lines-forgotten-by-book", "elements_kept"),
    ("lines-forgotten-by-deletion", "elements_kept"),
];

/// Defects of an array whose order matters.
pub const TAGS: &[(&str, &str)] = &[("tags-sorted", "element_order"), ("tags-reversed", "element_order")];

fn ir() -> Value {
    let mut ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    let source = json!({"file": "notes.md", "line": 1, "column": 1});
    let member = |name: &str, kind: &str| json!({"name": name, "type": kind, "required": true, "source": source});
    let items = json!({"type": "object", "fields": [member("line_id", "number"), member("open", "boolean")]});
    let mut array = json!({"name": "lines", "type": "array", "items": items, "source": source});
    array["ordered"] = json!(true);
    let methods = ir["apis"][0]["methods"].as_array_mut().unwrap();
    let get = methods.iter_mut().find(|method| method["name"] == "get.notes").unwrap();
    get["result"]["fields"].as_array_mut().unwrap().push(array.clone());
    let mut update = methods.iter().find(|method| method["name"] == "delete.notes").unwrap().clone();
    update["name"] = json!("update.notes_lines");
    array["required"] = json!(true);
    array["on_incomplete"] = json!("invalid_value");
    update["params"].as_array_mut().unwrap().push(array);
    methods.push(update);
    let named = |name: &str| methods.iter().find(|method| method["name"] == name).unwrap().clone();
    let (mut books, create) = (named("delete.books"), named("create.books"));
    books["name"] = json!("update.books");
    books["partial_update"] = json!(true);
    let mut name = create["params"][1].clone();
    name["required"] = json!(false);
    books["params"].as_array_mut().unwrap().push(name);
    methods.push(books);
    ir
}

#[tokio::test]
async fn an_array_comes_back_in_its_order_where_that_matters() {
    let mut ir = ir();
    for method in ir["apis"][0]["methods"].as_array_mut().unwrap() {
        let tags = method["params"].as_array_mut().unwrap().iter_mut().filter(|param| param["name"] == "tags");
        tags.for_each(|tags| tags["ordered"] = json!(true));
    }
    for (defect, check) in [("", "element_order")].iter().chain(TAGS) {
        let notes = Notes::of(ir["apis"][0].clone(), defect);
        let summary = hold(of_check(&api(&ir.to_string()), check), notes.router(), TOKEN).await.unwrap();
        assert_eq!((summary.ran(), summary.failed > 0), (1, !defect.is_empty()), "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn each_defect_of_elements_is_found() {
    for (defect, check) in [("", "elements"), ("", "elements_kept")].iter().chain(LINES) {
        let notes = Notes::of(ir()["apis"][0].clone(), defect);
        let summary = hold(of_check(&api(&ir().to_string()), check), notes.router(), TOKEN).await.unwrap();
        let found = summary.findings.iter().any(|finding| finding.check == *check);
        assert_eq!(found, !defect.is_empty(), "{defect}\n{}", report(&summary));
        let planned = if *check == "elements" { 8 } else { 7 };
        // What goes on from elements that are not stored cannot be tested.
        assert!(
            summary.ran() + summary.missing.len() == planned && summary.missing.len() < 3,
            "{defect}\n{}",
            report(&summary)
        );
    }
}
