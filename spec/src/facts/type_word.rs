//! The words by which documents name types: `number`, `string<date-time>`, `Contact[]`.

use crate::dialect::Dialect;
use crate::ir::{Schema, Type};

/// How deep type words may nest: `a[][][]`.
const MAX_DEPTH: usize = 8;

/// What a type word says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypeRef {
    /// The type; [`Type::Any`] for a union and for a name.
    pub(crate) kind: Type,
    /// The types of a union.
    pub(crate) one_of: Vec<Type>,
    /// The format.
    pub(crate) format: Option<String>,
    /// The element of an array.
    pub(crate) element: Option<Box<TypeRef>>,
    /// A name that is no type word: a type of the documents, or a slip.
    pub(crate) named: Option<String>,
    /// The word.
    pub(crate) word: String,
}

/// Reads a type word.
pub(crate) fn resolve(dialect: &Dialect, word: &str) -> TypeRef {
    resolve_at(dialect, word.trim().trim_matches(['`', '"', '*', '\\']), 0)
}

fn resolve_at(dialect: &Dialect, word: &str, depth: usize) -> TypeRef {
    for known in &dialect.types {
        let Some(found) = known.pattern.matches(word) else { continue };
        let text = |name: &str| found.name(name).map(|text| text.as_str().to_owned());
        let element = text("element")
            .filter(|_| depth < MAX_DEPTH)
            .map(|word| Box::new(resolve_at(dialect, word.trim(), depth + 1)));
        let format = known.format.clone().or_else(|| text("format"));
        return TypeRef { kind: known.kind, format, element, word: word.to_owned(), ..TypeRef::default() };
    }
    let parts: Vec<&str> = word.split([',', '|', '/']).flat_map(|part| part.split(" or ")).map(str::trim).collect();
    if parts.len() > 1 && depth == 0 {
        let kinds: Vec<_> = parts.iter().map(|part| resolve_at(dialect, part, 1)).collect();
        if kinds.iter().all(|kind| kind.named.is_none()) {
            let one_of = kinds.into_iter().map(|kind| kind.kind).collect();
            return TypeRef { one_of, word: word.to_owned(), ..TypeRef::default() };
        }
    }
    TypeRef { named: Some(word.to_owned()), word: word.to_owned(), ..TypeRef::default() }
}

/// Writes what a type word says into a schema.
pub(crate) fn put(kind: &TypeRef, schema: &mut Schema) {
    schema.kind = kind.kind;
    schema.one_of.clone_from(&kind.one_of);
    schema.documented_type = Some(kind.word.clone());
    if kind.format.is_some() {
        schema.format.clone_from(&kind.format);
    }
    schema.items = kind.element.as_deref().map(|element| Box::new(schema_of(element)));
}

/// The schema that a type word alone gives.
pub(crate) fn schema_of(kind: &TypeRef) -> Schema {
    let mut schema = Schema::default();
    put(kind, &mut schema);
    schema
}
