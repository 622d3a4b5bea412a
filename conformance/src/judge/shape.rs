//! Whether a JSON value is what a list of documented fields says.

use doctract_spec::ir::{Param, Schema, Type};
use serde_json::{Map, Value};

use super::bounds::within;
use crate::formats::schema_fits;
use crate::names::LooseNames;

/// What is expected where a field is not documented.
pub const NO_FIELD: &str = "no such field";

/// How many characters of a value a finding shows.
const SHOWN: usize = 60;

/// A difference between an answer and the documents.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deviation {
    /// Where in the answer.
    pub path: String,
    /// What was expected.
    pub expected: String,
    /// What is there.
    pub got: String,
}

/// Whose rows a list holds, which decides what all of them may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those that the documents speak of: what all of them lack is not as documented.
    Documented,
    /// Anybody's: all of them may lack what is not required, in which it is empty.
    Anybodys,
    /// Those of the request itself: one that holds `null` lacks the field, too.
    Own,
}

/// By which conventions a value is read.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    /// The names about which the documents disagree.
    pub loose: &'a LooseNames,
    /// Whether an empty field is there as `null`, an empty array as `[]`, an empty object as `{}`.
    pub empty_as_null: bool,
    /// Whether arrays may be absent, and other members be there: so it is in error answers, on which the documents are brief.
    pub lenient: bool,
    /// Whose rows the lists of the answer hold.
    pub whose: Whose,
    /// Whether the value is part of a row, one of several.
    pub rows: bool,
}

/// What is expected of a field that a row may lack, but not all rows.
pub const FIELD: &str = "a documented field";

impl Shape<'_> {
    /// Compares an object with its documented fields. With `only`, just the fields of these names are to be there.
    pub fn object(
        &self,
        fields: &[Param],
        open: bool,
        only: Option<&[String]>,
        value: &Value,
        path: &str,
    ) -> Vec<Deviation> {
        let Some(object) = value.as_object() else {
            return vec![deviation(path, "an object".to_owned(), kind(value).to_owned())];
        };
        let chosen = |field: &&Param| only.is_none_or(|only| only.contains(&field.name));
        let mut found = Vec::new();
        for field in fields.iter().filter(chosen) {
            let path = join(path, &field.name);
            match object.get(&field.name) {
                Some(value) => found.extend(self.field(field, value, &path)),
                None if self.may_be_absent(field) => {}
                None => found.push(deviation(&path, FIELD.to_owned(), "nothing".to_owned())),
            }
        }
        if !open && !self.lenient && !fields.is_empty() {
            found.extend(undocumented(fields, only, object, path));
        }
        found
    }

    /// Compares the rows of a list. Where the documents do not say how an empty field looks, a row may lack it, but not all rows.
    pub fn rows(
        &self,
        fields: &[Param],
        open: bool,
        only: Option<&[String]>,
        rows: &[Value],
        path: &str,
    ) -> Vec<Deviation> {
        let path = format!("{path}[]");
        let mut found = Vec::new();
        let mut lacking: Vec<Deviation> = Vec::new();
        for (position, row) in rows.iter().enumerate() {
            let (absent, wrong): (Vec<_>, Vec<_>) = self
                .in_rows()
                .object(fields, open, only, row, &path)
                .into_iter()
                .partition(|one| one.expected == FIELD);
            found.extend(wrong);
            if self.empty_as_null {
                found.extend(absent);
            } else if position == 0 {
                lacking = absent;
            } else {
                lacking.retain(|one| absent.iter().any(|other| other.path == one.path));
            }
        }
        if self.whose == Whose::Anybodys {
            let required = |one: &Deviation| {
                fields.iter().any(|field| field.is_required() && join(&path, &field.name) == one.path)
            };
            lacking.retain(required);
        }
        found.extend(lacking);
        found.sort();
        found.dedup_by(|one, other| one.path == other.path && one.expected == other.expected);
        found
    }

    fn in_rows(&self) -> Self {
        Self { rows: true, ..*self }
    }

    fn may_be_absent(&self, field: &Param) -> bool {
        // Where an empty field comes back as `null`, only a field that is itself documented as optional may be absent.
        let conditional = field.required_when.is_some() || field.requires_component.is_some();
        // One that may be `null` holds nothing either way; where a value is known, other claims miss it.
        let vacant = field.schema.nullable && !field.is_required() && !self.empty_as_null;
        field.required == Some(false) || vacant || (conditional && !self.empty_as_null)
    }

    fn field(&self, field: &Param, value: &Value, path: &str) -> Vec<Deviation> {
        if value.is_null() && field.is_required() && !field.schema.nullable {
            return vec![deviation(path, word(&field.schema), "null".to_owned())];
        }
        self.value(&field.name, &field.schema, value, path)
    }

    fn value(&self, name: &str, schema: &Schema, value: &Value, path: &str) -> Vec<Deviation> {
        let container = matches!(schema.kind, Type::Array | Type::Object);
        if value.is_null() {
            let nested = path.contains(['.', '[']);
            let fine = schema.nullable || schema.kind == Type::Any || (!container && (self.empty_as_null || nested));
            if fine
                && self.whose == Whose::Own
                && self.rows
                && !schema.nullable
                && schema.kind != Type::Any
                && !self.empty_as_null
            {
                // Empty in this row; that it may not be so in all of them is for `rows` to see.
                return vec![deviation(path, FIELD.to_owned(), "null".to_owned())];
            }
            let expected = || vec![deviation(path, word(schema), "null".to_owned())];
            return if fine { Vec::new() } else { expected() };
        }
        match (schema.kind, value) {
            (Type::Object, Value::Object(object)) if object.is_empty() && self.empty_as_null => Vec::new(),
            (Type::Object, Value::Object(_)) => {
                self.object(&schema.fields, schema.open || schema.fields.is_empty(), None, value, path)
            }
            (Type::Array, Value::Array(items)) => {
                let mut found = Vec::from_iter(out_of_bounds(schema, value, path));
                found.extend(self.items(name, schema, items, path));
                found
            }
            _ if self.is_of(name, schema, value) => out_of_bounds(schema, value, path).into_iter().collect(),
            _ => vec![deviation(path, word(schema), shown(schema, value))],
        }
    }

    fn items(&self, name: &str, schema: &Schema, items: &[Value], path: &str) -> Vec<Deviation> {
        let Some(element) = &schema.items else {
            return Vec::new();
        };
        if element.kind == Type::Object {
            let open = element.open || element.fields.is_empty();
            return self.rows(&element.fields, open, None, items, path);
        }
        let path = format!("{path}[]");
        items.iter().find_map(|item| self.value(name, element, item, &path).into_iter().next()).into_iter().collect()
    }

    fn is_of(&self, name: &str, schema: &Schema, value: &Value) -> bool {
        if self.loose.is_loose(name, schema) {
            return value.is_string() || value.is_number();
        }
        let types = if schema.one_of.is_empty() { std::slice::from_ref(&schema.kind) } else { &schema.one_of };
        let listed = schema.values.is_empty() || schema.values.contains(value);
        listed && types.iter().any(|kind| kind.holds(value))
    }
}

