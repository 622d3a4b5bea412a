//! A call under construction: the arguments of one method, and the request that they become.

use doctract_spec::ir::{Api, AuthPlace, Location, Method, Param, Protocol};
use serde_json::Value;

use crate::draft::{Draft, Path};
use crate::request::{Body, Piece, Request};

/// How the credential of a request is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Presented {
    /// The right one.
    Right,
    /// None at all.
    Nothing,
    /// This value in its place.
    Instead(Draft),
    /// The right one, but of this scheme in place of the documented one.
    OfScheme(String),
}

/// The arguments of one method.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The API.
    pub api: &'a Api,
    /// The method.
    pub method: &'a Method,
    /// The arguments: always [`Draft::Members`].
    pub args: Draft,
    /// The credential, where it travels in a header field.
    pub presented: Presented,
    /// The JSON-RPC id.
    pub id: Value,
    /// Whether the answer is asked for in XML.
    pub xml: bool,
}

impl Call<'_> {
    /// Sets the argument at `path`; tells whether its parents are there.
    pub fn set(&mut self, path: &Path, value: Draft) -> bool {
        self.args.set(path, value)
    }

    /// The request that makes this call.
    pub fn request(&self) -> Request {
        match self.api.protocol {
            Protocol::JsonRpc => self.rpc(),
            Protocol::Rest => self.rest(),
        }
    }

    fn rpc(&self) -> Request {
        let body = Draft::Members(vec![
            ("jsonrpc".to_owned(), Draft::text("2.0")),
            ("id".to_owned(), Draft::Known(self.id.clone())),
            ("method".to_owned(), Draft::text(&self.method.name)),
            ("params".to_owned(), self.args.clone()),
        ]);
        let mut request = envelope(self.api, Body::Json(body), Some(self.id.clone()));
        request.headers.extend(self.credential());
        request
    }

    fn rest(&self) -> Request {
        let Draft::Members(members) = &self.args else {
            return envelope(self.api, Body::Empty, None);
        };
        let in_place = |place: Location| {
            members
                .iter()
                .filter(move |(name, _)| location(self.method, name) == place)
                .map(|(name, value)| (name.clone(), value.clone()))
        };
        let body: Vec<_> = in_place(Location::Body).collect();
        let takes_body = self.method.params.iter().any(|param| param.location == Some(Location::Body));
        let mut headers: Vec<(String, Vec<Piece>)> =
            in_place(Location::Header).map(|(name, value)| (name, vec![Piece::Value(value)])).collect();
        headers.extend(self.credential());
        if takes_body {
            headers.push(header("content-type", "application/json"));
        }
        headers.push(header("accept", self.accepted_type()));
        Request {
            verb: self.method.verb().to_owned(),
            path: self.path(members),
            query: in_place(Location::Query).collect(),
            headers,
            body: if takes_body { Body::Json(Draft::Members(body)) } else { Body::Empty },
            id: None,
        }
    }

    fn accepted_type(&self) -> &str {
        let xml = self.api.conventions.xml.as_ref().filter(|_| self.xml);
        xml.map_or("application/json", |xml| xml.content_type.as_str())
    }

    fn path(&self, members: &[(String, Draft)]) -> Vec<Piece> {
        let template = self.method.http.as_ref().map_or("/", |http| http.path.as_str());
        let mut pieces = Vec::new();
        for (position, part) in template.split('{').enumerate() {
            let (name, text) = if position == 0 { ("", part) } else { part.split_once('}').unwrap_or((part, "")) };
            if let Some((_, value)) = members.iter().find(|(member, _)| member == name) {
                pieces.push(Piece::Value(value.clone()));
            }
            pieces.push(Piece::Text(text.to_owned()));
        }
        pieces
    }

    fn credential(&self) -> Option<(String, Vec<Piece>)> {
        let auth = self.api.conventions.auth.as_ref().filter(|auth| auth.place == AuthPlace::Header)?;
        let value = match &self.presented {
            Presented::Nothing => return None,
            Presented::Right | Presented::OfScheme(_) => Piece::Value(Draft::Secret),
            Presented::Instead(value) => Piece::Value(value.clone()),
        };
        let scheme = match &self.presented {
            Presented::OfScheme(other) => Some(other),
            _ => auth.scheme.as_ref(),
        };
        let scheme = scheme.map(|scheme| Piece::Text(format!("{scheme} ")));
        Some((auth.name.clone(), scheme.into_iter().chain([value]).collect()))
    }
}

/// Where a REST parameter travels; in the body where the documents do not say.
fn location(method: &Method, name: &str) -> Location {
    let param: Option<&Param> = method.params.iter().find(|param| param.name == name);
    param.and_then(|param| param.location).unwrap_or(Location::Body)
}

/// A POST to the JSON-RPC endpoint with this body.
pub fn envelope(api: &Api, body: Body, id: Option<Value>) -> Request {
    Request {
        verb: "POST".to_owned(),
        path: vec![Piece::Text(api.conventions.endpoint.clone().unwrap_or_default())],
        query: Vec::new(),
        headers: vec![header("content-type", "application/json; charset=utf-8"), header("accept", "application/json")],
        body,
        id,
    }
}

fn header(name: &str, value: &str) -> (String, Vec<Piece>) {
    (name.to_owned(), vec![Piece::Text(value.to_owned())])
}
