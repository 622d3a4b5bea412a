//! Where the documents offer XML beside JSON, the XML answer says the same as the JSON answer would.
//!
//! XML is asked for by the header field `Accept` (RFC 9110, section 12.5.1). A suffix of the path that the dialect knows of is tried by itself.
//! A method that reads is asked twice for the same; one that is given ids, for different ones. What was deleted can be had twice only from a target
//! that can be brought back to its first state.

use doctract_spec::Deed;
use doctract_spec::ir::{AuthPlace, Method, Response, Violation};

use super::{Check, any_refusal};
use crate::case::{Case, Exchange, Level, Outcome, Sentence};
use crate::claim::Promise;
use crate::draft::Draft;
use crate::plan::{Call, Context, Detail, Effect, Presented, Several, Sink, accepted, act, takes_away};
use crate::request::Piece;

/// See the module.
pub struct Xml;

impl Check for Xml {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["conventions.xml", "responses.content_types"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let Some(convention) = &cx.api.conventions.xml else {
            return;
        };
        let offers = |response: &&Response| response.content_types.contains(&convention.content_type);
        for method in cx.api.methods.iter().filter(|method| !cx.leaves_out(method)) {
            let Some(response) = method.responses.iter().find(offers) else { continue };
            let text = format!("{}: {}", convention.content_type, response.description);
            let run =
                Run { check: self.name(), cx, method, sentence: Sentence { text, source: response.source.clone() } };
            run.accept(sink);
            run.refused(sink);
            run.values(sink);
            if let Some(suffix) = &convention.suffix {
                run.suffix(sink, suffix);
            }
        }
    }
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    method: &'a Method,
    sentence: Sentence,
}

/// A call, and what its answer must say.
type Held<'a> = (Call<'a>, Vec<Promise>);

/// A call that asks for JSON, and one that asks for XML.
struct Pair<'a> {
    json: Option<Held<'a>>,
    xml: Held<'a>,
    wholly: bool,
}

