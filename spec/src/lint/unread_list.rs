//! A list stands where parameters are expected, and not all of it was read.
//!
//! ## What it does
//!
//! Reports a section of parameters that holds a list, and no table, of which no item matches a pattern of the dialect; and, in a
//! list of which some items do, each that does not. So it does with lists of errors that methods share, and with lists of values
//! that no parameter is known to have. Paragraphs that begin with code and a dash or a colon behind it count as items.
//!
//! ## Why it is bad
//!
//! What the list tells is lost.
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

/// What a list is expected to tell.
#[derive(Clone, Copy)]
pub(crate) enum Expected {
    /// Parameters, or the members of something.
    Parameters,
    /// Errors.
    Errors,
    /// The values of a parameter above.
    Values,
    /// Parameters that components begin.
    Components,
    /// Parameters that components begin, under a heading of no role.
    Untitled,
}

impl Expected {
    /// What it is, in the plural, and how it comes to be read.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Parameters => ("parameters", r"add a pattern to `items`, such as `{name} \({attributes}\): {description}`"),
            Self::Errors => ("errors", r"add a pattern to `error_items`, such as `{mnemonic} \({code}\): {message}`"),
            Self::Components => ("parameters", "name the component, `[component.NAME]`, with what its attributes tell"),
            Self::Untitled => ("parameters", "name what the heading introduces in a `[[section]]`"),
            Self::Values => ("values", "name the parameter that they are of by `{parent}` in the heading, or by `parent`"),
        }
    }
}

/// `count` is how many items there are, `first` the first of them.
pub(crate) fn report(first: &Text, count: usize, expected: Expected) -> Diagnostic {
    let items = if count == 1 { "item" } else { "items" };
    let (what, help) = expected.words();
    Diagnostic::new(
        Code::UnreadList,
        format!("a list of {count} {items} stands where {what} are expected, and none was read"),
        Label::new(first.first_span(), "its first item"),
    )
    .help(format!("{help}, or give the section the role `prose`"))
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
