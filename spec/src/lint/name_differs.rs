//! A parameter has two names that nearly agree.
//!
//! ## What it does
//!
//! Reports a member of the JSON structure that no row of the table describes, where a row without a member has
//! nearly its name: a plural, a letter more or less, another way to separate words.
//!
//! ## Why it is bad
//!
//! A caller who copies the JSON and one who reads the table send different requests, and one of them is refused.
//! The table's name is taken.
//!
//! ## Example
//!
//! ```text
//! | `phone_numbers` | array | yes |
//!
//! {"phone_number": ["string"]}
//! ```
//!
//! ## How to fix
//!
//! Give both places the name that the server knows. If the table is wrong and cannot be changed, say so in
//! `overrides.toml` with `name`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label, Suggestion};
use crate::files::Span;

/// `address` is the path of the parameter in the message.
pub(crate) fn report(table: &str, table_span: &Span, json: &str, json_span: &Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        Code::NameDiffers,
        format!("`{json}` in the JSON structure is `{table}` in the table"),
        Label::new(json_span.clone(), "here it is named otherwise"),
    )
    .with(Label::new(table_span.clone(), "the table has it so"))
    .help(format!("read as `{table}`; if the server knows it as `{json}`, let the override say so"))
    .suggest(Suggestion::new(address, vec![("name", table.into())]))
}
