//! What a dialect leaves unread in documents: where to go on with its file.

use std::collections::BTreeMap;

use super::Dialect;
use crate::ir::Source;
use crate::lint::Code;
use crate::read::{Input, Options, read};
use crate::stats::{self, IrCount};

/// What was read of documents, and what was not.
#[derive(Clone, Debug)]
pub struct Unread {
    /// What was read.
    pub count: IrCount,
    /// What was not, the most frequent first.
    pub found: Vec<Gap>,
}

/// Something that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// How often it was found.
    pub times: usize,
    /// What it is, in the words of the lint that found it first.
    pub message: String,
    /// What to do about it, where the lint tells.
    pub help: Option<String>,
    /// Where it was found first.
    pub first: Source,
}

/// The defects that are those of the file rather than of the documents.
const OF_THE_FILE: &[Code] = &[
    Code::UnreadRequest,
    Code::NoMethod,
    Code::UnknownTable,
    Code::UnknownColumn,
    Code::UnreadList,
    Code::UnknownType,
    Code::UnreadCell,
    Code::UnknownNesting,
];

/// What the dialect leaves unread in the documents.
pub fn unread(dialect: &Dialect, documents: &[Input]) -> Unread {
    let reading = read(documents.to_vec(), &Options { dialect: Some(dialect), ..Options::default() });
    let mut gaps: BTreeMap<(usize, String), Gap> = BTreeMap::new();
    for found in &reading.diagnostics {
        let Some(rank) = OF_THE_FILE.iter().position(|code| *code == found.code) else { continue };
        let first = || Gap {
            times: 0,
            message: found.message.clone(),
            help: found.help.clone(),
            first: reading.files.source(&found.primary.span),
        };
        gaps.entry((rank, found.message.clone())).or_insert_with(first).times += 1;
    }
    let mut found: Vec<_> = gaps.into_iter().collect();
    found.sort_by_key(|((rank, message), gap)| (*rank, std::cmp::Reverse(gap.times), message.clone()));
    Unread { count: stats::count(&reading.ir), found: found.into_iter().map(|(_, gap)| gap).collect() }
}
