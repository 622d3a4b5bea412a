//! An enumeration has no values.
//!
//! ## What it does
//!
//! Reports a parameter, or an element of a list, whose type is an enumeration and for which no value was found
//! where it is described. A cell of values that could not be read is the business of `unread-cell`.
//!
//! ## Why it is bad
//!
//! Nobody can pass a value of a closed list that nobody knows, and nothing is checked. The values may stand
//! elsewhere on the page; a reader of the table does not see them.
//!
//! ## Example
//!
//! ```text
//! | Name     | Type | Values |
//! | -------- | ---- | ------ |
//! | `status` | enum |        |
//! ```
//!
//! ## How to fix
//!
//! List the values in the row, or refer to the section that does. If the page cannot be changed, set `values` in
//! `overrides.toml`, or the `type` if any text is taken.

use std::collections::BTreeMap;

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;
use crate::ir::{Api, Param, Type};

/// Looks at all parameters of all methods.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    let unread = unread(found);
    let mut lacking = Vec::new();
    for method in &api.methods {
        let is_unread = |name: &str| {
            let name = format!("`{name}`");
            unread.get(method.name.as_str()).is_some_and(|cells| cells.iter().any(|message| message.contains(&name)))
        };
        for side in method.sides() {
            side.each(&mut |_, param| {
                if lacks_values(param) && !is_unread(&param.name) {
                    let label = Label::new(files.span(&param.source), "an enumeration");
                    let message = format!("`{}` is an enumeration, and no value of it is listed here", param.name);
                    lacking.push(Diagnostic::new(Code::EnumWithoutValues, message, label).about(&side.address));
                }
            });
        }
    }
    found.append(&mut lacking);
}

/// A section that the description points to may list them, and a pattern or a format may stand for them.
fn lacks_values(param: &Param) -> bool {
    let elsewhere = !param.see_sections.is_empty() || !param.see_methods.is_empty();
    let empty = |kind: Type, values: &[serde_json::Value]| kind == Type::Enum && values.is_empty();
    let schema = &param.schema;
    let items = schema.items.as_deref();
    let lacks = empty(schema.kind, &schema.values) || items.is_some_and(|items| empty(items.kind, &items.values));
    lacks && !elsewhere && schema.pattern.is_none() && schema.format.is_none()
}

/// What was reported of cells, by method: one of them may list the values.
fn unread(found: &[Diagnostic]) -> BTreeMap<&str, Vec<&str>> {
    let mut unread: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for known in found.iter().filter(|known| matches!(known.code, Code::UnreadCell | Code::ShiftedCells)) {
        unread.entry(&known.subject).or_default().push(&known.message);
    }
    unread
}
