//! Reads a set of files into the IR.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::assemble::{self, Missing, Pool, Referring};
use crate::decode::decode;
use crate::diagnostic::Diagnostic;
use crate::dialect::{Dialect, recognise};
use crate::document;
use crate::facts::{self, Context, MethodFacts, Shared};
use crate::files::{File, FileId, Files, Span};
use crate::ir::{Api, Ir, Protocol};
use crate::lint::{self, Code};
use crate::overrides::{self, Overrides};
use crate::reconcile::{Types, nest, unite};
use crate::stats::Cells;

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
}

impl Default for Options<'static> {
    fn default() -> Self {
        Self { dialects: crate::dialect::builtins(), dialect: None, name: None, overrides: &[], exists: None }
    }
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
    let decoded: Vec<_> = inputs.into_par_iter().enumerate().map(|(at, input)| open(at, input)).collect();
    let (mut files, faults): (Vec<_>, Vec<_>) = decoded.into_iter().unzip();
    let mut diagnostics: Vec<_> = faults.into_iter().flatten().collect();
    let documents = files.len();
    files.extend(options.overrides.iter().map(|overrides| File::new(overrides.path.as_str(), overrides.text.as_str())));
    let files = Files::new(files);
    let ids: Vec<_> = files.iter().take(documents).collect();
    let read: Vec<_> = ids.par_iter().map(|(id, file)| read_file(*id, file, options)).collect();
    let mut apis: BTreeMap<String, ApiReader> = BTreeMap::new();
    let mut cells = Cells::default();
    for (id, file) in read.into_iter().enumerate() {
        let id = FileId(u32::try_from(id).unwrap_or(u32::MAX));
        match file {
            Ok(file) => {
                cells += &file.cells;
                let name = options.name.clone().unwrap_or_else(|| file.dialect.name.clone());
                apis.entry(name).or_insert_with(|| ApiReader::new(file.dialect)).files.push((id, file));
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    if !apis.is_empty() {
        lint::unknown_dialect::beside_others(&mut diagnostics, &files);
    }
    let apis = apis.into_iter().map(|(name, api)| api.build(&name, &files, &mut diagnostics));
    let mut apis: Vec<Api> = apis.collect();
    for (at, overrides) in options.overrides.iter().enumerate() {
        let id = FileId(u32::try_from(documents + at).unwrap_or(u32::MAX));
        overrides::apply(overrides, id, &files, &mut apis, &mut diagnostics);
    }
    let links: Vec<_> = ids.par_iter().map(|(_, file)| document::links(file)).collect();
    lint::broken_link::check(&links, &files, options.exists, &mut diagnostics);
    for api in &apis {
        lint::check(api, &files, &mut diagnostics);
    }
    diagnostics.sort_by(|a, b| place(a).cmp(&place(b)));
    diagnostics.dedup();
    Reading { ir: Ir::new(apis), diagnostics, files, documents, cells }
}

/// What findings are ordered by.
fn place(found: &Diagnostic) -> (&Span, Code, &str) {
    (&found.primary.span, found.code, &found.message)
}

/// Decodes a file, and reports what of it is no text.
fn open(at: usize, input: Input) -> (File, Option<Diagnostic>) {
    let id = FileId(u32::try_from(at).unwrap_or(u32::MAX));
    let decoded = decode(&input.bytes);
    let fault = decoded.first_replaced.map(|first| lint::not_text::report(id, decoded.replaced, first));
    (File::new(input.path, decoded.text), fault)
}

/// What one file states.
struct FileFacts<'d> {
    dialect: &'d Dialect,
    methods: Vec<MethodFacts>,
    shared: Vec<Shared>,
    diagnostics: Vec<Diagnostic>,
    cells: Cells,
}

fn read_file<'d>(id: FileId, file: &File, options: &Options<'d>) -> Result<FileFacts<'d>, Box<Diagnostic>> {
    let Some(dialect) = options.dialect.or_else(|| recognise(options.dialects, &file.text)) else {
        let known: Vec<_> = options.dialects.iter().map(|dialect| dialect.name.as_str()).collect();
        return Err(Box::new(lint::unknown_dialect::report(id, &known)));
    };
    let document = document::parse(id, file);
    let mut cx = Context::new(dialect, file);
    let (mut methods, mut shared) = (Vec::new(), Vec::new());
    let mut base: Option<String> = None;
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
            for mut method in facts::variants(&part, method) {
                if let Some(base) = &base {
                    facts::put_base(&mut method, base);
                }
                methods.push(method);
            }
        }
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
    Ok(FileFacts { dialect, methods, shared, diagnostics: cx.diagnostics, cells: cx.cells })
}

/// The files of one API.
struct ApiReader<'d> {
    dialect: &'d Dialect,
    files: Vec<(FileId, FileFacts<'d>)>,
}

impl<'d> ApiReader<'d> {
    fn new(dialect: &'d Dialect) -> Self {
        Self { dialect, files: Vec::new() }
    }

