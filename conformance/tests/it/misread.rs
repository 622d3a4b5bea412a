//! What a careless server makes of a request for rows before it looks at it, and of texts before it stores them.

use serde_json::{Map, Value, json};

use crate::writes::Rows;

type Args = Map<String, Value>;

/// The request as a server with this defect takes it.
pub fn asked(mut args: Args, defect: &str) -> Args {
    let is_tree = args.get("filter").is_some_and(|filter| filter["filters"].is_array());
    match defect {
        "tree-unsorted" if is_tree => _ = args.remove("sort"),
        "fields-of-id" if args.get("filter").is_some_and(|leaf| leaf["field"] == "id" && leaf["operator"] == "=") => {
            args.remove("fields");
        }
        "fields-of-page" if args.contains_key("offset") => _ = args.remove("fields"),
        "prohibited-shallow" if depth(args.get("filter").unwrap_or(&Value::Null)) > 2 => _ = args.remove("filter"),
        _ => {}
    }
    if let Some(keys) = args.get_mut("sort").and_then(Value::as_array_mut) {
        order(keys, defect);
    }
    if let Some(filter) = args.get_mut("filter") {
        condition(filter, (false, false), defect);
    }
    args
}

fn depth(filter: &Value) -> usize {
    let parts = filter["filters"].as_array();
    parts.map_or(0, |parts| 1 + parts.iter().map(depth).max().unwrap_or_default())
}

fn order(keys: &mut Vec<Value>, defect: &str) {
    match defect {
        "first-key-checked" => keys.truncate(1),
        "second-ascending" if keys.first().is_some_and(|key| key["order"] == "desc") => {
            keys.iter_mut().skip(1).for_each(|key| key["order"] = json!("asc"));
        }
        "untold-as-before" => {
            for at in 1..keys.len() {
                if keys[at]["order"].is_null() && !keys[at - 1]["order"].is_null() {
                    keys[at]["order"] = keys[at - 1]["order"].clone();
                }
            }
        }
        _ => {}
    }
}

/// A condition, which stands in a tree, and in one that is joined with `or`.
fn condition(filter: &mut Value, (in_tree, in_or): (bool, bool), defect: &str) {
    if defect == "condition-any-case" && filter["condition"].is_string() {
        filter["condition"] = json!(filter["condition"].as_str().unwrap_or_default().to_lowercase());
    }
    let joined = filter["condition"] == "or";
    if let Some(parts) = filter.get_mut("filters").and_then(Value::as_array_mut) {
        for part in parts.iter_mut() {
            condition(part, (true, joined), defect);
        }
        return;
    }
    let operator = filter["operator"].as_str().unwrap_or_default().to_owned();
    let flat = filter["field"] == "rank" || filter["field"] == "pinned";
    match (defect, operator.as_str()) {
        ("in-ten", "in") => _ = filter.get_mut("value").and_then(Value::as_array_mut).map(|values| values.truncate(10)),
        ("operator-any-case", _) => filter["operator"] = json!(operator.to_lowercase()),
        ("flags-off", "=") if filter["value"] == true => filter["value"] = Value::Null,
        ("or-not-equal", "!=") if in_or => filter["operator"] = json!("="),
        ("leaf-types-in-tree", _) if in_tree && flat && filter["value"].is_string() => filter["value"] = Value::Null,
        ("like-something", "like") => {
            let pattern = filter["value"].as_str().unwrap_or_default().to_owned();
            if let Some((head, tail)) =
                pattern.split_once('%').filter(|(head, tail)| !head.is_empty() && !tail.is_empty())
            {
                filter["value"] = json!(format!("^{}.+{}$", regex::escape(head), regex::escape(tail)));
                filter["operator"] = json!("regexp");
            }
        }
        _ => {}
    }
}

/// What else is changed by the change of a row: those that say the same.
pub fn spread(rows: &mut Rows, id: u64, args: &Args, defect: &str) {
    let Some((of, old)) = rows.get(&id).cloned() else { return };
    if let Some(title) = args.get("title").filter(|_| defect == "alike-merged") {
        rows.retain(|other, (_, row)| *other == id || row.get("title") != Some(title));
    }
    if defect != "alike-renamed" {
        return;
    }
    for name in ["title", "name"].into_iter().filter(|name| args.contains_key(*name)) {
        let alike = rows.values_mut().filter(|(kind, row)| *kind == of && row.get(name) == old.get(name));
        alike.for_each(|(_, row)| _ = row.insert(name.to_owned(), args[name].clone()));
    }
}

/// What an update leaves behind elsewhere.
pub fn left(rows: &mut Rows, id: u64, args: &Args, defect: &str) {
    let Some((_, row)) = rows.get_mut(&id) else { return };
    match defect {
        "renamed-once" => _ = args.get("name").map(|name| row.entry("renamed").or_insert(name.clone())),
        "name-kept" if args.get("book_id").is_some_and(Value::is_null) => {
            row.insert("book_name".to_owned(), json!("kept"));
        }
        "use-moved" if args.contains_key("book_id") => {
            let old = row.get("book_id").filter(|old| args.get("book_id") != Some(old)).and_then(Value::as_u64);
            let book = old.and_then(|old| rows.get_mut(&old));
            if let Some((_, book)) = book {
                book.insert("moved".to_owned(), json!(true));
            }
        }
        _ => {}
    }
}

/// Cuts a text off as a narrow column does.
fn cut(text: &mut Value) {
    *text = json!(text.as_str().unwrap_or_default().chars().take(64).collect::<String>());
}

/// The arguments of a create method as a server with this defect stores them.
pub fn stored(args: &mut Args, defect: &str) {
    let follows = args.get("loud").cloned().filter(|_| defect == "bold-follows");
    args.entry("bold").or_insert(follows.unwrap_or(json!(true)));
    args.entry("loud").or_insert(json!(false));
    if let Some(phone) = args.get_mut("phone").filter(|_| defect == "phone-domestic") {
        let digits = phone.to_string();
        *phone = json!(digits.strip_prefix('8').and_then(|rest| format!("7{rest}").parse::<u64>().ok()));
    }
    if defect == "shade-alone" && args.contains_key("rank") {
        args.remove("shade");
    }
    let parts = args.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten();
    parts.filter(|_| defect == "label-cut").for_each(|part| cut(&mut part["label"]));
    let texts = args.values_mut().filter(|value| value.is_string());
    match defect {
        "nought-empty" => texts.filter(|text| **text == "0").for_each(|text| *text = Value::Null),
        "tag-lost" => texts.filter(|text| text.as_str().is_some_and(|text| text.contains('@'))).for_each(|text| {
            *text = json!(text.as_str().unwrap_or_default().replace("+tag", ""));
        }),
        "dots-lost" => {
            texts.for_each(|text| *text = json!(text.as_str().unwrap_or_default().replace("...", "")));
        }
        "mail-cut" => texts.filter(|text| text.as_str().is_some_and(|text| text.contains('@'))).for_each(cut),
        "null-text" => texts.filter(|text| **text == "null").for_each(|text| *text = Value::Null),
        "entities-decoded" => {
            texts.for_each(|text| *text = json!(text.as_str().unwrap_or_default().replace("&amp;", "&")));
        }
        "motto-alone" if !["rank", "mood", "tags", "mail", "pinned"].iter().any(|name| args.contains_key(*name)) => {
            args.remove("motto");
        }
        _ => {}
    }
}
