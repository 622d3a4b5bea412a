//! Writes a fact into a parameter, with the sentence that states it.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use super::{Context, bounds, value_list};
use crate::fact::{Use, used_as};
use crate::files::Span;
use crate::ir::{Param, Rule, Schema, Type};
use crate::language::is_absent;
use crate::lint;

/// Keeps the sentence behind a fact. The first one stays: the tables come ahead of the prose.
pub(crate) fn keep_rule(cx: &Context, param: &mut Param, fact: &str, sentence: &str, span: &Span) {
    let source = cx.source(span);
    param.rules.entry(fact.to_owned()).or_insert_with(|| Rule { text: sentence.to_owned(), source });
}

/// Sets a fact from the text of a capture.
pub(crate) fn set_captured(cx: &mut Context, param: &mut Param, fact: &str, text: &str, sentence: &str, span: &Span) {
    // The values of a list are quoted one by one.
    let quotes: &[char] = if fact == "values" { &['`'] } else { &['"', '\'', '`', '«', '»', '“', '”', '„'] };
    let text = text.trim().trim_matches(quotes);
    let typed = if bounds::fits(fact, param) { typed(param, fact, text) } else { None };
    match typed {
        _ if fact == "default" && is_no_value(cx, param, text, false) => no_default(cx, param, sentence, span),
        Some(value) => set_value(cx, param, fact, &value, sentence, span),
        None => cx.report(lint::unfit_value::report(fact, text, &param.name, param.schema.kind, span)),
    }
}

/// Sets a default from words that are not set as code: those for nothing are no text then.
pub(crate) fn set_default(cx: &mut Context, param: &mut Param, text: &str, sentence: &str, span: &Span) {
    if is_no_value(cx, param, text, true) {
        return no_default(cx, param, sentence, span);
    }
    set_captured(cx, param, "default", text, sentence, span);
}

/// Whether the text of a default says that there is none: a word for `null`, or, in plain words or where the type takes no text, one
/// for nothing.
fn is_no_value(cx: &Context, param: &Param, text: &str, plain: bool) -> bool {
    let schema = &param.schema;
    let is_value = schema.values.iter().any(|value| value.as_str() == Some(text));
    let takes_text = matches!(schema.kind, Type::String | Type::Enum | Type::Any);
    !is_value && (cx.dialect.null.contains(&text.to_lowercase()) || ((plain || !takes_text) && is_absent(text)))
}

/// A default that is no value: `null` where the type has it, and otherwise a sentence alone, which says that the parameter may be
/// left out.
fn no_default(cx: &mut Context, param: &mut Param, sentence: &str, span: &Span) {
    if param.schema.nullable {
        return set_value(cx, param, "default", &Value::Null, sentence, span);
    }
    keep_rule(cx, param, "default", sentence, span);
}

/// Sets a fact from a cell of its own.
pub(crate) fn set_text(cx: &mut Context, param: &mut Param, fact: &str, text: &str, span: &Span) {
    set_captured(cx, param, fact, text, text, span);
}

/// The value that a fact's text stands for; `None` where the text does not fit the fact or the parameter's type.
fn typed(param: &Param, fact: &str, text: &str) -> Option<Value> {
    let number = || serde_json::from_str::<Number>(&plain(text)).ok().map(Value::Number);
    match fact {
        "minimum" | "maximum" => number(),
        "min_length" | "max_length" | "min_items" | "max_items" => plain(text).parse::<u64>().ok().map(Value::from),
        "default" => of_kind(param.schema.kind, text),
        "examples" => Some(Value::Array(vec![example(&param.schema, text)])),
        "alternatives" => {
            let words = text.split([',', ';', ' ', '\n']).filter(|word| !word.is_empty());
            Some(words.map(|word| Value::String(word.to_owned())).collect())
        }
        "values" => Some(value_list::of_list(text, &param.schema)),
        "required" | "nullable" | "unique" | "unique_items" | "ordered" | "shared_elements" | "open" | "repeated" => {
            text.parse::<bool>().ok().map(Value::Bool)
        }
        _ => Some(Value::String(text.to_owned())),
    }
}

/// The value of a type that a text stands for.
fn of_kind(kind: Type, text: &str) -> Option<Value> {
    match kind {
        Type::Integer | Type::Number => serde_json::from_str::<Number>(&plain(text)).ok().map(Value::Number),
        Type::Boolean => match text {
            "0" => Some(Value::Bool(false)),
            "1" => Some(Value::Bool(true)),
            _ => text.to_lowercase().parse::<bool>().ok().map(Value::Bool),
        },
        Type::String | Type::Enum => Some(Value::String(text.to_owned())),
        Type::Array | Type::Object => {
            serde_json::from_str(text).ok().filter(|value: &Value| value.is_array() || value.is_object())
        }
        Type::Any => serde_json::from_str(text).ok().or_else(|| Some(Value::String(text.to_owned()))),
    }
}

