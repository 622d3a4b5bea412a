//! The methods that code can be made of.

use std::borrow::Cow;

use doctract_spec::ir::{Api, Method, Protocol};

use crate::doc;

/// The API with the methods that can be called, and what is wrong with the others, each as one sentence with its place. A REST method
/// of which the documents lost the request line cannot be called by anyone.
pub(crate) fn callable(api: &Api) -> (Cow<'_, Api>, Vec<String>) {
    let can_be = |method: &&Method| api.protocol != Protocol::Rest || method.http.is_some();
    if api.methods.iter().all(|method| can_be(&method)) {
        return (Cow::Borrowed(api), Vec::new());
    }
    let lost = api.methods.iter().filter(|method| !can_be(method));
    let told = |method: &Method| {
        let name = if method.name.is_empty() { &method.title } else { &method.name };
        format!(
            "{}: the method \"{name}\" has no request line, so that no code is made of it",
            doc::place(&method.source)
        )
    };
    let lost = lost.map(told).collect();
    let mut api = api.clone();
    api.methods.retain(|method| can_be(&method));
    (Cow::Owned(api), lost)
}