    fn build(mut self, name: &str, files: &Files, diagnostics: &mut Vec<Diagnostic>) -> Api {
        let dialect = self.dialect;
        let mut api = Api {
            name: name.to_owned(),
            dialect: dialect.name.clone(),
            protocol: dialect.protocol,
            servers: Vec::new(),
            conventions: dialect.conventions.clone(),
            errors: Vec::new(),
            operators: Vec::new(),
            metadata: Vec::new(),
            methods: Vec::new(),
        };
        let types = self.types(files);
        self.check_references(files, diagnostics);
        self.inherit(diagnostics);
        let mut pool = Pool::default();
        let mut methods = Methods::default();
        for (id, facts) in self.files {
            let mut cx = Context::new(facts.dialect, files.get(id));
            cx.diagnostics = facts.diagnostics;
            for shared in facts.shared {
                for server in &shared.facts.servers {
                    if !api.servers.contains(server) {
                        api.servers.push(server.clone());
                    }
                }
                cx.subject.clear();
                let metadata = metadata(&mut cx, &shared);
                pool.add(shared.facts, metadata);
            }
            for method in facts.methods {
                for server in &method.servers {
                    if !api.servers.contains(server) {
                        api.servers.push(server.clone());
                    }
                }
                build_method(&mut cx, method, &types, &mut methods);
            }
            diagnostics.extend(cx.diagnostics);
        }
        let mut missing = Missing::new();
        for method in &mut methods.list {
            pool.complete(method, &mut missing, diagnostics);
        }
        diagnostics
            .extend(missing.iter().filter_map(|(title, spans)| lint::unresolved_reference::section(title, spans)));
        api.methods = methods.list.into_iter().map(|referring| referring.method).collect();
        unite(&mut api.methods, &dialect.text_formats, &|source| files.span(source), diagnostics);
        pool.share(&mut api);
        api
    }

    /// Looks for references that lead nowhere, over all documents of the API.
    fn check_references(&self, files: &Files, diagnostics: &mut Vec<Diagnostic>) {
        let all = || self.files.iter().flat_map(|(_, facts)| &facts.methods);
        let names: BTreeSet<_> = all().map(|method| method.name.as_str()).collect();
        let shared = self.files.iter().flat_map(|(_, facts)| &facts.shared).flat_map(|shared| &shared.facts.errors);
        let errors = shared.flat_map(|(_, scope)| &scope.errors).chain(all().flat_map(|method| &method.errors));
        let mnemonics: BTreeSet<_> = errors.filter_map(|error| error.mnemonic.as_deref()).collect();
        for (id, facts) in &self.files {
            for method in &facts.methods {
                lint::misspelt_mnemonic::check(method, &mnemonics, files.get(*id), diagnostics);
                lint::unresolved_reference::check(method, &names, files.get(*id), diagnostics);
            }
        }
    }

    /// Gives methods the parameters of those whose parameters they take, too.
    fn inherit(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let all = || self.files.iter().flat_map(|(_, facts)| &facts.methods);
        let wanted: BTreeSet<_> =
            all().flat_map(|method| method.inherits.iter().map(|(name, _)| plain(name))).collect();
        let offered: BTreeMap<_, _> = all()
            .flat_map(|method| [(plain(&method.name), &method.params), (plain(&method.title), &method.params)])
            .filter(|(name, _)| wanted.contains(name))
            .map(|(name, params)| (name, params.clone()))
            .collect();
        for method in self.files.iter_mut().flat_map(|(_, facts)| &mut facts.methods) {
            for (name, span) in std::mem::take(&mut method.inherits) {
                let Some(params) = offered.get(&plain(&name)) else {
                    diagnostics.push(lint::unresolved_reference::method(&name, &span));
                    continue;
                };
                let own = |name: &str| method.params.iter().any(|(_, row)| row.param.name == name);
                let new: Vec<_> = params.iter().filter(|(_, row)| !own(&row.param.name)).cloned().collect();
                method.params.extend(new);
            }
        }
    }

    /// Named types are shared by all documents of an API.
    fn types(&mut self, files: &Files) -> Types {
        let mut types = Types::default();
        for (id, facts) in &mut self.files {
            let mut cx = Context::new(facts.dialect, files.get(*id));
            for method in &mut facts.methods {
                cx.subject.clone_from(&method.name);
                types.add(&mut cx, std::mem::take(&mut method.types));
            }
            for shared in &mut facts.shared {
                types.add(&mut cx, std::mem::take(&mut shared.facts.types));
            }
            facts.diagnostics.extend(cx.diagnostics);
        }
        types
    }
}

fn metadata(cx: &mut Context, shared: &Shared) -> Vec<crate::ir::Param> {
    let shown = shared.metadata_json.as_ref();
    let name = cx.dialect.conventions.list.metadata.clone();
    let root = shown.and_then(|shown| {
        let json = shown.json.as_ref()?;
        let result = json.member("result").unwrap_or(json);
        let inside = name.as_deref().and_then(|name| result.member(name)).unwrap_or(result);
        Some((shown, inside))
    });
    nest(cx, shared.facts.metadata.clone(), root)
}

/// A method's name as it is compared with a reference to it.
fn plain(name: &str) -> String {
    name.trim_matches(['`', '"', '.', ' ']).to_lowercase()
}

/// The methods of an API, each once.
#[derive(Default)]
struct Methods {
    list: Vec<Referring>,
    places: BTreeMap<String, Span>,
}

fn build_method(cx: &mut Context, mut facts: MethodFacts, types: &Types, methods: &mut Methods) {
    let span = facts.name_span.clone();
    cx.subject.clone_from(&facts.name);
    if let Some(first) = methods.places.get(&facts.name) {
        return cx.report(lint::duplicate_method::report(&facts.name, first, &span));
    }
    methods.places.insert(facts.name.clone(), span);
    let see_errors = std::mem::take(&mut facts.see_errors);
    let empty_errors = facts.empty_errors.take();
    let rows = facts.params.iter().map(|(_, row)| row).chain(&facts.result.rows);
    let places = rows.flat_map(|row| {
        row.param.see_sections.iter().map(|title| (title.clone(), cx.file.find_behind(&row.name, title)))
    });
    let see_sections = places.collect();
    let method = match cx.dialect.protocol {
        Protocol::JsonRpc => assemble::rpc(cx, facts, types),
        Protocol::Rest => assemble::rest(cx, facts, types),
    };
    methods.list.push(Referring { method, see_errors, see_sections, empty_errors });
}
