//! A parameter is required although the method leaves alone what is not passed.
//!
//! ## What it does
//!
//! Reports a parameter that is marked as required in a method of which the page says that it changes only what is
//! passed. What tells which thing to change does not count: an id, or the only required parameter.
//!
//! ## Why it is bad
//!
//! A caller who wants to change one thing must know and pass another one, or the mark was copied from the method
//! that creates.
//!
//! ## Example
//!
//! ```text
//! update.contacts     Parameters that are not passed keep their values.
//!
//! | `id`        | yes |
//! | `last_name` | yes |
//! ```
//!
//! ## How to fix
//!
//! Mark it as optional, or say that it must always be passed. If the page cannot be changed, set `required` in
//! `overrides.toml`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label, Suggestion};
use crate::files::Files;
use crate::ir::{Api, Location, Method, Param};
use crate::naming::{is_id, singular};

/// Looks at the methods that are partial updates.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    for method in api.methods.iter().filter(|method| method.partial_update) {
        let credential = api.conventions.auth.as_ref().map(|auth| auth.name.as_str());
        for param in suspects(method, credential) {
            let label = Label::new(files.span(&param.source), "marked as required");
            let message = format!("`{}` is required, and `{}` keeps what is not passed", param.name, method.name);
            let address = format!("{}/{}", method.name, param.name);
            found.push(
                Diagnostic::new(Code::RequiredInPartialUpdate, message, label)
                    .with(Label::new(files.span(&method.source), "a partial update"))
                    .about(&method.name)
                    .suggest(Suggestion::new(address, vec![("required", false.into())])),
            );
        }
    }
}

/// The required parameters that are data.
fn suspects<'m>(method: &'m Method, credential: Option<&str>) -> Vec<&'m Param> {
    let in_body = |param: &&Param| param.location.is_none_or(|place| place == Location::Body);
    let own = |param: &&Param| param.role.is_none() && Some(param.name.as_str()) != credential;
    let required: Vec<_> =
        method.params.iter().filter(in_body).filter(own).filter(|param| param.is_required()).collect();
    let (ids, data): (Vec<_>, Vec<_>) = required.into_iter().partition(|param| is_id(singular(&param.name)));
    let in_path = method.params.iter().any(|param| param.location == Some(Location::Path));
    let only_key = ids.is_empty() && !in_path && data.len() == 1;
    if only_key { Vec::new() } else { data }
}
