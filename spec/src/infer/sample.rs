//! The documents on which proposals are tried, and what a proposal reads in them.

use super::draft::Draft;
use super::worth::worth;
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::document::{self, Block, Document};
use crate::files::{File, Files};
use crate::ir::Api;
use crate::{Input, decode, read};

/// How many bytes of documents are tried at most; of more of them, some from all over.
const MAX_BYTES: usize = 120_000;

/// How many blocks of a document are tried at most, how many rows of a table, and how long a text or a message may be. Proposals are
/// tried by the hundred.
const MAX_BLOCKS: usize = 800;
const MAX_ROWS: usize = 40;
const MAX_LENGTH: usize = 8192;

/// Documents that are taken apart.
pub(super) struct Sample {
    files: Files,
    pub(super) documents: Vec<Document>,
}

impl Sample {
    /// Takes documents apart.
    pub(super) fn new(inputs: &[Input]) -> Self {
        let file = |input: &Input| File::new(input.path.clone(), decode(input.bytes.as_slice()).text);
        let files = Files::new(inputs.iter().map(file).collect());
        let documents = files.iter().map(|(id, file)| shortened(document::parse(id, file))).collect();
        Self { files, documents }
    }

    /// Of many documents some, from all over: so many as are read quickly again and again.
    pub(super) fn of(inputs: &[Input]) -> Self {
        let all: usize = inputs.iter().map(|input| input.bytes.len()).sum();
        let every = all.div_ceil(MAX_BYTES).max(1);
        let some: Vec<Input> = inputs.iter().step_by(every).cloned().collect();
        Self::new(&some)
    }

    /// How well a proposal reads the documents; `None` where it is no dialect.
    pub(super) fn try_on(&self, draft: &Draft) -> Option<i64> {
        let (api, diagnostics) = self.trial(draft)?;
        Some(worth(&api, &diagnostics))
    }

    /// What a proposal reads in the documents; `None` where it is no dialect.
    pub(super) fn read(&self, draft: &Draft) -> Option<Api> {
        self.trial(draft).map(|(api, _)| api)
    }

    fn trial(&self, draft: &Draft) -> Option<(Api, Vec<Diagnostic>)> {
        let dialect = Dialect::from_toml("", &draft.to_toml()).ok()?;
        Some(read::trial(&self.files, &self.documents, &dialect))
    }
}

/// A document without what is long in it.
fn shortened(mut document: Document) -> Document {
    document.blocks.truncate(MAX_BLOCKS);
    document.blocks.retain(|block| match block {
        Block::Code(code) => code.text.len() <= MAX_LENGTH,
        Block::Table(_) | Block::Component(_) => true,
        Block::Heading(_, text) | Block::Paragraph(text) | Block::Quote(text) => {
            text.pieces.iter().map(|piece| piece.text.len()).sum::<usize>() <= MAX_LENGTH
        }
    });
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            table.rows.truncate(MAX_ROWS);
            table.rows.retain(|row| row.cells.len() <= MAX_ROWS);
        }
    }
    document
}
