//! No dialect fits the document.
//!
//! ## What it does
//!
//! Reports a document that fits the `recognise` patterns of no dialect. Where others that are read with it do, it may be an
//! overview that says nothing of methods: it is a warning then, and a note where it has neither a table nor a code block. Also
//! reports a document that fits another dialect than those ahead of it, where all are to make one API.
//!
//! ## Why it is bad
//!
//! Without a dialect nothing in it can be read.
//!
//! ## Example
//!
//! ```text
//! doctract read notes.md     a page of a vendor whose dialect nobody wrote yet
//! ```
//!
//! ## How to fix
//!
//! Name a dialect with `--dialect`, write one, or leave the file out of the set.

use super::Code;
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::document::{self, Block};
use crate::files::{FileId, Files, Span};

pub(crate) fn report(file: FileId, known: &[&str]) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownDialect,
        "no dialect recognises this document",
        Label::new(Span::new(file, 0..0), "not read"),
    )
    .help(format!("name one with --dialect; these are known: {}", known.join(", ")))
}

/// A document of an API whose other documents are written otherwise.
pub(crate) fn another(file: FileId, dialect: &str, others: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownDialect,
        format!("this document is one of `{dialect}`, and those ahead of it in the same API are of `{others}`"),
        Label::new(Span::new(file, 0..0), "not read"),
    )
    .help("give it an API of its own, or name one dialect for all documents of this one")
}

/// Lowers the level of what was found where other documents are recognised: the page may be an overview.
pub(crate) fn beside_others(found: &mut [Diagnostic], files: &Files) {
    for found in found.iter_mut().filter(|found| found.code == Code::UnknownDialect) {
        let file = found.primary.span.file;
        let page = document::parse(file, files.get(file));
        let states = page.blocks.iter().any(|block| matches!(block, Block::Table(_) | Block::Code(_)));
        found.level = if states { Level::Warning } else { Level::Note };
    }
}
