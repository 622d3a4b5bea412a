//! The table and the JSON give one parameter different types.
//!
//! ## What it does
//!
//! Compares the type of a row with the type that the JSON structure of the same message gives to its member.
//!
//! ## Why it is bad
//!
//! A caller cannot know which of the two the server takes. The table's type is taken for single values; the JSON
//! decides what is an array and what an object.
//!
//! ## Example
//!
//! ```text
//! | `id` | number |
//!
//! {"id": "string"}
//! ```
//!
//! ## How to fix
//!
//! Give both places the type that the server takes. If the page cannot be changed, set `type` in `overrides.toml`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label, Suggestion};
use crate::files::Span;

/// `address` is the path of the parameter in the message.
pub(crate) fn report(name: &str, table: (&str, &Span), json: (&str, &Span), address: &str) -> Diagnostic {
    let ((table, table_span), (json, json_span)) = (table, json);
    Diagnostic::new(
        Code::TypeDiffers,
        format!("`{name}` is {json} in the JSON structure and {table} in the table"),
        Label::new(json_span.clone(), json),
    )
    .with(Label::new(table_span.clone(), table))
    .suggest(Suggestion::new(address, vec![("type", json.into())]))
}
