//! Names about which the documents say two things.

use std::collections::{BTreeMap, BTreeSet};

use doctract_spec::ir::{Api, Method, Param, Schema, Type};
use doctract_spec::naming::{is_own_id, plural};

/// The names that are a number in one place and a string in another. There the documents contradict themselves, so that a case accepts both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LooseNames(BTreeSet<String>);

impl LooseNames {
    /// Collects the names from all parameters and fields of an API.
    pub fn of(api: &Api) -> Self {
        let mut kinds: BTreeMap<&str, BTreeSet<Type>> = BTreeMap::new();
        for method in &api.methods {
            // The ids of different objects share no more than the word.
            for param in all_params(method).into_iter().filter(|param| !is_own_id(&param.name)) {
                let schema = element(&param.schema);
                let kinds = kinds.entry(&param.name).or_default();
                kinds.insert(schema.kind);
                kinds.extend(is_textual(schema).then_some(Type::String));
            }
        }
        let loose = kinds.into_iter().filter(|(_, kinds)| {
            let number = kinds.contains(&Type::Number) || kinds.contains(&Type::Integer);
            number && kinds.contains(&Type::String)
        });
        let mut names: BTreeSet<String> = loose.map(|(name, _)| name.to_owned()).collect();
        names.extend(repeated(api, &names));
        Self(names)
    }

    /// Whether a value of this name and schema may be a number or a string of digits: the documents disagree over the name, or they count
    /// the characters of a number or give it a textual format.
    pub fn is_loose(&self, name: &str, schema: &Schema) -> bool {
        let scalar = matches!(schema.kind, Type::Number | Type::Integer | Type::String);
        is_textual(schema) || (scalar && self.0.contains(name))
    }
}

/// The names under which other methods repeat such a field of an object: the `phone` of `employees` as `employee_phone` in their groups.
fn repeated(api: &Api, loose: &BTreeSet<String>) -> BTreeSet<String> {
    let has = |object: &str, field: &str| {
        let own = api.methods.iter().filter(|method| method.name.split('.').any(|word| word == object));
        own.flat_map(all_params).any(|param| param.name == field)
    };
    let repeats = |name: &str| {
        let mut cuts = name.match_indices('_').map(|(at, _)| (&name[..at], &name[at + 1..]));
        cuts.any(|(object, field)| loose.contains(field) && has(&plural(object), field))
    };
    let names = api.methods.iter().flat_map(all_params).map(|param| &param.name);
    names.filter(|name| repeats(name)).cloned().collect()
}

/// Whether a schema counts the characters of a number or gives it a textual format, as nobody does to a quantity.
fn is_textual(schema: &Schema) -> bool {
    let textual = schema.format.is_some() || schema.min_length.is_some() || schema.max_length.is_some();
    textual && matches!(schema.kind, Type::Number | Type::Integer)
}

/// The element's schema for an array, otherwise the schema itself.
pub fn element(schema: &Schema) -> &Schema {
    match (schema.kind, &schema.items) {
        (Type::Array, Some(items)) => items,
        _ => schema,
    }
}

/// All parameters and fields of a method, nested ones too.
pub fn all_params(method: &Method) -> Vec<&Param> {
    let mut found = Vec::new();
    let results = method.result.iter().flat_map(|result| result.fields.iter().chain(&result.beside));
    let responses = method.responses.iter().flat_map(|response| &response.fields);
    for param in method.params.iter().chain(results).chain(responses) {
        collect(param, &mut found);
    }
    found
}

fn collect<'a>(param: &'a Param, found: &mut Vec<&'a Param>) {
    found.push(param);
    for member in &element(&param.schema).fields {
        collect(member, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, kind: Type) -> serde_json::Value {
        serde_json::json!({"name": name, "type": kind, "source": {"file": "", "line": 0, "column": 0}})
    }

    /// `phone` is a number when people are made, a text when they are listed; clubs repeat it, and have a number of their own.
    #[test]
    fn a_loose_name_is_loose_where_others_repeat_it() {
        let source = serde_json::json!({"file": "", "line": 0, "column": 0});
        let method = |name: &str, params: Vec<serde_json::Value>, fields: Vec<serde_json::Value>| {
            serde_json::json!({"name": name, "source": source, "params": params, "errors": [],
                "result": {"kind": "object", "fields": fields}})
        };
        let api = serde_json::json!({"name": "any", "dialect": "any", "protocol": "json-rpc-2.0", "methods": [
            method("create.people", vec![named("id", Type::Number)], vec![]),
            method("create.members", vec![named("phone", Type::Number)], vec![]),
            method("get.members", vec![], vec![named("phone", Type::String)]),
            method("get.clubs", vec![], vec![named("member_phone", Type::Number), named("club_phone", Type::Number)]),
        ]});
        let api: Api = serde_json::from_value(api).unwrap();
        let loose = LooseNames::of(&api);
        let number: Schema = serde_json::from_value(serde_json::json!({"type": "number"})).unwrap();
        let names = ["phone", "member_phone", "club_phone", "id"];
        assert_eq!(names.map(|name| loose.is_loose(name, &number)), [true, true, false, false]);
    }
}
