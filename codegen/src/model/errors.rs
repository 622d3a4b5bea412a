//! The documented errors, one enum for all methods that have the same.

use std::collections::BTreeMap;

use doctract_spec::ir::{Api, ErrorDoc, Method, Violation};
use proc_macro2::Ident;

use super::build::Builder;
use crate::name::{self, Scope};

/// One documented error.
#[derive(Debug)]
pub(crate) struct ErrorVariant<'a> {
    pub(crate) variant: Ident,
    /// Its constructor.
    pub(crate) constructor: Ident,
    /// Whether it is about a parameter.
    pub(crate) about_parameter: bool,
    pub(crate) error: &'a ErrorDoc,
}

/// The errors of one or more methods.
#[derive(Debug)]
pub(crate) struct ErrorSet<'a> {
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<ErrorVariant<'a>>,
    /// The methods that have these errors.
    pub(crate) methods: Vec<&'a str>,
}

/// What tells two sets of errors apart: what a client sees of them.
type Key<'a> = Vec<(Option<&'a str>, Option<i64>, &'a str)>;

fn key<'a>(errors: &[&'a ErrorDoc]) -> Key<'a> {
    errors.iter().map(|error| (error.mnemonic.as_deref(), error.code, error.message.as_str())).collect()
}

/// The errors of a method, each once. The reader has already brought in those of the shared sections.
fn distinct(method: &Method) -> Vec<&ErrorDoc> {
    let mut errors: Vec<&ErrorDoc> = Vec::new();
    for error in &method.errors {
        if !errors.iter().any(|known| is_same(known, error)) {
            errors.push(error);
        }
    }
    errors
}

/// Whether two errors are one: a section that leaves out the code of a mnemonic means the one that another section gives it.
fn is_same(one: &ErrorDoc, other: &ErrorDoc) -> bool {
    let silent = one.mnemonic.is_some() && (one.code.is_none() || other.code.is_none());
    one.mnemonic == other.mnemonic && (one.code == other.code || silent)
}

/// The word that an error is named by: its mnemonic, and its code as well where that mnemonic was met before with another one.
fn word(error: &ErrorDoc, earlier: &[&ErrorDoc]) -> String {
    let code = format!("code {}", error.code.unwrap_or_default());
    match &error.mnemonic {
        Some(mnemonic) if earlier.iter().any(|earlier| earlier.mnemonic == error.mnemonic) => {
            format!("{mnemonic} {code}")
        }
        Some(mnemonic) => mnemonic.clone(),
        None => code,
    }
}

/// The sets of errors, and for each method the name of its own; `None` for a method that answers with statuses (REST).
pub(super) fn build<'a>(builder: &mut Builder<'a>) -> (Vec<ErrorSet<'a>>, Vec<Option<Ident>>) {
    let api = builder.api;
    let mut known: BTreeMap<Key<'a>, usize> = BTreeMap::new();
    let mut groups: Vec<(Vec<&'a ErrorDoc>, Vec<&'a Method>)> = Vec::new();
    let mut of_methods = Vec::new();
    for method in &api.methods {
        if method.http.is_some() {
            of_methods.push(None);
            continue;
        }
        let errors = distinct(method);
        let index = *known.entry(key(&errors)).or_insert(groups.len());
        if index == groups.len() {
            groups.push((errors, Vec::new()));
        }
        groups[index].1.push(method);
        of_methods.push(Some(index));
    }
    let sets: Vec<_> = groups.into_iter().map(|(errors, methods)| set(builder, &errors, &methods)).collect();
    let of_methods = of_methods.into_iter().map(|index| index.map(|index| sets[index].ident.clone())).collect();
    (sets, of_methods)
}

/// What a set is called: after its only method where that lists errors of its own, else after the verbs of its methods, as long as
/// these are few.
fn set_name(methods: &[&Method]) -> String {
    const FEW: usize = 3;
    if let [method] = methods
        && method.errors.iter().any(|error| error.own)
    {
        return format!("{}Errors", name::pascal(&method.name, "Method"));
    }
    let mut verbs: Vec<&str> = Vec::new();
    for verb in methods.iter().map(|method| method.verb()) {
        if verbs.len() <= FEW && !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    let name = if verbs.len() > FEW { "shared".to_owned() } else { verbs.join(" ") };
    format!("{}Errors", name::pascal(&name, "Method"))
}

fn set<'a>(builder: &mut Builder<'a>, errors: &[&'a ErrorDoc], methods: &[&'a Method]) -> ErrorSet<'a> {
    let ident = builder.types.claim(&set_name(methods));
    let mut variants = Scope::with(&["Undocumented"]);
    let mut constructors =
        Scope::with(&["undocumented", "not_implemented", "documented", "describe", "fmt", "source", "to_string"]);
    let variants = errors
        .iter()
        .enumerate()
        .map(|(index, &error)| {
            let word = word(error, &errors[..index]);
            let variant = variants.claim(&name::pascal(&word, "Error"));
            let constructor = constructors.claim(&name::snake(&word, "error"));
            ErrorVariant { variant, constructor, about_parameter: about_parameter(builder.api, error), error }
        })
        .collect();
    ErrorSet { ident, variants, methods: methods.iter().map(|method| method.name.as_str()).collect() }
}

/// Whether an error is about a parameter. Those that share their code with faults of the caller or the server are not.
fn about_parameter(api: &Api, error: &ErrorDoc) -> bool {
    const NOT: [Violation; 9] = [
        Violation::ParseError,
        Violation::InvalidRequest,
        Violation::MethodNotFound,
        Violation::Batch,
        Violation::Notification,
        Violation::Unauthenticated,
        Violation::Forbidden,
        Violation::LimitExceeded,
        Violation::Internal,
    ];
    !NOT.iter().any(|violation| {
        let answered = api.conventions.violation(*violation);
        answered.code.is_some() && answered.code == error.code
    })
}
