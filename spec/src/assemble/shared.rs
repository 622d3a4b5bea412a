//! What methods share, over all documents of one API.

use std::collections::{BTreeMap, BTreeSet};

use super::told::Told;
use crate::diagnostic::Diagnostic;
use crate::dialect::Dialect;
use crate::files::Span;
use crate::ir::{Api, Conventions, ErrorDoc, ErrorScope, FilterOperation, Method, Operator, Param, Source, Type};
use crate::lint;

/// The shared sections of all documents of an API.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    titles: BTreeSet<String>,
    errors: BTreeMap<String, ErrorScope>,
    operators: Vec<Operator>,
    metadata: Vec<Param>,
    params: Vec<(Param, Span)>,
    told: Told,
}

/// A method, with the places that its references stand in.
pub(crate) struct Referring {
    pub(crate) method: Method,
    pub(crate) see_errors: Vec<(String, Span)>,
    pub(crate) see_sections: Vec<(String, Span)>,
    /// The place of an errors section that says nothing.
    pub(crate) empty_errors: Option<Span>,
}

/// Sections that are referred to and not there, with the places.
pub(crate) type Missing = BTreeMap<String, Vec<Span>>;

impl Pool {
    /// Takes in what one document shares.
    pub(crate) fn add(&mut self, facts: crate::facts::SharedFacts, metadata: Vec<Param>) {
        self.titles.extend(facts.titles.iter().map(|title| title.to_lowercase()));
        for (title, scope) in facts.errors {
            self.errors.entry(title.to_lowercase()).or_insert(scope);
        }
        self.operators.extend(facts.operators);
        self.metadata.extend(metadata);
        self.params.extend(facts.params.into_iter().map(|row| (row.param, row.name)));
    }

    /// Takes in what the dialect tells of what the documents, all of which are taken in, leave out.
    pub(crate) fn lean_on(&mut self, dialect: &Dialect) {
        self.told = Told::of(dialect, self.errors.values());
    }

    /// Gives a method the errors that it points to, and the facts of shared parameters that its own table does not state.
    /// Sections that are not there go into `missing`, with their places.
    pub(crate) fn complete(&self, referring: &mut Referring, missing: &mut Missing, diagnostics: &mut Vec<Diagnostic>) {
        let mut wanted: Vec<&ErrorScope> = Vec::new();
        for (title, span) in &referring.see_errors {
            let scope = self.errors.get(&title.to_lowercase()).or_else(|| self.of_verb(&referring.method, title));
            if scope.is_none() {
                missing.entry(title.clone()).or_default().push(span.clone());
                wanted.extend(self.told.errors().filter(|scope| is_of_verb(scope, &referring.method, title)));
            }
            wanted.extend(scope);
        }
        if let Some(span) = &referring.empty_errors {
            diagnostics.push(lint::empty_section::report("errors", span));
        }
        wanted.extend(self.errors.values().chain(self.told.errors()).filter(|scope| scope.scope == "*"));
        for error in wanted.into_iter().flat_map(|scope| &scope.errors) {
            // A mnemonic with another code is another error: the verb's own meaning of a word does not hide the general one.
            if !referring.method.errors.iter().any(|known| is_same(known, error)) {
                referring.method.errors.push(error.clone());
            }
        }
        for param in &mut referring.method.params {
            if let Some((shared, _)) = self.params.iter().find(|(shared, _)| is_of(shared, param)) {
                crate::facts::take_over(param, shared);
            }
            self.told.complete(param);
        }
        for (title, span) in &referring.see_sections {
            if !self.titles.contains(&title.to_lowercase()) {
                missing.entry(title.clone()).or_default().push(span.clone());
            }
        }
    }

    /// Reports the parameters for all methods that none of these takes.
    pub(crate) fn report_untaken(&self, methods: &[Referring], diagnostics: &mut Vec<Diagnostic>) {
        for (shared, span) in &self.params {
            let mut taken = methods.iter().flat_map(|referring| &referring.method.params);
            if !taken.clone().any(|param| is_of(shared, param)) {
                let otherwise = taken.any(|param| param.name == shared.name);
                diagnostics.push(lint::untaken_parameter::report(&shared.name, otherwise, span));
            }
        }
    }

    /// The errors of the method's verb, where a title names that: the section may be called a little otherwise.
    fn of_verb(&self, method: &Method, title: &str) -> Option<&ErrorScope> {
        self.errors.values().find(|scope| is_of_verb(scope, method, title))
    }

