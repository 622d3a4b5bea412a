//! Fields for which nothing was sent: they hold nothing that stands in another request, and where what is empty is `null`, no empty text.

use serde_json::Value;

use super::Held;
use super::entity::{differs, in_row};
use crate::claim::Subject;
use crate::draft::Path;
use crate::judge::Problem;
use crate::unique::is_own_text;

/// How deep a row is looked into.
const MAX_DEPTH: usize = 16;

pub(super) fn judge(held: &Held<'_>, of: &Subject, fields: &[String], sent: &[String]) -> Vec<Problem> {
    let foreign = |text: &str| is_own_text(&Value::from(text)) && !sent.iter().any(|own| text.contains(own.as_str()));
    let as_null = held.api().conventions.empty_as_null && !sent.iter().any(String::is_empty);
    in_row(held, of, |(id, row)| {
        let texts = fields.iter().filter_map(|field| Some((field, row.get(field)?)));
        let kept = texts.filter(|(_, seen)| seen.as_str().is_some_and(foreign)).map(|(field, seen)| {
            let expected = format!("nothing in `{field}` of the row {id}, for which nothing was sent");
            differs(held, &Path::top(field), &expected, Some(seen))
        });
        let mut empty = Vec::new();
        if as_null {
            empty_texts(&row, Path::default(), 0, &mut empty);
        }
        let empty = empty.into_iter().map(|path| {
            let expected = format!("`null` at `{path}` in the row {id}, where nothing is");
            differs(held, &path, &expected, Some(&Value::from("")))
        });
        kept.chain(empty).collect()
    })
}

/// The paths of the empty texts in a value; of an array, those in its first element.
fn empty_texts(value: &Value, path: Path, depth: usize, found: &mut Vec<Path>) {
    match value {
        Value::String(text) if text.is_empty() => found.push(path),
        Value::Object(members) if depth < MAX_DEPTH => {
            members.iter().for_each(|(name, value)| empty_texts(value, path.member(name), depth + 1, found));
        }
        Value::Array(items) if depth < MAX_DEPTH => {
            items.iter().take(1).for_each(|item| empty_texts(item, path.item(), depth + 1, found));
        }
        _ => {}
    }
}
