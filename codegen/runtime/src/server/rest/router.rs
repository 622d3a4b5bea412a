//! The routes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{
    Router,
    body::to_bytes,
    extract::{Request as HttpRequest, State},
    response::Response,
    routing::any,
};
use http::{HeaderValue, StatusCode, header::ALLOW, request::Parts};

use super::{
    accept,
    answer::{self, Answer},
    request::{Request, parse_query},
    template,
};
use crate::{
    ApiSpec, Kind, Violation,
    server::{BODY_LIMIT, Call, Failure, secret},
};

/// A method and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The verb and the path, which is the name of the method.
    pub name: &'static str,
    /// The HTTP method.
    pub verb: &'static str,
    /// The path with `{name}` for its parameters.
    pub template: &'static str,
    /// Whether it can answer in XML.
    pub xml: bool,
}

/// The methods of an API: implemented by generated code.
pub trait Service: Send + Sync + 'static {
    /// What holds for all methods.
    const SPEC: &'static ApiSpec;
    /// The methods.
    const ROUTES: &'static [Route];

    /// Calls the method with this number.
    fn dispatch(
        &self,
        route: usize,
        call: &mut Call,
        request: &Request,
    ) -> impl Future<Output = Result<Answer, Failure>> + Send;

    /// Is told of each request that breaks a rule.
    fn violated(&self, call: &Call, violation: &Violation);
}

/// The service, and the methods that share a path.
struct Shared<S> {
    service: Arc<S>,
    routes: Arc<[usize]>,
}

impl<S> Clone for Shared<S> {
    fn clone(&self) -> Self {
        Self { service: self.service.clone(), routes: self.routes.clone() }
    }
}

/// A router with the paths of the API.
pub fn router<S: Service>(service: S) -> Router {
    let service = Arc::new(service);
    let mut patterns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, route) in S::ROUTES.iter().enumerate() {
        let pattern = template::pattern(route.template);
        if let Some(suffix) = S::SPEC.xml.and_then(|xml| xml.suffix).filter(|_| route.xml && !pattern.ends_with('}')) {
            patterns.entry(format!("{pattern}{suffix}")).or_default().push(index);
        }
        patterns.entry(pattern).or_default().push(index);
    }
    let routed = patterns.into_iter().map(|(pattern, routes)| {
        let shared = Shared { service: service.clone(), routes: routes.into() };
        (pattern, any(handle::<S>).with_state(shared))
    });
    // Paths are literal here: a segment that begins with `:` or `*` is no parameter.
    routed.fold(Router::new().without_v07_checks(), |router, (pattern, handler)| router.route(&pattern, handler))
}

async fn handle<S: Service>(State(shared): State<Shared<S>>, request: HttpRequest) -> Response {
    let (parts, body) = request.into_parts();
    let (path, suffixed) = strip_suffix(S::SPEC, parts.uri.path());
    let matching = shared.routes.iter().filter_map(|&index| {
        let route = &S::ROUTES[index];
        let path = if suffixed && route.xml { path } else { parts.uri.path() };
        template::parameters(route.template, path).map(|parameters| (index, route, parameters))
    });
    let matching: Vec<_> = matching.collect();
    let with = |verb: &str| matching.iter().find(|(_, route, _)| route.verb == verb);
    // HEAD is GET without the body, which the server that sends the answer leaves out (RFC 9110, section 9.3.2).
    let found = with(parts.method.as_str()).or_else(|| with("GET").filter(|_| parts.method == http::Method::HEAD));
    let Some((index, route, parameters)) = found else {
        return no_method::<S>(matching.iter().map(|(_, route, _)| route.verb));
    };
    let as_xml = route.xml && (suffixed || accept::asks_for_xml(S::SPEC, &parts.headers));
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return answer::write(S::SPEC, answer::of_status(S::SPEC, StatusCode::PAYLOAD_TOO_LARGE), as_xml);
    };
    let answer = call(&*shared.service, *index, &parts, parameters.clone(), body.to_vec()).await;
    answer::write(S::SPEC, answer, as_xml)
}

