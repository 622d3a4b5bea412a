//! A cell could not be turned into a fact.
//!
//! ## What it does
//!
//! Reports a cell that holds text of which no fact could be made: no word for yes or no in the column of required
//! parameters, no list and no known phrase among the allowed values, no number in the column of codes.
//!
//! ## Why it is bad
//!
//! What the cell says is lost to the generated code and to the conformance suite, and nobody is held to it.
//!
//! ## Example
//!
//! ```text
//! | Name | Type   | Required |
//! | ---- | ------ | -------- |
//! | `id` | number | maybe    |
//! ```
//!
//! ## How to fix
//!
//! Write one of the words that the dialect knows (`[required]`, `[[type]]`, `[[phrase]]`), or add the wording to
//! the dialect if it is a regular one of these documents.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Text;
use crate::files::Span;

/// `what` says which fact was looked for.
pub(crate) fn report(text: &Text, param: &str, what: &str) -> Diagnostic {
    let owner = if param.is_empty() { String::new() } else { format!(" of `{param}`") };
    let folded = text.folded();
    let shown: String = folded.chars().take(60).collect();
    Diagnostic::new(
        Code::UnreadCell,
        format!("this cell{owner} does not tell {what}"),
        Label::new(text.first_span(), format!("`{shown}`")),
    )
    .help("add the wording to the dialect, or correct the document")
}

/// The path of a method in a table of methods, of which nothing says by which HTTP method it is called.
pub(crate) fn no_verb(path: &Text) -> Diagnostic {
    let shown = path.folded();
    Diagnostic::new(
        Code::UnreadCell,
        format!("nothing tells the HTTP method of `{shown}`"),
        Label::new(path.first_span(), "no method is read of this row"),
    )
    .help("name the column of HTTP methods in `[card]`, or give the section of the dialect a `verb`")
}

/// A call whose parameters have places rather than names.
pub(crate) fn by_position(place: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadCell,
        "this call passes its parameters by position",
        Label::new(place.clone(), "a list, whose elements have no names"),
    )
    .help("what is read has names, by which no such call can be made; describe parameters by their names, or read no such method")
}

/// A result that is a single value, for which there is no room.
pub(crate) fn single_result(place: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadCell,
        "the result is a single value, which has no members",
        Label::new(place.clone(), "left out"),
    )
    .help("nothing is checked of it; describe an object, or leave it to the readers of the page")
}

/// A method of which nothing says by which HTTP method it is called, and no word is due where one could stand.
pub(crate) fn taken_for_get(path: &str, place: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadCell,
        format!("nothing tells the HTTP method of `{path}`"),
        Label::new(place.clone(), "read as GET"),
    )
    .help("take it by `{verb:verb}` where it stands, or say in the dialect what holds where nothing tells it: `verb = \"GET\"`")
}

/// A table of values for more parameters than are looked for; `first` is the first of the values that are left out.
pub(crate) fn too_many_owners(first: &Text, most: usize, left_out: usize) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadCell,
        format!("a table lists values of more than {most} parameters, and {left_out} of the values are left out"),
        Label::new(first.first_span(), "the first that is left out"),
    )
    .help("give each parameter a table of its own")
}
