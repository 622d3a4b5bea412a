//! A header field of the request to which the server pays no regard, as the documents say, changes nothing, whatever stands in it.

use doctract_spec::ir::Method;

use super::Check;
use crate::plan::{Context, Detail, Effect, Sink, accepted, impersonated};
use crate::request::Piece;

/// See the module.
pub struct IgnoredHeader;

/// A value that no field of a request usually has; where media types are expected, one that no registry has.
const UNUSUAL: &str = "application/x-no-such-type";

impl Check for IgnoredHeader {
    fn name(&self) -> &'static str {
        "ignored_header"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["conventions.ignored_headers"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for method in cx.api.methods.iter().filter(|method| !cx.leaves_out(method)) {
            for field in &cx.api.conventions.ignored_headers {
                self.one(cx, sink, method, field);
            }
        }
    }
}

impl IgnoredHeader {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, method: &'a Method, field: &str) {
        let field = field.to_ascii_lowercase();
        let kind = format!("ignored.{field}");
        let id = format!("{}/{kind}", method.name);
        let Some(built) = sink.made(&id, method, cx.call(method, &id, Detail::Minimal, Effect::Takes)) else { return };
        let mut exchange = accepted(&built.call);
        exchange.expect.extend(impersonated(cx, method));
        exchange.request.headers.retain(|(name, _)| *name != field);
        exchange.request.headers.push((field.clone(), vec![Piece::Text(UNUSUAL.to_owned())]));
        let does = format!("sends something unusual in `{field}`");
        sink.whole(self.name(), method, &kind, &does, vec![exchange]);
    }
}
