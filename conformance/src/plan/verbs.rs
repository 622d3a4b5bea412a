//! What a method does to its object, told from the verb in its name: one of the words in `spec/languages/`.

use doctract_spec::ir::Method;
use doctract_spec::{Deed, deed_of_description, deed_of_name, deed_of_verb};

/// What the method does; none where no known verb tells. A POST to a collection makes an entity (RFC 9110, section 9.3.3).
pub fn act(method: &Method) -> Option<Deed> {
    if let Some(http) = &method.http {
        return deed_of_verb(&http.verb).or_else(|| (http.verb == "POST").then_some(Deed::Create));
    }
    let (first, rest) = method.name.split_once('.')?;
    deed_of_name(first).or_else(|| deed_of_name(rest.rsplit('.').next()?))
}

/// The object that the method acts on: the name without its verb (`contacts` of `get.contacts`, `crm.deal` of `crm.deal.add`); for REST
/// the path without an id at its end.
pub fn object(method: &Method) -> &str {
    if let Some(http) = &method.http {
        return match http.resource().rsplit_once('/') {
            Some((collection, last)) if last.starts_with('{') => collection,
            _ => http.resource(),
        };
    }
    match method.name.split_once('.') {
        Some((verb, object)) if deed_of_name(verb).is_some() => object,
        _ => method.name.rsplit_once('.').map_or(method.name.as_str(), |(object, _)| object),
    }
}

/// Whether a request by this HTTP method is meant to change nothing (RFC 9110, section 9.2.1).
pub fn is_safe(verb: &str) -> bool {
    matches!(verb, "GET" | "HEAD" | "OPTIONS" | "TRACE")
}

/// Whether a method takes entities away, by its verb or, whatever that is, by the first word of what is said of it.
pub fn takes_away(method: &Method) -> bool {
    let said = if method.description.is_empty() { &method.title } else { &method.description };
    act(method) == Some(Deed::Delete) || deed_of_description(said).is_some_and(|(_, deed)| deed == Deed::Delete)
}
