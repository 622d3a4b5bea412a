//! The operators of the filter language.

use doctract_spec::ir::{Api, Operator};
use proc_macro2::Ident;

use crate::name::{self, Scope};

/// An operator.
#[derive(Debug)]
pub(crate) struct OperatorModel<'a> {
    /// Its variant.
    pub(crate) variant: Ident,
    /// The method of a column.
    pub(crate) method: Ident,
    pub(crate) operator: &'a Operator,
}

/// The words that Rust has for the signs of comparison (`std::cmp`).
const SIGNS: &[(&str, &str)] = &[
    ("=", "eq"),
    ("==", "eq"),
    ("!=", "ne"),
    ("<>", "ne"),
    ("<", "lt"),
    ("<=", "le"),
    (">", "gt"),
    (">=", "ge"),
    ("~", "matches"),
];

pub(super) fn build(api: &Api) -> Vec<OperatorModel<'_>> {
    let mut variants = Scope::default();
    let mut methods = Scope::with(&["asc", "desc", "column", "is_empty", "is_not_empty"]);
    let mut models: Vec<OperatorModel<'_>> = Vec::new();
    for operator in &api.operators {
        if models.iter().any(|known| known.operator.operator == operator.operator) {
            continue;
        }
        let sign = SIGNS.iter().find(|(sign, _)| *sign == operator.operator);
        let word = sign.map_or(operator.operator.as_str(), |(_, word)| word);
        let variant = variants.claim(&name::pascal(word, "Operator"));
        let method = methods.claim(&name::snake(word, "operator"));
        models.push(OperatorModel { variant, method, operator });
    }
    models
}
