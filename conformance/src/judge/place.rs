//! Where in the body of a REST answer the entity stands that it is about, or the rows: at the top, or in an envelope such as `{"data": …}`.

use doctract_spec::ir::{Api, Location, Method, Param, Response, ResultKind, Type};
use doctract_spec::naming::{is_id, is_own_id};
use serde_json::Value;

use crate::plan::{acts_on_one, path_id};

/// How many envelopes are opened at most.
const DEEPEST: usize = 3;

/// The members that lead from the top of an answer to a part of it; none for the whole.
pub type Place = Vec<String>;

/// The documented answer of success of a REST method: its first one.
pub fn success(method: &Method) -> Option<&Response> {
    method.responses.iter().find(|response| (200..300).contains(&response.status))
}

/// The one entity that a REST method answers: where it stands, and its fields. None where the answer is an array or nothing.
pub fn entity_of(method: &Method) -> Option<(Place, &[Param])> {
    let response = success(method).filter(|response| !response.array && !response.fields.is_empty())?;
    let (mut place, mut fields) = (Place::new(), response.fields.as_slice());
    while place.len() < DEEPEST {
        let inner = fields.iter().map(|field| (likeness_within(method, field), field));
        let best = inner.max_by_key(|(likeness, _)| *likeness);
        let Some((_, field)) = best.filter(|(likeness, _)| *likeness > likeness_of(method, fields)) else { break };
        place.push(field.name.clone());
        fields = &field.schema.fields;
    }
    Some((place, fields))
}

/// How much fields are like those of the entity that a method is about: one is its id, some have the names of what is sent for it.
fn likeness_of(method: &Method, fields: &[Param]) -> usize {
    let sent = |name: &str| {
        let mut body = method.params.iter().filter(|param| param.location == Some(Location::Body));
        body.any(|param| param.name == name)
    };
    let is_own = |name: &str| is_own_id(name) || path_id(method).is_some_and(|id| id.name == name);
    let id = if fields.iter().any(|field| is_own(&field.name)) {
        2
    } else {
        usize::from(fields.iter().any(|field| is_id(&field.name)))
    };
    id + fields.iter().filter(|field| sent(&field.name)).count()
}

/// The same of the objects inside a field, however deep.
fn likeness_within(method: &Method, field: &Param) -> usize {
    let (mut most, mut below) = (0, vec![(field, 1)]);
    while let Some((field, depth)) = below.pop() {
        if field.schema.kind == Type::Object && depth <= DEEPEST {
            most = most.max(likeness_of(method, &field.schema.fields));
            below.extend(field.schema.fields.iter().map(|field| (field, depth + 1)));
        }
    }
    most
}

/// The rows that a method lists: where they stand, and their fields. None where it lists none.
pub fn rows_of<'m>(api: &Api, method: &'m Method) -> Option<(Place, &'m [Param])> {
    let named = api.conventions.list.rows.as_deref();
    if let Some(result) = &method.result {
        let member = result.list_in.as_deref().or(named)?;
        return (result.kind == ResultKind::List).then(|| (vec![member.to_owned()], result.fields.as_slice()));
    }
    let response = success(method)?;
    if response.array {
        return Some((Place::new(), &response.fields));
    }
    in_envelope(&response.fields, named)
}

/// The rows nearest to the top. What has an id of its own is an entity with rows inside, and no envelope.
fn in_envelope<'m>(fields: &'m [Param], named: Option<&str>) -> Option<(Place, &'m [Param])> {
    let mut level: Vec<(Place, &[Param])> = vec![(Place::new(), fields)];
    for _ in 0..DEEPEST {
        let mut below = Vec::new();
        for (place, fields) in level {
            let at = |name: &str| place.iter().cloned().chain([name.to_owned()]).collect::<Place>();
            let mut lists = fields.iter().filter(|field| named.is_none_or(|named| named == field.name));
            if let Some((field, row)) = lists.find_map(|field| Some((field, row_fields_of(field)?))) {
                return Some((at(&field.name), row));
            }
            let envelopes = fields.iter().filter(|field| {
                let inner = &field.schema.fields;
                field.schema.kind == Type::Object && !inner.iter().any(|field| is_id(&field.name))
            });
            below.extend(envelopes.map(|field| (at(&field.name), field.schema.fields.as_slice())));
        }
        level = below;
    }
    None
}

