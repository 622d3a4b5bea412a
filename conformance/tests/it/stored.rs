//! What is stored once is seen wherever it shows: in fields that are made of others, in arrays that follow from others, in arrays inside objects.

use serde_json::{Value, json};

use doctract_conformance::{Filter, plan};

use crate::bench::{api, hold, options, report};
use crate::notes::{Notes, TOKEN};

/// A shelf, which no method makes.
const SHELF: u64 = 1_000_003;

/// Defects that show only where the documents have such fields.
pub const STORED: &[(&str, &str)] = &[
    ("stale@caption", "found_anew"),
    ("stale-order@caption", "found_anew"),
    ("stale@book_name", "named_reference"),
    ("stale@books", "named_reference"),
    ("name-ascii", "named_reference"),
    ("name-cut", "named_reference"),
    ("first-name", "named_reference"),
    ("renamed-once", "named_reference"),
    ("name-kept", "reset"),
    ("refused-unlists", "in_use"),
    ("shelf-unnamed", "named_fact"),
    ("shelf-kept", "named_fact"),
    ("marks-kept", "emptied"),
    ("fifteen@phone", "format"),
    ("pages-one", "derived_elements"),
    ("pages-made", "derived_elements"),
    ("part-for-whole", "sort"),
    ("pages-at-first", "derived_elements"),
    ("pages-of-left", "derived_elements"),
    ("pages-of-deleted", "derived_elements"),
    ("pages-of-one-holder", "derived_elements"),
    ("pages-shared-gone", "derived_elements"),
    ("ink-own", "shared_elements"),
    ("ink-reset", "shared_elements"),
    ("size-gone", "shared_elements"),
    ("name-at-first", "named_reference"),
    ("bold-follows", "created_alone"),
    ("flags-off", "filter_read_only"),
    ("phone-domestic", "odd_texts"),
];

/// The methods of the notes, of which rows can be chosen by more fields, and of books that have pages and can be changed.
fn ir() -> Value {
    let mut ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
    let source = json!({"file": "notes.md", "line": 1, "column": 1});
    let field = |name: &str, kind: &str| json!({"name": name, "type": kind, "source": source});
    let array = |name: &str, members: Value| {
        let mut array = field(name, "array");
        array["items"] = json!({"type": "object", "fields": members});
        array
    };
    let mut page = field("page", "number");
    page["required"] = json!(true);
    let mut ink = field("ink", "enum");
    (ink["values"], ink["default"]) = (json!(["blue", "black"]), json!("blue"));
    let mut pages = array("pages", json!([page, ink]));
    pages["shared_elements"] = json!(true);
    let mut heavy = field("heavy", "boolean");
    heavy["filterable"] = json!(true);
    let mut marks = field("marks", "array");
    marks["items"] = json!({"type": "string"});
    let mut phone = field("phone", "number");
    phone["format"] = json!("E164");
    let shelf = field("shelf_id", "number");
    let flag = |name: &str, default: bool| {
        let mut flag = field(name, "boolean");
        flag["default"] = json!(default);
        flag
    };
    let methods = ir["apis"][0]["methods"].as_array_mut().unwrap();
    let mut update = methods.iter().find(|method| method["name"] == "create.books").unwrap().clone();
    update["name"] = json!("update.books");
    update["partial_update"] = json!(true);
    update["result"]["fields"] = json!([]);
    let mut id = field("id", "number");
    id["required"] = json!(true);
    update["params"].as_array_mut().unwrap().push(id);
    methods.push(update);
    for method in methods {
        let (name, list) =
            (method["name"].as_str().unwrap().to_owned(), method["name"].as_str().unwrap().starts_with("get"));
        let members = if list { &mut method["result"]["fields"] } else { &mut method["params"] };
        let members = members.as_array_mut().unwrap();
        if ["get.notes", "create.notes", "update.notes"].contains(&name.as_str()) {
            members.push(shelf.clone());
        }
        match name.as_str() {
            "get.notes" => {
                members.push(field("shelf_name", "string"));
                members.extend([heavy.clone(), field("loud", "boolean"), field("bold", "boolean"), phone.clone()]);
                members.push(array("pages", json!([field("book_id", "number"), field("book_page", "number")])));
            }
            "create.notes" => members.extend([phone.clone(), flag("loud", false), flag("bold", true)]),
            "get.books" | "create.books" | "update.books" => members.push(pages.clone()),
            _ => {}
        }
        for member in members {
            if member["name"] == "books" && list {
                member["items"]["fields"].as_array_mut().unwrap().push(field("book_name", "string"));
            }
            if member["name"] == "place" {
                member["fields"].as_array_mut().unwrap().push(marks.clone());
            }
            if member["name"] == "parts" && name == "create.notes" {
                member["shared_elements"] = json!(true);
            }
            if member["name"] == "caption" || member["name"] == "book_name" {
                member["filterable"] = json!(true);
                member["sortable"] = json!(true);
            }
        }
    }
    ir
}

#[tokio::test]
async fn each_defect_of_what_follows_from_others_is_found() {
    let api = api(&ir().to_string());
    for (defect, check) in STORED {
        for defect in ["", defect] {
            let notes = Notes::of(ir()["apis"][0].clone(), defect);
            let mut options = options(&[], &[], &[]).unwrap();
            options.facts.existing.insert("shelf_id".to_owned(), json!(SHELF));
            let only = Filter::new(&[], &[], &[(*check).to_owned()]).unwrap();
            let summary = hold(plan(&api, &options).narrowed(&only), notes.router(), TOKEN).await.unwrap();
            let found = summary.findings.iter().any(|finding| finding.check == *check);
            assert_eq!(found, !defect.is_empty(), "{check} {defect}\n{}", report(&summary));
            assert!(summary.missing.is_empty() && summary.ran() > 0, "{check} {defect}\n{}", report(&summary));
        }
    }
}
