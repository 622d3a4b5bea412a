//! Sections that methods share: lists of errors, operators, metadata, paging.

use super::columns::Cells;
use super::{Context, SharedFacts, error_items, errors, items, shown, table};
use crate::dialect::{ColumnRole, SectionRole};
use crate::document::{Block, Table, Text};
use crate::facts::outline::{Part, SectionBlocks};
use crate::ir::{ErrorDoc, ErrorScope, Operator, Type};
use crate::lint::{self, unread_list::Expected};
use crate::stats::Fate;

/// What a document's shared sections state, and the structures that nest their tables.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    pub(crate) facts: SharedFacts,
    /// The JSON structure of the metadata.
    pub(crate) metadata_json: Option<super::Shown>,
    /// Whether a section is there that the dialect says to be for people.
    pub(crate) prose: bool,
}

/// Reads what stands outside the methods. A section's role reaches over the headings inside it that have none of theirs.
pub(crate) fn shared(cx: &mut Context, part: &Part) -> Shared {
    let mut shared = Shared::default();
    if !part.is_shared() {
        return shared;
    }
    let mut open: Option<&SectionBlocks> = None;
    let mut named: Option<&str> = None;
    for section in &part.sections {
        if let Some(heading) = section.heading {
            shared.facts.titles.push(heading.folded());
        }
        shared.prose |= section.role() == Some(SectionRole::Prose);
        let beside = |open: &SectionBlocks| section.level > 0 && section.level <= open.level;
        if is_shared(section.role()) {
            open = Some(section);
        } else if open.is_some_and(beside) {
            open = None;
        }
        if read_type(cx, &mut shared.facts, &mut named, section) {
            continue;
        }
        for block in &section.blocks {
            read_block(cx, &mut shared, open, block);
        }
        read_lists(cx, &mut shared.facts, open, &section.blocks);
    }
    shared
}

/// Reads what a section for all methods lists in items rather than in a table.
fn read_lists(cx: &mut Context, facts: &mut SharedFacts, open: Option<&SectionBlocks>, blocks: &[&Block]) {
    match open.and_then(SectionBlocks::role) {
        Some(SectionRole::SharedParams) => facts.params.extend(items::expected(cx, blocks)),
        Some(SectionRole::Metadata) => facts.metadata.extend(items::expected(cx, blocks)),
        Some(SectionRole::SharedErrors) => {
            let lines = blocks.iter().filter_map(|block| block.line());
            let taken = lines.filter_map(|text| error_items::take(cx, text, false)).map(|item| item.error);
            let errors: Vec<ErrorDoc> = taken.collect();
            // A heading that is itself an item stands in a table of contents.
            let contents = open.and_then(|section| section.heading).is_some_and(|heading| items::depth(heading) > 0);
            if errors.is_empty() && !contents {
                items::report_lost(cx, blocks, Expected::Errors);
            } else if !errors.is_empty() {
                facts.errors.push(errors_of(open, errors));
            }
        }
        _ => {}
    }
}

/// Errors with the title of their section and the methods that they are for.
fn errors_of(open: Option<&SectionBlocks>, errors: Vec<ErrorDoc>) -> (String, ErrorScope) {
    let title = open.and_then(|section| section.heading).map(Text::folded).unwrap_or_default();
    let fixed = open.and_then(|section| section.section).and_then(|section| section.scope.clone());
    let verb = open.and_then(|section| section.capture("scope")).map(str::to_owned);
    let scope = fixed.or(verb).unwrap_or_else(|| "*".to_owned());
    (title, ErrorScope { scope, errors })
}

/// Reads a section of a named type, or one that goes on with it. Gives whether it was one; `named` is the type that is open.
fn read_type<'p>(
    cx: &mut Context,
    facts: &mut SharedFacts,
    named: &mut Option<&'p str>,
    section: &'p SectionBlocks,
) -> bool {
    if let (Some(SectionRole::Type), Some(name)) = (section.role(), section.capture("type")) {
        *named = Some(name);
        super::method::named_type(cx, &mut facts.types, name, section);
        return true;
    }
    match (*named, section.role()) {
        (Some(name), Some(SectionRole::Fields)) => {
            super::method::named_type(cx, &mut facts.types, name, section);
            return true;
        }
        (Some(name), Some(SectionRole::Values)) => {
            super::method::values_of_type(cx, &mut facts.types, name, section);
            return true;
        }
        (_, None) => {}
        _ => *named = None,
    }
    false
}

