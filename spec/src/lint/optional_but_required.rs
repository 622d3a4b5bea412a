//! A parameter is marked as optional and called required in its description.
//!
//! ## What it does
//!
//! Compares the mark of a parameter with the sentences of its description. A sentence with a condition is none that
//! contradicts the mark.
//!
//! ## Why it is bad
//!
//! A caller who believes the mark leaves the parameter out and is refused.
//!
//! ## Example
//!
//! ```text
//! | Name    | Required | Description        |
//! | ------- | -------- | ------------------ |
//! | `email` | no       | Required parameter. |
//! ```
//!
//! ## How to fix
//!
//! Correct the mark or the sentence. If the page cannot be changed, set `required` in `overrides.toml`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label, Suggestion};
use crate::files::Files;
use crate::ir::{Api, Method};
use crate::language::required_sentence;

/// Looks at all parameters of requests.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    for side in api.methods.iter().flat_map(Method::sides).filter(|side| side.request) {
        side.each(&mut |path, param| {
            let conditional = param.required_when.is_some() || !param.required_for.is_empty();
            if param.required != Some(false) || conditional {
                return;
            }
            let Some(sentence) = required_sentence(&param.description, &param.name) else { return };
            let label = Label::new(files.span(&param.source), "marked as optional");
            let message = format!("`{}` is optional, and its description says \"{sentence}\"", param.name);
            let address = format!("{}/{path}", side.address);
            found.push(
                Diagnostic::new(Code::OptionalButRequired, message, label)
                    .help("read as optional")
                    .about(&side.address)
                    .suggest(Suggestion::new(address, vec![("required", true.into())])),
            );
        });
    }
}
