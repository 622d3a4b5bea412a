//! All parameters of a method, each with its address: the method and the path, as `overrides.toml` and findings have them.
//!
//! `create.contacts/phones[].number` is a parameter of a request, `get.contacts/result/id` a field of a result, and
//! `GET /contacts/200/id` one of the response with the status 200.

use super::{Method, Param};

/// The parameters of one message of a method.
#[derive(Clone, Debug)]
pub struct Side<'m> {
    /// The address of the message: that of the method, with `/result` or the status behind it for what comes back.
    pub address: String,
    /// Whether it is the request.
    pub request: bool,
    /// Its parameters.
    pub params: &'m [Param],
}

impl Method {
    /// The messages of the method, the request first.
    pub fn sides(&self) -> Vec<Side<'_>> {
        let name = &self.name;
        let side = |address: String, request: bool, params| Side { address, request, params };
        let mut sides = vec![side(name.clone(), true, self.params.as_slice())];
        sides.extend(self.result.iter().map(|result| side(format!("{name}/result"), false, &result.fields)));
        let beside = self.result.iter().filter(|result| !result.beside.is_empty());
        sides.extend(beside.map(|result| side(format!("{name}/result"), false, &result.beside)));
        let response = |response: &'_ super::Response| format!("{name}/{}", response.status);
        sides.extend(self.responses.iter().map(|one| side(response(one), false, &one.fields)));
        sides
    }
}

impl<'m> Side<'m> {
    /// Visits all parameters, those of nested objects behind the one that holds them, each with its path in the message.
    pub fn each(&self, visit: &mut dyn FnMut(&str, &'m Param)) {
        each(self.params, &mut String::new(), visit);
    }
}

/// `path` is that of what holds the parameters, and is so again in the end.
fn each<'m>(params: &'m [Param], path: &mut String, visit: &mut dyn FnMut(&str, &'m Param)) {
    let length = path.len();
    for param in params {
        path.push_str(&param.name);
        visit(path, param);
        let mut schema = &param.schema;
        loop {
            if !schema.fields.is_empty() {
                path.push('.');
                each(&schema.fields, path, visit);
                path.pop();
            }
            let Some(items) = &schema.items else { break };
            path.push_str("[]");
            schema = items;
        }
        path.truncate(length);
    }
}
