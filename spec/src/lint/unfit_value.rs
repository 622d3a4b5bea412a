//! A value does not fit the type of its parameter, or another sentence states another one.
//!
//! ## What it does
//!
//! Reports a default, a bound or a value that cannot be one of the parameter's type, a sentence that states
//! another value for a fact than an earlier one, and a default that is none of the values that are listed.
//!
//! ## Why it is bad
//!
//! The fact is left out, so nobody is held to it; of a default that is not listed, or the list, one is wrong.
//!
//! ## Example
//!
//! ```text
//! | `limit` | number | Default: many |
//! ```
//!
//! ## How to fix
//!
//! Write a value of the type, or correct the type.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{Files, Span};
use crate::ir::{Api, Method, Type};

pub(crate) fn report(fact: &str, text: &str, param: &str, kind: Type, span: &Span) -> Diagnostic {
    let kind = format!("{kind:?}").to_lowercase();
    Diagnostic::new(
        Code::UnfitValue,
        format!("`{text}` cannot be the {fact} of `{param}`, whose type is {kind}"),
        Label::new(span.clone(), "left out"),
    )
}

/// Looks for defaults that are none of the values of their parameter.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    for side in api.methods.iter().flat_map(Method::sides).filter(|side| side.request) {
        side.each(&mut |_, param| {
            let Some(default) = param.default.as_ref().filter(|default| !default.is_null()) else { return };
            let values = &param.schema.values;
            if values.is_empty() || values.contains(default) || param.schema.kind == Type::Array {
                return;
            }
            let place = param.rules.get("default").map_or(&param.source, |rule| &rule.source);
            let message = format!("`{}` is the default of `{}` and none of its values", plain(default), param.name);
            let label = Label::new(files.span(place), "read as it is said");
            found.push(Diagnostic::new(Code::UnfitValue, message, label).about(&side.address));
        });
    }
}

fn plain(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Two sentences that state different values; the first one holds.
pub(crate) fn contradicts(fact: &str, text: &str, param: &str, known: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnfitValue,
        format!("`{text}` as the {fact} of `{param}` contradicts \"{known}\""),
        Label::new(span.clone(), "left out"),
    )
}
