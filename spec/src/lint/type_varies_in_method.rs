//! A parameter and the field of the same name that comes back have types that exclude each other.
//!
//! ## What it does
//!
//! Compares the type of each parameter of a request with that of the field at the same path of the result or of a
//! response. Numbers of any kind agree, and so do strings of any kind.
//!
//! ## Why it is bad
//!
//! What a caller reads cannot be sent back as it is: one of the two types is wrong, or the conversion is not
//! documented.
//!
//! ## Example
//!
//! ```text
//! set.limits     parameter `limit`: boolean
//!                field `limit`: string
//! ```
//!
//! ## How to fix
//!
//! Give both the type that the server takes and gives. If it really differs, say so in the descriptions.

use std::collections::BTreeMap;

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;
use crate::ir::{Api, Location, Method, Param, Type};

/// Looks at all methods.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    for method in &api.methods {
        check_method(method, files, found);
    }
}

fn check_method(method: &Method, files: &Files, found: &mut Vec<Diagnostic>) {
    let mut sent: BTreeMap<String, &Param> = BTreeMap::new();
    for side in method.sides() {
        side.each(&mut |path, param| {
            let Some(kind) = class(param) else { return };
            if side.request {
                let plain = param.role.is_none()
                    && param.required.is_some()
                    && param.location.is_none_or(|place| place == Location::Body);
                if plain {
                    sent.insert(path.to_owned(), param);
                }
                return;
            }
            let Some((sent, sent_kind)) = sent.get(path).and_then(|sent| Some((*sent, class(sent)?))) else { return };
            if kind != sent_kind {
                let message = format!("`{}` is {sent_kind} in the request and {kind} in the answer", param.name);
                found.push(
                    Diagnostic::new(Code::TypeVariesInMethod, message, Label::new(files.span(&param.source), kind))
                        .with(Label::new(files.span(&sent.source), sent_kind))
                        .about(&method.name),
                );
            }
        });
    }
}

/// The JSON type; none where the documents do not tell one.
fn class(param: &Param) -> Option<&'static str> {
    let schema = &param.schema;
    let inferred = param.inferred.iter().any(|key| key == "type");
    if !schema.one_of.is_empty() || inferred {
        return None;
    }
    match schema.kind {
        Type::String | Type::Enum => Some("a string"),
        Type::Integer | Type::Number => Some("a number"),
        Type::Boolean => Some("a boolean"),
        Type::Array => Some("an array"),
        Type::Object => Some("an object"),
        Type::Any => None,
    }
}