/// The example that a text shows; of an array it may show one element. One of another type is a text until all that is said of the type is
/// known.
fn example(schema: &Schema, text: &str) -> Value {
    let element = || {
        let kind = schema.items.as_deref().map_or(Type::String, |items| items.kind);
        let one = schema.kind == Type::Array && !text.starts_with(['[', '{']);
        Some(Value::Array(vec![of_kind(kind, text).filter(|_| one)?]))
    };
    let found = of_kind(schema.kind, text).or_else(element);
    found.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// A number as JSON has it. A comma ahead of three digits groups thousands, unless nothing but 0 stands ahead of it; another
/// one is a decimal sign.
fn plain(text: &str) -> String {
    let text = text.replace([' ', '\u{a0}', '\u{202f}'], "").replace('−', "-");
    let text = if text.starts_with(['.', ',']) { format!("0{text}") } else { text };
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let is_group = |group: &str, digits: &[usize]| {
        digits.contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = groups.next().unwrap_or_default();
    let grouped = is_group(first, &[1, 2, 3]) && first != "0" && groups.all(|group| is_group(group, &[3]));
    text.replace(',', if grouped { "" } else { "." })
}

/// Sets a fact to a value; a value of another shape than the fact's is reported.
pub(crate) fn set_value(cx: &mut Context, param: &mut Param, fact: &str, value: &Value, sentence: &str, span: &Span) {
    let fact = bounds::of_kind(fact, param);
    // The first sentence that states a fact holds: the tables come ahead of the prose.
    if param.rules.contains_key(fact) && !is_list(fact) {
        let known = param.rules[fact].text.clone();
        if !said(param, fact, value) {
            cx.report(lint::unfit_value::contradicts(fact, &value.to_string(), &param.name, &known, span));
        }
        return;
    }
    if put(param, fact, value).is_none() {
        let text = value.to_string();
        return cx.report(lint::unfit_value::report(fact, &text, &param.name, param.schema.kind, span));
    }
    keep_rule(cx, param, fact, sentence, span);
}

/// Gives a parameter the facts that its own row leaves out and the row of a section for all methods states, each with its
/// sentence.
pub(crate) fn take_over(param: &mut Param, shared: &Param) {
    let (Ok(own), Ok(general)) = (serde_json::to_value(&*param), serde_json::to_value(shared)) else { return };
    for fact in used_as(Use::Shared).iter().filter(|fact| own.get(**fact).is_none()) {
        let Some(value) = general.get(*fact) else { continue };
        if put(param, fact, value).is_some()
            && let Some(rule) = shared.rules.get(*fact)
        {
            param.rules.entry((*fact).to_owned()).or_insert_with(|| rule.clone());
        }
    }
}

/// Gives a parameter the facts that it lacks.
pub(crate) fn add_absent(param: &mut Param, facts: &BTreeMap<String, Value>) {
    let Ok(own) = serde_json::to_value(&*param) else { return };
    for (fact, value) in facts.iter().filter(|(fact, _)| own.get(fact.as_str()).is_none()) {
        // A value that fits no fact is refused when the dialect is read.
        let _ = put(param, fact, value);
    }
}

/// Whether several sentences may add to a fact.
fn is_list(fact: &str) -> bool {
    fact.starts_with("see_") || matches!(fact, "examples" | "required_for" | "alternatives" | "conditions")
}

/// Whether a fact has this value already.
fn said(param: &Param, fact: &str, value: &Value) -> bool {
    let mut again = param.clone();
    put(&mut again, fact, value).is_none() || again == *param
}

/// Whether a value has the shape of a fact.
pub(crate) fn fits(param: &mut Param, fact: &str, value: &Value) -> bool {
    put(param, fact, value).is_some()
}

/// Gives a parameter its values, or its elements theirs.
pub(crate) fn put_values(param: &mut Param, values: &[Value]) {
    // The values of a list are those of its elements.
    let schema = match param.schema.kind {
        Type::Array => param.schema.items.get_or_insert_default(),
        _ => &mut param.schema,
    };
    schema.values = values.to_vec();
    if let Some(values) = switch(schema) {
        (schema.kind, schema.values) = (Type::Integer, values);
        let number = |value: Value| value.as_bool().map_or(value, |on| u8::from(on).into());
        param.default = param.default.take().map(number);
    }
}

fn put(param: &mut Param, fact: &str, value: &Value) -> Option<()> {
    let text = || value.as_str().map(str::to_owned);
    let schema = &mut param.schema;
    match fact {
        "required" => param.required = Some(value.as_bool()?),
        "default" => param.default = Some(value.clone()),
        "values" => put_values(param, value.as_array()?),
        "examples" => {
            let new = value.as_array()?.iter().filter(|value| !param.examples.contains(value));
            param.examples.extend(new.cloned().collect::<Vec<_>>());
        }
        "minimum" | "maximum" | "min_length" | "max_length" | "pattern" => {
            put_bound(bounded(schema, fact), fact, value)?;
        }
        "min_items" => schema.min_items = Some(value.as_u64()?),
        "max_items" => schema.max_items = Some(value.as_u64()?),
        "format" => schema.format = Some(text()?),
        "layout" => {
            schema.pattern = Some(super::layout::pattern(value.as_str()?)?);
            schema.format = Some(text()?);
        }
        "nullable" => schema.nullable = value.as_bool()?,
        "open" => schema.open = value.as_bool()?,
        "repeated" => {
            if value.as_bool()? {
                super::nesting::into_list(param);
            }
        }
        _ => return put_rule(param, fact, value),
    }
    Some(())
}

/// The values of what is called a boolean and is 0 or 1 on the wire.
fn switch(schema: &Schema) -> Option<Vec<Value>> {
    let number = |value: &Value| match value.as_str()? {
        "0" => Some(Value::from(0)),
        "1" => Some(Value::from(1)),
        _ => None,
    };
    let values: Vec<Value> = schema.values.iter().map(number).collect::<Option<_>>()?;
    (schema.kind == Type::Boolean && values.len() > 1).then_some(values)
}

/// What a bound of single values holds for: the elements where the parameter is a list of what the fact bounds.
fn bounded<'s>(schema: &'s mut Schema, fact: &str) -> &'s mut Schema {
    let fits = |items: &Schema| match fact {
        "minimum" | "maximum" => matches!(items.kind, Type::Integer | Type::Number),
        _ => matches!(items.kind, Type::String | Type::Enum),
    };
    if schema.kind == Type::Array && schema.items.as_deref().is_some_and(fits) {
        return schema.items.get_or_insert_default();
    }
    schema
}

