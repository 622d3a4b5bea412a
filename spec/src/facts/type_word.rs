//! The words by which documents name types: `number`, `string<date-time>`, `Contact[]`.

use super::bounds;
use crate::dialect::Dialect;
use crate::ir::{Schema, Type};

/// How deep type words may nest: `a[][][]`.
const MAX_DEPTH: usize = 8;

/// The captures that are no facts of the parameter.
const OWN: [&str; 4] = ["element", "inner", "entity", "format"];

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
    /// Whether `null` is a value, too.
    pub(crate) nullable: bool,
    /// Whether an object has members of any name.
    pub(crate) open: bool,
    /// What the word says beside the type, by the names of facts: `string(64)`.
    pub(crate) facts: Vec<(String, String)>,
    /// The word.
    pub(crate) word: String,
}

/// Reads a type word.
pub(crate) fn resolve(dialect: &Dialect, word: &str) -> TypeRef {
    let bare = || word.trim().trim_matches(['`', '"', '*', '\\']);
    literals(dialect, word).unwrap_or_else(|| resolve_at(dialect, bare(), 0))
}

/// A union of nothing but texts in quotes, as programs write it: `'fast' | 'slow'`.
fn literals(dialect: &Dialect, word: &str) -> Option<TypeRef> {
    let is_null = |part: &&str| dialect.null.contains(&part.to_lowercase());
    let (null, texts): (Vec<&str>, Vec<&str>) = word.split('|').map(str::trim).partition(is_null);
    let values: Vec<&str> = texts.into_iter().map(in_quotes).collect::<Option<_>>()?;
    let facts = vec![("values".to_owned(), values.join(", "))];
    let (kind, nullable) = (Type::Enum, !null.is_empty());
    (values.len() > 1).then(|| TypeRef { kind, nullable, facts, word: word.trim().to_owned(), ..TypeRef::default() })
}

/// What stands in the quotes that are all of a text around it.
fn in_quotes(text: &str) -> Option<&str> {
    let inner = |quote| text.strip_prefix(quote)?.strip_suffix(quote);
    let inner: &str = inner('"').or_else(|| inner('\''))?;
    (!inner.is_empty() && !inner.contains([',', '"', '\''])).then_some(inner)
}

fn resolve_at(dialect: &Dialect, word: &str, depth: usize) -> TypeRef {
    for known in &dialect.types {
        let Some(found) = known.pattern.matches(word) else { continue };
        let text = |name: &str| found.name(name).map(|text| text.as_str().to_owned());
        if let Some(inner) = text("inner").filter(|_| depth < MAX_DEPTH) {
            let inner = resolve_at(dialect, inner.trim(), depth + 1);
            let format = inner.format.or_else(|| text("format"));
            return TypeRef { nullable: inner.nullable || known.nullable, format, word: word.to_owned(), ..inner };
        }
        let element = text("element")
            .filter(|_| depth < MAX_DEPTH)
            .map(|word| Box::new(resolve_at(dialect, word.trim(), depth + 1)));
        let format = known.format.clone().or_else(|| text("format"));
        let names = known.pattern.captures().iter();
        let facts = names.filter(|name| !name.starts_with('_') && !OWN.contains(&name.as_str()));
        let mut facts: Vec<_> = facts.filter_map(|name| Some((name.clone(), text(name)?))).collect();
        let counted = format.as_deref().filter(|_| known.format.is_none());
        let counted = counted.and_then(|format| bounds::of_brackets(known.kind, format));
        let format = if counted.is_some() { None } else { format };
        facts.extend(counted.unwrap_or_default());
        let (kind, nullable, open) = (known.kind, known.nullable, known.open);
        return TypeRef { kind, format, element, nullable, open, facts, word: word.to_owned(), ..TypeRef::default() };
    }
    union(dialect, word, depth).unwrap_or_else(|| TypeRef {
        named: Some(word.to_owned()),
        word: word.to_owned(),
        ..TypeRef::default()
    })
}

/// The types of a union, all of which must be known; `null` among them says that the value may be `null`.
fn union(dialect: &Dialect, word: &str, depth: usize) -> Option<TypeRef> {
    let parts = parts(dialect, word);
    let is_null = |part: &&str| dialect.null.contains(&part.to_lowercase());
    let (null, types): (Vec<&str>, Vec<&str>) = parts.iter().partition(|part| is_null(part));
    if depth > 0 && null.is_empty() || parts.len() < 2 || types.is_empty() {
        return None;
    }
    let mut kinds: Vec<_> = types.iter().map(|part| resolve_at(dialect, part, depth + 1)).collect();
    let nullable = !null.is_empty();
    if kinds.len() == 1 {
        // A name stays what it is; the caller finds it by the word.
        return kinds.pop().map(|kind| TypeRef { nullable, ..kind });
    }
    if kinds.iter().any(|kind| kind.named.is_some()) {
        return None;
    }
    let mut one_of: Vec<Type> = Vec::new();
    for kind in kinds {
        if !one_of.contains(&kind.kind) {
            one_of.push(kind.kind);
        }
    }
    let kind = if one_of.len() == 1 { one_of.remove(0) } else { Type::Any };
    Some(TypeRef { kind, one_of, nullable, word: word.to_owned(), ..TypeRef::default() })
}

/// What stands between the separators of a union.
fn parts<'w>(dialect: &Dialect, word: &'w str) -> Vec<&'w str> {
    let mut parts = vec![word];
    for separator in &dialect.union {
        parts = parts.into_iter().flat_map(|part| part.split(separator.as_str())).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The types of a union some of which may be names; `None` where the word is no union.
pub(crate) fn parts_of_union(dialect: &Dialect, word: &str) -> Option<Vec<TypeRef>> {
    let parts = parts(dialect, word);
    (parts.len() > 1).then(|| parts.into_iter().map(|part| resolve_at(dialect, part, 1)).collect())
}

/// Writes what a type word says into a schema.
pub(crate) fn put(kind: &TypeRef, schema: &mut Schema) {
    schema.kind = kind.kind;
    schema.one_of.clone_from(&kind.one_of);
    schema.documented_type = Some(kind.word.clone());
    schema.nullable |= kind.nullable;
    schema.open |= kind.open;
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