/// The answer to a path that the API does not have, with the documented body.
pub fn not_found(spec: &'static ApiSpec) -> Response {
    answer::write(spec, answer::of_failure(spec, Violation::new(Kind::NotFound, "").into()), false)
}

/// Nothing is there, or nothing with this verb (RFC 9110, section 15.5.6: with the verbs that there are).
fn no_method<S: Service>(verbs: impl Iterator<Item = &'static str>) -> Response {
    let mut verbs: BTreeSet<&str> = verbs.collect();
    if verbs.is_empty() {
        return not_found(S::SPEC);
    }
    if verbs.contains("GET") {
        verbs.insert("HEAD");
    }
    let allowed: Vec<&str> = verbs.into_iter().collect();
    let mut response = answer::write(S::SPEC, answer::of_status(S::SPEC, StatusCode::METHOD_NOT_ALLOWED), false);
    if let Ok(allowed) = HeaderValue::from_str(&allowed.join(", ")) {
        response.headers_mut().insert(ALLOW, allowed);
    }
    response
}

async fn call<S: Service>(
    service: &S,
    index: usize,
    parts: &Parts,
    path: Vec<(&'static str, String)>,
    body: Vec<u8>,
) -> Answer {
    let query = parse_query(parts.uri.query().unwrap_or_default());
    let request = Request { spec: S::SPEC, path, query, headers: parts.headers.clone(), body };
    let mut call = Call::new(S::ROUTES[index].name.to_owned(), None, parts.headers.clone(), S::SPEC);
    match service.dispatch(index, &mut call, &request).await {
        Ok(answer) => answer,
        Err(failure) => {
            let failure = secret::withheld(S::SPEC, &call, failure);
            if let Failure::Violation(violation) = &failure {
                service.violated(&call, violation);
            }
            answer::of_failure(S::SPEC, failure)
        }
    }
}

/// The path without the suffix that asks for XML, and whether it was there.
fn strip_suffix<'a>(spec: &ApiSpec, path: &'a str) -> (&'a str, bool) {
    let suffix = spec.xml.and_then(|xml| xml.suffix);
    match suffix.and_then(|suffix| path.strip_suffix(suffix)) {
        Some(stripped) => (stripped, true),
        None => (path, false),
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, ApiSpec, Call, Failure, Kind, Request, Route, Service, Violation, router};
    use crate::{Members, XmlSpec};

    const fn route(template: &'static str) -> Route {
        Route { name: "", verb: "GET", template, xml: true }
    }

    struct Odd;

    impl Service for Odd {
        const SPEC: &'static ApiSpec = &ApiSpec {
            endpoint: "/",
            auth: None,
            violations: &[],
            members: Members {
                code: None,
                message: None,
                mnemonic: None,
                field: None,
                value: None,
                params: None,
                metadata: None,
            },
            error_lists: &[],
            closed: false,
            xml: Some(XmlSpec { content_type: "text/xml", root: "a", booleans: ["y", "n"], suffix: Some(".xml") }),
        };
        const ROUTES: &'static [Route] = &[
            route(""),
            route("/"),
            route("/a/{b}"),
            route("/a/{c}"),
            route("/a/{c}.json"),
            route("/a/b"),
            route("/a.xml"),
            route("/a"),
            route("no-slash/}{"),
            route("/{*rest}/x"),
            route("/:old/*star"),
            route("//"),
            route("/é ?#"),
        ];

        async fn dispatch(&self, _: usize, _: &mut Call, _: &Request) -> Result<Answer, Failure> {
            Err(Violation::new(Kind::Internal, "").into())
        }

        fn violated(&self, _: &Call, _: &Violation) {}
    }

    #[test]
    fn no_template_makes_it_panic() {
        let _ = router(Odd);
    }
}
