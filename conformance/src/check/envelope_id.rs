//! The `id` of a request comes back unchanged, whatever string or number it is (JSON-RPC 2.0, section 5).

use doctract_spec::ir::Violation;
use serde_json::{Value, json};

use super::{Check, harmless};
use crate::case::{Exchange, Level, Outcome, Sentence};
use crate::plan::{Context, Detail, Effect, Sink, refused};

/// See the module.
pub struct EnvelopeId;

impl Check for EnvelopeId {
    fn name(&self) -> &'static str {
        "envelope_id"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["protocol"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let Some(method) = harmless(cx) else { return };
        for (kind, id) in ids() {
            let name = format!("envelope/id.{kind}");
            let built = cx.call(method, &name, Detail::Minimal, Effect::Takes);
            let Some(built) = sink.made(&name, method, built) else {
                continue;
            };
            let mut call = built.call;
            let does = format!("sends the id {id}");
            call.id = id;
            let mut expect = vec![Outcome::Accepted { fields: None }];
            // JSON-RPC 2.0, section 4, advises against fractions, so that a target may refuse them.
            expect.extend((kind == "fraction").then(|| refused(cx, Violation::InvalidRequest, None)));
            let exchange = Exchange { request: call.request(), expect };
            let case = sink.whole(self.name(), method, kind, &does, vec![exchange]);
            case.id = name;
            if kind == "larger" {
                case.level = Level::Should;
            }
            case.sentence = Sentence {
                text: "the response has the same id as the request (JSON-RPC 2.0, section 5)".to_owned(),
                source: method.source.clone(),
            };
        }
    }
}

/// Ids that a careless server would change: large, empty, in other scripts, looking like another type.
fn ids() -> Vec<(&'static str, Value)> {
    vec![
        ("number", json!(7)),
        ("zero", json!(0)),
        ("negative", json!(-3)),
        ("large", json!(9_007_199_254_740_991_u64)),
        // A number that no double holds may lose its last digit on the way (RFC 8259, section 6).
        ("larger", json!(9_007_199_254_740_993_u64)),
        ("fraction", json!(1.5)),
        ("string", json!("c-7")),
        ("capitals", json!("C7-aBc")),
        ("digits", json!("0042")),
        ("empty", json!("")),
        ("unicode", json!("κλειδί-鍵-🗝")),
        ("escapes", json!("a\"b\\c/d\n\t\u{1}")),
        ("long", json!("x".repeat(300))),
        ("null-word", json!("null")),
        ("spaces", json!("  c 7 ")),
        ("markup", json!("<b>&amp;</b>")),
    ]
}
