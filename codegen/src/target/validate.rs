//! The rules as tables.

use doctract_runtime::check::{self, Pattern};
use doctract_spec::ir::{Format, Param, Schema};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::conditions::{self, Siblings};
use crate::{
    doc,
    model::{Field, Presence, StructModel, Ty},
};

/// Whether a member has rules, or is part of one.
pub(crate) fn has_rules(field: &Field<'_>, siblings: Siblings<'_>) -> bool {
    !field_rows(field, siblings).is_empty()
}

/// The table of the rules of a struct. Where there are none, only parameters of a method need to say so.
pub(super) fn table(model: &StructModel<'_>) -> TokenStream {
    if !model.rules {
        return TokenStream::new();
    }
    let ident = &model.ident;
    let siblings = Siblings { all: &model.fields, partial: model.partial };
    let rows: Vec<_> = model.fields.iter().flat_map(|field| field_rows(field, siblings)).collect();
    if rows.is_empty() {
        return quote!(impl rt::Rules for #ident {});
    }
    quote!(impl rt::Rules for #ident { const RULES: &'static [rt::Check<Self>] = &[#(#rows,)*]; })
}

/// A signed literal as an expression.
pub(crate) fn integer(n: i64) -> TokenStream {
    Literal::i64_unsuffixed(n).to_string().parse().unwrap_or_default()
}

/// The documented sentence behind a fact, or the words for the parameter, and its place.
fn rule(param: &Param, fact: &str) -> (String, String) {
    let (text, source) = match param.rule(fact) {
        Some(rule) => (rule.text.as_str(), &rule.source),
        None if param.description.is_empty() => (param.name.as_str(), &param.source),
        None => (param.description.as_str(), &param.source),
    };
    (text.to_owned(), doc::place(source))
}

/// The rows of a member as they come together.
struct Rows<'a> {
    param: &'a Param,
    member: &'a Ident,
    written: Vec<TokenStream>,
}

impl Rows<'_> {
    /// A row: the documented fact that is checked, and the check.
    fn push(&mut self, fact: &str, check: &TokenStream) {
        let (name, (text, source)) = (&self.param.name, rule(self.param, fact));
        self.written.push(quote!(rt::Check::new(#name, |it, at| #check, #text, #source)));
    }

    /// A row about the single values of the member, whether it is absent, one value or a list.
    fn leaf(&mut self, fact: &str, check: &str, bound: Option<&TokenStream>) {
        let (check, member, bound) = (crate::name::ident(check), self.member, bound.into_iter());
        self.push(fact, &quote!(at.#check(&it.#member #(, #bound)*)));
    }

    /// A row about a list that is so many lists deep within the member.
    fn list(&mut self, fact: &str, check: &str, bound: &TokenStream, depth: usize) {
        let (check, member) = (crate::name::ident(check), self.member);
        if depth == 0 {
            return self.push(fact, &quote!(at.#check(&it.#member, #bound)));
        }
        let inner =
            (1..depth).fold(quote!(at.#check(list, #bound)), |inner, _| quote!(at.each(list, |list, at| #inner)));
        self.push(fact, &quote!(at.each(&it.#member, |list, at| #inner)));
    }
}

fn field_rows(field: &Field<'_>, siblings: Siblings<'_>) -> Vec<TokenStream> {
    let mut rows = Rows { param: field.param, member: &field.ident, written: Vec::new() };
    if field.presence == Presence::Credential {
        return rows.written;
    }
    for (fact, check) in conditions::checks(field, siblings) {
        rows.push(fact, &check);
    }
    let ident = &field.ident;
    match &field.ty {
        Ty::Filter(_) if field.presence == Presence::Required => {
            rows.push("filter", &quote!(at.filter(Some(&it.#ident))));
        }
        Ty::Filter(_) => rows.push("filter", &quote!(at.filter(it.#ident.as_ref()))),
        Ty::Sort(_) => rows.leaf("sort", "sort", None),
        Ty::Columns(_) => {}
        ty => {
            value(&mut rows, &field.param.schema, ty, 0);
            if field.param.unique_items {
                unique(&mut rows, ty);
            }
        }
    }
    rows.written
}

fn unique(rows: &mut Rows<'_>, ty: &Ty) {
    let Ty::List(item) = ty else { return };
    let check = match **item {
        // A number and a string with the same digits stand for one thing.
        Ty::NumberOrString => "unique_text",
        Ty::Integer | Ty::Number | Ty::String | Ty::Boolean | Ty::Enum(_) => "unique_plain",
        _ => "unique",
    };
    let mnemonic = super::option(rows.param.on_duplicate.as_ref());
    rows.leaf("unique_items", check, Some(&mnemonic));
}

/// The rules of a value, which is so many lists deep within the member. Elements of a list go by the name of the list.
fn value(rows: &mut Rows<'_>, schema: &Schema, ty: &Ty, depth: usize) {
    match ty {
        Ty::List(item) => {
            for (fact, bound) in [("min_items", schema.min_items), ("max_items", schema.max_items)] {
                if let Some(bound) = bound {
                    rows.list(fact, fact, &size(bound), depth);
                }
            }
            let elements = schema.items.as_deref();
            if let Some(elements) = elements {
                value(rows, elements, item, depth + 1);
            }
            if elements.is_none_or(|elements| elements.format.is_none()) && depth == 0 {
                let (format_, param) = (rows.param.item_format.as_deref(), rows.param);
                format(rows, format_, item, param);
            }
        }
        Ty::Struct(_, true) | Ty::Boxed(_, true) => rows.leaf("nested", "nested", None),
        _ => {
            bounds(rows, schema, ty);
            lengths(rows, schema, ty);
            let param = rows.param;
            format(rows, schema.format.as_deref(), ty, param);
            pattern(rows, schema, ty);
            values(rows, schema, ty);
        }
    }
}

fn bounds(rows: &mut Rows<'_>, schema: &Schema, ty: &Ty) {
    let bound = |bound: &Number, up: bool| match ty {
        Ty::Integer => integer_bound(bound, up).map(integer),
        Ty::Number => match bound.as_i64() {
            Some(n) if i32::try_from(n).is_err() => Some(quote!(#n)),
            Some(n) => Some(integer(n)),
            None => bound.as_f64().map(|x| quote!(#x)),
        },
        _ => None,
    };
    if let Some(least) = schema.minimum.as_ref().and_then(|least| bound(least, true)) {
        rows.leaf("minimum", "minimum", Some(&least));
    }
    if let Some(most) = schema.maximum.as_ref().and_then(|most| bound(most, false)) {
        rows.leaf("maximum", "maximum", Some(&most));
    }
}

/// The bound of an integer: the next one where the documented bound has a fraction.
#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates, which is the bound that is meant")]
fn integer_bound(bound: &Number, up: bool) -> Option<i64> {
    let round = |x: f64| if up { x.ceil() as i64 } else { x.floor() as i64 };
    bound.as_i64().or_else(|| bound.as_f64().map(round))
}

fn size(n: u64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(n.min(u64::from(u32::MAX)));
    quote!(#literal)
}

fn lengths(rows: &mut Rows<'_>, schema: &Schema, ty: &Ty) {
    for (fact, bound) in [("min_length", schema.min_length), ("max_length", schema.max_length)] {
        if let Some(bound) = bound.filter(|_| has_text(ty)) {
            rows.leaf(fact, fact, Some(&size(bound)));
        }
    }
}

fn has_text(ty: &Ty) -> bool {
    matches!(ty, Ty::String | Ty::Integer | Ty::Number | Ty::NumberOrString | Ty::Value)
}

/// The facts of a parameter that no code is made of: they stay words in its doc comment.
pub(crate) fn without_code(field: &Field<'_>, siblings: Siblings<'_>) -> Vec<String> {
    let (param, ty) = (field.param, &field.ty);
    let mut facts = Vec::new();
    schema_without_code(&param.schema, ty, &mut facts);
    let fits = matches!(ty, Ty::Enum(_) | Ty::List(_) | Ty::Value | Ty::Map)
        || super::structs::default_value(param, ty).is_some();
    facts.extend(param.default.as_ref().filter(|_| !fits).map(|default| format!("the default {default}")));
    facts.extend(param.unique.then(|| "that no two have the same".to_owned()));
    facts.extend(conditions::undecided(field, siblings));
    facts
}

fn schema_without_code(schema: &Schema, ty: &Ty, facts: &mut Vec<String>) {
    let known = |format: &String| Format::named(format).is_some();
    let pattern = schema.pattern.as_ref().filter(|pattern| !has_text(ty) || !Pattern::is_known(pattern));
    facts.extend(pattern.map(|pattern| format!("the pattern `{pattern}`")));
    let unknown = schema.format.as_ref().filter(|format| !known(format) || !has_text(ty));
    facts.extend(unknown.map(|format| format!("the format `{format}`")));
    let length = schema.min_length.or(schema.max_length).filter(|_| !has_text(ty));
    facts.extend(length.map(|_| "the length".to_owned()));
    let bounds = schema.minimum.as_ref().or(schema.maximum.as_ref());
    facts.extend(bounds.filter(|_| !matches!(ty, Ty::Integer | Ty::Number)).map(|_| "the bound".to_owned()));
    if let (Ty::List(item), Some(items)) = (ty, schema.items.as_deref()) {
        schema_without_code(items, item, facts);
    }
}

fn format(rows: &mut Rows<'_>, format: Option<&str>, ty: &Ty, param: &Param) {
    let Some(known) = format.and_then(Format::named).filter(|_| has_text(leaf(ty))) else { return };
    let fact = if param.rule("format").is_some() { "format" } else { "item_format" };
    let variant = crate::name::ident(&format!("{:?}", rule_of(known)));
    rows.leaf(fact, "format", Some(&quote!(rt::check::Format::#variant)));
}

/// The rule of the runtime for a format.
fn rule_of(format: Format) -> check::Format {
    match format {
        Format::Date => check::Format::Date,
        Format::DateTime => check::Format::DateTime,
        Format::E164 => check::Format::E164,
        Format::Email => check::Format::Email,
        Format::Hostname => check::Format::Hostname,
        Format::Ipv4 => check::Format::Ipv4,
        Format::Ipv6 => check::Format::Ipv6,
        Format::Time => check::Format::Time,
        Format::Uri => check::Format::Uri,
        Format::Uuid => check::Format::Uuid,
    }
}

/// What a list holds in the end.
fn leaf(ty: &Ty) -> &Ty {
    match ty {
        Ty::List(item) => leaf(item),
        ty => ty,
    }
}

fn pattern(rows: &mut Rows<'_>, schema: &Schema, ty: &Ty) {
    if let Some(pattern) = schema.pattern.as_deref().filter(|pattern| has_text(ty) && Pattern::is_known(pattern)) {
        rows.leaf("pattern", "pattern", Some(&quote!(rt::pattern!(#pattern))));
    }
}

/// A closed list of values that no enum could be made of.
fn values(rows: &mut Rows<'_>, schema: &Schema, ty: &Ty) {
    if schema.values.is_empty() || matches!(ty, Ty::Enum(_) | Ty::List(_) | Ty::Struct(..) | Ty::Boxed(..)) {
        return;
    }
    let texts = schema.values.iter().map(ToString::to_string);
    rows.leaf("values", "one_of", Some(&quote!(&[#(#texts),*])));
}
