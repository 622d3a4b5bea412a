//! A value of another JSON type than the documented one is refused, at any depth.

use std::iter;

use doctract_spec::Deed;
use doctract_spec::ir::{Location, Role, Type, Violation};
use serde_json::{Value, json};

use super::unknown_reference::NOTHING;
use super::{Check, targets};
use crate::case::{Exchange, Level, Outcome};
use crate::draft::Draft;
use crate::plan::{
    Change, Context, Effect, Probe, Sink, Spot, act, impersonated, is_reference, lookup, refused, takes_away, tolerated,
};

/// See the module.
pub struct WrongType;

impl Check for WrongType {
    fn name(&self) -> &'static str {
        "wrong_type"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["type", "one_of", "items", "nullable", "in"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx) {
            for (word, value) in wrong_values(cx, &spot) {
                let probe = Probe {
                    check: self.name(),
                    kind: format!("type.{word}"),
                    fact: fact(&spot, &value),
                    plain: format!("type {}", type_word(&spot)),
                    does: format!("sends {word} as `{}`", spot.path),
                    change: Change::Set(Draft::Known(value.clone())),
                    expect: answers(cx, &spot, &value),
                };
                sink.probe(cx, &spot, probe);
            }
            if spot.is_item {
                let wrong = wrong_values(cx, &spot);
                let digits = wrong.iter().skip(1).find(|(word, _)| *word == "digits").cloned();
                let second = wrong.into_iter().next();
                // Where no other element is there, that none is found may be the reason of a refusal.
                let null = taken_away(cx, &spot).map(|_| ("null", Value::Null));
                for wrong in second.into_iter().chain(digits).chain(null) {
                    self.second(cx, sink, &spot, wrong);
                }
            }
        }
    }
}

impl WrongType {
    /// An element of the wrong type behind one that is right.
    fn second<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, (word, value): (&str, Value)) {
        let kind = format!("type.{word}-second");
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let built = cx.call_with(spot, &id, Effect::Shares).and_then(|mut call| {
            let array = spot.path.0.split_last().and_then(|(_, array)| call.args.at_mut(array));
            let Some(Draft::List(items)) = array.filter(|array| array.known().is_none_or(|list| list != json!([])))
            else {
                return Err(format!("no request can be made that reaches `{}`", spot.path));
            };
            items.push(Draft::Known(value.clone()));
            Ok(call)
        });
        let Some(call) = sink.made(&id, spot.method, built) else { return };
        let mut expect = answers(cx, spot, &value);
        expect.extend(tolerated(cx, spot));
        expect.extend(impersonated(cx, spot.method));
        let does = format!("sends {word} as a further element of `{}`", spot.path);
        let exchange = Exchange { request: call.request(), expect };
        let case = sink.whole(self.name(), spot.method, &kind, &does, vec![exchange]);
        case.id = id;
        case.param = Some(spot.path.clone());
        case.level = spot.level("type");
        case.sentence = spot.sentence("type", &format!("type {}", type_word(spot)));
    }
}

