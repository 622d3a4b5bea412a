//! A row from the captures of a pattern, whether it stands in a cell, in an item of a list or in a line.

use super::{Context, Row, apply, cells, name_cell, phrases, resolve_type, table, value_list};
use crate::dialect::Place;
use crate::document::Text;
use crate::ir::Param;
use crate::lint;

/// What stands between the attributes of a parameter: `(string, required; default: 1)`.
const SEPARATORS: [char; 4] = [',', ';', '·', '•'];

/// The captures that are no facts.
const OWN: &[&str] = &["name", "type", "attributes", "required", "optional", "in", "description"];

/// Writes what the captures say into the row; `text` is where they stand.
pub(crate) fn apply(cx: &mut Context, out: &mut Row, captures: &[(String, String)], text: &Text) {
    let get = |name: &str| captures.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
    // What is set as code is known from the text itself.
    let plain = |name: &str| get(name).map(|value| value.replace('`', ""));
    let span = text.first_span();
    if let Some(name) = get("name") {
        name.trim_matches(['`', '"']).clone_into(&mut out.param.name);
        name_cell::marks(cx, out, name);
    }
    if let Some(word) = get("type") {
        table::set_type(cx, out, word, &span);
    }
    if let Some(list) = plain("attributes") {
        attributes(cx, out, &list, text);
    }
    if let Some(word) = get("required") {
        cells::required_word(cx, &mut out.param, word, text);
    }
    if get("optional").is_some() {
        out.param.required = Some(false);
    }
    if let Some(word) = get("in") {
        location(cx, out, word, text);
    }
    for (fact, value) in captures.iter().filter(|(name, _)| !name.starts_with('_') && !OWN.contains(&name.as_str())) {
        captured(cx, &mut out.param, fact, value, text);
    }
    if let Some(description) = plain("description") {
        let description = to_the_end(description, text);
        let (description, rest) = (table::take_type(cx, out, &description, text), text);
        phrases::description(cx, &mut out.param, &description, rest);
    }
    out.param.role = cx.dialect.roles.get(&out.param.name).copied();
}

/// A description with the stop or the colon that ends it in the text: a pattern leaves it out, and phrases look for it.
fn to_the_end(mut description: String, text: &Text) -> String {
    let folded = text.folded();
    let body = folded.trim_end_matches(['.', ':', ';', ' ']);
    if body.ends_with(&description) {
        description.push_str(folded[body.len()..].trim_end());
    }
    description
}

/// Sets the fact that a capture names. Words that tell of values rather than list them are reported, as they are in a column of values.
pub(crate) fn captured(cx: &mut Context, param: &mut Param, fact: &str, value: &str, text: &Text) {
    let list = fact == "values";
    if list && !value.contains(char::is_alphanumeric) {
        return;
    }
    if list && value_list::is_prose(value, "", &param.schema) {
        return cx.report(lint::unread_cell::report(text, &param.name, "its allowed values"));
    }
    apply::set_captured(cx, param, fact, value, value, &text.first_span());
}

/// Reads a word that says where a parameter travels.
pub(crate) fn location(cx: &mut Context, out: &mut Row, word: &str, text: &Text) {
    out.param.location = cx.dialect.location(word.trim_matches(['`', '"']));
    if out.param.location.is_none() && !word.is_empty() {
        let what = format!("where it travels: `{word}` is none of path, query, header, body");
        cx.report(lint::unread_cell::report(text, &out.param.name, &what));
    }
}

/// The parts of a list of attributes. A bar stands between two of them, or between the types of a union.
fn parts<'w>(cx: &Context, list: &'w str) -> Vec<&'w str> {
    let is_union = |part: &str| resolve_type(cx.dialect, part).named.is_none();
    let one = |part: &'w str| if part.contains('|') && !is_union(part) { split(part, &['|']) } else { vec![part] };
    split(list, &SEPARATORS).into_iter().flat_map(one).collect()
}

/// What stands between separators; what stands in brackets is one part, `enum(a, b)`.
fn split<'w>(list: &'w str, separators: &[char]) -> Vec<&'w str> {
    let mut depth = 0_usize;
    let separates = |c: char| {
        match c {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && separators.contains(&c)
    };
    list.split(separates).collect()
}

/// Reads a list of attributes: required or not, where it travels, the type, rules.
fn attributes(cx: &mut Context, out: &mut Row, list: &str, text: &Text) {
    let mut rest = Vec::new();
    for word in parts(cx, list).into_iter().map(str::trim).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if cx.dialect.required.yes.contains(&lower) {
            out.param.required = Some(true);
        } else if cx.dialect.required.no.contains(&lower) {
            out.param.required = Some(false);
        } else if let Some(place) = cx.dialect.location(word) {
            out.param.location = Some(place);
        } else if out.kind.is_none() && resolve_type(cx.dialect, word).named.is_none() {
            table::set_type(cx, out, word, &text.first_span());
        } else {
            rest.push(word);
        }
    }
    for word in rest {
        let span = text.first_span();
        let found = phrases::apply_all(cx, &mut out.param, Place::Values, word, text);
        let found = if found.is_empty() {
            phrases::apply_all(cx, &mut out.param, Place::Description, word, text)
        } else {
            found
        };
        if found.is_empty() && out.kind.is_none() {
            table::set_type(cx, out, word, &span);
        } else if found.is_empty() {
            cx.report(lint::unread_cell::report(text, &out.param.name, &format!("an attribute: `{word}`")));
        }
    }
}
