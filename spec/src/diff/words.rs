//! The words in which changes are told.

use serde_json::Value;

use crate::ir::{Param, Schema, Type};

/// The name of a type as it stands in the IR.
fn word(kind: Type) -> String {
    format!("{kind:?}").to_lowercase()
}

/// The types that a value may have.
pub(super) fn types(schema: &Schema) -> String {
    if schema.one_of.is_empty() {
        return word(schema.kind);
    }
    schema.one_of.iter().map(|kind| word(*kind)).collect::<Vec<_>>().join(" or ")
}

/// The words of the documents for a type, and for those of the elements.
pub(super) fn type_words(schema: &Schema) -> Vec<[Option<&String>; 2]> {
    let chain = std::iter::successors(Some(schema), |schema| schema.items.as_deref());
    chain.map(|schema| [schema.type_name.as_ref(), schema.documented_type.as_ref()]).collect()
}

/// A value as JSON.
pub(super) fn value(value: Option<&Value>) -> String {
    value.map_or_else(|| "not told".to_owned(), ToString::to_string)
}

/// What is said of a fact that the documents do not state, but from which it was inferred.
pub(super) fn inferred(old: &Param, new: &Param, fact: &str) -> &'static str {
    let is = |param: &Param| param.inferred.iter().any(|key| key == fact);
    if is(old) || is(new) { " (inferred, not written)" } else { "" }
}

/// An error by its mnemonic, or else by its code.
pub(super) fn error(error: &crate::ir::ErrorDoc) -> String {
    match (&error.mnemonic, error.code) {
        (Some(mnemonic), _) => mnemonic.clone(),
        (None, Some(code)) => code.to_string(),
        (None, None) => error.message.clone(),
    }
}