fn read_block(cx: &mut Context, shared: &mut Shared, open: Option<&SectionBlocks>, block: &Block) {
    let role = open.and_then(SectionBlocks::role);
    match block {
        Block::Table(table) => read_table(cx, shared, role, open, table),
        Block::Code(code) if role == Some(SectionRole::Metadata) => {
            shared.metadata_json = Some(shown(cx, code, None));
        }
        Block::Paragraph(text) => {
            let found = super::fact_line::read(cx.dialect, text);
            shared.facts.base = found.base.or(shared.facts.base.take());
            shared.facts.servers.extend(found.server);
        }
        _ => {}
    }
}

/// Whether a section of this role is for all methods, with everything under it.
fn is_shared(role: Option<SectionRole>) -> bool {
    role.is_some_and(|role| role.is_shared() || matches!(role, SectionRole::Prose | SectionRole::Ignore))
}

fn read_table(
    cx: &mut Context,
    shared: &mut Shared,
    role: Option<SectionRole>,
    open: Option<&SectionBlocks>,
    table: &Table,
) {
    match role {
        Some(SectionRole::SharedErrors) => {
            let errors = errors::rows(cx, table, false);
            shared.facts.errors.push(errors_of(open, errors));
        }
        Some(SectionRole::Operators) => shared.facts.operators.extend(operators(cx, table)),
        Some(SectionRole::Metadata) => shared.facts.metadata.extend(table::rows(cx, table)),
        Some(SectionRole::SharedParams) => shared.facts.params.extend(table::rows(cx, table)),
        Some(SectionRole::Prose | SectionRole::Ignore) => table::count_all(cx, table, "prose_table", Fate::Prose),
        _ => table::prose_or_unread(cx, table),
    }
}

fn operators(cx: &mut Context, table: &Table) -> Vec<Operator> {
    let Some(columns) = table::columns(cx, table) else {
        table::unread(cx, table);
        return Vec::new();
    };
    if !columns.has(ColumnRole::Operator) {
        columns.skip(cx, table);
        return Vec::new();
    }
    columns.count_header(cx, table);
    let mut operators = Vec::new();
    for (row, placed) in table::body(cx, &columns, table) {
        let cells = Cells::new(&columns, placed);
        cells.report_left_over(cx, row, "");
        let Some(cell) = cells.get(ColumnRole::Operator) else { continue };
        let applies = cells.get(ColumnRole::Types).map(|cell| types(cx, &cell.text)).unwrap_or_default();
        let description = cells.get(ColumnRole::Description).map(|cell| cell.text.folded()).unwrap_or_default();
        let source = cx.source(&cell.text.first_span());
        // One cell may name several operators: `=`, `!=`.
        let codes: Vec<String> = cell
            .text
            .pieces
            .iter()
            .filter(|piece| piece.style.code)
            .map(|piece| piece.text.trim().to_owned())
            .collect();
        let names =
            if codes.is_empty() { cell.text.folded().split_whitespace().map(str::to_owned).collect() } else { codes };
        operators.extend(names.into_iter().filter(|name| !name.is_empty()).map(|operator| Operator {
            operator,
            types: applies.types.clone(),
            formats: applies.formats.clone(),
            nulls: applies.nulls,
            description: description.clone(),
            source: source.clone(),
        }));
    }
    operators
}

/// What an operator applies to.
#[derive(Default)]
struct Applies {
    types: Vec<Type>,
    formats: Vec<String>,
    nulls: bool,
}

/// The types of an operator. `null` is no type of its own in the IR, and a format stands apart from its type.
fn types(cx: &mut Context, text: &Text) -> Applies {
    let folded = text.folded();
    let mut applies = Applies::default();
    for word in folded.split([',', ';', '/']).map(str::trim).filter(|word| !word.is_empty()) {
        if cx.dialect.null.contains(&word.to_lowercase()) {
            applies.nulls = true;
            continue;
        }
        let kind = super::resolve_type(cx.dialect, word);
        if kind.named.is_some() {
            cx.report(lint::unknown_type::report(word, "", &text.first_span()));
        } else if let Some(format) = kind.format {
            applies.formats.push(format);
        } else if !applies.types.contains(&kind.kind) {
            applies.types.push(kind.kind);
        }
    }
    applies
}
