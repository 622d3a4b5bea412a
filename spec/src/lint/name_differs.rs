//! A parameter has two names that nearly agree.
//!
//! A caller who copies the JSON and one who reads the table send different requests, and one of them is refused:
//! `phone_number` in the JSON, `phone_numbers` in the table. The table's name is taken.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(table: &str, table_span: &Span, json: &str, json_span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::NameDiffers,
        format!("`{json}` in the JSON structure is `{table}` in the table"),
        Label::new(json_span.clone(), "here it is named otherwise"),
    )
    .with(Label::new(table_span.clone(), "the table has it so"))
    .help(format!("read as `{table}`"))
}
