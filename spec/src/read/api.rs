//! Builds an API of what its files state.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::FileFacts;
use crate::assemble::{self, Missing, Pool, Referring};
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::facts::{Context, MethodFacts, Shared, SharedFacts};
use crate::files::{FileId, Files, Span};
use crate::ir::{Api, Param, Protocol};
use crate::lint;
use crate::reconcile::{Types, allow_null, nest, unite};

/// How many methods may take their parameters from one another, each from the next.
const MAX_INHERITED: usize = 8;

/// The files of one API.
pub(super) struct ApiReader<'d> {
    pub(super) dialect: &'d Dialect,
    pub(super) files: Vec<(FileId, FileFacts<'d>)>,
}

impl<'d> ApiReader<'d> {
    pub(super) fn new(dialect: &'d Dialect) -> Self {
        Self { dialect, files: Vec::new() }
    }

    /// Brings the files together.
    pub(super) fn build(mut self, name: &str, files: &Files, diagnostics: &mut Vec<Diagnostic>) -> Api {
        let dialect = self.dialect;
        let types = self.types(files);
        self.check_references(files, diagnostics);
        self.inherit(diagnostics);
        let first = First::of(&self.files);
        for (_, facts) in &self.files {
            diagnostics.extend(facts.mentioned.iter().filter_map(|block| first.unknown(block)));
        }
        let built = self.files.into_par_iter().map(|(id, facts)| build_file(id, facts, files, &types, &first));
        let (mut api, mut pool) = (empty(name, dialect), Pool::default());
        let mut methods = Vec::new();
        for built in built.collect::<Vec<_>>() {
            for server in built.servers {
                if !api.servers.contains(&server) {
                    api.servers.push(server);
                }
            }
            for (facts, metadata) in built.shared {
                pool.add(facts, metadata);
            }
            methods.extend(built.methods);
            diagnostics.extend(built.diagnostics);
        }
        types.report_untaken(diagnostics);
        pool.lean_on(dialect);
        let mut missing = Missing::new();
        for method in &mut methods {
            pool.complete(method, &mut missing, diagnostics);
        }
        pool.report_untaken(&methods, diagnostics);
        diagnostics
            .extend(missing.iter().filter_map(|(title, spans)| lint::unresolved_reference::section(title, spans)));
        api.methods = methods.into_iter().map(|referring| referring.method).collect();
        allow_null(&mut api.methods);
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
        let mnemonics = errors.filter_map(|error| error.mnemonic.as_deref()).collect();
        let mut mnemonics = lint::misspelt_mnemonic::Mnemonics::new(mnemonics);
        for (id, facts) in &self.files {
            for method in &facts.methods {
                lint::misspelt_mnemonic::check(method, &mut mnemonics, files.get(*id), diagnostics);
                lint::unresolved_reference::check(method, &names, files.get(*id), diagnostics);
            }
        }
    }

    /// Gives methods the parameters of those whose parameters they take, too: with what those take in turn.
    fn inherit(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut told = BTreeSet::new();
        // Each round brings what is taken one method further; methods that take from each other end with the same ones.
        for _ in 0..MAX_INHERITED {
            if !self.inherit_once(&mut told, diagnostics) {
                return;
            }
        }
    }

