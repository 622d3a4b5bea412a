//! Which part of what was sent the rows of a list show: parameters and fields of the same name and of comparable types. Where the documents
//! name a value differently in the two places, nothing is said.

use doctract_spec::ir::{Param, Schema, Type};
use doctract_spec::naming::is_id;

use crate::draft::{Draft, Path};

/// The fields that hold what was sent, and their values.
pub fn shown(params: &[Param], fields: &[Param], args: &Draft) -> Vec<(Path, Draft)> {
    let Draft::Members(members) = args.opened() else {
        return Vec::new();
    };
    let pair = |(name, value): &(String, Draft)| {
        let (param, field) = (named(params, name)?, named(fields, name)?);
        Some((Path::top(name), seen_as(&param.schema, &field.schema, value)?))
    };
    members.iter().filter_map(pair).collect()
}

/// How a value that was sent comes back; none where the documents do not tell.
pub fn seen_as(sent: &Schema, field: &Schema, value: &Draft) -> Option<Draft> {
    match (sent.kind, field.kind, value.opened()) {
        (Type::Object, Type::Object, Draft::Members(members)) => {
            let member = |(name, value): &(String, Draft)| {
                let (param, field) = (named(&sent.fields, name)?, named(&field.fields, name)?);
                Some((name.clone(), seen_as(&param.schema, &field.schema, value)?))
            };
            let members: Vec<_> = members.iter().filter_map(member).collect();
            (!members.is_empty()).then_some(Draft::Members(members))
        }
        (Type::Array, Type::Array, Draft::List(items)) => {
            let (sent, field) = (sent.items.as_deref()?, field.items.as_deref()?);
            let element = |item: &Draft| match (sent.kind, field.kind) {
                (Type::Object, Type::Object) => seen_as(sent, field, item),
                (Type::Object, _) => None,
                (_, Type::Object) => Some(Draft::Members(vec![(id_member(sent, field)?, item.clone())])),
                _ => seen_as(sent, field, item),
            };
            items.iter().map(element).collect::<Option<_>>().map(Draft::List)
        }
        (Type::Array | Type::Object, _, _) | (_, Type::Array | Type::Object, _) => None,
        (_, _, Draft::Known(value)) if value.is_null() => None,
        (_, _, value) => Some(value),
    }
}

/// The member of an element that holds the id which is sent by itself: the one of the documented name, otherwise the only one that is an id.
pub fn id_member(sent: &Schema, field: &Schema) -> Option<String> {
    let documented = sent.documented_type.as_deref().and_then(|name| named(&field.fields, name));
    let mut ids = field.fields.iter().filter(|field| is_id(&field.name));
    let only = ids.next().filter(|_| ids.next().is_none());
    documented.or(only).map(|field| field.name.clone())
}

/// The parameter of this name.
pub fn named<'p>(params: &'p [Param], name: &str) -> Option<&'p Param> {
    params.iter().find(|param| param.name == name)
}
