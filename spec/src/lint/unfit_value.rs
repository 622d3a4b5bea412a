//! A value does not fit the type of its parameter, or another sentence states another one.
//!
//! ## What it does
//!
//! Reports a default, a bound or a value that cannot be one of the parameter's type, a sentence that states
//! another value for a fact than an earlier one, and a default or an example that is none of the values that are listed.
//!
//! ## Why it is bad
//!
//! The fact is left out, so nobody is held to it; of a default or an example that is not listed, and the list, one is wrong.
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

use serde_json::Value;

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{Files, Span};
use crate::ir::{Api, Method, Schema, Type};

pub(crate) fn report(fact: &str, text: &str, param: &str, kind: Type, span: &Span) -> Diagnostic {
    let kind = format!("{kind:?}").to_lowercase();
    Diagnostic::new(
        Code::UnfitValue,
        format!("`{text}` cannot be the {fact} of `{param}`, whose type is {kind}"),
        Label::new(span.clone(), "left out"),
    )
}

/// Looks for defaults and examples that are none of the values of their parameter, and for examples of another type.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    for side in api.methods.iter().flat_map(Method::sides) {
        side.each(&mut |_, param| {
            let default = param.default.iter().filter(|_| side.request).map(|value| ("default", "default", value));
            let examples = param.examples.iter().map(|value| ("examples", "example", value));
            for (fact, word, value) in default.chain(examples).filter(|(_, _, value)| !value.is_null()) {
                let Some(what) = misfit(&param.schema, fact, value) else { continue };
                let place = param.rules.get(fact).map_or(&param.source, |rule| &rule.source);
                let message = format!("`{}` is the {word} of `{}` and {what}", plain(value), param.name);
                let label = Label::new(files.span(place), "read as it is said");
                found.push(Diagnostic::new(Code::UnfitValue, message, label).about(&side.address));
            }
        });
    }
}

/// What a value is not. That a default has the type is seen where it is read.
fn misfit(schema: &Schema, fact: &str, value: &Value) -> Option<String> {
    let mut kinds = std::iter::once(schema.kind).chain(schema.one_of.iter().copied());
    if fact == "examples" && !kinds.any(|kind| kind.holds(value)) {
        let kind = format!("{:?}", schema.kind).to_lowercase();
        let json = if matches!(schema.kind, Type::Array | Type::Object) { "JSON " } else { "" };
        return Some(format!("no {json}{kind}"));
    }
    let closed = !schema.values.is_empty() && schema.kind != Type::Array;
    (closed && !schema.values.contains(value)).then(|| "none of its values".to_owned())
}

fn plain(value: &Value) -> String {
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