    /// Gives methods the parameters that others have by now; whether any method has got more.
    fn inherit_once(&mut self, told: &mut BTreeSet<(String, Span)>, diagnostics: &mut Vec<Diagnostic>) -> bool {
        let all = || self.files.iter().flat_map(|(_, facts)| &facts.methods);
        let wanted: BTreeSet<_> =
            all().flat_map(|method| method.inherits.iter().map(|(name, _)| plain(name))).collect();
        let offered: BTreeMap<_, _> = all()
            .flat_map(|method| [(plain(&method.name), &method.params), (plain(&method.title), &method.params)])
            .filter(|(name, _)| wanted.contains(name))
            .map(|(name, params)| (name, params.clone()))
            .collect();
        let mut more = false;
        for method in self.files.iter_mut().flat_map(|(_, facts)| &mut facts.methods) {
            for (name, span) in &method.inherits {
                let Some(params) = offered.get(&plain(name)) else {
                    if told.insert((name.clone(), span.clone())) {
                        diagnostics.push(lint::unresolved_reference::method(name, span));
                    }
                    continue;
                };
                let own = |name: &str| method.params.iter().any(|(_, row)| row.param.name == name);
                let new: Vec<_> = params.iter().filter(|(_, row)| !own(&row.param.name)).cloned().collect();
                more |= !new.is_empty();
                method.params.extend(new);
            }
        }
        more
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

fn metadata(cx: &mut Context, shared: &Shared) -> Vec<Param> {
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

/// An API of which only the dialect is known yet.
fn empty(name: &str, dialect: &Dialect) -> Api {
    Api {
        name: name.to_owned(),
        dialect: dialect.name.clone(),
        protocol: dialect.protocol,
        servers: Vec::new(),
        conventions: dialect.conventions.clone(),
        errors: Vec::new(),
        operators: Vec::new(),
        metadata: Vec::new(),
        methods: Vec::new(),
    }
}

/// Where each method is described first: the number of the file, that of the method in it, and its place.
struct First(BTreeMap<String, (FileId, usize, Span)>);

impl First {
    fn of(files: &[(FileId, FileFacts)]) -> Self {
        let mut first = BTreeMap::new();
        // A mere list of methods stands back behind what describes them.
        for listed in [false, true] {
            for (id, facts) in files {
                for (at, method) in facts.methods.iter().enumerate().filter(|(_, method)| method.listed == listed) {
                    first.entry(method.name.clone()).or_insert_with(|| (*id, at, method.name_span.clone()));
                }
            }
        }
        Self(first)
    }

    /// The finding on a block of request lines where a method among them is described nowhere.
    fn unknown(&self, block: &[(String, Span)]) -> Option<Diagnostic> {
        let mut lost = block.iter().filter(|(name, _)| !self.0.contains_key(name));
        let (name, span) = lost.next()?;
        Some(lint::unread_request::listed(name, span, lost.count()))
    }

    /// The place of another description of the method, which stands ahead of this one.
    fn other(&self, name: &str, id: FileId, at: usize) -> Option<&Span> {
        self.0.get(name).filter(|(file, number, _)| (*file, *number) != (id, at)).map(|(_, _, span)| span)
    }
}

/// What one file adds to an API.
struct Built {
    servers: Vec<String>,
    shared: Vec<(SharedFacts, Vec<Param>)>,
    methods: Vec<Referring>,
    diagnostics: Vec<Diagnostic>,
}

fn build_file(id: FileId, facts: FileFacts, files: &Files, types: &Types, first: &First) -> Built {
    let mut cx = Context::new(facts.dialect, files.get(id));
    cx.diagnostics = facts.diagnostics;
    let (mut servers, mut shared, mut methods) = (Vec::new(), Vec::new(), Vec::new());
    for found in facts.shared {
        servers.extend(found.facts.servers.iter().cloned());
        cx.subject.clear();
        let metadata = metadata(&mut cx, &found);
        shared.push((found.facts, metadata));
    }
    for (at, method) in facts.methods.into_iter().enumerate() {
        servers.extend(method.servers.iter().cloned());
        cx.subject.clone_from(&method.name);
        match first.other(&method.name, id, at) {
            Some(_) if method.listed => {}
            Some(first) => cx.report(lint::duplicate_method::report(&method.name, first, &method.name_span)),
            None => methods.push(build_method(&mut cx, method, types)),
        }
    }
    Built { servers, shared, methods, diagnostics: cx.diagnostics }
}

fn build_method(cx: &mut Context, mut facts: MethodFacts, types: &Types) -> Referring {
    let see_errors = std::mem::take(&mut facts.see_errors);
    let empty_errors = facts.empty_errors.take();
    let rows = facts.params.iter().map(|(_, row)| row).chain(&facts.result.rows);
    let places = rows.flat_map(|row| {
        row.param.see_sections.iter().map(|title| (title.clone(), cx.file.find_behind(&row.name, title)))
    });
    let see_sections = places.collect();
    let mut method = match cx.dialect.protocol {
        Protocol::JsonRpc => assemble::rpc(cx, facts, types),
        Protocol::Rest => assemble::rest(cx, facts, types),
    };
    // Of a long list much room is left over, and many are kept.
    method.shrink();
    Referring { method, see_errors, see_sections, empty_errors }
}
