//! Reading a request back as a target does, before anybody is accused: which documented rules do the bytes that were sent break?

use doctract_spec::ir::{Api, Location, Method, Param, Protocol, Schema, Type, Violation};
use serde_json::{Map, Value};

use super::bounds::within;
use crate::case::{Exchange, Outcome, Refusal};
use crate::draft::{Path, Step};
use crate::formats::value_fits;
use crate::names::LooseNames;
use crate::request::Rendered;

/// Tells why a request is not the one that its case is about; none where it is.
///
/// A request that must be accepted breaks no rule; one that must be refused breaks one at the place that the answer is to name.
pub fn mistaken(
    api: &Api,
    loose: &LooseNames,
    method: &Method,
    exchange: &Exchange,
    sent: &Rendered,
) -> Option<String> {
    let args = arguments(api, sent)?;
    let broken = Reader { loose, closed: api.conventions.closed_requests }.breaks(api, method, &args);
    let refusals: Vec<&Refusal> = exchange.expect.iter().filter_map(refusal).collect();
    if refusals.len() < exchange.expect.len() {
        // Whether a rule that the case itself leaves open is kept, is not asked.
        let open = |violation: &Violation| refusals.iter().any(|refusal| refusal.violation == *violation);
        let first = broken.iter().find(|(_, violation)| !open(violation))?;
        return Some(format!("the suite made a request that breaks a rule itself: {:?} at `{}`", first.1, first.0));
    }
    if refusals.iter().any(|refusal| refusal.violation == Violation::Unauthenticated) {
        return None;
    }
    // Whether an id stands for something, the target alone knows.
    let of_ids = |refusal: &&&Refusal| matches!(refusal.violation, Violation::NotFound | Violation::MissingReference);
    if refusals.iter().filter(of_ids).any(|refusal| refusal.field.as_ref().is_some_and(|path| passes(&args, path))) {
        return None;
    }
    let fields = refusals.iter().filter_map(|refusal| refusal.field.as_ref().map(Path::dotted));
    let fields: Vec<String> = fields.filter(|field| travels_in_body(method, field)).collect();
    let kept = |field: &String| !broken.iter().any(|(path, _)| path == field);
    (!fields.is_empty() && fields.iter().all(kept))
        .then(|| format!("the suite made a request that breaks no rule at `{}`", fields[0]))
}

fn refusal(outcome: &Outcome) -> Option<&Refusal> {
    match outcome {
        Outcome::Refused(refusal) => Some(refusal),
        _ => None,
    }
}

/// Whether the arguments hold a value under the name of this path, in whichever element of an array.
fn passes(args: &Map<String, Value>, path: &Path) -> bool {
    let Some((Step::Name(top), rest)) = path.0.split_first() else {
        return false;
    };
    args.get(top).is_some_and(|value| holds(value, rest))
}

fn holds(value: &Value, path: &[Step]) -> bool {
    match path.split_first() {
        None => !value.is_null(),
        Some((Step::Name(name), rest)) => value.get(name).is_some_and(|value| holds(value, rest)),
        Some((Step::Item, rest)) => value.as_array().is_some_and(|items| items.iter().any(|item| holds(item, rest))),
    }
}

fn travels_in_body(method: &Method, dotted: &str) -> bool {
    let top = dotted.split('.').next().unwrap_or_default();
    let param = method.params.iter().find(|param| param.name == top);
    param.is_none_or(|param| matches!(param.location, None | Some(Location::Body)))
}

/// The arguments in a body; none where it holds none, being no such request on purpose.
fn arguments(api: &Api, sent: &Rendered) -> Option<Map<String, Value>> {
    let Value::Object(mut body) = serde_json::from_slice(&sent.body).ok()? else {
        return None;
    };
    match api.protocol {
        Protocol::Rest => Some(body),
        Protocol::JsonRpc => match body.remove("params")? {
            Value::Object(params) => Some(params),
            _ => None,
        },
    }
}

struct Reader<'a> {
    loose: &'a LooseNames,
    closed: bool,
}

type Broken = Vec<(String, Violation)>;

