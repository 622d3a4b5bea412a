//! A list stands where parameters are expected, and not all of it was read.
//!
//! ## What it does
//!
//! Reports a section of parameters that holds a list, and no table, of which no item matches a pattern of the dialect; and, in a
//! list of which some items do, each that does not.
//!
//! ## Why it is bad
//!
//! The parameters of the method are lost.
//!
//! ## Example
//!
//! ```text
//! Parameters
//!
//! - `hours`: how long     while the dialect has no `items`
//! ```
//!
//! ## How to fix
//!
//! Add a pattern to `items`, or give the section the role `prose`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Text;

/// `count` is how many items there are, `first` the first of them.
pub(crate) fn report(first: &Text, count: usize) -> Diagnostic {
    let items = if count == 1 { "item" } else { "items" };
    Diagnostic::new(
        Code::UnreadList,
        format!("a list of {count} {items} stands where parameters are expected, and none was read"),
        Label::new(first.first_span(), "its first item"),
    )
    .help("add a pattern to `items`, such as ``{name} ({attributes}): {description}``, or give the section the role `prose`")
}

/// `text` is an item beside parameters of the same list.
pub(crate) fn report_item(text: &Text) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadList,
        "an item of a list of parameters was not read",
        Label::new(text.first_span(), "no pattern of `items` knows this"),
    )
    .help("add a pattern for it to `items`; end the list ahead of it where it is no parameter")
}