/// A value of the right type that is not what else the documents say of it.
fn out_of_bounds(schema: &Schema, value: &Value, path: &str) -> Option<Deviation> {
    let format = schema.format.as_deref().filter(|_| schema_fits(schema, value) == Some(false));
    let expected = match format {
        Some(format) => format!("in the format {format}"),
        None if within(schema, value) => return None,
        None => "within its documented bounds".to_owned(),
    };
    Some(deviation(path, expected, short(value)))
}

/// The beginning of a value, as JSON.
fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > SHOWN { text.chars().take(SHOWN).chain(" …".chars()).collect() } else { text }
}

fn undocumented(fields: &[Param], only: Option<&[String]>, object: &Map<String, Value>, path: &str) -> Vec<Deviation> {
    let documented =
        |name: &String| fields.iter().any(|field| &field.name == name) && only.is_none_or(|only| only.contains(name));
    let others = object.iter().filter(|(name, _)| !documented(name));
    others.map(|(name, value)| deviation(&join(path, name), NO_FIELD.to_owned(), kind(value).to_owned())).collect()
}

fn deviation(path: &str, expected: String, got: String) -> Deviation {
    Deviation { path: path.to_owned(), expected, got }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn word(schema: &Schema) -> String {
    if schema.values.is_empty() {
        format!("{:?}", schema.kind).to_lowercase()
    } else {
        format!("one of {}", Value::Array(schema.values.clone()))
    }
}

fn shown(schema: &Schema, value: &Value) -> String {
    if schema.values.is_empty() { kind(value).to_owned() } else { value.to_string() }
}

/// The deviation of an answer that should be an array.
pub fn no_array(value: &Value) -> Vec<Deviation> {
    vec![deviation("", "an array".to_owned(), kind(value).to_owned())]
}

/// The JSON type of a value.
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
