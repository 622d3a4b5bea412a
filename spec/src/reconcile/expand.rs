//! Puts the fields of named types where their names stand.

use std::collections::BTreeMap;

use crate::facts::{Context, Row, TypeFacts, TypeRef};
use crate::files::Span;
use crate::ir::{Schema, Type};
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

fn put(cx: &mut Context, types: &Types, schema: &mut Schema, owner: &str, span: &Span, open: &mut Vec<String>) {
    if let Some(items) = &mut schema.items {
        put(cx, types, items, owner, span, open);
    }
    if open.len() < MAX_DEPTH {
        for field in &mut schema.fields {
            put(cx, types, &mut field.schema, &field.name, span, open);
        }
    }
    if schema.kind != Type::Any || !schema.one_of.is_empty() {
        return;
    }
    let Some(word) = schema.documented_type.clone() else { return };
    if cx.dialect.types.iter().any(|known| known.pattern.matches(&word).is_some()) {
        return;
    }
    let Some(rows) = types.types.get(&word) else {
        return cx.report(lint::unknown_type::report(&word, owner, span));
    };
    schema.kind = Type::Object;
    schema.type_name = Some(word.clone());
    if open.contains(&word) || open.len() >= MAX_DEPTH {
        schema.open = true;
        return;
    }
    open.push(word);
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
    open.pop();
}