/// The fact that a value goes against. Where it is only inferred that the parameter must be there, `null` goes against no more than that.
fn fact(spot: &Spot<'_>, value: &Value) -> &'static str {
    if value.is_null() && spot.level("required") == Level::Should { "required" } else { "type" }
}

fn type_word(spot: &Spot<'_>) -> String {
    let documented = spot.schema.documented_type.clone();
    documented.unwrap_or_else(|| format!("{:?}", spot.schema.kind).to_lowercase())
}

/// Values that no reading of the documents allows, each with the word for its type.
fn wrong_values(cx: &Context<'_>, spot: &Spot<'_>) -> Vec<(&'static str, Value)> {
    if matches!(spot.param.location, Some(Location::Path | Location::Query | Location::Header)) {
        // There everything is text: only text that is no number says something else than what is documented.
        let number = matches!(spot.schema.kind, Type::Integer | Type::Number);
        let begun = || number_and(cx, spot, "x").map(|text| ("number-and-letters", json!(text)));
        let part = number_and(cx, spot, ".5").filter(|_| spot.schema.kind == Type::Integer);
        let fraction = part.map(|text| ("fraction", json!(text)));
        let texts = || iter::once(("text", json!("not-a-number"))).chain(begun()).chain(fraction);
        return if number { texts().collect() } else { Vec::new() };
    }
    let null = refuses_null(spot).then_some(("null", Value::Null));
    if !spot.schema.one_of.is_empty() {
        return outside(&spot.schema.one_of).into_iter().chain(null).collect();
    }
    let loose = cx.loose.is_loose(&spot.param.name, spot.schema);
    let text = ("text", json!("not-of-this-type"));
    // A target that takes them for a number must not come upon somebody else's entity.
    let digits = ("digits", if is_reference(spot.param) { json!(NOTHING[0].to_string()) } else { json!("1") });
    let (mut digits, mut fraction) = (digits, ("fraction", json!(1.5)));
    let (mut number, boolean) = (("number", json!(12)), ("boolean", json!(true)));
    if let Some(id) = taken_away(cx, spot) {
        // That an id of nothing is not found would look like a refusal.
        digits.1 = json!(id.to_string());
        fraction.1 = serde_json::from_str(&format!("{id}.5")).unwrap_or(fraction.1);
        number.1 = json!(id);
    }
    let (array, object) = (("array", json!([])), ("object", json!({})));
    let mut values = match spot.schema.kind {
        Type::Any => return Vec::new(),
        _ if loose => vec![boolean, array, object],
        Type::String | Type::Enum => vec![number, boolean, array, object],
        Type::Integer => vec![text, digits, fraction, boolean, array, object],
        Type::Number => vec![text, digits, boolean, array, object],
        Type::Boolean => vec![("text", json!("true")), ("number", json!(1)), array, object],
        Type::Array => vec![text, number, boolean, object],
        Type::Object => vec![text, number, boolean, array],
    };
    values.extend(null);
    values
}

/// An id that may go, of a list of ids to take away: the last of the pool that is configured for it, which is taken last.
fn taken_away(cx: &Context<'_>, spot: &Spot<'_>) -> Option<u64> {
    let list = spot.is_item || spot.schema.kind == Type::Array;
    let pool = lookup(&cx.facts.existing, &spot.method.name, &spot.path, &spot.param.name)?.as_array()?;
    let some = list && takes_away(spot.method) && is_reference(spot.param);
    pool.last().filter(|_| some)?.as_u64()
}

/// A number with something behind it, so that it is none, or no whole one: who reads only the digits comes upon what is there. In a path that
/// must be the known one.
fn number_and(cx: &Context<'_>, spot: &Spot<'_>, end: &str) -> Option<String> {
    if spot.param.location != Some(Location::Path) {
        return Some(format!("1{end}"));
    }
    let known = lookup(&cx.facts.existing, &spot.method.name, &spot.path, &spot.param.name)?;
    known.as_u64().map(|known| format!("{known}{end}"))
}

/// Values of the types that are not among those that the documents allow side by side.
fn outside(allowed: &[Type]) -> Vec<(&'static str, Value)> {
    let values: [(&[Type], &'static str, Value); 5] = [
        (&[Type::String, Type::Enum], "text", json!("not-of-this-type")),
        (&[Type::Number, Type::Integer], "number", json!(12)),
        (&[Type::Boolean], "boolean", json!(true)),
        (&[Type::Array], "array", json!([])),
        (&[Type::Object], "object", json!({})),
    ];
    let any = allowed.contains(&Type::Any);
    let refused = values.into_iter().filter(|(types, ..)| !any && !types.iter().any(|kind| allowed.contains(kind)));
    refused.map(|(_, word, value)| (word, value)).collect()
}

/// Whether the documents say that the value is always there: `null`, which resets what is optional, is none.
fn refuses_null(spot: &Spot<'_>) -> bool {
    if spot.is_item {
        // An element is there, whatever the array is for.
        return act(spot.method) == Some(Deed::Create) && !spot.schema.nullable && !spot.depends_on_caller();
    }
    let writes = matches!(act(spot.method), Some(Deed::Create | Deed::Update | Deed::Delete));
    writes
        && spot.param.is_required()
        && !spot.schema.nullable
        && spot.param.required_when.is_none()
        && !spot.depends_on_caller()
}

fn answers(cx: &Context<'_>, spot: &Spot<'_>, value: &Value) -> Vec<Outcome> {
    let field = Some(&spot.path);
    let mut outcomes = vec![refused(cx, Violation::WrongType, field)];
    if spot.has_role(&[Role::Filter, Role::Sort, Role::Fields]) {
        // Their members name fields of the rows, and the documents do not say which of the errors about those comes first, nor where.
        let about = [Violation::WrongType, Violation::InvalidValue, Violation::Unexpected];
        outcomes.extend(about.map(|violation| refused(cx, violation, None)));
    }
    let in_path = spot.param.location == Some(Location::Path);
    let textual = spot.schema.kind == Type::Enum
        || spot.schema.format.is_some()
        || cx.loose.is_loose(&spot.param.name, spot.schema);
    if textual || value.is_f64() {
        // A value outside the list or the format breaks that rule as well.
        outcomes.push(refused(cx, Violation::InvalidValue, field));
    }
    if value.is_null() {
        outcomes.push(refused(cx, Violation::MissingRequired, field));
        outcomes.push(refused(cx, Violation::InvalidValue, field));
        if spot.is_item && is_reference(spot.param) {
            // Nothing has the id that is none.
            outcomes.push(refused(cx, Violation::MissingReference, field));
        }
    }
    if in_path {
        // A path that no route matches is a resource that does not exist.
        outcomes.push(refused(cx, Violation::NotFound, None));
    }
    outcomes
}
