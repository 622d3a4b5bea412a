//! What follows from other rows in a row of the JSON-RPC double.

use serde_json::{Map, Value, json};

use crate::lines;
use crate::writes::{LISTS, Rows};

/// The books that a note lists.
pub fn books_of(row: &Map<String, Value>) -> Vec<Value> {
    let books = row.get("books").and_then(Value::as_array).cloned().unwrap_or_default();
    books.iter().map(|book| book.get("book_id").unwrap_or(book).clone()).collect()
}

/// A row with what follows from others.
pub fn derived(rows: &Rows, object: &str, row: &Map<String, Value>, defect: &str) -> Map<String, Value> {
    let given = row;
    let mut row = row.clone();
    row.insert("heavy".to_owned(), json!(row.get("rank").and_then(Value::as_u64) > Some(2)));
    row.insert("lines".to_owned(), lines::lines(&row));
    if let Some(tags) = row.get_mut("tags").and_then(Value::as_array_mut) {
        match defect {
            "tags-sorted" => tags.sort_by_key(Value::to_string),
            "tags-reversed" => tags.reverse(),
            _ => {}
        }
    }
    if let Some((_, list, member)) = LISTS.iter().find(|(of, _, _)| *of == object) {
        let ids = row.get(*list).and_then(Value::as_array).cloned().unwrap_or_default();
        let name = |id: &Value| id.as_u64().and_then(|id| rows.get(&id)).and_then(|(_, row)| row.get("name")).cloned();
        let first = ids.first().cloned().filter(|_| defect == "first-name");
        let elements = ids.into_iter().map(|id| {
            let name = name(first.as_ref().unwrap_or(&id)).unwrap_or_default();
            Value::Object(Map::from_iter([("book_name".to_owned(), name), ((*member).to_owned(), id)]))
        });
        row.insert((*list).to_owned(), elements.collect());
    }
    let listed = if defect == "pages-at-first" { row["first"][1].clone() } else { json!(books_of(&row)) };
    let left = row.get("left").and_then(Value::as_array).cloned().unwrap_or_default();
    let pages = listed.as_array().into_iter().flatten().chain(&left).filter_map(Value::as_u64);
    let pages = pages.flat_map(|id| {
        let own = rows.get(&id).and_then(|(_, book)| book.get("pages")?.as_array()).cloned().unwrap_or_default();
        // What was listed when the row was made, and no other.
        let made = defect == "pages-made" && row["first"][1].as_array().is_some_and(|first| first.contains(&json!(id)));
        let holder = || rows.values().find(|(_, other)| books_of(other).contains(&json!(id)));
        let later = defect == "pages-of-one-holder" && holder().is_some_and(|(_, other)| other != given);
        let most = if defect == "pages-one" || made || later { 1 } else { own.len() };
        own.into_iter().take(most).map(move |page| json!({"book_id": id, "book_page": page["page"]}))
    });
    if object == "notes" {
        let ghosts = given.get("ghosts").and_then(Value::as_array).cloned().unwrap_or_default();
        row.insert("pages".to_owned(), pages.chain(ghosts).collect());
    }
    let shelf = row.get("shelf_id").filter(|id| !id.is_null());
    let named = (shelf.is_some() || defect == "shelf-kept") && defect != "shelf-unnamed";
    row.insert("shelf_name".to_owned(), if named { json!("upper") } else { Value::Null });
    let first = row.get("first").map(|first| first[0].clone()).filter(|_| defect == "name-at-first");
    let book = first.as_ref().or(row.get("book_id")).and_then(Value::as_u64).and_then(|id| rows.get(&id));
    if let Some((_, book)) = book {
        let plain = |name: &Value| json!(name.as_str().unwrap_or_default().replace(|c: char| !c.is_ascii(), "?"));
        let short = |name: &Value| json!(name.as_str().unwrap_or_default().chars().take(64).collect::<String>());
        let name = match defect {
            "no-book-name" => Some(json!("book")),
            "name-ascii" => book.get("name").map(plain),
            "name-cut" => book.get("name").map(short),
            _ => book.get("renamed").or(book.get("name")).cloned(),
        };
        row.extend(name.map(|name| ("book_name".to_owned(), name)));
    }
    let part = |name: &str| row.get(name).and_then(Value::as_str).filter(|part| !part.is_empty());
    let parts = ["title", "mail", "motto"].map(|name| part(name).unwrap_or_default());
    let caption = match defect {
        "caption-short" => parts[0].to_owned(),
        "caption-turned" => format!("{} {}", parts[1], parts[0]),
        "caption-whole" if parts[2].is_empty() => parts[0].to_owned(),
        _ => parts.join(" ").trim_end().to_owned(),
    };
    row.insert("caption".to_owned(), json!(caption));
    row
}
