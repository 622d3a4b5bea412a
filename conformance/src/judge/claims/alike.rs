//! Two answers of a method say the same, one in JSON and one in XML.
//!
//! Where both requests asked for the same, every value is compared. Where they asked for different entities (what was deleted cannot be had
//! twice), only what does not depend on these: what stands outside of all arrays, and objects inside that say by an id that they are the same.

use std::collections::BTreeMap;

use doctract_spec::naming::is_id;
use serde_json::{Map, Value};

use super::Evidence;
use crate::judge::listing::body_of;
use crate::judge::{Hearing, Problem};
use crate::seen::is_empty;

/// How deep values are followed.
const DEEPEST: usize = 32;

pub(super) fn judge(hearing: &Hearing<'_>, evidence: &Evidence<'_>, of: usize, wholly: bool) -> Vec<Problem> {
    let bodies = evidence.answers.get(of).and_then(|first| {
        let first = body_of(hearing.api, hearing.method, first)?;
        Some((first, body_of(hearing.api, hearing.method, hearing.answer)?))
    });
    // An answer that cannot be read has a finding of its own.
    let Some((first, second)) = bodies else {
        return Vec::new();
    };
    let mut found = Comparison::default();
    if wholly {
        found.values(&first, &second, "", 0);
    } else {
        found.outside_arrays(&first, &second, "", 0);
        let (mut one, mut other) = (BTreeMap::new(), BTreeMap::new());
        identified(&first, "", &mut one, 0);
        identified(&second, "", &mut other, 0);
        let both = one.iter().filter_map(|(name, value)| Some((name, value, other.get(name)?)));
        both.for_each(|(name, one, other)| found.scalars(one, other, &name.0));
    }
    found.problems(hearing)
}

/// Places at which two answers differ, each with what stands there.
#[derive(Default)]
struct Comparison(Vec<(String, Value, Value)>);

impl Comparison {
    fn problems(self, hearing: &Hearing<'_>) -> Vec<Problem> {
        let problem = |(path, one, other): (String, Value, Value)| {
            let cause = format!("{} at {path}", hearing.own_cause());
            Problem::new(cause, format!("{one} at `{path}`, as in the other media type"), other.to_string())
        };
        let mut problems: Vec<Problem> = self.0.into_iter().map(problem).collect();
        problems.dedup_by(|one, other| one.cause == other.cause);
        problems
    }

    fn values(&mut self, one: &Value, other: &Value, path: &str, depth: usize) {
        match (one, other) {
            _ if depth > DEEPEST => {}
            (Value::Object(one), Value::Object(other)) => {
                for (name, one) in one {
                    let other = other.get(name).unwrap_or(&Value::Null);
                    self.values(one, other, &join(path, name), depth + 1);
                }
            }
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                let path = format!("{path}[]");
                one.iter().zip(other).for_each(|(one, other)| self.values(one, other, &path, depth + 1));
            }
            _ => self.scalar(one, other, path),
        }
    }

    fn outside_arrays(&mut self, one: &Value, other: &Value, path: &str, depth: usize) {
        match (one, other) {
            (Value::Array(_), _) | (_, Value::Array(_)) => {}
            (Value::Object(one), Value::Object(other)) if depth <= DEEPEST => {
                for (name, one) in one {
                    if let Some(other) = other.get(name) {
                        self.outside_arrays(one, other, &join(path, name), depth + 1);
                    }
                }
            }
            _ => self.scalar(one, other, path),
        }
    }

    /// The members of two objects that are the same thing.
    fn scalars(&mut self, one: &Map<String, Value>, other: &Map<String, Value>, path: &str) {
        for (name, one) in one {
            let Some(other) = other.get(name) else { continue };
            if !one.is_array() && !one.is_object() {
                self.scalar(one, other, &join(path, name));
            }
        }
    }

    fn scalar(&mut self, one: &Value, other: &Value, path: &str) {
        let same = one == other || text(one) == text(other) || (is_empty(one) && is_empty(other));
        if !same {
            self.0.push((path.to_owned(), one.clone(), other.clone()));
        }
    }
}

/// What a value is as the text of an element. Where lines break at its ends a writer has indented, which says nothing.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let (ahead, behind) = (text.len() - text.trim_start().len(), text.trim_end().len());
            let broken = text[..ahead].contains('\n') || text[behind..].contains('\n') || ahead == text.len();
            if broken { text.trim().to_owned() } else { text.clone() }
        }
        Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string()),
        other => other.to_string(),
    }
}

type Identified<'v> = BTreeMap<(String, String), &'v Map<String, Value>>;

/// The objects inside a value that hold an id, by their places and ids.
fn identified<'v>(value: &'v Value, path: &str, found: &mut Identified<'v>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| identified(item, &format!("{path}[]"), found, depth + 1)),
        Value::Object(members) => {
            let id = members.iter().find(|(name, id)| is_id(name) && (id.is_string() || id.is_number()));
            if let Some((_, id)) = id {
                found.insert((path.to_owned(), text(id)), members);
            }
            members.iter().for_each(|(name, value)| identified(value, &join(path, name), found, depth + 1));
        }
        _ => {}
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
