//! What may be sent as `null` may come back as `null`: an example shows one value of a field, and says nothing against the `null` that
//! the parameter of the same name is documented to take.

use std::collections::BTreeSet;

use crate::ir::{Method, Param};

/// Lets the fields of answers whose type only an example tells be `null` where the parameter that stands at the same place of a request
/// of the same API may be, or at the same place inside the rows of an answer.
pub(crate) fn allow_null(methods: &mut [Method]) {
    let mut nullable = BTreeSet::new();
    for method in methods.iter() {
        collect(&method.params, "", &mut nullable);
    }
    if nullable.is_empty() {
        return;
    }
    for method in methods {
        let results = method.result.iter_mut().map(|result| &mut result.fields);
        for fields in results.chain(method.responses.iter_mut().map(|response| &mut response.fields)) {
            for field in fields {
                allow(field, "", &nullable);
            }
        }
    }
}

/// The paths of the parameters that may be `null`.
fn collect(params: &[Param], above: &str, into: &mut BTreeSet<String>) {
    for param in params {
        let path = format!("{above}/{}", param.name);
        collect(members(param), &path, into);
        if param.schema.nullable {
            into.insert(path);
        }
    }
}

fn allow(field: &mut Param, above: &str, nullable: &BTreeSet<String>) {
    let path = format!("{above}/{}", field.name);
    // An answer may hold its entity, or its rows, in a member of its own.
    let inside = path[1..].find('/').is_some_and(|at| nullable.contains(&path[at + 1..]));
    let shown = field.inferred.iter().any(|fact| fact == "type");
    if shown && !field.schema.nullable && (nullable.contains(&path) || inside) {
        field.schema.nullable = true;
        field.inferred.push("nullable".to_owned());
    }
    let mut schema = &mut field.schema;
    while let Some(items) = &mut schema.items {
        schema = items;
    }
    for inner in &mut schema.fields {
        allow(inner, &path, nullable);
    }
}

/// The members of an object, or of the elements of an array.
fn members(param: &Param) -> &[Param] {
    let mut schema = &param.schema;
    while let Some(items) = &schema.items {
        schema = items;
    }
    &schema.fields
}
