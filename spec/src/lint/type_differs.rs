//! The table and the JSON give one parameter different types.
//!
//! The table's type is taken for single values; the JSON decides what is an array and what an object.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, table: &str, table_span: &Span, json: &str, json_span: &Span) -> Diagnostic {
    Diagnostic::new(Code::TypeDiffers, format!("`{name}` is {json} in the JSON structure and {table} in the table"), Label::new(json_span.clone(), json))
        .with(Label::new(table_span.clone(), table))
}
