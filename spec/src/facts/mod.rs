//! What a document states, before the places that state it are brought together.
//!
//! Here a dialect meets a document: headings become sections, tables become rows of facts, sentences become rules.

mod alphabet;
mod apply;
mod bounds;
mod card;
mod cells;
mod columns;
mod components;
mod error_items;
mod errors;
mod fact_line;
mod fit;
mod glossed;
mod grid;
mod head;
mod header;
mod header_lines;
mod http_message;
mod inline_message;
mod inner_table;
mod items;
mod layout;
mod line_table;
mod method;
mod name_cell;
mod nesting;
mod outline;
mod part;
mod path_template;
mod phrases;
mod request_line;
mod row;
mod section_row;
mod set_out;
mod shared;
mod siblings;
mod spanned;
mod statuses;
mod table;
mod turned;
mod type_word;
mod value_list;
mod values;
mod verbs;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::dialect::{ColumnRole, Dialect};
use crate::document::Text;
use crate::files::{File, Span};
use crate::ir::{ErrorDoc, ErrorScope, Http, Location, Note, Operator, Param, Source};
use crate::lint::Code;
use crate::stats::{Cells, Fate};
use crate::structure::{self, Node};

pub(crate) use apply::{add_absent, fits, take_over};
pub(crate) use columns::label;
pub(crate) use grid::Grid;
pub(crate) use head::{mentioned, put_base, variants};
pub(crate) use header::depth as header_depth;
pub(crate) use inner_table::apart;
pub(crate) use items::depth as item_depth;
pub(crate) use nesting::into_list;
pub(crate) use outline::{Part, outline};
pub(crate) use request_line::RequestLine;
pub(crate) use shared::{Shared, shared};
pub(crate) use statuses::Status;
pub(crate) use type_word::{TypeRef, parts_of_union, resolve as resolve_type, schema_of};
pub(crate) use verbs::{of_text as http_methods, of_word as http_method};

/// What reading one document needs to know, and where it says what it found.
pub(crate) struct Context<'a> {
    /// The dialect.
    pub(crate) dialect: &'a Dialect,
    /// The file that is being read.
    pub(crate) file: &'a File,
    /// What there is to report.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What is being read, as overrides address it: a method, or one side of it. Findings bear it.
    pub(crate) subject: String,
    /// What became of the cells.
    pub(crate) cells: Cells,
    /// What the columns of tables without a header hold in the open section; empty where the section says nothing.
    pub(crate) headerless: Vec<ColumnRole>,
    /// How many members named types have put where their names stand.
    pub(crate) expanded: usize,
    /// Whether more of the item that is being read follows inside it, so that words which announce something are not cut off.
    pub(crate) goes_on: bool,
}

impl<'a> Context<'a> {
    /// Begins to read a file.
    pub(crate) fn new(dialect: &'a Dialect, file: &'a File) -> Self {
        let (diagnostics, subject, cells, headerless, expanded, goes_on) = Default::default();
        Self { dialect, file, diagnostics, subject, cells, headerless, expanded, goes_on }
    }

    /// Reads a cell by `read` and counts it: as reported where a finding says that it was not understood.
    pub(crate) fn counted<T>(&mut self, kind: &'static str, text: &Text, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.diagnostics.len();
        let out = read(self);
        let lost = |found: &Diagnostic| matches!(found.code, Code::UnreadCell | Code::UnfitValue | Code::LostText);
        let fate = match self.diagnostics.get(before..) {
            _ if text.is_empty() => Fate::Blank,
            Some(found) if found.iter().any(lost) => Fate::Reported,
            _ => Fate::Understood,
        };
        self.cells.add(kind, fate);
        out
    }

    /// The place where a span begins.
    pub(crate) fn source(&self, span: &Span) -> Source {
        let (line, column) = self.file.position(span.start);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Source { file: self.file.path.clone(), line: count(line), column: count(column) }
    }

    /// Reports a finding on what is being read.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        if let Some(suggestion) = &mut diagnostic.suggestion {
            suggestion.address = format!("{}/{}", self.subject, suggestion.address);
        }
        if diagnostic.subject.is_empty() {
            diagnostic.subject.clone_from(&self.subject);
        }
        self.diagnostics.push(diagnostic);
    }
}

/// A row of a parameter table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What it states. The name is empty where the document lost it.
    pub(crate) param: Param,
    /// Where the name stands.
    pub(crate) name: Span,
    /// Its type, where there is one.
    pub(crate) kind: Option<(TypeRef, Span)>,
    /// Whether its table has no column that says what is required.
    pub(crate) unmarked: bool,
    /// How far its name is indented by blank cells: it stands in the nearest row above that is indented less.
    pub(crate) depth: usize,
}

/// A message that a document shows.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Its text.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) span: Span,
    /// Its JSON; absent for other media types and for text that is no JSON at all.
    pub(crate) json: Option<Node>,
    /// Its media type, where the document tells.
    pub(crate) media: Option<String>,
    /// Whether its values are words for types.
    pub(crate) structure: bool,
    /// The examples whose members stand in its JSON too.
    pub(crate) also: Vec<Span>,
}