impl<'a> Run<'_, 'a> {
    fn accept(&self, sink: &mut Sink) {
        let id = format!("{}/xml", self.method.name);
        // Two rows show how arrays are written; where there are too few entities left, one must do, or XML alone.
        let pair = self.pair(&id, 2).or_else(|_| self.pair(&id, 1)).or_else(|_| self.lone(&id));
        let Some(Pair { json, xml: (call, promises), wholly }) = sink.made(&id, self.method, pair) else { return };
        let mut exchanges: Vec<Exchange> = json.iter().map(|(call, _)| accepted(call)).collect();
        exchanges.push(in_xml(&call));
        let at = exchanges.len() - 1;
        let again = promises.iter().find_map(gone).filter(|_| takes_away(self.method));
        if again.is_some() {
            let mut again = accepted(&Call { xml: false, ..call.clone() });
            again.expect.push(any_refusal());
            exchanges.push(again);
        }
        let (first, does) = (json.map(|(_, promise)| promise), "asks for JSON and for XML");
        let case = self.case(sink, "xml", if first.is_some() { does } else { "asks for XML" }, exchanges);
        // Between the two answers to one question nothing is to change.
        case.alone = wholly && first.is_some();
        // What two requests to write are answered is about two entities.
        if first.is_some() && (wholly || Several::of(self.cx, self.method).is_some()) {
            sink.claim(at, Promise::SameAs { of: 0, wholly });
        }
        for (exchange, promises) in
            [(at, promises), (at + 1, again.into_iter().collect()), (0, first.unwrap_or_default())]
        {
            for promise in promises {
                sink.claim(exchange, promise);
            }
        }
    }

    fn pair(&self, id: &str, rows: usize) -> Result<Pair<'a>, String> {
        if act(self.method) == Some(Deed::Read) {
            let call = self.cx.call(self.method, id, Detail::Minimal, Effect::Shares)?.call;
            return Ok(Pair { json: Some((call.clone(), Vec::new())), xml: (for_xml(call), Vec::new()), wholly: true });
        }
        let Some(several) = Several::of(self.cx, self.method) else {
            let json = self.writing(&format!("{id} (in JSON)"))?;
            let (xml, said) = self.writing(id)?;
            return Ok(Pair { json: Some(json), xml: (for_xml(xml), said), wholly: false });
        };
        // Both or none are taken out of what is configured.
        let (both, ids) = several.call(self.cx, id, 1 + rows)?;
        let Draft::List(ids) = ids else { return Err("no ids can be made".to_owned()) };
        let with = |ids: &[Draft]| several.naming(&both, ids.to_vec());
        let held = |ids: &[Draft]| {
            let exactly = Promise::Exactly { key: several.key.clone(), ids: Draft::List(ids.to_vec()) };
            let made = ids.iter().filter_map(|id| several.row(self.cx, id));
            std::iter::once(exactly).chain(made).collect::<Vec<_>>()
        };
        let (one, other) = ids.split_at(1);
        Ok(Pair { json: Some((with(one), held(one))), xml: (for_xml(with(other)), held(other)), wholly: false })
    }

    /// A call that says everything, whose answer says what it was sent.
    fn writing(&self, case: &str) -> Result<Held<'a>, String> {
        let call = self.cx.call(self.method, case, Detail::Full, Effect::Takes)?.call;
        let said = super::answered(self.method, &call.args);
        Ok((call, if said.is_empty() { Vec::new() } else { vec![Promise::Says(said)] }))
    }

    /// XML alone, where there is too little for both.
    fn lone(&self, id: &str) -> Result<Pair<'a>, String> {
        let call = self.cx.call(self.method, id, Detail::Minimal, Effect::Takes)?.call;
        Ok(Pair { json: None, xml: (for_xml(call), Vec::new()), wholly: false })
    }

    /// The credential is asked for in whatever media type the answer is wanted.
    fn refused(&self, sink: &mut Sink) {
        let unauthenticated = self.cx.api.conventions.violation(Violation::Unauthenticated);
        let in_header = self.cx.api.conventions.auth.as_ref().is_some_and(|auth| auth.place == AuthPlace::Header);
        if !in_header || unauthenticated.status.is_none() || self.method.requires_authentication == Some(false) {
            return;
        }
        let id = format!("{}/xml.auth", self.method.name);
        let call = self.cx.call(self.method, &id, Detail::Minimal, Effect::Shares);
        let Some(built) = sink.made(&id, self.method, call) else { return };
        let mut exchange = in_xml(&Call { presented: Presented::Nothing, ..built.call });
        // In which media type an error comes, no page says.
        exchange.expect = vec![Outcome::Code(unauthenticated.status.unwrap_or_default())];
        if !self.method.responses.iter().any(|response| response.status >= 400) {
            exchange.expect.push(any_refusal());
        }
        self.case(sink, "xml.auth", "asks for XML and presents no credential", vec![exchange]);
    }

    /// The same answer in both media types, value by value, of a method that can be asked for it only once.
    fn values(&self, sink: &mut Sink) {
        if act(self.method) == Some(Deed::Read) {
            return;
        }
        let id = format!("{}/xml.values", self.method.name);
        let Some((first, second)) = sink.made(&id, self.method, self.twice(&id)) else { return };
        let does = "asks for JSON, resets the target, and asks for the same in XML";
        let case = self.case(sink, "xml.values", does, vec![accepted(&first), in_xml(&second)]);
        (case.alone, case.resets) = (true, vec![0, 1]);
        sink.claim(1, Promise::SameAs { of: 0, wholly: true });
    }

    fn twice(&self, id: &str) -> Result<(Call<'a>, Call<'a>), String> {
        if !self.cx.resets {
            let reason = "an answer in XML can be compared value by value with one in JSON only where a reset request is configured";
            return Err(reason.to_owned());
        }
        let several = Several::of(self.cx, self.method);
        let known = several.as_ref().and_then(|several| Some((several, several.configured(self.cx)?)));
        let (several, ids) = known.ok_or("no ids are configured that exist again after a reset")?;
        let call = self.cx.call(self.method, id, Detail::Minimal, Effect::Shares)?.call;
        let call = several.naming(&call, ids.iter().take(3).cloned().map(Draft::Known).collect());
        Ok((call.clone(), call))
    }

    /// No page says that the suffix is known: a target that knows it answers in XML.
    fn suffix(&self, sink: &mut Sink, suffix: &str) {
        let id = format!("{}/xml.suffix", self.method.name);
        let call = self.cx.call(self.method, &id, Detail::Minimal, Effect::Takes);
        let Some(built) = sink.made(&id, self.method, call) else { return };
        let mut exchange = in_xml(&built.call);
        // The suffix alone is to tell.
        let wanted = exchange.request.headers.iter_mut().filter(|(name, _)| name == "accept");
        wanted.for_each(|(_, value)| *value = vec![Piece::Text("*/*".to_owned())]);
        exchange.request.path.push(Piece::Text(suffix.to_owned()));
        exchange.expect.push(any_refusal());
        let does = format!("asks for XML by `{suffix}` at the end of the path");
        self.case(sink, "xml.suffix", &does, vec![exchange]).level = Level::Should;
    }

    fn case<'s>(&self, sink: &'s mut Sink, kind: &str, does: &str, exchanges: Vec<Exchange>) -> &'s mut Case {
        let case = sink.whole(self.check, self.method, kind, does, exchanges);
        case.sentence = self.sentence.clone();
        case
    }
}

fn for_xml(mut call: Call<'_>) -> Call<'_> {
    call.xml = true;
    call
}

fn in_xml(call: &Call<'_>) -> Exchange {
    Exchange { request: for_xml(call.clone()).request(), expect: vec![Outcome::AcceptedXml] }
}

/// That the entities of a promise are not there any more.
fn gone(promise: &Promise) -> Option<Promise> {
    match promise {
        Promise::Exactly { key, ids } => Some(Promise::Without { key: key.clone(), ids: ids.clone() }),
        _ => None,
    }
}
