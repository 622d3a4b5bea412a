//! Puts the fields of named types where their names stand.

use std::collections::BTreeMap;

use crate::facts::{Context, Row, TypeFacts, TypeRef, parts_of_union, schema_of};
use crate::files::Span;
use crate::ir::{Param, Schema, Type};
use crate::lint;

use super::blank::fill_blank_names;
use super::order::infer_required;

/// How deep types may stand in each other; a type that stands in itself is left open there.
const MAX_DEPTH: usize = 16;

/// The named types of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Types {
    types: BTreeMap<String, Vec<Row>>,
}

impl Types {
    /// Whether the documents define a type.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.types.contains_key(name)
    }

    /// Takes in what a method's part defines; the first definition of a name stays.
    pub(crate) fn add(&mut self, cx: &mut Context, types: BTreeMap<String, TypeFacts>) {
        for (name, mut facts) in types {
            let example = facts.shown.as_ref().and_then(|shown| Some((shown, shown.json.as_ref()?)));
            fill_blank_names(cx, &mut facts.rows, example);
            infer_required(cx, &mut facts.rows);
            if let Some(known) = self.types.get(&name) {
                if let Some(found) = lint::type_redefined::check(&name, known, &facts.rows) {
                    cx.report(found);
                }
                continue;
            }
            self.types.insert(name, facts.rows);
        }
    }
}

/// The rows of the named type that a whole message is, or that its elements are.
pub(crate) fn rows_of(types: &Types, kind: &TypeRef) -> Vec<Row> {
    let inner = kind.element.as_deref().unwrap_or(kind);
    let name = inner.named.as_deref().unwrap_or_default();
    types.types.get(name).cloned().unwrap_or_default()
}

/// Gives the rows whose type is a name the fields of that type. A name of no type is reported.
pub(crate) fn expand(cx: &mut Context, types: &Types, rows: &mut [Row]) {
    for row in rows {
        let Some((_, span)) = row.kind.clone() else { continue };
        let name = row.param.name.clone();
        put(cx, types, &mut row.param.schema, &name, &span, &mut Vec::new());
    }
}

/// Makes a type of several of which some have names: of objects, one that has the members of all of them.
fn union(
    cx: &mut Context,
    types: &Types,
    schema: &mut Schema,
    word: &str,
    owner: &str,
    span: &Span,
    open: &mut Vec<String>,
) -> bool {
    let Some(parts) = parts_of_union(cx.dialect, word) else { return false };
    let named = |kind: &TypeRef| kind.named.as_ref().is_none_or(|name| types.types.contains_key(name));
    if !parts.iter().all(named) {
        return false;
    }
    let mut kinds = Vec::new();
    let mut fields: Vec<Param> = Vec::new();
    let count = parts.len();
    for part in parts {
        let mut one = schema_of(&part);
        put(cx, types, &mut one, owner, span, open);
        kinds.push(one.kind);
        schema.open |= one.open || one.kind == Type::Object;
        merge(&mut fields, one.fields);
    }
    kinds.dedup();
    // What only some of them require is not required.
    fields.iter_mut().filter(|_| count > 1).for_each(|field| field.required = field.required.map(|_| false));
    (schema.kind, schema.one_of) = if let [one] = kinds.as_slice() { (*one, Vec::new()) } else { (Type::Any, kinds) };
    schema.fields = fields;
    true
}

/// Adds the members that are not yet there.
fn merge(fields: &mut Vec<Param>, more: Vec<Param>) {
    for field in more {
        if !fields.iter().any(|known| known.name == field.name) {
            fields.push(field);
        }
    }
}

fn put(cx: &mut Context, types: &Types, schema: &mut Schema, owner: &str, span: &Span, open: &mut Vec<String>) {
    if let Some(items) = &mut schema.items {
        put(cx, types, items, owner, span, open);
    }
    if open.len() < MAX_DEPTH {
        for field in &mut schema.fields {
            put(cx, types, &mut field.schema, &field.name, span, open);
        }
    }
    let Some(word) = schema.documented_type.clone() else { return };
    let unresolved = schema.kind == Type::Any && schema.one_of.is_empty();
    let defined = types.types.get(&word);
    if !unresolved && defined.is_none() {
        return;
    }
    let known = cx.dialect.types.iter().find(|known| known.pattern.matches(&word).is_some());
    // A type of the documents comes ahead of a common word that the dialect does not tell.
    if known.map_or(!unresolved, |known| !known.common) {
        return;
    }
    let Some(rows) = defined else {
        if known.is_none() && !union(cx, types, schema, &word, owner, span, open) {
            cx.report(lint::unknown_type::report(&word, owner, span));
        }
        return;
    };
    (schema.kind, schema.format) = (Type::Object, None);
    schema.type_name = Some(word.clone());
    if open.contains(&word) || open.len() >= MAX_DEPTH {
        schema.open = true;
        return;
    }
    open.push(word);
    members(cx, types, schema, rows, span, open);
    open.pop();
}

/// Puts the members of a named type into an object.
fn members(cx: &mut Context, types: &Types, schema: &mut Schema, rows: &[Row], span: &Span, open: &mut Vec<String>) {
    for row in rows {
        // A row that stands for further members opens the object.
        if cx.dialect.additional.as_deref() == Some(row.param.name.as_str()) {
            schema.open = true;
            continue;
        }
        let mut param = row.param.clone();
        put(cx, types, &mut param.schema, &row.param.name, span, open);
        schema.fields.push(param);
    }
}