/// The parts of a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct BodyFacts {
    /// The rows of its tables.
    pub(crate) rows: Vec<Row>,
    /// The messages that show it.
    pub(crate) shown: Vec<Shown>,
    /// Its media types.
    pub(crate) media: Vec<String>,
    /// The type of the whole, where one has a name.
    pub(crate) kind: Option<(TypeRef, Span)>,
}

/// A documented response.
#[derive(Clone, Debug)]
pub(crate) struct ResponseFacts {
    /// The status; for a class of statuses the first of it.
    pub(crate) status: u16,
    /// The class of statuses that it stands for: `4XX`, `default`.
    pub(crate) class: Option<String>,
    /// Its header fields.
    pub(crate) headers: Vec<Row>,
    /// The document's words.
    pub(crate) description: String,
    /// The body.
    pub(crate) body: BodyFacts,
    /// Where it stands.
    pub(crate) span: Span,
    /// Whether the page tells the status, and not the dialect for all methods.
    pub(crate) told: bool,
}

impl ResponseFacts {
    /// A response of which nothing else is known yet.
    pub(crate) fn new(status: Status, description: String, span: Span) -> Self {
        let Status { number, class } = status;
        Self { status: number, class, headers: Vec::new(), description, body: BodyFacts::default(), span, told: true }
    }
}

/// A type that has a name.
#[derive(Clone, Debug)]
pub(crate) struct TypeFacts {
    /// The rows of its table.
    pub(crate) rows: Vec<Row>,
    /// An example of it.
    pub(crate) shown: Option<Shown>,
}

/// Everything that one method's part of a document states.
#[derive(Clone, Debug, Default)]
pub(crate) struct MethodFacts {
    pub(crate) name: String,
    pub(crate) name_span: Span,
    pub(crate) http: Option<Http>,
    /// Whether nothing but a list of request lines tells it: a description elsewhere holds in its place.
    pub(crate) listed: bool,
    /// The same method by further HTTP methods, which one row of a table names together.
    pub(crate) more: Vec<RequestLine>,
    /// The query parameters that the request line names.
    pub(crate) query: Vec<String>,
    pub(crate) servers: Vec<String>,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) access: String,
    pub(crate) version: String,
    pub(crate) partial_update: bool,
    pub(crate) requires_authentication: Option<bool>,
    pub(crate) notes: Vec<Note>,
    /// Rows of request tables, each with the place that its section or its row names.
    pub(crate) params: Vec<(Option<Location>, Row)>,
    pub(crate) request: BodyFacts,
    pub(crate) result: BodyFacts,
    pub(crate) responses: Vec<ResponseFacts>,
    pub(crate) types: BTreeMap<String, TypeFacts>,
    pub(crate) errors: Vec<ErrorDoc>,
    /// The shared sections of errors that the method points to.
    pub(crate) see_errors: Vec<(String, Span)>,
    /// The place of an errors section that says nothing.
    pub(crate) empty_errors: Option<Span>,
    /// The methods whose parameters it takes beside its own, as the documents name them.
    pub(crate) inherits: Vec<(String, Span)>,
}

/// What the shared sections of a document state.
#[derive(Clone, Debug, Default)]
pub(crate) struct SharedFacts {
    /// The titles of all headings, which references are resolved by.
    pub(crate) titles: Vec<String>,
    /// Errors by scope, with the title of their section.
    pub(crate) errors: Vec<(String, ErrorScope)>,
    pub(crate) operators: Vec<Operator>,
    pub(crate) metadata: Vec<Row>,
    pub(crate) params: Vec<Row>,
    /// The types that have a name.
    pub(crate) types: BTreeMap<String, TypeFacts>,
    /// The path that those of the methods behind it begin with.
    pub(crate) base: Option<String>,
    /// Where the API is reached.
    pub(crate) servers: Vec<String>,
}

/// Reads one method's part of a document.
pub(crate) fn method(cx: &mut Context, part: &Part) -> MethodFacts {
    method::method(cx, part)
}

/// Reads the JSON of a code block, reporting what is broken. The head of an HTTP message is no part of it.
pub(crate) fn shown(cx: &mut Context, code: &crate::document::Code, media: Option<&str>) -> Shown {
    let head = http_message::head(&code.text);
    let body = head.as_ref().map_or(0, |head| head.body);
    let (text, places) = (&code.text[body..], if body == 0 { code.places.clone() } else { code.places.from(body) });
    let looks_json = text.trim_start().starts_with(['{', '[']);
    let (json, faults) = if looks_json { structure::parse(text, &places) } else { (None, Vec::new()) };
    if let Some(json) = json.as_ref().filter(|_| faults.is_empty()) {
        let mut found = Vec::new();
        crate::lint::duplicate_key::check(json, code.span.file, &mut found);
        for duplicate in found {
            cx.report(duplicate);
        }
    }
    for fault in faults {
        cx.report(crate::lint::invalid_json::report(&fault, code.span.file));
    }
    let media = media.map(str::to_owned).or(head.and_then(|head| head.media));
    Shown { text: text.to_owned(), span: code.span.clone(), json, media, structure: false, also: Vec::new() }
}