fn put_bound(schema: &mut Schema, fact: &str, value: &Value) -> Option<()> {
    match fact {
        "minimum" => schema.minimum = Some(value.as_number()?.clone()),
        "maximum" => schema.maximum = Some(value.as_number()?.clone()),
        "min_length" => schema.min_length = Some(value.as_u64()?),
        "max_length" => schema.max_length = Some(value.as_u64()?),
        _ => schema.pattern = Some(value.as_str()?.to_owned()),
    }
    Some(())
}

fn put_rule(param: &mut Param, fact: &str, value: &Value) -> Option<()> {
    let text = || value.as_str().map(str::to_owned);
    match fact {
        "item_format" => param.item_format = Some(text()?),
        "unique" => param.unique = value.as_bool()?,
        "unique_items" => param.unique_items = value.as_bool()?,
        "on_duplicate" => param.on_duplicate = Some(text()?),
        "ordered" => param.ordered = value.as_bool()?,
        "shared_elements" => param.shared_elements = value.as_bool()?,
        "on_incomplete" => param.on_incomplete = Some(text()?),
        "on_missing_reference" => param.on_missing_reference = Some(text()?),
        "requires_component" => param.requires_component = Some(text()?),
        "requires_parameter" => param.requires_parameter = Some(text()?),
        "required_when" => {
            param.required_when = Some(text()?);
            // A requirement under a condition is none without it.
            param.required = param.required.map(|_| false);
        }
        "allowed_when" => param.allowed_when = Some(text()?),
        "alternatives" => extend(&mut param.alternatives, value)?,
        "conditions" => extend(&mut param.conditions, value)?,
        "required_for" => extend(&mut param.required_for, value)?,
        "see_methods" => extend(&mut param.see_methods, value)?,
        "see_sections" => extend(&mut param.see_sections, value)?,
        // What a sentence says of the method: read where the method is, and held to its shape here.
        "parameters" => extend(&mut Vec::new(), value)?,
        "result" | "status" => drop(text()?),
        _ => return None,
    }
    Some(())
}

fn extend(list: &mut Vec<String>, value: &Value) -> Option<()> {
    let words: Vec<&str> = match value {
        Value::Array(words) => words.iter().map(Value::as_str).collect::<Option<_>>()?,
        word => vec![word.as_str()?],
    };
    for word in words {
        if !list.iter().any(|known| known == word) {
            list.push(word.to_owned());
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use crate::ir::{Param, Rule, Source};

    use super::{plain, take_over};

    #[test]
    fn shared_rows_fill_what_a_row_leaves_out() {
        let mut shared = Param::default();
        (shared.schema.minimum, shared.schema.maximum) = (Some(1.into()), Some(100.into()));
        for fact in ["minimum", "maximum", "see_sections"] {
            shared.rules.insert(fact.to_owned(), Rule { text: fact.to_owned(), source: Source::default() });
        }
        let mut own = Param::default();
        own.schema.minimum = Some(5.into());
        take_over(&mut own, &shared);
        assert_eq!((own.schema.minimum, own.schema.maximum), (Some(5.into()), Some(100.into())));
        // A sentence without its fact would promise what nobody holds.
        assert_eq!(own.rules.keys().collect::<Vec<_>>(), ["maximum"]);
    }

    #[test]
    fn commas_group_thousands_or_begin_decimals() {
        for (text, number) in [
            ("60,000", "60000"),
            ("1,000,000.5", "1000000.5"),
            ("−1 000", "-1000"),
            ("0,001", "0.001"),
            ("0,5", "0.5"),
            ("12,75", "12.75"),
            ("1000,500", "1000.500"),
            ("1.5", "1.5"),
        ] {
            assert_eq!(plain(text), number, "{text}");
        }
    }
}
