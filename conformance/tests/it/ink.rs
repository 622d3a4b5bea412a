//! What several rows of the JSON-RPC double have: the pages of books, and the parts of notes. What is said of one holds in all of them.

use serde_json::{Map, Value, json};

use crate::derived::books_of;
use crate::writes::Rows;

/// An array whose elements are shared: the member that tells which it is, the one that says something of it, and what holds where nothing was said.
struct Shared {
    array: &'static str,
    key: &'static str,
    setting: &'static str,
    default: Option<&'static str>,
}

const SHARED: [Shared; 2] = [
    Shared { array: "pages", key: "page", setting: "ink", default: Some("blue") },
    Shared { array: "parts", key: "label", setting: "size", default: None },
];

/// Tells the elements of a new row what is known of them, and the other rows what it says of them.
pub fn share(rows: &mut Rows, args: &mut Map<String, Value>, defect: &str) {
    for shared in &SHARED {
        let elements = args.get_mut(shared.array).and_then(Value::as_array_mut).into_iter().flatten();
        for element in elements.filter(|element| element.is_object()) {
            let said = element.get(shared.setting).cloned();
            let mut known = json!(shared.default);
            for same in shared.others(rows, element) {
                known = same[shared.setting].clone();
                match &said {
                    Some(said) if defect != "ink-own" => same[shared.setting] = said.clone(),
                    None if defect == "ink-reset" => same[shared.setting] = json!(shared.default),
                    _ => {}
                }
            }
            element[shared.setting] = said.unwrap_or(known);
        }
    }
}

/// What a careless deletion does to the elements that other rows have, too.
pub fn forget(rows: &mut Rows, (id, gone): (u64, &Map<String, Value>), defect: &str) {
    let [pages, parts] = &SHARED;
    if defect == "pages-of-deleted" {
        let own = gone.get("pages").and_then(Value::as_array).into_iter().flatten();
        let ghosts: Value = own.map(|page| json!({"book_id": id, "book_page": page["page"]})).collect();
        let holders = rows.values_mut().filter(|(_, row)| books_of(row).contains(&json!(id)));
        holders.skip(1).for_each(|(_, row)| _ = row.insert("ghosts".to_owned(), ghosts.clone()));
    }
    for part in gone.get("parts").and_then(Value::as_array).into_iter().flatten() {
        if defect == "size-gone" {
            parts.others(rows, part).for_each(|same| same[parts.setting] = Value::Null);
        }
    }
    for page in gone.get("pages").and_then(Value::as_array).into_iter().flatten() {
        if defect == "pages-shared-gone" {
            let others = rows.values_mut().filter_map(|(_, row)| row.get_mut("pages")?.as_array_mut());
            others.for_each(|others| others.retain(|same| same[pages.key] != page[pages.key]));
        }
    }
}

impl Shared {
    fn others<'r>(&self, rows: &'r mut Rows, element: &Value) -> impl Iterator<Item = &'r mut Value> + use<'r> {
        let (array, key, known) = (self.array, self.key, element[self.key].clone());
        let elements = rows.values_mut().filter_map(move |(_, row)| row.get_mut(array)?.as_array_mut()).flatten();
        elements.filter(move |same| same[key] == known)
    }
}
