//! The lines of a note of the JSON-RPC double, one for each of its books: what `update.notes_lines` changes.

use serde_json::{Map, Value, json};

use crate::lists::Refused;
use crate::writes::Rows;

/// The books of a note, whose ids are those of its lines, too.
fn books(row: &Map<String, Value>) -> Vec<Value> {
    row.get("books").and_then(Value::as_array).cloned().unwrap_or_default()
}

/// The lines of a note, as it stores them or as they are at first.
pub fn lines(row: &Map<String, Value>) -> Value {
    let stored = row.get("lines").and_then(Value::as_array).cloned().unwrap_or_default();
    let books = books(row);
    let is = |line: &Value, book: &Value| line["line_id"] == *book;
    let new = books.iter().filter(|book| !stored.iter().any(|line| is(line, book)));
    let new: Vec<Value> = new.map(|book| json!({"line_id": book, "open": true})).collect();
    stored.iter().filter(|line| books.iter().any(|book| is(line, book))).cloned().chain(new).collect()
}

/// Forgets what was stored of lines when something else is changed: a defect.
pub fn forget(rows: &mut Rows, (verb, object): (&str, &str), id: u64, args: &Map<String, Value>, defect: &str) {
    let all = match (defect, verb, object) {
        ("lines-reset" | "lines-turned", "update", "notes") if args.contains_key("title") => false,
        ("lines-forgotten-with-books", "update", "notes") if args.contains_key("books") => false,
        ("lines-forgotten-by-book", "update", "books") | ("lines-forgotten-by-deletion", "delete", "books") => true,
        _ => return,
    };
    if defect == "lines-turned" {
        let lines = rows.get_mut(&id).and_then(|(_, row)| row.get_mut("lines")?.as_array_mut());
        return lines.into_iter().for_each(|lines| lines.reverse());
    }
    for (_, (_, row)) in rows.iter_mut().filter(|(other, _)| all || **other == id) {
        row.remove("lines");
    }
}

/// Stores lines.
pub fn change(row: &mut Map<String, Value>, sent: &Value, defect: &str) -> Result<Value, Refused> {
    let mut sent = sent.as_array().cloned().unwrap_or_default();
    let stored = lines(row);
    let off = |id: &Value| {
        let line = stored.as_array().into_iter().flatten().find(|line| line["line_id"] == *id);
        defect == "lines-without-off" && line.is_some_and(|line| line["open"] == false)
    };
    let complete = books(row).iter().all(|id| sent.iter().any(|line| line["line_id"] == *id) || off(id));
    let none = sent.is_empty() && defect == "lines-none";
    let own = |line: &Value| books(row).contains(&line["line_id"]);
    if !sent.iter().all(own) && defect != "unknown@lines.line_id" {
        return Err(("missing_reference", Some("lines.line_id".to_owned())));
    }
    if !complete && !none && defect != "lines-partial" {
        return Err(("invalid_value", Some("lines".to_owned())));
    }
    match defect {
        "lines-nothing" => return Ok(json!({})),
        "lines-flags" => sent.iter_mut().for_each(|line| line["open"] = json!(true)),
        "lines-last-open" => sent.iter_mut().skip(2).for_each(|line| line["open"] = json!(true)),
        "lines-order" => sent.sort_by_key(|line| line["line_id"].as_u64()),
        _ => {}
    }
    row.insert("lines".to_owned(), Value::Array(sent));
    Ok(json!({}))
}
