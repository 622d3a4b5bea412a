//! A named type is defined a second time, and otherwise.
//!
//! ## What it does
//!
//! Compares the rows of each definition of a named type with those of its first definition: names, types and
//! whether they are required.
//!
//! ## Why it is bad
//!
//! The first definition is taken everywhere, so what the second one says is lost; a caller cannot know which of
//! them holds.
//!
//! ## Example
//!
//! ```text
//! list.md     type `Email`: `email` string, `main` boolean
//! create.md   type `Email`: `email` string, `type` string
//! ```
//!
//! ## How to fix
//!
//! Define the type once, or give the second one a name of its own.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::facts::Row;

/// Reports what the second definition says otherwise.
pub(crate) fn check(name: &str, first: &[Row], second: &[Row]) -> Option<Diagnostic> {
    let (known, here) = (first.first()?, second.first()?);
    let difference = difference(first, second)?;
    let message = format!("the type `{name}` is defined a second time, and {difference}");
    Some(
        Diagnostic::new(Code::TypeRedefined, message, Label::new(here.name.clone(), "this definition is left out"))
            .with(Label::new(known.name.clone(), "this one is read")),
    )
}

fn difference(first: &[Row], second: &[Row]) -> Option<String> {
    let lacks = |rows: &[Row], row: &Row| !rows.iter().any(|other| other.param.name == row.param.name);
    if let Some(row) = second.iter().find(|row| lacks(first, row)) {
        return Some(format!("has `{}` beyond the first", row.param.name));
    }
    if let Some(row) = first.iter().find(|row| lacks(second, row)) {
        return Some(format!("lacks `{}`", row.param.name));
    }
    let (known, row) = second.iter().find_map(|row| {
        let known = first.iter().find(|known| known.param.name == row.param.name)?;
        (!agree(known, row)).then_some((known, row))
    })?;
    let (before, now) = (word(known), word(row));
    Some(format!("gives `{}` as {now}, not {before}", row.param.name))
}

fn agree(first: &Row, second: &Row) -> bool {
    let (a, b) = (&first.param, &second.param);
    a.schema.documented_type == b.schema.documented_type && a.schema.kind == b.schema.kind && a.required == b.required
}

fn word(row: &Row) -> String {
    let kind = row.param.schema.documented_type.clone();
    let kind = kind.unwrap_or_else(|| format!("{:?}", row.param.schema.kind).to_lowercase());
    let required = match row.param.required {
        Some(true) => "required ",
        Some(false) => "optional ",
        None => "",
    };
    format!("{required}{kind}")
}