    /// Gives the API what all its methods share.
    pub(crate) fn share(self, api: &mut Api) {
        let mut scopes: BTreeMap<String, ErrorScope> = BTreeMap::new();
        for scope in self.errors.into_values().chain(self.told.errors().cloned()) {
            let known = scopes
                .entry(scope.scope.clone())
                .or_insert_with(|| ErrorScope { scope: scope.scope.clone(), errors: Vec::new() });
            known.errors.extend(scope.errors);
        }
        api.errors = scopes.into_values().collect();
        api.operators = if self.operators.is_empty() { operators(&api.conventions) } else { self.operators };
        api.metadata = self.metadata;
    }
}

/// Whether a title names the verb of a method, whose errors these are.
fn is_of_verb(scope: &ErrorScope, method: &Method, title: &str) -> bool {
    let verb = method.name.split('.').next().filter(|verb| method.http.is_none() && *verb != method.name);
    verb.is_some_and(|verb| names_verb(&scope.scope, verb) && names_verb(title, verb))
}

/// Whether a text names a verb.
pub(super) fn names_verb(text: &str, verb: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case(verb))
}

/// Whether a row for all methods is about a method's parameter: it has its name, and its role or, where that has none, its type.
fn is_of(shared: &Param, param: &Param) -> bool {
    let alike = param.role.is_some() || shared.schema.kind == param.schema.kind;
    shared.name == param.name && shared.role == param.role && alike
}

/// The operators that the dialect tells, for documents that list none.
fn operators(conventions: &Conventions) -> Vec<Operator> {
    let Some(filter) = &conventions.filter else { return Vec::new() };
    let one = |(operation, applies): (&FilterOperation, &Vec<String>)| {
        let operator = filter.operations.get(operation)?.clone();
        let (nulls, applies): (Vec<_>, Vec<_>) = applies.iter().partition(|word| *word == "null");
        let kind = |word: &String| serde_json::from_value::<Type>(word.clone().into()).ok();
        let formats = applies.iter().filter(|word| kind(word).is_none()).map(|word| (*word).clone()).collect();
        let types = applies.iter().filter_map(|word| kind(word)).collect();
        let nulls = !nulls.is_empty();
        Some(Operator { operator, types, formats, nulls, description: String::new(), source: Source::default() })
    };
    filter.applies.iter().filter_map(one).collect()
}

/// Whether two errors are one: a section that leaves out the code of a mnemonic means the one that another section gives it.
fn is_same(one: &ErrorDoc, other: &ErrorDoc) -> bool {
    let silent = one.mnemonic.is_some() && (one.code.is_none() || other.code.is_none());
    one.mnemonic == other.mnemonic && (one.code == other.code || silent)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a method of this name gets of a section for the verb `delete`, to which it points by this title, and whether it is missed.
    fn errors(method: &str, title: &str) -> (usize, bool) {
        let gone = ErrorDoc { mnemonic: Some("gone".to_owned()), ..ErrorDoc::default() };
        let scope = ErrorScope { scope: "delete".to_owned(), errors: vec![gone] };
        let pool = Pool { errors: [("common errors of delete".to_owned(), scope)].into(), ..Pool::default() };
        let mut referring = Referring {
            method: Method { name: method.to_owned(), ..Method::default() },
            see_errors: vec![(title.to_owned(), Span::default())],
            see_sections: Vec::new(),
            empty_errors: None,
        };
        let (mut missing, mut diagnostics) = (Missing::new(), Vec::new());
        pool.complete(&mut referring, &mut missing, &mut diagnostics);
        (referring.method.errors.len(), !missing.is_empty())
    }

    #[test]
    fn a_section_of_errors_is_found_by_its_title_or_by_the_verb_that_it_names() {
        assert_eq!(errors("delete.boats", "Common errors of delete"), (1, false));
        assert_eq!(errors("delete.boats", "Errors of methods with the verb `delete`"), (1, false));
        assert_eq!(errors("get.boats", "Errors of methods with the verb get"), (0, true), "another verb");
        assert_eq!(errors("delete.boats", "Errors of boats"), (0, true), "no verb");
    }

    #[test]
    fn operators_of_the_dialect_hold_where_the_documents_list_none() {
        let dialect = crate::dialect::builtin("uis").unwrap();
        let told = operators(&dialect.conventions);
        let like = told.iter().find(|operator| operator.operator == "like").unwrap();
        assert_eq!((like.types.as_slice(), like.nulls), ([Type::String].as_slice(), false));
        let equal = told.iter().find(|operator| operator.operator == "=").unwrap();
        assert!(equal.nulls && equal.formats == ["date-time"] && equal.types.len() == 4);
        assert!(operators(&Conventions::default()).is_empty());
    }
}
