//! Reads a set of files into the IR.

mod api;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::decode::decode;
use crate::diagnostic::Diagnostic;
use crate::dialect::{Dialect, recognise};
use crate::document::{self, Document, Links};
use crate::facts::{self, Context, MethodFacts, RequestLine, Shared};
use crate::files::{File, FileId, Files, Span};
use crate::infer;
use crate::ir::{Api, Ir};
use crate::lint::{self, Code};
use crate::overrides::{self, Overrides};
use crate::stats::Cells;
use api::ApiReader;

/// A file to read: its path as it is to be shown, and its bytes.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path.
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// How to read.
#[derive(Clone, Debug)]
pub struct Options<'d> {
    /// The dialects to choose from.
    pub dialects: &'d [Dialect],
    /// The dialect to take for every file, instead of recognising it.
    pub dialect: Option<&'d Dialect>,
    /// The name of the API, instead of the dialect's.
    pub name: Option<String>,
    /// What holds whatever the documents say.
    pub overrides: &'d [Overrides],
    /// Whether a path is that of a file or folder; without it, links to files that were not read are not followed.
    pub exists: Option<fn(&str) -> bool>,
    /// Who is told how far the reading is.
    pub observer: Option<&'d dyn Observer>,
}

impl Default for Options<'static> {
    fn default() -> Self {
        let dialects = crate::dialect::builtins();
        Self { dialects, dialect: None, name: None, overrides: &[], exists: None, observer: None }
    }
}

/// Somebody who watches a long reading.
pub trait Observer: Debug + Sync {
    /// So many of all documents have been read. It is called from several threads, so that a call for fewer documents may
    /// come late.
    fn read(&self, done: usize, all: usize);
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What the documents say.
    pub ir: Ir,
    /// What there is to report, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, by which the places of the diagnostics are shown: the documents, and behind them the overrides.
    pub files: Files,
    /// How many of the files are documents.
    pub documents: usize,
    /// What became of the cells of all tables.
    pub cells: Cells,
}

/// Reads the files, in parallel; what comes out does not depend on it. It never fails: what is not understood is in
/// the diagnostics.
pub fn read(inputs: Vec<Input>, options: &Options) -> Reading {
    let completed = options.dialect.and_then(|dialect| infer::complete(dialect, &inputs));
    let options = &Options { dialect: completed.as_ref().or(options.dialect), ..options.clone() };
    let decoded: Vec<_> = inputs.into_par_iter().enumerate().map(|(at, input)| open(at, input)).collect();
    let (mut files, faults): (Vec<_>, Vec<_>) = decoded.into_iter().unzip();
    let mut diagnostics: Vec<_> = faults.into_iter().flatten().collect();
    let documents = files.len();
    files.extend(options.overrides.iter().map(|overrides| File::new(overrides.path.as_str(), overrides.text.as_str())));
    let files = Files::new(files);
    let ids: Vec<_> = files.iter().take(documents).collect();
    let (read, links) = read_files(&ids, options);
    let mut cells = Cells::default();
    let apis = by_api(read, options, &files, &mut cells, &mut diagnostics);
    let apis = apis.into_iter().map(|(name, api)| api.build(&name, &files, &mut diagnostics));
    let mut apis: Vec<Api> = apis.collect();
    for (at, overrides) in options.overrides.iter().enumerate() {
        let id = FileId(u32::try_from(documents + at).unwrap_or(u32::MAX));
        overrides::apply(overrides, id, &files, &mut apis, &mut diagnostics);
    }
    diagnostics.extend(overrides::clashes(options.overrides, documents));
    lint::broken_link::check(&links, &files, options.exists, &mut diagnostics);
    for api in &apis {
        lint::check(api, &files, &mut diagnostics);
    }
    diagnostics.sort_by(|a, b| place(a).cmp(&place(b)));
    // What several methods share is one defect.
    diagnostics.dedup_by(|a, b| place(a) == place(b));
    Reading { ir: Ir::new(apis), diagnostics, files, documents, cells }
}

/// What findings are ordered by.
fn place(found: &Diagnostic) -> (&Span, Code, &str) {
    (&found.primary.span, found.code, &found.message)
}

/// Decodes a file, and reports what of it is no text.
fn open(at: usize, input: Input) -> (File, Option<Diagnostic>) {
    let id = FileId(u32::try_from(at).unwrap_or(u32::MAX));
    let decoded = decode(input.bytes);
    let fault = decoded.first_replaced.map(|first| lint::not_text::report(id, decoded.replaced, first));
    (File::new(input.path, decoded.text), fault)
}

/// What one file states.
struct FileFacts<'d> {
    dialect: &'d Dialect,
    methods: Vec<MethodFacts>,
    shared: Vec<Shared>,
    /// The request lines of blocks that begin no method: their methods, each by its name, with its place.
    mentioned: Vec<Vec<(String, Span)>>,
    diagnostics: Vec<Diagnostic>,
    cells: Cells,
}

