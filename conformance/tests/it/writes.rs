//! What the JSON-RPC double stores: entities that are made, changed and taken away, and that list each other.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::derived::books_of;
use crate::ink;
use crate::lines;
use crate::lists::Refused;
use crate::misread;

/// What is stored, by id: the kind of the object, and its members.
pub type Rows = BTreeMap<u64, (String, Map<String, Value>)>;

/// The lists in which two objects name each other: the object, its list, and the member of a row of the list.
pub const LISTS: [(&str, &str, &str); 2] = [("notes", "books", "book_id"), ("books", "notes", "note_id")];

/// Rows under one defect.
pub struct Writes<'a> {
    pub rows: &'a mut Rows,
    /// What is wrong; empty for nothing.
    pub defect: &'static str,
    pub next: &'a mut u64,
}

impl Writes<'_> {
    /// Creates, updates or deletes.
    pub fn act(&mut self, verb: &str, object: &str, args: &Map<String, Value>) -> Result<Value, Refused> {
        let id = args.get("id").and_then(Value::as_u64).unwrap_or_default();
        let is = |(of, _): &(String, Map<String, Value>)| object.starts_with(of.as_str()) || self.defect == "any-kind";
        let absent = verb != "create" && !self.rows.get(&id).is_some_and(is);
        if absent && self.defect == "delete-silent" {
            return Ok(json!({}));
        }
        if absent {
            return Err(("not_found", Some("id".to_owned())));
        }
        if let Some((_, row)) = self.rows.get_mut(&id).filter(|_| object.ends_with("_lines")) {
            let changed = lines::change(row, &args["lines"], self.defect)?;
            if self.defect == "lines-of-all" {
                let reset = |(other, (_, row)): (&u64, &mut (String, Map<String, Value>))| {
                    (*other != id).then(|| row.remove("lines"))
                };
                self.rows.iter_mut().for_each(|row| _ = reset(row));
            }
            return Ok(changed);
        }
        lines::forget(self.rows, (verb, object), id, args, self.defect);
        let own = |other: u64| other == id && self.defect != "code-taken-by-itself";
        let mut others = self.rows.iter().filter(|(other, _)| !own(**other));
        let taken = args.contains_key("code") && others.any(|(_, (_, row))| row.get("code") == args.get("code"));
        let unique =
            self.defect.starts_with("code-taken") && !(self.defect == "code-taken-at-first" && verb == "update");
        match verb {
            "create" | "update" if unique && taken => Err(("duplicate", Some("code".to_owned()))),
            "create" => Ok(json!({ "id": self.create(object, args.clone()) })),
            "delete" => self.delete(id),
            _ if self.refuses_tags(id, args) => Err(("invalid_value", Some("tags".to_owned()))),
            _ => Ok(self.update(object, id, args)),
        }
    }

    /// Whether tags are compared with, or counted together with, those that the row has.
    fn refuses_tags(&self, id: u64, args: &Map<String, Value>) -> bool {
        let kept = self.rows.get(&id).and_then(|(_, row)| row.get("tags")?.as_array()).cloned().unwrap_or_default();
        let sent = args.get("tags").and_then(Value::as_array).cloned().unwrap_or_default();
        match self.defect {
            "tags-again" => kept.len() < sent.len() && kept.iter().any(|tag| sent.contains(tag)),
            "tags-together" => kept.len() > 2 && kept.iter().all(|tag| !sent.contains(tag)) && !sent.is_empty(),
            _ => false,
        }
    }

    fn create(&mut self, object: &str, mut args: Map<String, Value>) -> u64 {
        *self.next += 1;
        let id = *self.next;
        misread::stored(&mut args, self.defect);
        ink::share(self.rows, &mut args, self.defect);
        match self.defect {
            "tags-three@create" => cut(&mut args),
            "lost@rank" => _ = args.remove("rank"),
            "lost@floor" => _ = args.get_mut("place").and_then(Value::as_object_mut).map(|place| place.remove("floor")),
            "lost@label" => {
                let parts = args.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten();
                parts.for_each(|part| part["label"] = json!("label"));
            }
            "rank-capped" => {
                let rank = args.get("rank").and_then(Value::as_u64);
                args.extend(rank.map(|rank| ("rank".to_owned(), json!(rank.min(4)))));
            }
            "floor-empty" => {
                let place = args.get_mut("place").and_then(Value::as_object_mut);
                place.map(|place| place.entry("floor").or_insert(json!("")));
            }
            "label-lower" => {
                let parts = args.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten();
                parts.for_each(|part| part["label"] = json!(part["label"].as_str().unwrap_or_default().to_lowercase()));
            }
            "shifted" if args.get("mood") == Some(&json!("glad")) => _ = args.insert("mood".to_owned(), json!("calm")),
            "ascii" => {
                let texts = args.values_mut().filter(|value| value.is_string());
                texts.for_each(|text| {
                    *text = json!(text.as_str().unwrap_or_default().replace(|c: char| !c.is_ascii(), "?"));
                });
            }
            "second-name" => {
                let same =
                    |(of, row): &&(String, Map<String, Value>)| of == object && row.get("title") == args.get("title");
                if self.rows.values().any(|row| same(&row)) && args.contains_key("title") {
                    args["title"] = json!(format!("{} (2)", args["title"].as_str().unwrap_or_default()));
                }
            }
            "rank-made" => _ = args.entry("rank").or_insert(json!(3)),
            "floor-made" => _ = args.entry("place").or_insert(json!({"floor": 3})),
            "trimmed" => args.values_mut().for_each(|value| {
                if let Value::String(text) = value {
                    *text = text.trim().to_owned();
                }
            }),
            "code-lower" => {
                let code = args.get("code").and_then(Value::as_str).map(str::to_lowercase);
                args.extend(code.map(|code| ("code".to_owned(), json!(code))));
            }
            "swapped" if args.contains_key("mail") => _ = args.insert("title".to_owned(), args["mail"].clone()),
            _ => {}
        }
        self.spoil(object, &mut args);
        args.insert("first".to_owned(), json!([args.get("book_id"), args.get("books")]));
        if object == "notes" && self.defect != "no-default" {
            args.entry("mood").or_insert(json!("calm"));
        }
        self.rows.insert(id, (object.to_owned(), args.clone()));
        if self.defect == "create-twice" {
            *self.next += 1;
            self.rows.insert(*self.next, (object.to_owned(), args.clone()));
        }
        self.keep_lists(object, id, &args);
        if self.defect == "wrong-id" { id.saturating_sub(1).max(1) } else { id }
    }

    /// What becomes of the texts that a request leaves out, and of those before it.
    fn spoil(&self, object: &str, args: &mut Map<String, Value>) {
        match self.defect {
            "mail-kept" if object == "notes" && !args.contains_key("mail") => {
                let kept = self.rows.values().rev().find_map(|(of, row)| row.get("mail").filter(|_| of == object));
                args.extend(kept.map(|kept| ("mail".to_owned(), kept.clone())));
            }
            "motto-from-mail" if !args.contains_key("motto") => {
                let mail = args.get("mail").cloned();
                args.extend(mail.map(|mail| ("motto".to_owned(), mail)));
            }
            "empty-text" if object == "notes" => _ = args.entry("mail").or_insert(json!("")),
            "mail-lower" => {
                let lower = args.get("mail").and_then(Value::as_str).map(str::to_lowercase);
                args.extend(lower.map(|lower| ("mail".to_owned(), json!(lower))));
            }
            _ => {}
        }
    }

    /// The second change of a door is lost.
    fn forget_way_back(&mut self, id: u64, args: &mut Map<String, Value>) {
        let Some((_, row)) = self.rows.get_mut(&id) else { return };
        let Some(place) = args.get_mut("place").filter(|place| place.get("door").is_some()) else { return };
        if row.insert("moved".to_owned(), json!(true)).is_some() {
            place["door"] = row["place"]["door"].clone();
        }
    }

    fn update(&mut self, object: &str, id: u64, args: &Map<String, Value>) -> Value {
        let mut args = args.clone();
        match self.defect {
            "tags-three@update" => cut(&mut args),
            "update-nothing" => return json!({}),
            "update-lost@tags" => _ = args.remove("tags"),
            "update-lost@books" => _ = args.remove("books"),
            "null-blank" => args.values_mut().filter(|value| value.is_null()).for_each(|value| *value = json!("")),
            "null-ignored" => args.retain(|_, value| !value.is_null()),
            "update-capped" if args.get("rank").is_some_and(|rank| rank == 5) => {
                _ = args.insert("rank".to_owned(), json!(4));
            }
            "parts-known" => {
                let label = |parts: &Value| parts.get(0).map(|part| part["label"].clone());
                let known = self.rows.get(&id).and_then(|(_, row)| label(row.get("parts")?));
                if known.is_some() && args.get("parts").and_then(label) == known {
                    args.remove("parts");
                }
            }
            "third-lost" if args.len() > 5 => _ = args.remove("motto"),
            "once@rank" if args.contains_key("rank") => {
                let seen = self.rows.get_mut(&id).and_then(|(_, row)| row.insert("ranked".to_owned(), json!(true)));
                if seen.is_some() {
                    args.remove("rank");
                }
            }
            "update-trimmed" | "update-ascii" | "update-cut" => args.values_mut().for_each(|value| {
                if let Value::String(text) = value {
                    *text = match self.defect {
                        "update-trimmed" => text.trim().to_owned(),
                        "update-cut" => text.chars().take(255).collect(),
                        _ => text.replace(|c: char| !c.is_ascii(), "?"),
                    };
                }
            }),
            "door-back" => self.forget_way_back(id, &mut args),
            "member-null" | "door-kept" => {
                let member = if self.defect == "door-kept" { "door" } else { "floor" };
                let old = self.rows.get(&id).and_then(|(_, row)| row.get("place")?.get(member)).cloned();
                let new = args.get_mut("place").filter(|new| new[member].is_null() && new.is_object());
                if let Some((new, old)) = new.zip(old) {
                    new[member] = old;
                }
            }
            _ => {}
        }
        self.spread(id, &args);
        misread::spread(self.rows, id, &args, self.defect);
        misread::left(self.rows, id, &args, self.defect);
        let everywhere = self.defect == "update-all";
        for (at, (of, row)) in self.rows.iter_mut().filter(|(_, (of, _))| of == object) {
            if *at != id && !everywhere {
                continue;
            }
            if let Some(name) = self.defect.strip_prefix("update-wipes@").filter(|name| !args.contains_key(*name)) {
                row.remove(name);
            }
            if self.defect == "update-first-tag" && !args.contains_key("tags") {
                row.get_mut("tags").and_then(Value::as_array_mut).into_iter().for_each(|tags| tags.truncate(1));
            }
            if self.defect == "update-resets" && of == "notes" {
                row.retain(|name, _| name != "rank");
            }
            if let (Some(Value::Array(new)), Some(Value::Array(old)), "arrays-merged") =
                (args.get_mut("tags"), row.get("tags"), self.defect)
            {
                let kept: Vec<Value> = old.iter().filter(|value| !new.contains(value)).cloned().collect();
                new.extend(kept);
            }
            if let Some(kept) =
                row.get("place").filter(|_| self.defect == "marks-kept").and_then(|place| place.get("marks"))
            {
                let empty = args.get("place").is_some_and(|place| place["marks"] == json!([]));
                if let Some(place) = args.get_mut("place").filter(|_| empty) {
                    place["marks"] = kept.clone();
                }
            }
            row.extend(args.clone());
        }
        self.keep_lists(object, id, &args);
        json!({})
    }

    /// The floor of a place that stays is taken for the floor of all places.
    fn spread(&mut self, id: u64, args: &Map<String, Value>) {
        let Some(place) = args.get("place").filter(|_| self.defect == "floor-of-all") else { return };
        let stays = self
            .rows
            .get(&id)
            .is_some_and(|(_, row)| row.get("place").map(|old| &old["street"]) == Some(&place["street"]));
        for (_, row) in self.rows.values_mut().filter(|_| stays) {
            if let Some(other) = row.get_mut("place").filter(|other| other.is_object()) {
                other["floor"] = place["floor"].clone();
            }
        }
    }

    fn delete(&mut self, id: u64) -> Result<Value, Refused> {
        let refers = |row: &Map<String, Value>| match self.defect {
            "use-of-made" => row.get("first").is_some_and(|first| first[0] == json!(id)),
            _ => row.get("book_id") == Some(&json!(id)),
        };
        let users = self.rows.values().filter(|(_, row)| refers(row)).count();
        let mut used = users == 1 || (users > 1 && self.defect != "use-of-one");
        if let Some((_, book)) = self.rows.get_mut(&id).filter(|_| used && self.defect == "use-once") {
            used = book.insert("asked".to_owned(), json!(true)).is_none();
        }
        let book = self.rows.get(&id).is_some_and(|(of, _)| of == "books");
        if book && used && self.defect == "refused-unlists" {
            self.keep_lists("books", id, &Map::from_iter([("notes".to_owned(), json!([]))]));
            self.rows.get_mut(&id).map(|(_, row)| row.remove("notes"));
        }
        used |= self.rows.get(&id).is_some_and(|(_, row)| row.contains_key("moved"));
        if book && (used && self.defect != "use-ignored" || self.defect == "always-in-use") {
            return Err(("in_use", None));
        }
        if let Some(gone) = self.rows.remove(&id) {
            ink::forget(self.rows, (id, &gone.1), self.defect);
            self.rows.insert(id, gone);
        }
        match self.defect {
            "delete-nothing" => {}
            "delete-empty" if self.rows.get(&id).is_some_and(|(_, row)| !books_of(row).is_empty()) => {}
            "delete-listed" => _ = self.rows.remove(&id),
            "delete-marks" => {
                let title = self.rows.remove(&id).and_then(|(_, row)| row.get("title").cloned());
                let alike =
                    self.rows.values_mut().filter(|(_, row)| title.is_some() && row.get("title") == title.as_ref());
                alike.for_each(|(_, row)| _ = row.insert("rank".to_owned(), json!(1)));
            }
            "delete-first" => _ = self.rows.pop_first(),
            "delete-alike" => {
                let name = |row: &Map<String, Value>| row.get("title").or(row.get("name")).cloned();
                let known = self.rows.get(&id).and_then(|(_, row)| name(row));
                self.rows.retain(|at, (_, row)| *at != id && (known.is_none() || name(row) != known));
            }
            "delete-referred" => {
                let (_, row) = self.rows.remove(&id).unwrap_or_default();
                books_of(&row).iter().filter_map(Value::as_u64).for_each(|book| _ = self.rows.remove(&book));
            }
            "delete-one-side" => {
                self.rows.remove(&id);
                let lists = |row: &Map<String, Value>| {
                    row.get("notes").is_some_and(|notes| notes.to_string().contains(&id.to_string()))
                };
                if let Some((_, row)) = self.rows.values_mut().find(|(_, row)| lists(row)) {
                    row.insert("notes".to_owned(), json!([]));
                }
            }
            _ => {
                let object = self.rows.remove(&id).map(|(object, _)| object).unwrap_or_default();
                self.keep_lists(
                    &object,
                    id,
                    &Map::from_iter([("books".to_owned(), json!([])), ("notes".to_owned(), json!([]))]),
                );
            }
        }
        Ok(json!({}))
    }

    /// What is listed on one side is listed on the other.
    fn keep_lists(&mut self, object: &str, id: u64, args: &Map<String, Value>) {
        let Some((_, list, _)) = LISTS.iter().find(|(of, _, _)| *of == object) else { return };
        let Some(named) = args.get(*list).filter(|_| self.defect != "one-sided") else { return };
        for (at, (_, row)) in self.rows.iter_mut().filter(|(_, (of, _))| of == list) {
            let back = row.get(object).cloned().unwrap_or_default();
            let mut ids = back.as_array().cloned().unwrap_or_default();
            if self.defect == "one-member" {
                ids.clear();
            }
            if self.defect != "joined-twice" {
                ids.retain(|known| *known != json!(id));
            }
            let first = self.defect == "second-side" && named.as_array().is_some_and(|named| named.len() > 1);
            let named =
                if first { &named.as_array().map(|named| json!(named[..1])).unwrap_or_default() } else { named };
            let present = named.as_array().is_some_and(|named| named.contains(&json!(at)));
            if self.defect == "unlisted-cut" && !present && back.to_string().contains(&id.to_string()) {
                row.get_mut("tags").and_then(Value::as_array_mut).into_iter().for_each(|tags| tags.truncate(1));
            }
            let leaves = object == "books" && !present && back.to_string().contains(&id.to_string());
            if self.defect == "pages-of-left" && leaves {
                row.insert("left".to_owned(), json!([id]));
            }
            ids.extend(present.then(|| json!(id)));
            row.insert(object.to_owned(), Value::Array(ids));
        }
    }
}

/// Only so many tags are kept.
fn cut(args: &mut Map<String, Value>) {
    if let Some(tags) = args.get_mut("tags").and_then(Value::as_array_mut) {
        tags.truncate(3);
    }
}
