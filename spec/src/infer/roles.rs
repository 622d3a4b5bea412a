//! Parameters by which lists are read page by page, or in an order, told by the names that many APIs give them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::draft::{Draft, Noted};
use super::sample::Sample;
use crate::ir::{Api, Location, Param, Type};
use crate::language::{COMMON, direction_of, known};

/// Proposes what parameters are for that stand in the query of requests that only read; of the roles for a size, one is enough.
pub(super) fn roles(draft: &mut Draft, sample: &Sample) {
    let Some(api) = sample.read(draft) else { return };
    let mut found: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for param in asked(&api) {
        if let Some(role) = known(&COMMON.roles, &param.name).filter(|role| fits(role, param)) {
            *found.entry((role, param.name.as_str())).or_default() += 1;
        }
    }
    let noted = |((role, name), count): ((&str, &str), usize)| {
        (name.to_owned(), Noted { text: role.to_owned(), note: format!("{count}, by its name") })
    };
    draft.roles = found.into_iter().map(noted).collect();
}

/// The parameters in the query of requests that only read.
fn asked(api: &Api) -> impl Iterator<Item = &Param> {
    let reads = api.methods.iter().filter(|method| method.http.as_ref().is_some_and(|http| http.verb == "GET"));
    reads.flat_map(|method| &method.params).filter(|param| param.location == Some(Location::Query))
}

/// Whether a parameter may have a role: a size and a place are numbers; an order is one of several texts, which say more than which way.
fn fits(role: &str, param: &Param) -> bool {
    match role {
        "cursor" => true,
        "sort" => {
            let mut values = param.schema.values.iter().filter_map(Value::as_str);
            values.any(|value| direction_of(value).is_none())
        }
        _ => matches!(param.schema.kind, Type::Integer | Type::Number | Type::Any),
    }
}