/// What a file states; a finding where no dialect is known for it.
type FileRead<'d> = Result<FileFacts<'d>, Box<Diagnostic>>;

/// The files of each API, by its name.
fn by_api<'d>(
    read: Vec<FileRead<'d>>,
    options: &Options,
    files: &Files,
    cells: &mut Cells,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, ApiReader<'d>> {
    let mut apis: BTreeMap<String, ApiReader> = BTreeMap::new();
    let mut foreign = Vec::new();
    for (id, file) in read.into_iter().enumerate() {
        let id = FileId(u32::try_from(id).unwrap_or(u32::MAX));
        match file {
            Ok(file) => {
                *cells += &file.cells;
                let name = options.name.clone().unwrap_or_else(|| file.dialect.name.clone());
                let api = apis.entry(name).or_insert_with(|| ApiReader::new(file.dialect));
                if api.dialect.name == file.dialect.name {
                    api.files.push((id, file));
                } else {
                    foreign.push(lint::unknown_dialect::another(id, &file.dialect.name, &api.dialect.name));
                }
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    if !apis.is_empty() {
        lint::unknown_dialect::beside_others(diagnostics, files);
    }
    diagnostics.extend(foreign);
    apis
}

/// Reads files side by side, and finds their links.
fn read_files<'d>(files: &[(FileId, &File)], options: &Options<'d>) -> (Vec<FileRead<'d>>, Vec<Links>) {
    let done = AtomicUsize::new(0);
    let one = |(id, file): &(FileId, &File)| {
        let read = (read_file(*id, file, options), document::links(file));
        if let Some(observer) = options.observer {
            observer.read(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
        }
        read
    };
    files.par_iter().map(one).collect::<Vec<_>>().into_iter().unzip()
}

fn read_file<'d>(id: FileId, file: &File, options: &Options<'d>) -> FileRead<'d> {
    let Some(dialect) = options.dialect.or_else(|| recognise(options.dialects, &file.text)) else {
        let known: Vec<_> = options.dialects.iter().map(|dialect| dialect.name.as_str()).collect();
        return Err(Box::new(lint::unknown_dialect::report(id, &known)));
    };
    Ok(by_dialect(dialect, id, file, &document::parse(id, file)))
}

/// What a document states that is written in a dialect.
fn by_dialect<'d>(dialect: &'d Dialect, id: FileId, file: &File, document: &Document) -> FileFacts<'d> {
    let mut cx = Context::new(dialect, file);
    let (mut methods, mut shared) = (Vec::new(), Vec::new());
    let (mut base, mut mentioned): (Option<String>, _) = (None, Vec::new());
    let document = facts::apart(dialect, document);
    for part in facts::outline(dialect, &document) {
        if part.is_shared() {
            cx.subject.clear();
            if let Some(line) = part.unread {
                cx.report(lint::unread_request::report(line));
            }
            let found = facts::shared(&mut cx, &part);
            base = found.facts.base.clone().or(base);
            shared.push(found);
        } else {
            let method = facts::method(&mut cx, &part);
            // What is wrong with a card that tells no method was reported.
            let tells = !method.name.is_empty() || part.card.is_none();
            for mut method in facts::variants(&part, method).into_iter().filter(|_| tells) {
                if let Some(base) = &base {
                    facts::put_base(&mut method, base);
                }
                methods.push(method);
            }
        }
        mentioned.extend(part.mentioned.iter().map(|lines| mentioned_methods(lines, base.as_deref())));
    }
    let states = |shared: &Shared| {
        !shared.facts.errors.is_empty()
            || !shared.facts.operators.is_empty()
            || !shared.facts.params.is_empty()
            || !shared.facts.types.is_empty()
    };
    if methods.is_empty() && !shared.iter().any(|shared| states(shared) || shared.prose) {
        cx.report(lint::no_method::report(id));
    }
    FileFacts { dialect, methods, shared, mentioned, diagnostics: cx.diagnostics, cells: cx.cells }
}

/// The names of the methods of some request lines, with their places.
fn mentioned_methods(lines: &[RequestLine], base: Option<&str>) -> Vec<(String, Span)> {
    let named = |mut method: MethodFacts| {
        if let Some(base) = base {
            facts::put_base(&mut method, base);
        }
        (method.name, method.name_span)
    };
    facts::mentioned(lines).into_iter().map(named).collect()
}

/// Reads documents that are taken apart already by a dialect that is only tried: what they say, and what was not understood on the
/// way. What is only seen in the whole is not looked for.
pub(crate) fn trial(files: &Files, documents: &[Document], dialect: &Dialect) -> (Api, Vec<Diagnostic>) {
    let one =
        |document: &Document| (document.file, by_dialect(dialect, document.file, files.get(document.file), document));
    let mut api = ApiReader::new(dialect);
    api.files = documents.par_iter().map(one).collect();
    let mut diagnostics = Vec::new();
    let api = api.build(&dialect.name, files, &mut diagnostics);
    (api, diagnostics)
}
