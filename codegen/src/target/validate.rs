//! The rules as straight-line code.

use doctract_spec::ir::{Param, Schema};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use crate::{
    doc,
    model::{Field, Presence, StructModel, Ty},
};

/// Whether a member has rules, or is part of one.
pub(crate) fn has_rules(field: &Field<'_>, siblings: &[Field<'_>], partial: bool) -> bool {
    !field_rules(field, siblings, partial).is_empty()
}

/// The body of a function that holds a struct to its rules.
pub(super) fn body(model: &StructModel<'_>) -> TokenStream {
    let rules = model.fields.iter().map(|field| field_rules(field, &model.fields, model.partial));
    quote!(#(#rules)* Ok(()))
}

/// The function itself, for structs within others.
pub(super) fn function(model: &StructModel<'_>) -> TokenStream {
    if !model.rules {
        return TokenStream::new();
    }
    let (ident, body) = (&model.ident, body(model));
    quote! {
        impl #ident {
            /// Holds the members to the documented rules: the first one that is broken is the error.
            pub fn validate(&self) -> Result<(), rt::Violation> { #body }
        }
    }
}

/// A signed literal as an expression.
pub(crate) fn integer(n: i64) -> TokenStream {
    Literal::i64_unsuffixed(n).to_string().parse().unwrap_or_default()
}

fn field_rules(field: &Field<'_>, siblings: &[Field<'_>], partial: bool) -> TokenStream {
    let ident = &field.ident;
    let together = together(field, siblings, partial);
    let rules = match field.presence {
        Presence::Required | Presence::WrittenAsList | Presence::Elsewhere(true) => {
            value_rules(&quote!(&self.#ident), field)
        }
        Presence::Patch => within(&quote!(self.#ident.value()), &value_rules(&quote!(value), field)),
        Presence::Credential => return TokenStream::new(),
        _ => within(&quote!(&self.#ident), &value_rules(&quote!(value), field)),
    };
    quote!(#together #rules)
}

fn within(option: &TokenStream, rules: &TokenStream) -> TokenStream {
    if rules.is_empty() { TokenStream::new() } else { quote!(if let Some(value) = #option { #rules }) }
}

/// The documented sentence behind a fact, or the words for the parameter.
fn rule(param: &Param, fact: &str) -> TokenStream {
    let (text, source) = match param.rule(fact) {
        Some(rule) => (rule.text.as_str(), &rule.source),
        None if param.description.is_empty() => (param.name.as_str(), &param.source),
        None => (param.description.as_str(), &param.source),
    };
    let source = doc::place(source);
    quote!(rt::Rule::new(#text, #source))
}

fn value_rules(value: &TokenStream, field: &Field<'_>) -> TokenStream {
    let wire = field.wire;
    match &field.ty {
        Ty::Filter(_) => quote!(rt::filter::validate_filter(#wire, #value)?;),
        Ty::Sort(_) => quote!(rt::filter::validate_sort(#wire, #value)?;),
        Ty::Columns(_) => TokenStream::new(),
        ty => {
            let mut rules = schema_rules(value, &field.param.schema, ty, field.param);
            if field.param.unique_items && ty.is_list() {
                let (mnemonic, rule) =
                    (super::option(field.param.on_duplicate.as_ref()), rule(field.param, "unique_items"));
                // A number and a string with the same digits stand for one thing.
                let check = match ty {
                    Ty::List(item) if matches!(**item, Ty::NumberOrString) => quote!(unique_text),
                    _ => quote!(unique),
                };
                rules.extend(quote!(rt::check::#check(#wire, #value, #mnemonic, #rule)?;));
            }
            rules
        }
    }
}

/// The rules of a value. Elements of a list go by the name of the list.
fn schema_rules(value: &TokenStream, schema: &Schema, ty: &Ty, param: &Param) -> TokenStream {
    let wire = param.name.as_str();
    let mut rules = TokenStream::new();
    rules.extend(bounds(value, schema, ty, param));
    rules.extend(lengths(value, schema, ty, param));
    rules.extend(format(value, schema.format.as_deref(), ty, param));
    rules.extend(values(value, schema, ty, param));
    match ty {
        Ty::Struct(_, true) | Ty::Boxed(_, true) => {
            // A method call borrows by itself.
            let receiver: TokenStream = value.clone().into_iter().filter(|token| token.to_string() != "&").collect();
            rules.extend(quote!(#receiver.validate().map_err(|violation| violation.within(#wire))?;));
        }
        Ty::List(item) => rules.extend(elements(value, schema, item, param)),
        _ => {}
    }
    rules
}

fn bounds(value: &TokenStream, schema: &Schema, ty: &Ty, param: &Param) -> TokenStream {
    let bound = |bound: &Number, up: bool| match ty {
        Ty::Integer => integer_bound(bound, up).map(integer),
        Ty::Number => bound.as_i64().map(integer).or_else(|| bound.as_f64().map(|x| quote!(#x))),
        _ => None,
    };
    let wire = param.name.as_str();
    let minimum = schema.minimum.as_ref().and_then(|least| bound(least, true)).map(|least| {
        let rule = rule(param, "minimum");
        quote!(rt::check::minimum(#wire, #value, #least, #rule)?;)
    });
    let maximum = schema.maximum.as_ref().and_then(|most| bound(most, false)).map(|most| {
        let rule = rule(param, "maximum");
        quote!(rt::check::maximum(#wire, #value, #most, #rule)?;)
    });
    quote!(#minimum #maximum)
}

/// The bound of an integer: the next one where the documented bound has a fraction.
#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates, which is the bound that is meant")]
fn integer_bound(bound: &Number, up: bool) -> Option<i64> {
    let round = |x: f64| if up { x.ceil() as i64 } else { x.floor() as i64 };
    bound.as_i64().or_else(|| bound.as_f64().map(round))
}

fn usize_literal(n: u64) -> Literal {
    Literal::u64_unsuffixed(n.min(u64::from(u32::MAX)))
}

fn lengths(value: &TokenStream, schema: &Schema, ty: &Ty, param: &Param) -> TokenStream {
    if !has_text(ty) {
        return TokenStream::new();
    }
    let wire = param.name.as_str();
    let least = schema.min_length.map(|least| {
        let (least, rule) = (usize_literal(least), rule(param, "min_length"));
        quote!(rt::check::min_length(#wire, #value, #least, #rule)?;)
    });
    let most = schema.max_length.map(|most| {
        let (most, rule) = (usize_literal(most), rule(param, "max_length"));
        quote!(rt::check::max_length(#wire, #value, #most, #rule)?;)
    });
    quote!(#least #most)
}

fn has_text(ty: &Ty) -> bool {
    matches!(ty, Ty::String | Ty::Integer | Ty::Number | Ty::NumberOrString | Ty::Value)
}

/// The formats that can be told from the text alone, by their documented names.
const FORMATS: &[(&str, &str)] = &[
    ("email", "Email"),
    ("E164", "E164"),
    ("e164", "E164"),
    ("phone", "E164"),
    ("uuid", "Uuid"),
    ("date-time", "DateTime"),
    ("date", "Date"),
    ("uri", "Uri"),
];

/// The facts of a parameter that no code is made of: they stay words in its doc comment.
pub(crate) fn without_code(param: &Param, ty: &Ty) -> Vec<String> {
    let schema = &param.schema;
    let known = |format: &String| FORMATS.iter().any(|(name, _)| name == format);
    let unknown = schema.format.as_ref().filter(|format| !known(format) || !has_text(ty));
    let pattern = schema.pattern.as_ref().map(|pattern| format!("the pattern `{pattern}`"));
    let length = schema.min_length.or(schema.max_length).filter(|_| !has_text(ty)).map(|_| "the length".to_owned());
    let bounds = schema.minimum.as_ref().or(schema.maximum.as_ref());
    let bounds = bounds.filter(|_| !matches!(ty, Ty::Integer | Ty::Number)).map(|_| "the bound".to_owned());
    let fits = matches!(ty, Ty::Enum(_) | Ty::List(_) | Ty::Value | Ty::Map)
        || super::structs::default_value(param, ty).is_some();
    let default = param.default.as_ref().filter(|_| !fits).map(|default| format!("the default {default}"));
    let format = unknown.map(|format| format!("the format `{format}`"));
    [pattern, format, length, bounds, default].into_iter().flatten().collect()
}

fn format(value: &TokenStream, format: Option<&str>, ty: &Ty, param: &Param) -> TokenStream {
    let known = FORMATS.iter().find(|(name, _)| Some(*name) == format).filter(|_| has_text(ty));
    let Some((_, variant)) = known else { return TokenStream::new() };
    let fact = if param.rule("format").is_some() { "format" } else { "item_format" };
    let (wire, variant, rule) = (param.name.as_str(), crate::name::ident(variant), rule(param, fact));
    quote!(rt::check::format(#wire, #value, rt::check::Format::#variant, #rule)?;)
}

/// A closed list of values that no enum could be made of.
fn values(value: &TokenStream, schema: &Schema, ty: &Ty, param: &Param) -> TokenStream {
    if schema.values.is_empty() || matches!(ty, Ty::Enum(_) | Ty::List(_) | Ty::Struct(..) | Ty::Boxed(..)) {
        return TokenStream::new();
    }
    let texts = schema.values.iter().map(ToString::to_string);
    let (wire, rule) = (param.name.as_str(), rule(param, "values"));
    quote!(rt::check::one_of(#wire, #value, &[#(#texts),*], #rule)?;)
}

fn elements(value: &TokenStream, schema: &Schema, item: &Ty, param: &Param) -> TokenStream {
    let wire = param.name.as_str();
    let least = schema.min_items.map(|least| {
        let (least, rule) = (usize_literal(least), rule(param, "min_items"));
        quote!(rt::check::min_items(#wire, #value, #least, #rule)?;)
    });
    let most = schema.max_items.map(|most| {
        let (most, rule) = (usize_literal(most), rule(param, "max_items"));
        quote!(rt::check::max_items(#wire, #value, #most, #rule)?;)
    });
    let mut rules = TokenStream::new();
    let items = schema.items.as_deref();
    if let Some(items) = items {
        rules = schema_rules(&quote!(value), items, item, param);
    }
    if items.is_none_or(|items| items.format.is_none()) {
        rules.extend(format(&quote!(value), param.item_format.as_deref(), item, param));
    }
    let each = (!rules.is_empty()).then(|| quote!(for value in #value { #rules }));
    quote!(#least #most #each)
}

/// A parameter that may only be set together with another one.
///
/// In a partial update the other one may be stored already, so there only one that is being emptied is missing for certain.
fn together(field: &Field<'_>, siblings: &[Field<'_>], partial: bool) -> TokenStream {
    let other =
        field.param.requires_parameter.as_deref().and_then(|name| siblings.iter().find(|sibling| sibling.wire == name));
    let Some(other) = other.filter(|other| other.wire != field.wire) else { return TokenStream::new() };
    let (ident, other_ident, wire) = (&field.ident, &other.ident, field.wire);
    let set = match (&field.ty, field.presence) {
        (Ty::Boolean, Presence::Required) => quote!(self.#ident),
        (Ty::Boolean, Presence::Patch) => quote!(self.#ident.value() == Some(&true)),
        (Ty::Boolean, _) => quote!(self.#ident == Some(true)),
        (_, Presence::Required) => quote!(true),
        (_, Presence::Patch) => quote!(self.#ident.value().is_some()),
        _ => quote!(self.#ident.is_some()),
    };
    let other_set = match other.presence {
        Presence::Patch if partial => quote!(self.#other_ident != rt::Patch::Null),
        Presence::Optional if partial => return TokenStream::new(),
        Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false) => {
            quote!(self.#other_ident.is_some())
        }
        _ => return TokenStream::new(),
    };
    let rule = rule(field.param, "requires_parameter");
    quote!(rt::check::requires(#wire, &self.#ident, #set, #other_set, #rule)?;)
}
