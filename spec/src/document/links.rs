//! The links of a document, and the places that links can lead to.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Format, detect, html, markdown};
use crate::files::File;

/// Where a document points, and where it can be pointed to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// The targets as written, each with its bytes in the file.
    pub(crate) targets: Vec<(String, Range<usize>)>,
    /// The fragments that lead to a place in it.
    pub(crate) anchors: BTreeSet<String>,
}

/// Finds the links of a file. Text that is no markup has none.
pub(crate) fn links(file: &File) -> Links {
    let mut links = Links::default();
    match detect(&file.path, &file.text) {
        Format::Html => html::links::collect(&file.text, 0, &mut links),
        Format::Markdown => markdown::links::collect(&file.text, &mut links),
        Format::Text => {}
    }
    links
}
