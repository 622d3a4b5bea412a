//! Types from example values, where the documents give no others.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::facts::Context;
use crate::files::{FileId, Span};
use crate::ir::{Param, Schema, Type};
use crate::structure::{Node, Value};

/// Formats that a value cannot have by chance.
static FORMATS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let formats = [
        ("uuid", r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"),
        ("date-time", r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"),
    ];
    formats.into_iter().filter_map(|(name, expression)| Some((name, Regex::new(expression).ok()?))).collect()
});

/// The schema of an example value, without what nests in it.
pub(super) fn schema(node: &Node) -> Schema {
    let kind = match &node.value {
        Value::Null => Type::Any,
        Value::Bool(_) => Type::Boolean,
        Value::Number(text) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => Type::Integer,
        Value::Number(_) => Type::Number,
        Value::String(_) | Value::Word(_) => Type::String,
        Value::Array(_) => Type::Array,
        Value::Object(_) => Type::Object,
    };
    let format = node.as_str().and_then(|text| FORMATS.iter().find(|(_, format)| format.is_match(text)));
    let nullable = matches!(node.value, Value::Null);
    Schema { kind, format: format.map(|(name, _)| (*name).to_owned()), nullable, ..Schema::default() }
}

/// The fields of an example object.
pub(crate) fn fields_of(cx: &Context, node: &Node, file: FileId) -> Vec<Param> {
    let mut fields: Vec<Param> = Vec::new();
    let mut known = BTreeSet::new();
    for (key, value) in node.members() {
        if !known.insert(key.name.as_str()) {
            continue;
        }
        let source = cx.source(&Span::new(file, key.range.clone()));
        let inferred = vec!["type".to_owned()];
        fields.push(Param {
            name: key.name.clone(),
            schema: nested(cx, value, file),
            source,
            inferred,
            ..Param::default()
        });
    }
    fields
}

fn nested(cx: &Context, node: &Node, file: FileId) -> Schema {
    let mut schema = schema(node);
    match &node.value {
        Value::Object(_) => schema.fields = fields_of(cx, node, file),
        Value::Array(elements) => schema.items = elements.first().map(|first| Box::new(nested(cx, first, file))),
        _ => {}
    }
    schema
}
