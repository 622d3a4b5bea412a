//! What a number bounds: the value of a number, the length of a text, how many elements a list has.

use crate::ir::{Param, Role, Schema, Type};
use crate::language::{Unit, unit_of};

/// The fact that a bound is for a parameter: of a text the numbers are lengths, and of a list whose elements are no numbers they say how
/// many it has. A text of a format, and one that is a place in a list, may hold a number.
pub(super) fn of_kind<'f>(fact: &'f str, param: &Param) -> &'f str {
    let Some(least) = least(fact) else { return fact };
    let pages = matches!(param.role, Some(Role::Limit | Role::Offset | Role::Page | Role::Cursor));
    let is_number = |items: &Schema| matches!(items.kind, Type::Integer | Type::Number);
    match param.schema.kind {
        Type::String if param.schema.format.is_none() && !pages => length(least),
        Type::Array if !param.schema.items.as_deref().is_some_and(is_number) => {
            if least {
                "min_items"
            } else {
                "max_items"
            }
        }
        _ => fact,
    }
}

/// Whether a fact is the least number, or the greatest.
fn least(fact: &str) -> Option<bool> {
    match fact {
        "minimum" => Some(true),
        "maximum" => Some(false),
        _ => None,
    }
}

fn length(least: bool) -> &'static str {
    if least { "min_length" } else { "max_length" }
}

/// Whether a parameter can have such a bound: neither `true` nor `false` is more than the other, and no object more than another.
pub(super) fn fits(fact: &str, param: &Param) -> bool {
    least(fact).is_none() || !matches!(param.schema.kind, Type::Boolean | Type::Object)
}

/// The fact that a number states with the words behind it: `64 characters` are a length. `None` where they make it a number of something
/// else than the value, such as `2 decimal places` or the characters of a number.
pub(super) fn counted<'f>(fact: &'f str, behind: &str, schema: &Schema) -> Option<&'f str> {
    let Some(least) = least(fact) else { return Some(fact) };
    match unit_of(behind) {
        Some(Unit::Other) => None,
        // A number may be one of hours; a text that is so many hours is not that long.
        Some(Unit::Measure) if matches!(schema.kind, Type::String | Type::Enum) => None,
        None | Some(Unit::Measure) => Some(fact),
        Some(Unit::Length) if matches!(schema.kind, Type::Integer | Type::Number | Type::Boolean) => None,
        Some(Unit::Length) => Some(length(least)),
    }
}

/// What stands in the brackets of a type word in the place of a format: the facts that numbers and lists there are, `string(64)`,
/// `string(1..64)`, `enum(a, b)`; `None` where it is a format.
pub(super) fn of_brackets(kind: Type, text: &str) -> Option<Vec<(String, String)>> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let text = text.trim();
    let is_text = matches!(kind, Type::String | Type::Any);
    if number(text) {
        // Of a number it is how wide it is shown.
        return Some(if is_text { vec![fact("max_length", text)] } else { Vec::new() });
    }
    let range = ["..", "-", "–", ","].iter().find_map(|between| text.split_once(*between));
    if let Some((least, most)) = range.map(|(least, most)| (least.trim(), most.trim()))
        && number(least)
        && number(most)
    {
        let is_range = !text.contains(',');
        return Some(match kind {
            _ if !is_range => Vec::new(),
            Type::Integer | Type::Number => vec![fact("minimum", least), fact("maximum", most)],
            _ => vec![fact("min_length", least), fact("max_length", most)],
        });
    }
    let list = text.contains(',') && matches!(kind, Type::Enum | Type::String);
    list.then(|| vec![fact("values", text)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_a_number_say_what_it_counts() {
        let of = |kind, behind| counted("maximum", behind, &Schema { kind, ..Schema::default() });
        assert_eq!(of(Type::String, " characters."), Some("max_length"));
        assert_eq!(of(Type::Any, "个字符"), Some("max_length"));
        assert_eq!(of(Type::Integer, " and more"), Some("maximum"));
        assert_eq!(of(Type::Integer, " characters"), None);
        assert_eq!(of(Type::Number, " decimal places"), None);
        assert_eq!(of(Type::String, " days"), None);
        assert_eq!(of(Type::Integer, " days"), Some("maximum"));
        assert_eq!(counted("max_length", " requests", &Schema::default()), Some("max_length"));
    }

    #[test]
    fn brackets_hold_lengths_values_and_formats() {
        let of = |kind, text| {
            let facts: Option<Vec<_>> = of_brackets(kind, text);
            facts.map(|facts| {
                facts.into_iter().map(|(fact, value)| format!("{fact}={value}")).collect::<Vec<_>>().join(" ")
            })
        };
        for (kind, text, facts) in [
            (Type::String, "36", Some("max_length=36")),
            (Type::String, "1..64", Some("min_length=1 max_length=64")),
            (Type::Integer, "1-64", Some("minimum=1 maximum=64")),
            (Type::Integer, "11", Some("")),
            (Type::Number, "10,2", Some("")),
            (Type::Enum, "x, y", Some("values=x, y")),
            (Type::String, "uuid", None),
            (Type::String, "date-time", None),
        ] {
            assert_eq!(of(kind, text).as_deref(), facts, "{text}");
        }
    }
}
