//! Proposes a dialect for documents that no dialect has read yet: which headings, columns, type and required words stand in
//! them, how often, and what of that is a guess.
//!
//! What words commonly mean stands in `spec/languages/`, which is data.

mod compound;
mod count;
mod write;

use crate::document::{self, Text};
use crate::files::{File, FileId};
use crate::{Input, decode};

/// Proposes a dialect of a name for documents. The text is a dialect file that can be used as it is.
pub fn infer(name: &str, inputs: &[Input]) -> String {
    let mut found = count::Found::default();
    for input in inputs {
        let file = File::new(input.path.clone(), decode(input.bytes.as_slice()).text);
        found.add(&document::parse(FileId(0), &file));
    }
    write::write(name, &found)
}

/// The heading of a column as dialects name it.
fn label(text: &Text) -> String {
    crate::facts::label(text)
}
