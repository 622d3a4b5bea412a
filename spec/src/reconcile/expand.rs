//! Puts the fields of named types where their names stand.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::Diagnostic;
use crate::facts::{Context, Row, TypeFacts, TypeRef, parts_of_union, schema_of};
use crate::files::Span;
use crate::ir::{Param, Schema, Type};
use crate::language::{COMMON, known};
use crate::lint;

use super::blank::fill_blank_names;
use super::order::infer_required;

/// How deep types may stand in each other; a type that stands in itself is left open there.
const MAX_DEPTH: usize = 16;

/// How many members types may put into one message, and into all messages of a file: each of a few types that hold ten of the
/// next makes ten times as many of a short page.
const MAX_MEMBERS: (usize, usize) = (20_000, 200_000);

/// A named type.
#[derive(Debug)]
struct Named {
    rows: Vec<Row>,
    /// Whether anything has asked for it; files are put together side by side.
    taken: AtomicBool,
}

/// The named types of a document.
#[derive(Debug, Default)]
pub(crate) struct Types {
    types: BTreeMap<String, Named>,
    /// Their names by what is left of them without case and signs; none where several types come to the same.
    folded: BTreeMap<String, Option<String>>,
}

/// A name without case and signs: a heading may say `the boat object` where tables say `Boat`.
fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name without the word for an object ahead of it or behind it: `Object Boat`, `boat objects`.
fn without_object(name: &str) -> Option<&str> {
    let is_object = |word: &str| {
        let word = word.to_lowercase();
        [word.as_str(), word.trim_end_matches('s')].iter().any(|word| known(&COMMON.types, word) == Some("object"))
    };
    let name = name.trim();
    let ahead = name.split_once(' ').filter(|(word, _)| is_object(word)).map(|(_, name)| name);
    ahead.or_else(|| name.rsplit_once(' ').filter(|(_, word)| is_object(word)).map(|(name, _)| name))
}

impl Types {
    /// Whether the documents define a type.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The type of a name as the documents write it where they define it, with its rows. Case and signs do not matter where but one
    /// type comes to the same.
    fn find(&self, name: &str) -> Option<(&str, &[Row])> {
        let like = |name: &str| self.exactly(name).or_else(|| self.exactly(self.folded.get(&fold(name))?.as_ref()?));
        like(name).or_else(|| like(without_object(name)?))
    }

    fn exactly(&self, name: &str) -> Option<(&str, &[Row])> {
        let (name, named) = self.types.get_key_value(name)?;
        named.taken.store(true, Ordering::Relaxed);
        Some((name, &named.rows))
    }

    /// Reports the types that nothing has asked for.
    pub(crate) fn report_untaken(&self, diagnostics: &mut Vec<Diagnostic>) {
        let untaken = self.types.iter().filter(|(_, named)| !named.taken.load(Ordering::Relaxed));
        let found =
            untaken.filter_map(|(name, named)| Some(lint::untaken_type::report(name, &named.rows.first()?.name)));
        diagnostics.extend(found);
    }

    /// Takes in what a method's part defines; the first definition of a name stays.
    pub(crate) fn add(&mut self, cx: &mut Context, types: BTreeMap<String, TypeFacts>) {
        for (name, mut facts) in types {
            let example = facts.shown.as_ref().and_then(|shown| Some((shown, shown.json.as_ref()?)));
            fill_blank_names(cx, &mut facts.rows, example);
            infer_required(cx, &mut facts.rows);
            if let Some(known) = self.types.get(&name) {
                if let Some(found) = lint::type_redefined::check(&name, &known.rows, &facts.rows) {
                    cx.report(found);
                }
                continue;
            }
            let like = self.folded.entry(fold(&name));
            like.and_modify(|known| *known = None).or_insert_with(|| Some(name.clone()));
            self.types.insert(name, Named { rows: facts.rows, taken: AtomicBool::new(false) });
        }
    }
}

/// The rows of the named type that a whole message is, or that its elements are.
pub(crate) fn rows_of_type(types: &Types, kind: &TypeRef) -> Vec<Row> {
    let inner = kind.element.as_deref().unwrap_or(kind);
    let name = inner.named.as_deref().unwrap_or_default();
    types.find(name).map(|(_, rows)| rows.to_vec()).unwrap_or_default()
}

/// Gives the rows whose type is a name the fields of that type. A name of no type is reported.
pub(crate) fn expand(cx: &mut Context, types: &Types, rows: &mut [Row]) {
    let room = MAX_MEMBERS.0.min(MAX_MEMBERS.1.saturating_sub(cx.expanded));
    let mut expansion = Expansion { cx, types, open: Vec::new(), room, left_closed: None };
    for row in rows {
        let Some((_, span)) = row.kind.clone() else { continue };
        expansion.put(&mut row.param.schema, &Owner { name: &row.param.name, span: &span });
    }
    let (left, closed) = (expansion.room, expansion.left_closed.take());
    cx.expanded += room - left;
    if let Some((word, span)) = closed {
        cx.report(lint::type_too_large::report(&word, MAX_MEMBERS.0, &span));
    }
}

