//! The documented errors, one enum for all methods that have the same.

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
fn key<'a>(errors: &[&'a ErrorDoc]) -> Vec<(Option<&'a str>, Option<i64>, &'a str)> {
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

/// The set for the errors of a method: one that is there already, or a new one.
pub(super) fn set<'a>(builder: &mut Builder<'a>, sets: &mut Vec<ErrorSet<'a>>, method: &'a Method) -> Ident {
    let errors = distinct(method);
    let wanted = key(&errors);
    let known = sets
        .iter_mut()
        .find(|set| key(&set.variants.iter().map(|variant| variant.error).collect::<Vec<_>>()) == wanted);
    if let Some(set) = known {
        set.methods.push(&method.name);
        return set.ident.clone();
    }
    let own = method.errors.iter().any(|error| error.own);
    let named_after = if own { method.name.as_str() } else { method.verb() };
    let ident = builder.types.claim(&format!("{}Errors", name::pascal(named_after, "Method")));
    let mut variants_scope = Scope::with(&["Undocumented"]);
    let mut constructors = Scope::with(&[
        "undocumented",
        "not_implemented",
        "parts",
        "documented",
        "describe",
        "fmt",
        "source",
        "to_string",
    ]);
    let variants = errors
        .iter()
        .enumerate()
        .map(|(index, error)| {
            let word = word(error, &errors[..index]);
            let variant = variants_scope.claim(&name::pascal(&word, "Error"));
            let constructor = constructors.claim(&name::snake(&word, "error"));
            ErrorVariant { variant, constructor, about_parameter: about_parameter(builder.api, error), error }
        })
        .collect();
    sets.push(ErrorSet { ident: ident.clone(), variants, methods: vec![&method.name] });
    ident
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
