//! A type holds more than a message is read with.
//!
//! ## What it does
//!
//! Reports a named type that is left without its members because the message has too many already: types that stand in each
//! other multiply.
//!
//! ## Why it is bad
//!
//! What the type holds in this place is in none of the generated code, and no check asks for it.
//!
//! ## Example
//!
//! ```text
//! Order     ten members, each of the type Line
//! Line      ten members, each of the type Item
//! Item      ten members, each of the type Price, and so on
//! ```
//!
//! ## How to fix
//!
//! Where a member is an identifier, give it the type of an identifier, not that of the object that it stands for.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `word` is the first type that was left without members.
pub(crate) fn report(word: &str, most: usize, place: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::TypeTooLarge,
        format!("with the members of `{word}` the message would have more than {most}"),
        Label::new(place.clone(), "the type of this parameter, or one within it, is left without members"),
    )
    .help("where a member is an identifier, give it the type of an identifier")
}