impl Reader<'_> {
    fn breaks(&self, api: &Api, method: &Method, args: &Map<String, Value>) -> Broken {
        let in_body =
            |param: &&Param| api.protocol == Protocol::JsonRpc || matches!(param.location, None | Some(Location::Body));
        let params: Vec<&Param> = method.params.iter().filter(in_body).collect();
        let mut broken = Vec::new();
        self.members(&params, self.closed, args, "", &mut broken);
        broken
    }

    fn members(&self, params: &[&Param], closed: bool, object: &Map<String, Value>, path: &str, broken: &mut Broken) {
        for param in params {
            let path = join(path, &param.name);
            match object.get(&param.name) {
                None if param.is_required() && param.required_for.is_empty() => {
                    broken.push((path, Violation::MissingRequired));
                }
                None => {}
                Some(value) => self.value(param, &param.schema, value, &path, broken),
            }
        }
        broken.extend(params.iter().filter(|param| lacks_other(param, params, object)).map(|param| {
            let path = join(path, &param.name);
            (path, Violation::InvalidCombination)
        }));
        let unknown = object.keys().filter(|name| closed && !params.iter().any(|param| &&param.name == name));
        broken.extend(unknown.map(|name| (join(path, name), Violation::Unexpected)));
    }

    fn value(&self, param: &Param, schema: &Schema, value: &Value, path: &str, broken: &mut Broken) {
        if !self.is_of(param, schema, value) {
            broken.push((path.to_owned(), Violation::WrongType));
            return;
        }
        let nothing = value.is_null() && !param.is_required();
        if !nothing && !schema.values.is_empty() && !schema.values.contains(value)
            || !within(schema, value)
            || !formatted(schema, value)
        {
            broken.push((path.to_owned(), Violation::InvalidValue));
        }
        match value {
            Value::Object(object) => {
                let fields: Vec<&Param> = schema.fields.iter().collect();
                self.members(&fields, self.closed && !schema.open && !fields.is_empty(), object, path, broken);
            }
            Value::Array(items) => self.items(param, schema, items, path, broken),
            _ => {}
        }
    }

    fn items(&self, param: &Param, schema: &Schema, items: &[Value], path: &str, broken: &mut Broken) {
        let equal = items.iter().enumerate().any(|(position, item)| items[..position].contains(item));
        if param.unique_items && equal {
            broken.push((path.to_owned(), Violation::Duplicate));
        }
        for item in items {
            if let Some(element) = &schema.items {
                if item.is_null() && !element.nullable && element.kind != Type::Any {
                    // What an optional parameter may be, none of its elements is.
                    broken.push((path.to_owned(), Violation::WrongType));
                    continue;
                }
                self.value(param, element, item, path, broken);
            }
        }
    }

    fn is_of(&self, param: &Param, schema: &Schema, value: &Value) -> bool {
        if value.is_null() && !param.is_required() {
            return true;
        }
        if self.loose.is_loose(&param.name, schema) {
            return value.is_string() || value.is_number();
        }
        if schema.one_of.is_empty() {
            schema.kind.holds(value)
        } else {
            schema.one_of.iter().any(|kind| kind.holds(value))
        }
    }
}

/// No format of a documented value begins with a question mark, as the text does that the check of formats sends.
fn formatted(schema: &Schema, value: &Value) -> bool {
    let Some(format) = schema.format.as_deref().filter(|_| schema.kind != Type::Any) else {
        return true;
    };
    let no_format = value.as_str().is_some_and(|text| text.starts_with('?') || text.is_empty());
    !no_format && value_fits(format, value) != Some(false)
}

/// Whether a parameter is set without the one beside it that it needs.
fn lacks_other(param: &Param, params: &[&Param], object: &Map<String, Value>) -> bool {
    let set = object.get(&param.name).is_some_and(|value| !value.is_null() && value != &Value::Bool(false));
    let other = param.requires_parameter.as_ref().filter(|other| params.iter().any(|param| &param.name == *other));
    set && other.is_some_and(|other| object.get(other).is_none_or(Value::is_null))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_behind_an_element_without_one_is_passed() {
        let path = Path::top("lines").item().member("part_id");
        let passed = |args: Value| passes(args.as_object().unwrap(), &path);
        assert!(passed(json!({"lines": [{"text": "a"}, {"part_id": 7}]})));
        assert!(!passed(json!({"lines": [{"text": "a"}, {"part_id": null}]})));
        assert!(!passed(json!({"lines": []})));
    }
}
