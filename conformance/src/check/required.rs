//! A request without a required parameter is refused, at any depth.
//!
//! An update is different: the documents promise that what is absent keeps its value, so that only the parameters which say which entity is
//! meant are insisted on. The elements of an array are written as a whole even there.

use doctract_spec::Deed;
use doctract_spec::ir::{Location, Violation};

use super::{Check, targets};
use crate::plan::{Change, Context, Probe, Sink, Spot, act, is_reference, refused};

/// See the module.
pub struct Required;

impl Check for Required {
    fn name(&self) -> &'static str {
        "required"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["required", "required_for", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(insisted) {
            let expect = vec![refused(cx, Violation::MissingRequired, Some(&spot.path))];
            let probe = Probe {
                check: self.name(),
                kind: "required".to_owned(),
                fact: "required",
                plain: "required".to_owned(),
                does: format!("leaves out `{}`", spot.path),
                change: Change::LeaveOut,
                expect,
            };
            sink.probe(cx, &spot, probe);
        }
    }
}

/// Whether the documents insist on the parameter for every caller.
fn insisted(spot: &Spot<'_>) -> bool {
    let in_path = spot.param.location == Some(Location::Path);
    let kept = act(spot.method) == Some(Deed::Update) && spot.method.http.is_none() || spot.method.partial_update;
    let names_entity = spot.ancestors.is_empty() && is_reference(spot.param);
    let must =
        !spot.is_item && spot.param.is_required() && spot.param.required_when.is_none() && !spot.depends_on_caller();
    must && !in_path && (!kept || names_entity || spot.inside_element())
}
