//! Proposes a dialect for documents that no dialect has read yet: which headings, columns, type and required words stand in
//! them, how often, and what of that is a guess.
//!
//! What words commonly mean stands in `spec/languages/`, which is data.

mod addresses;
mod components;
mod compound;
mod count;
mod draft;
mod headings;
mod index;
mod lines;
mod methods;
mod propose;
mod roles;
mod rows;
mod sample;
mod search;
mod sections;
mod types;
mod words;
mod worth;

use crate::Input;
use crate::dialect::Dialect;
use crate::document::Text;

/// Proposes a dialect of a name for documents. The text is a dialect file that can be used as it is.
pub fn infer(name: &str, inputs: &[Input]) -> String {
    propose::propose(name, inputs, None)
}

/// A dialect that tells nothing of how its documents are written, with what they show; `None` where it tells by itself.
pub(crate) fn complete(dialect: &Dialect, inputs: &[Input]) -> Option<Dialect> {
    dialect.bare.as_ref()?;
    dialect.filled(&propose::propose(&dialect.name, inputs, Some(dialect.protocol)))
}

/// The heading of a column as dialects name it.
fn label(text: &Text) -> String {
    crate::facts::label(text)
}
