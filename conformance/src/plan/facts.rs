//! Looking up what the owner of a target told.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::draft::Path;

/// Finds the value for a parameter: by method and path, by path, by dotted path, by its own name.
pub fn lookup<'f>(table: &'f BTreeMap<String, Value>, method: &str, path: &Path, name: &str) -> Option<&'f Value> {
    let full = format!("{method}/{path}");
    [full.as_str(), &path.to_string(), &path.dotted(), name].into_iter().find_map(|key| table.get(key))
}