/// The fields of the elements of an array of objects.
fn row_fields_of(field: &Param) -> Option<&[Param]> {
    let element = field.schema.items.as_deref().filter(|_| field.schema.kind == Type::Array)?;
    (!element.fields.is_empty()).then_some(element.fields.as_slice())
}

/// The fields of the one entity that a REST method returns whose path names it.
pub fn one_fields(method: &Method) -> Option<&[Param]> {
    acts_on_one(method).then(|| entity_of(method))?.map(|(_, fields)| fields)
}

/// The part of an answer at a place.
pub fn at_place<'v>(body: &'v Value, place: &[String]) -> Option<&'v Value> {
    place.iter().try_fold(body, |value, name| value.get(name))
}

#[cfg(test)]
mod tests {
    use doctract_spec::ir::{Http, Schema};

    use super::*;

    fn field(name: &str, kind: Type, fields: Vec<Param>) -> Param {
        let items = (kind == Type::Array)
            .then(|| Box::new(Schema { kind: Type::Object, fields: fields.clone(), ..Schema::default() }));
        let fields = if kind == Type::Object { fields } else { Vec::new() };
        Param { name: name.to_owned(), schema: Schema { kind, fields, items, ..Schema::default() }, ..Param::default() }
    }

    fn method(path: &str, fields: Vec<Param>) -> Method {
        let params =
            path.split('{').skip(1).filter_map(|part| Some(field(part.split_once('}')?.0, Type::Integer, vec![])));
        let params = params.map(|param| Param { location: Some(Location::Path), ..param }).collect();
        let http = Some(Http { verb: "GET".to_owned(), path: path.to_owned() });
        let responses = vec![Response { status: 200, fields, ..Response::default() }];
        Method { http, params, responses, ..Method::default() }
    }

    #[test]
    fn an_entity_stands_at_the_top_or_in_an_envelope() {
        let id = || field("id", Type::Integer, vec![]);
        let other = || field("owner", Type::Object, vec![id()]);
        let own = || field("task_id", Type::Integer, vec![]);
        let place = |path: &str, fields| entity_of(&method(path, fields)).map(|(place, _)| place.join("."));
        assert_eq!(place("/tasks/{id}", vec![id(), other()]).as_deref(), Some(""));
        assert_eq!(place("/tasks/{task_id}", vec![own(), other()]).as_deref(), Some(""));
        let traced = vec![field("request_id", Type::String, vec![]), field("data", Type::Object, vec![id()])];
        assert_eq!(place("/tasks/{task_id}", traced).as_deref(), Some("data"));
        let deep = vec![field("result", Type::Object, vec![field("task", Type::Object, vec![id(), other()])])];
        assert_eq!(place("/tasks/{task_id}", deep).as_deref(), Some("result.task"));
    }

    #[test]
    fn rows_stand_in_an_array_nearest_to_the_top() {
        let api: Api =
            serde_json::from_str(r#"{"name": "tasks", "dialect": "", "protocol": "rest", "methods": []}"#).unwrap();
        let row = || vec![field("id", Type::Integer, vec![])];
        let place = |fields| rows_of(&api, &method("/tasks", fields)).map(|(place, _)| place.join("."));
        assert_eq!(place(vec![field("items", Type::Array, row())]).as_deref(), Some("items"));
        let nested = vec![field("result", Type::Object, vec![field("tasks", Type::Array, row())])];
        assert_eq!(place(nested).as_deref(), Some("result.tasks"));
        let entity = vec![field("task", Type::Object, [row(), vec![field("notes", Type::Array, row())]].concat())];
        assert_eq!(place(entity), None);
        let mut bare = method("/tasks", row());
        bare.responses[0].array = true;
        assert_eq!(rows_of(&api, &bare).map(|(place, _)| place), Some(vec![]));
    }
}
