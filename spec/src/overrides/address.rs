//! Finds what an address names.

use crate::ir::{Location, Method, Param, Schema};
use crate::near::{self, nearest};

/// How many names an error lists.
const MAX_LISTED: usize = 8;

/// A hint for a name that is not there: the nearest one, or some of those that are.
fn hint(word: &str, known: &[String]) -> String {
    if let Some(near) = nearest(word, known.iter().map(String::as_str)) {
        return format!(": did you mean `{near}`?");
    }
    let listed: Vec<_> = known.iter().take(MAX_LISTED).map(|name| format!("`{name}`")).collect();
    let more = if known.len() > MAX_LISTED { " …" } else { "" };
    if listed.is_empty() { String::new() } else { format!("; there are {}{more}", listed.join(", ")) }
}

/// Splits an address into the place of its method in `names` and the rest behind the method's name: the longest name that
/// fits.
///
/// # Errors
/// No method has such a name; the text has a hint.
pub(super) fn method<'a>(address: &'a str, names: &[&str]) -> Result<(usize, &'a str), String> {
    let rest = |name: &str| {
        let rest = address.strip_prefix(name)?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    };
    let fits = names.iter().enumerate().filter_map(|(at, name)| Some((name.len(), at, rest(name)?)));
    if let Some((_, at, rest)) = fits.max_by_key(|(length, at, _)| (*length, std::cmp::Reverse(*at))) {
        return Ok((at, rest));
    }
    // A name may hold `/`: the address is compared with each name over the length of that name.
    let alike = names.iter().map(|name| {
        let head: String = address.chars().take(name.chars().count()).collect();
        nearest(&head, [*name]).map(|name| (near::likeness(&head, name), name))
    });
    let near = alike.flatten().max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = near.map_or_else(String::new, |(_, name)| format!(": did you mean `{name}`?"));
    Err(format!("no method of the documents begins the address `{address}`{hint}"))
}

/// The list of parameters in which an address ends, the last name of it, and whether it means the elements of a list.
pub(super) struct Slot<'m> {
    pub(super) params: &'m mut Vec<Param>,
    pub(super) name: String,
    pub(super) element: bool,
    /// Where it must travel (REST).
    pub(super) location: Option<Location>,
}

impl Slot<'_> {
    /// The place of the parameter in its list.
    pub(super) fn find(&self) -> Option<usize> {
        let here = |param: &Param| self.location.is_none() || param.location == self.location;
        self.params.iter().position(|param| param.name == self.name && here(param))
    }

    /// That the parameter is not there, with a hint.
    pub(super) fn unknown(&self) -> String {
        unknown(&self.name, self.params)
    }
}

fn unknown(name: &str, params: &[Param]) -> String {
    let known: Vec<_> = params.iter().map(|param| param.name.clone()).collect();
    format!("there is no parameter `{name}`{}", hint(name, &known))
}

/// The place of a parameter in a method. `rest` is what follows the method's name in the address.
///
/// # Errors
/// A part of the path names nothing; the text has a hint.
pub(super) fn slot<'m>(method: &'m mut Method, rest: &str) -> Result<Slot<'m>, String> {
    let (mut params, path, location) = message(method, rest);
    let mut names = path.split('.');
    let mut name = names.next().unwrap_or_default();
    for next in names {
        let plain = name.trim_end_matches("[]");
        let Some(at) = params.iter().position(|param| param.name == plain) else {
            return Err(unknown(plain, params));
        };
        params = children(&mut params[at].schema);
        name = next;
    }
    let (plain, element) = (name.trim_end_matches("[]"), name.ends_with("[]"));
    Ok(Slot { params, name: plain.to_owned(), element, location })
}

/// The message that an address begins with: the result, a response by its status, or else the request.
fn message<'m, 'a>(method: &'m mut Method, rest: &'a str) -> (&'m mut Vec<Param>, &'a str, Option<Location>) {
    if let Some((head, path)) = rest.split_once('/') {
        if head == "result"
            && let Some(result) = &mut method.result
        {
            let first = path.split(['.', '[']).next().unwrap_or(path);
            let beside = result.beside.iter().any(|field| field.name == first);
            return (if beside { &mut result.beside } else { &mut result.fields }, path, None);
        }
        if let Some(response) = method.responses.iter_mut().find(|response| response.status.to_string() == head) {
            return (&mut response.fields, path, None);
        }
        let location = serde_json::from_value::<Location>(head.into()).ok();
        if location.is_some() {
            return (&mut method.params, path, location);
        }
    }
    (&mut method.params, rest, None)
}

/// The fields of an object, or of the elements of a list.
fn children(schema: &mut Schema) -> &mut Vec<Param> {
    match &mut schema.items {
        Some(items) if schema.fields.is_empty() => children(items),
        _ => &mut schema.fields,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_of_a_method_counts() {
        let names = ["GET /a", "GET /a/b"];
        assert_eq!(method("GET /a/b/c", &names), Ok((1, "c")));
        assert_eq!(method("GET /a/c", &names), Ok((0, "c")));
        assert_eq!(method("GET /a", &names), Ok((0, "")));
        assert!(method("GET /aa/c", &names).is_err());
    }

    #[test]
    fn a_slip_meets_a_hint() {
        assert!(
            method("create.contact/x", &["create.contacts", "get.calls"])
                .unwrap_err()
                .ends_with("did you mean `create.contacts`?")
        );
        let method =
            &mut Method { params: vec![Param { name: "phones".into(), ..Param::default() }], ..Method::default() };
        assert!(slot(method, "phone.x").err().unwrap().ends_with("did you mean `phones`?"));
        assert!(slot(method, "zzz").unwrap().unknown().ends_with("there are `phones`"));
    }
}
