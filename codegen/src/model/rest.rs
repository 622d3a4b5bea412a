//! REST: names of methods, and the documented responses.

use std::collections::{BTreeMap, BTreeSet};

use doctract_spec::ir::{Http, Location, Method, Response};
use proc_macro2::Ident;

use super::{Field, Presence, StructModel, Ty, build::Builder};
use crate::name::Scope;

/// A documented response that is not a success.
#[derive(Debug)]
pub(crate) struct RestVariant<'a> {
    pub(crate) variant: Ident,
    pub(crate) response: &'a Response,
    /// The type of its body, where it has one.
    pub(crate) body: Option<Ident>,
}

/// The error responses of one or more methods.
#[derive(Debug)]
pub(crate) struct RestErrors<'a> {
    pub(crate) ident: Ident,
    pub(crate) variants: Vec<RestVariant<'a>>,
    /// The methods that have these errors.
    pub(crate) methods: Vec<&'a str>,
}

/// How many segments of a path a name can have.
const LONGEST: usize = 16;

/// Names for the methods, as short as they can be while they differ: the verb and the last literal segments of the path, with the
/// parameters behind them.
pub(super) fn function_names(methods: &[Method]) -> Vec<String> {
    let name = |method: &Method, length: usize| {
        method.http.as_ref().map_or_else(|| method.name.clone(), |http| function_name(http, length))
    };
    let mut names: Vec<String> = methods.iter().map(|method| name(method, 1)).collect();
    // Each round makes the names that are equal one segment longer.
    for length in 2..=LONGEST {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for name in &names {
            *times.entry(name.clone()).or_default() += 1;
        }
        let mut equal = 0;
        for (method, known) in methods.iter().zip(&mut names).filter(|(_, known)| times.get(*known) > Some(&1)) {
            *known = name(method, length);
            equal += 1;
        }
        if equal == 0 {
            break;
        }
    }
    names
}

fn function_name(http: &Http, length: usize) -> String {
    let segments: Vec<&str> = http.path.split('/').filter(|segment| !segment.is_empty()).collect();
    let is_literal = |segment: &&str| !segment.contains('{');
    let trailing: Vec<&str> = segments.iter().rev().take_while(|segment| !is_literal(segment)).copied().collect();
    let literal: Vec<&str> = segments.iter().copied().filter(is_literal).collect();
    let last = &literal[literal.len().saturating_sub(length)..];
    let mut name = format!("{} {}", http.verb.to_lowercase(), last.join(" "));
    if !trailing.is_empty() {
        let parameters: Vec<&str> = trailing.into_iter().rev().collect();
        name = format!("{name} by {}", parameters.join(" "));
    }
    name
}

/// Where a parameter does not travel in the body, it is no member of the body.
pub(super) fn place(field: &mut Field<'_>) {
    if !matches!(field.param.location, Some(Location::Path | Location::Query | Location::Header)) {
        return;
    }
    field.presence = Presence::Elsewhere(field.param.is_required() || field.param.location == Some(Location::Path));
    let scalar = |ty: &Ty| !matches!(ty, Ty::Struct(..) | Ty::Boxed(..) | Ty::Map | Ty::List(_));
    // Text has no members: what is documented as an object is taken as it comes.
    let fits = match &field.ty {
        Ty::List(item) => scalar(item),
        ty => scalar(ty),
    };
    if !fits {
        field.ty = Ty::Value;
    }
}

/// The response that a call has when it goes well.
pub(super) fn success(method: &Method) -> Option<&Response> {
    method.responses.iter().find(|response| is_success(response))
}

fn is_success(response: &Response) -> bool {
    (200..300).contains(&response.status)
}

/// The successes of a method, one of each status.
pub(super) fn successes(method: &Method) -> Vec<&Response> {
    let mut met = BTreeSet::new();
    method.responses.iter().filter(|response| is_success(response) && met.insert(response.status)).collect()
}

/// The set for the error responses of a method: one that is there already, or a new one.
pub(super) fn errors<'a>(builder: &mut Builder<'a>, sets: &mut Vec<RestErrors<'a>>, method: &'a Method) -> Ident {
    let mut variants: Vec<RestVariant<'a>> = Vec::new();
    let mut scope = Scope::with(&["Undocumented"]);
    for response in method.responses.iter().filter(|response| !is_success(response)) {
        if variants.iter().any(|variant| variant.response.status == response.status) {
            continue;
        }
        let body = (!response.fields.is_empty()).then(|| builder.error_body(&response.fields, &response.source));
        variants.push(RestVariant { variant: scope.claim(&reason(response.status)), response, body });
    }
    let key =
        |variants: &[RestVariant<'_>]| variants.iter().map(|v| (v.response.status, v.body.clone())).collect::<Vec<_>>();
    let wanted = key(&variants);
    if let Some(set) = sets.iter_mut().find(|set| key(&set.variants) == wanted) {
        set.methods.push(&method.name);
        return set.ident.clone();
    }
    let ident = builder.types.claim("ErrorResponse");
    sets.push(RestErrors { ident: ident.clone(), variants, methods: vec![&method.name] });
    ident
}

/// The reason phrase of a status (RFC 9110, section 15) as a variant.
pub(super) fn reason(status: u16) -> String {
    let known = match status {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        204 => "NoContent",
        206 => "PartialContent",
        301 => "MovedPermanently",
        302 => "Found",
        304 => "NotModified",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        409 => "Conflict",
        410 => "Gone",
        413 => "ContentTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableContent",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => return format!("Status{status}"),
    };
    known.to_owned()
}

/// Whether any parameter travels in the body.
pub(crate) fn has_body(params: &StructModel<'_>) -> bool {
    params.fields.iter().any(|field| !matches!(field.presence, Presence::Elsewhere(_)))
}

#[cfg(test)]
mod tests {
    use doctract_spec::ir::{Http, Method};

    use super::function_names;

    #[test]
    fn names_are_as_short_as_they_can_be() {
        let method = |verb: &str, path: &str| Method {
            http: Some(Http { verb: verb.into(), path: path.into() }),
            ..Method::default()
        };
        let methods = [
            method("POST", "/v1/org/{orgId}/contacts"),
            method("GET", "/v1/org/{orgId}/contacts"),
            method("GET", "/v1/org/{orgId}/contacts/{id}"),
            method("GET", "/v1/user/{id}/contacts"),
            method("GET", "/"),
        ];
        let names = ["post contacts", "get org contacts", "get contacts by {id}", "get user contacts", "get "];
        assert_eq!(function_names(&methods), names);
    }
}
