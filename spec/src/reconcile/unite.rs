//! One field with two types: where the methods of an API disagree on whether a field is a number or a string, either is
//! taken, and the IR says that this was inferred.
//!
//! A phone number is the usual case: documented as a number here and as a string there, because it may begin with a zero
//! or hold an extension.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::ir::{Method, Param, Schema, Source, Type};
use crate::lint;
use crate::naming::is_own_id;

/// The places at which a field has each of the two types.
#[derive(Default)]
struct Uses {
    number: Vec<Source>,
    string: Vec<Source>,
}

/// Finds the fields on whose type the methods disagree, and lets both types hold for them. `text_formats` are the formats of
/// text that happens to look like a number: leading zeros and signs matter in it.
pub(crate) fn unite(
    methods: &mut [Method],
    text_formats: &[String],
    place: &dyn Fn(&Source) -> crate::files::Span,
    found: &mut Vec<Diagnostic>,
) {
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    for method in methods.iter() {
        each(params(method), &mut |param| {
            let known = match param.schema.kind {
                Type::Number | Type::Integer => &mut uses.entry(param.name.clone()).or_default().number,
                Type::String if param.schema.format.is_none() => {
                    &mut uses.entry(param.name.clone()).or_default().string
                }
                _ => return,
            };
            known.push(param.source.clone());
        });
    }
    uses.retain(|_, uses| !uses.number.is_empty() && !uses.string.is_empty());
    for (name, uses) in &uses {
        found.push(lint::field_type_varies::report(name, &place(&uses.number[0]), &place(&uses.string[0])));
    }
    for method in methods {
        each_mut(params_mut(method), &mut |param| {
            let text = |format: &Option<String>| {
                format.as_deref().is_some_and(|format| text_formats.iter().any(|known| known == format))
            };
            if uses.contains_key(&param.name) || text(&param.schema.format) {
                both(&mut param.schema, &mut param.inferred);
            }
            let items = param.schema.items.as_deref_mut();
            if let Some(items) = items.filter(|items| text(&items.format)) {
                both(items, &mut param.inferred);
            }
        });
    }
}

fn both(schema: &mut Schema, inferred: &mut Vec<String>) {
    if matches!(schema.kind, Type::Number | Type::Integer) && schema.one_of.is_empty() {
        schema.one_of = vec![schema.kind, Type::String];
        inferred.push("one_of".to_owned());
    }
}

/// Paging and the like have one type by their nature; ids are told apart by their methods; a type that was inferred proves
/// nothing.
fn is_general(param: &Param) -> bool {
    param.role.is_some() || is_own_id(&param.name) || param.inferred.iter().any(|key| key == "type")
}

fn params(method: &Method) -> impl Iterator<Item = &Param> {
    let result = method.result.iter().flat_map(|result| result.fields.iter().chain(&result.beside));
    method.params.iter().chain(result)
}

fn params_mut(method: &mut Method) -> impl Iterator<Item = &mut Param> {
    let result = method.result.iter_mut().flat_map(|result| result.fields.iter_mut().chain(&mut result.beside));
    method.params.iter_mut().chain(result)
}

fn each<'p>(params: impl Iterator<Item = &'p Param>, visit: &mut dyn FnMut(&Param)) {
    for param in params {
        if !is_general(param) {
            visit(param);
        }
        let items = param.schema.items.iter().flat_map(|items| &items.fields);
        let inner: Box<dyn Iterator<Item = &Param>> = Box::new(param.schema.fields.iter().chain(items));
        each(inner, visit);
    }
}

fn each_mut<'p>(params: impl Iterator<Item = &'p mut Param>, visit: &mut dyn FnMut(&mut Param)) {
    for param in params {
        if !is_general(param) {
            visit(param);
        }
        let items = param.schema.items.iter_mut().flat_map(|items| &mut items.fields);
        let inner: Box<dyn Iterator<Item = &mut Param>> = Box::new(param.schema.fields.iter_mut().chain(items));
        each_mut(inner, visit);
    }
}
