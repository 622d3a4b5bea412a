//! Looking up what the owner of a target told.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use doctract_spec::ir::Api;
use serde_json::Value;

use super::spot::spots;
use crate::case::Case;
use crate::draft::Path;

/// Finds the value for a parameter: by method and path, by path, by dotted path, by its own name.
pub fn lookup<'f>(table: &'f BTreeMap<String, Value>, method: &str, path: &Path, name: &str) -> Option<&'f Value> {
    keys(method, path, name).iter().find_map(|key| table.get(key))
}

/// All keys under which a fact about some parameter of an API can be looked up.
pub fn fact_keys(api: &Api) -> BTreeSet<String> {
    let spots = api.methods.iter().flat_map(spots);
    spots.flat_map(|spot| keys(&spot.method.name, &spot.path, &spot.param.name)).collect()
}

/// The keys of a parameter, from the one that fits it alone.
fn keys(method: &str, path: &Path, name: &str) -> [String; 4] {
    [format!("{method}/{path}"), path.to_string(), path.dotted(), name.to_owned()]
}

/// Says of the cases that take configured values (the names of their parameters, by the ids of the cases) that these serve once: what an
/// earlier run took away is no fault of the target.
pub(super) fn note_taken(taken: &BTreeMap<String, String>, cases: &mut [Case]) {
    for case in cases {
        if let Some(name) = taken.get(&case.id) {
            // Writing to a string cannot fail.
            let _ = write!(case.does, ", with a value of the fact `{name}`, each of which serves one run");
        }
    }
}
