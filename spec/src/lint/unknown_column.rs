//! A column or a label is not in the dialect.
//!
//! All its cells go unread. Add the heading to `[columns]` of the dialect, with `ignore` if nothing in it matters.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Text;

pub(crate) fn report(heading: &str, text: &Text) -> Diagnostic {
    Diagnostic::new(Code::UnknownColumn, format!("the dialect does not know the heading `{heading}`"), Label::new(text.first_span(), "its cells were not read"))
        .help("add it to `[columns]` or `[card]` of the dialect; `ignore` says that nothing in it matters")
}
