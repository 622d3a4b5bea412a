//! Sets and takes away facts by their keys in the IR.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::ir::{Param, Type};

/// Sets a fact; gives whether that changed anything.
///
/// # Errors
/// The value is none of this fact.
pub(super) fn set<T>(target: &mut T, key: &str, value: Value) -> Result<bool, String>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    edit(target, |members| drop(members.insert(key.to_owned(), value)))
        .map_err(|error| format!("this cannot be the fact `{key}`: {error}"))
}

/// Takes a fact away; gives whether it was there.
///
/// # Errors
/// The fact is one that must be there.
pub(super) fn unset<T>(target: &mut T, key: &str) -> Result<bool, String>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    edit(target, |members| drop(members.remove(key))).map_err(|error| format!("`{key}` cannot be unset: {error}"))
}

fn edit<T>(target: &mut T, change: impl FnOnce(&mut Map<String, Value>)) -> Result<bool, serde_json::Error>
where
    T: Serialize + DeserializeOwned + PartialEq,
{
    let mut value = serde_json::to_value(&*target)?;
    if let Value::Object(members) = &mut value {
        change(members);
    }
    let changed: T = serde_json::from_value(value)?;
    let differs = changed != *target;
    *target = changed;
    Ok(differs)
}

/// Takes away what a new type leaves no room for.
pub(super) fn fit_to_type(param: &mut Param, also: &[&str]) {
    let schema = &mut param.schema;
    if !also.contains(&"one_of") {
        schema.one_of.clear();
        param.inferred.retain(|key| key != "one_of");
    }
    if schema.kind != Type::Object {
        schema.fields.clear();
        schema.type_name = None;
    }
    if schema.kind != Type::Array {
        schema.items = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Use, used_as};
    use crate::overrides::file::METHOD;

    /// A value that each fact takes.
    fn sample(key: &str) -> Value {
        match key {
            "type" => "boolean".into(),
            "in" => "query".into(),
            "role" => "limit".into(),
            "one_of" => serde_json::json!(["string", "integer"]),
            "items" => serde_json::json!({"type": "string"}),
            "values" | "examples" | "required_for" | "alternatives" | "conditions" | "see_methods" | "see_sections" => {
                serde_json::json!(["a"])
            }
            "minimum" | "maximum" | "min_length" | "max_length" | "min_items" | "max_items" => 7.into(),
            "open"
            | "nullable"
            | "required"
            | "unique"
            | "unique_items"
            | "ordered"
            | "shared_elements"
            | "filterable"
            | "sortable"
            | "by_default"
            | "partial_update"
            | "requires_authentication" => true.into(),
            _ => "word".into(),
        }
    }

    #[test]
    fn every_fact_can_be_set_and_taken_away() {
        for key in used_as(Use::Override) {
            let mut param = Param::default();
            assert_eq!(set(&mut param, key, sample(key)), Ok(true), "{key}");
            assert_eq!(set(&mut param, key, sample(key)), Ok(false), "{key}");
            if !["name", "type"].contains(key) {
                assert_eq!(unset(&mut param, key), Ok(true), "{key}");
                assert_eq!(param, Param::default());
            }
        }
        for key in METHOD {
            assert_eq!(set(&mut crate::ir::Method::default(), key, sample(key)), Ok(true), "{key}");
        }
    }

    #[test]
    fn a_value_of_another_kind_is_refused() {
        let mut param = Param::default();
        for (key, value) in
            [("required", "yes".into()), ("type", "text".into()), ("maximum", "x".into()), ("values", 1.into())]
        {
            assert!(set::<Param>(&mut param, key, value).is_err(), "{key}");
        }
        assert_eq!(param, Param::default());
    }
}
