//! What a method does to its object, told from the verb in its name.

use doctract_spec::ir::Method;
use doctract_spec::{Deed, deed_of_description};

/// What a method does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// Makes an entity.
    Create,
    /// Returns entities.
    Read,
    /// Changes an entity.
    Update,
    /// Takes an entity away.
    Delete,
}

/// The verbs of method names and of HTTP (RFC 9110, section 9.3).
const VERBS: &[(&str, Act)] = &[
    ("add", Act::Create),
    ("create", Act::Create),
    ("insert", Act::Create),
    ("new", Act::Create),
    ("post", Act::Create),
    ("find", Act::Read),
    ("get", Act::Read),
    ("list", Act::Read),
    ("read", Act::Read),
    ("search", Act::Read),
    ("change", Act::Update),
    ("edit", Act::Update),
    ("modify", Act::Update),
    ("patch", Act::Update),
    ("put", Act::Update),
    ("set", Act::Update),
    ("update", Act::Update),
    ("delete", Act::Delete),
    ("remove", Act::Delete),
];

fn act_of(word: &str) -> Option<Act> {
    VERBS.iter().find(|(verb, _)| verb.eq_ignore_ascii_case(word)).map(|(_, act)| *act)
}

/// What the method does; none where no known verb tells.
pub fn act(method: &Method) -> Option<Act> {
    if let Some(http) = &method.http {
        return act_of(&http.verb);
    }
    let (first, rest) = method.name.split_once('.')?;
    act_of(first).or_else(|| act_of(rest.rsplit('.').next()?))
}

/// The object that the method acts on: the name without its verb (`contacts` of `get.contacts`, `crm.deal` of `crm.deal.add`); for REST
/// the path without an id at its end.
pub fn object(method: &Method) -> &str {
    if let Some(http) = &method.http {
        return match http.path.rsplit_once('/') {
            Some((collection, last)) if last.starts_with('{') => collection,
            _ => &http.path,
        };
    }
    match method.name.split_once('.') {
        Some((verb, object)) if act_of(verb).is_some() => object,
        _ => method.name.rsplit_once('.').map_or(method.name.as_str(), |(object, _)| object),
    }
}

/// Whether a method takes entities away, by its verb or, whatever that is, by the first word of what is said of it.
pub fn takes_away(method: &Method) -> bool {
    let said = if method.description.is_empty() { &method.title } else { &method.description };
    act(method) == Some(Act::Delete) || deed_of_description(said).is_some_and(|(_, deed)| deed == Deed::Delete)
}
