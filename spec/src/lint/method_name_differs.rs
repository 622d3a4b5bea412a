//! The JSON names another method than the card.
//!
//! ## What it does
//!
//! Compares the `method` member of the request that the page shows with the name in the method's card.
//!
//! ## Why it is bad
//!
//! A caller who copies the JSON calls the other method. The card's name is taken.
//!
//! ## Example
//!
//! ```text
//! | Method | `update.contacts` |
//!
//! {"jsonrpc": "2.0", "method": "create.contacts"}
//! ```
//!
//! ## How to fix
//!
//! Correct the one that was copied from another page.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(card: &str, card_span: &Span, json: &str, json_span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::MethodNameDiffers,
        format!("the JSON calls `{json}`, the card `{card}`"),
        Label::new(json_span.clone(), "another method"),
    )
    .with(Label::new(card_span.clone(), "the card has it so"))
    .help(format!("read as `{card}`"))
}
