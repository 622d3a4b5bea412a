//! An id that no entity can have is refused like any other id of nothing: zero, a negative number, one that 32 bits do not hold.
//!
//! Zero is asked for only where the request acts on the entity: among references it may stand for none.

use doctract_spec::Deed;
use doctract_spec::ir::{Protocol, Type, Violation};
use serde_json::json;

use super::unknown_reference::{is_aimed, is_told, refusal};
use super::{Check, targets};
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, act, refused};

/// See the module.
pub struct OddIds;

/// The ends of the names of cases, and the ids.
const ODD: [(&str, i64); 3] = [("zero", 0), ("negative", -7), ("far", 5_000_000_007)];

impl Check for OddIds {
    fn name(&self) -> &'static str {
        "odd_ids"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["on_missing_reference", "see_methods", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        if cx.api.protocol == Protocol::Rest {
            return;
        }
        let writes = |spot: &Spot<'_>| matches!(act(spot.method), Some(Deed::Create | Deed::Update | Deed::Delete));
        let number = |spot: &Spot<'_>| matches!(spot.schema.kind, Type::Number | Type::Integer);
        for spot in targets(cx).filter(|spot| number(spot) && writes(spot) && is_aimed(cx, spot) && is_told(cx, spot)) {
            for (kind, id) in ODD {
                let acted_on = spot.ancestors.is_empty() && spot.param.is_required();
                if acted_on || id != 0 {
                    self.one(cx, sink, &spot, kind, id);
                }
            }
        }
    }
}

impl OddIds {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, kind: &str, id: i64) {
        // That there is no such entity, that it is no id, and that it is no number of the type: all of them are true.
        let others = [Violation::InvalidValue, Violation::WrongType];
        let others = others.map(|violation| refused(cx, violation, Some(&spot.path)));
        let probe = Probe {
            check: self.name(),
            kind: format!("unknown-id.{kind}"),
            fact: "on_missing_reference",
            plain: "names something that exists".to_owned(),
            does: format!("sends {id} as `{}`", spot.path),
            change: Change::Set(Draft::Known(json!(id))),
            expect: std::iter::once(refusal(cx, spot, Vec::new())).chain(others).collect(),
        };
        sink.probe(cx, spot, probe);
    }
}
