//! Rules between parameters that stand beside each other: what one of them needs, allows or excludes.
//!
//! Documents state these in words. What can be decided from the request alone becomes a check; of the rest, a reader is told.

use doctract_spec::ir::Type;
use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Presence, Ty};

/// The members of a request or of an object within it.
#[derive(Clone, Copy)]
pub(crate) struct Siblings<'a> {
    pub(crate) all: &'a [Field<'a>],
    /// Whether what is absent keeps its stored value, so that a request alone does not tell what holds.
    pub(crate) partial: bool,
}

impl<'a> Siblings<'a> {
    fn find(&self, name: &str) -> Option<&'a Field<'a>> {
        self.all.iter().find(|sibling| sibling.wire == name)
    }
}

/// The checks of a member, each with the documented fact behind it.
pub(super) fn checks(field: &Field<'_>, siblings: Siblings<'_>) -> Vec<(&'static str, TokenStream)> {
    let found = [
        ("requires_parameter", together(field, siblings)),
        ("required_when", required(field, siblings)),
        ("allowed_when", allowed(field, siblings)),
        ("alternatives", alternatives(field, siblings)),
    ];
    found.into_iter().filter_map(|(fact, check)| check.map(|check| (fact, check))).collect()
}

/// The facts of a member that no check is made of.
pub(crate) fn undecided(field: &Field<'_>, siblings: Siblings<'_>) -> Vec<String> {
    let param = field.param;
    let mut facts = Vec::new();
    let when = param.required_when.as_ref().filter(|_| required(field, siblings).is_none());
    facts.extend(when.map(|when| format!("that it is required when {when}")));
    let when = param.allowed_when.as_ref().filter(|_| allowed(field, siblings).is_none());
    facts.extend(when.map(|when| format!("that it is allowed when {when}")));
    if !param.alternatives.is_empty() && group(field, siblings).is_none() {
        facts.push(format!("that one of {} is passed", param.alternatives.join(", ")));
    }
    facts.extend(param.conditions.iter().map(|condition| format!("the condition \"{condition}\"")));
    facts
}

/// A parameter that may only be set together with another one.
///
/// In a partial update the other one may be stored already, so there only one that is being emptied is missing for certain.
fn together(field: &Field<'_>, siblings: Siblings<'_>) -> Option<TokenStream> {
    let name = field.param.requires_parameter.as_deref()?;
    let other = siblings.find(name).filter(|other| other.wire != field.wire)?;
    let (ident, other_ident) = (&field.ident, &other.ident);
    let set = match (&field.ty, field.presence) {
        (Ty::Boolean, Presence::Required) => quote!(it.#ident),
        (Ty::Boolean, Presence::Patch) => quote!(it.#ident.value() == Some(&true)),
        (Ty::Boolean, _) => quote!(it.#ident == Some(true)),
        _ => passed(field).unwrap_or_else(|| quote!(true)),
    };
    let other_set = match other.presence {
        Presence::Patch if siblings.partial => quote!(it.#other_ident != rt::Patch::Null),
        Presence::Optional if siblings.partial => return None,
        Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false) => {
            quote!(it.#other_ident.is_some())
        }
        _ => return None,
    };
    Some(quote!(at.requires(&it.#ident, #set, #other_set)))
}

/// A parameter that must be passed while another one has a value. In a partial update it may be stored already, unless it is being
/// emptied.
fn required(field: &Field<'_>, siblings: Siblings<'_>) -> Option<TokenStream> {
    let (other, word) = equality(field, field.param.required_when.as_deref()?, siblings)?;
    let ident = &field.ident;
    let missing = match field.presence {
        Presence::Patch => quote!(it.#ident == rt::Patch::Null),
        Presence::Optional if siblings.partial => return None,
        Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false) => quote!(it.#ident.is_none()),
        _ => return None,
    };
    let other = &other.ident;
    Some(quote!(at.required(#missing && rt::check::says(&it.#other, #word) == Some(true))))
}

/// A parameter that may be passed only while another one has a value. Where that one is absent, what holds is not known.
fn allowed(field: &Field<'_>, siblings: Siblings<'_>) -> Option<TokenStream> {
    let (other, word) = equality(field, field.param.allowed_when.as_deref()?, siblings)?;
    let (ident, set, other) = (&field.ident, passed(field)?, &other.ident);
    Some(quote!(at.requires(&it.#ident, #set, rt::check::says(&it.#other, #word) != Some(false))))
}

/// Of these parameters exactly one is passed; in a partial update, where one may be stored already, at most one. It is checked at the
/// first of them.
fn alternatives(field: &Field<'_>, siblings: Siblings<'_>) -> Option<TokenStream> {
    let group = group(field, siblings)?;
    if group.first().is_none_or(|first| first.wire != field.wire) {
        return None;
    }
    let names = group.iter().map(|one| one.wire);
    let set: Option<Vec<_>> = group.iter().map(|one| passed(one)).collect();
    let (set, least) = (set?, !siblings.partial);
    Some(quote!(at.one_of_several(&[#((#names, #set)),*], #least)))
}

/// The members out of which one is passed, in their order; `None` where one of them does not stand beside the others or must be
/// there anyway.
fn group<'a>(field: &Field<'_>, siblings: Siblings<'a>) -> Option<Vec<&'a Field<'a>>> {
    let names = &field.param.alternatives;
    let known = names.iter().all(|name| siblings.find(name).is_some_and(|other| passed(other).is_some()));
    let is_one = |sibling: &&Field<'_>| sibling.wire == field.wire || names.iter().any(|name| name == sibling.wire);
    let group: Vec<_> = siblings.all.iter().filter(is_one).collect();
    (known && group.len() > 1 && passed(field).is_some()).then_some(group)
}

/// Whether a member is passed, as an expression; `None` for one that must be.
fn passed(field: &Field<'_>) -> Option<TokenStream> {
    let ident = &field.ident;
    match field.presence {
        Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false) => {
            Some(quote!(it.#ident.is_some()))
        }
        Presence::Patch => Some(quote!(it.#ident.value().is_some())),
        _ => None,
    }
}

/// A condition that is one comparison, `name = value`, of a member beside this one with a value that it can have. Conditions of several
/// parts are joined by words of the document's language, and are left to readers.
fn equality<'a, 'c>(field: &Field<'_>, condition: &'c str, siblings: Siblings<'a>) -> Option<(&'a Field<'a>, &'c str)> {
    let bare = |text: &'c str| text.trim().trim_matches(|c| matches!(c, '`' | '"' | '\'')).trim();
    let (name, value) = condition.split_once('=')?;
    let (name, value) = (bare(name), bare(value.trim_start_matches('=')));
    let other = siblings.find(name).filter(|other| other.wire != field.wire)?;
    let is_word = !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c == '=');
    (is_word && can_be(other, value)).then_some((other, value))
}

/// Whether a member can have a value, as far as its type tells.
fn can_be(field: &Field<'_>, value: &str) -> bool {
    let schema = &field.param.schema;
    match (&field.ty, schema.kind) {
        (Ty::Enum(_), _) => schema.values.iter().any(|known| known.as_str() == Some(value)),
        (Ty::String, Type::String) => schema.values.is_empty(),
        (Ty::Boolean, _) => matches!(value, "true" | "false"),
        (Ty::Integer | Ty::Number, _) => value.parse::<i64>().is_ok(),
        _ => false,
    }
}