/// The parameter of a row whose type is looked up.
struct Owner<'o> {
    name: &'o str,
    span: &'o Span,
}

/// Types on their way into the rows of a message.
struct Expansion<'e, 'c> {
    cx: &'e mut Context<'c>,
    types: &'e Types,
    /// The types that the members stand in which are being looked at.
    open: Vec<String>,
    /// How many more members there may be.
    room: usize,
    /// The first type that there was no room for, and where its name stands.
    left_closed: Option<(String, Span)>,
}

impl Expansion<'_, '_> {
    fn put(&mut self, schema: &mut Schema, owner: &Owner) {
        if let Some(items) = &mut schema.items {
            self.put(items, owner);
        }
        if self.open.len() < MAX_DEPTH {
            for field in &mut schema.fields {
                self.put(&mut field.schema, &Owner { name: &field.name, ..*owner });
            }
        }
        let Some(word) = schema.documented_type.clone() else { return };
        let unresolved = schema.kind == Type::Any && schema.one_of.is_empty();
        // A word that is known takes no type but one of the very same name.
        let defined = if unresolved { self.types.find(&word) } else { self.types.exactly(&word) };
        if !unresolved && defined.is_none() {
            return;
        }
        let known = self.cx.dialect.types.iter().find(|known| known.pattern.matches(&word).is_some());
        // A type of the documents comes ahead of a common word that the dialect does not tell.
        if known.map_or(!unresolved, |known| !known.common) {
            return;
        }
        let Some((name, rows)) = defined else {
            if known.is_none() && !self.union(schema, &word, owner) {
                self.cx.report(lint::unknown_type::report(&word, owner.name, owner.span));
            }
            return;
        };
        (schema.kind, schema.format) = (Type::Object, None);
        schema.type_name = Some(name.to_owned());
        self.enter(schema, name.to_owned(), rows, owner.span);
    }

    /// Puts the members of a named type into an object, unless it stands in itself or there is no room for them.
    fn enter(&mut self, schema: &mut Schema, word: String, rows: &[Row], span: &Span) {
        if self.open.contains(&word) || self.open.len() >= MAX_DEPTH {
            schema.open = true;
            return;
        }
        if self.room < rows.len() {
            schema.open = true;
            self.left_closed.get_or_insert_with(|| (word, span.clone()));
            return;
        }
        self.room -= rows.len();
        self.open.push(word);
        self.members(schema, rows, span);
        self.open.pop();
    }

    fn members(&mut self, schema: &mut Schema, rows: &[Row], span: &Span) {
        for row in rows {
            // A row that stands for further members opens the object.
            if self.cx.dialect.additional.as_deref() == Some(row.param.name.as_str()) {
                schema.open = true;
                continue;
            }
            let mut param = row.param.clone();
            self.put(&mut param.schema, &Owner { name: &row.param.name, span });
            schema.fields.push(param);
        }
    }

    /// Makes a type of several of which some have names: of objects, one that has the members of all of them.
    fn union(&mut self, schema: &mut Schema, word: &str, owner: &Owner) -> bool {
        let Some(parts) = parts_of_union(self.cx.dialect, word) else { return false };
        let named = |kind: &TypeRef| kind.named.as_ref().is_none_or(|name| self.types.has(name));
        if !parts.iter().all(named) {
            return false;
        }
        let mut kinds = Vec::new();
        let mut fields: Vec<Param> = Vec::new();
        let count = parts.len();
        for part in parts {
            let mut one = schema_of(&part);
            self.put(&mut one, owner);
            schema.open |= one.open || one.kind == Type::Object;
            if !kinds.contains(&one.kind) {
                kinds.push(one.kind);
            }
            merge(&mut fields, one.fields);
        }
        // What only some of them require is not required.
        fields.iter_mut().filter(|_| count > 1).for_each(|field| field.required = field.required.map(|_| false));
        (schema.kind, schema.one_of) =
            if let [one] = kinds.as_slice() { (*one, Vec::new()) } else { (Type::Any, kinds) };
        schema.fields = fields;
        true
    }
}

/// Adds the members that are not yet there.
fn merge(fields: &mut Vec<Param>, more: Vec<Param>) {
    for field in more {
        if !fields.iter().any(|known| known.name == field.name) {
            fields.push(field);
        }
    }
}
