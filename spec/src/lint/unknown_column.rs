//! A column or a label is not in the dialect.
//!
//! ## What it does
//!
//! Reports a heading of a table, or a label of a method's card, that stands in neither `[columns]` nor `[card]` of
//! the dialect.
//!
//! ## Why it is bad
//!
//! All its cells go unread, whatever they say.
//!
//! ## Example
//!
//! ```text
//! | Name | Type   | Mandatory |     the dialect knows `Required`
//! | ---- | ------ | --------- |
//! | `id` | number | yes       |
//! ```
//!
//! ## How to fix
//!
//! Add the heading to the dialect; the role `ignore` says that nothing in it matters.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Text;

pub(crate) fn report(heading: &str, text: &Text) -> Diagnostic {
    let message = if heading.is_empty() {
        "a column has no heading".to_owned()
    } else {
        format!("the dialect does not know the heading `{heading}`")
    };
    let help = match heading {
        "" => "give it one, or say in `[columns]` what such a column holds: `\"\" = \"ignore\"`",
        _ => "add it to `[columns]` or `[card]` of the dialect; `ignore` says that nothing in it matters",
    };
    Diagnostic::new(
        Code::UnknownColumn,
        message,
        Label::new(text.first_span(), "its cells were not read"),
    )
    .help(help)
}
