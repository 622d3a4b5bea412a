//! What was deleted does not exist any more: its id is refused wherever it is referred to, as an id that never was is.
//!
//! A target that only marks its rows as deleted is easily left to find them by their ids all the same.

use doctract_spec::Deed;
use doctract_spec::ir::{Protocol, Type, Violation};

use super::unknown_reference::refusal;
use super::{Check, targets};
use crate::draft::Draft;
use crate::plan::{Change, Context, Detail, Made, Object, Probe, Sink, Spot, accepted, act, maker_of, refers, refused};

/// See the module.
pub struct DeletedReference;

impl Check for DeletedReference {
    fn name(&self) -> &'static str {
        "deleted_reference"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["on_missing_reference", "see_methods", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        // What a resource was may be put away rather than gone.
        if cx.api.protocol != Protocol::JsonRpc {
            return;
        }
        let objects = Object::all(cx);
        let writes = |spot: &Spot<'_>| matches!(act(spot.method), Some(Deed::Create | Deed::Update));
        let aimed = |spot: &Spot<'_>| {
            !spot.is_item && refers(cx.api, spot.method, spot.param) && spot.param.required_for.is_empty()
        };
        for spot in targets(cx).filter(|spot| writes(spot) && aimed(spot) && !is_own(&objects, spot)) {
            let maker = maker_of(cx.api, &spot);
            let referred = maker.and_then(|maker| Object::made_by(&objects, maker));
            if let Some(referred) = referred.filter(|referred| referred.delete.is_some()) {
                self.one(cx, sink, &spot, referred);
            }
        }
    }
}

/// Whether the value is the id of the entity that the method changes: what becomes of that one is the question of another check.
fn is_own(objects: &[Object<'_>], spot: &Spot<'_>) -> bool {
    let changes = |object: &Object<'_>| object.update.is_some_and(|update| update.name == spot.method.name);
    spot.ancestors.is_empty() && objects.iter().any(|object| changes(object) && object.key == spot.param.name)
}

impl DeletedReference {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, referred: &Object<'a>) {
        let Some(delete) = referred.delete else { return };
        let kind = "deleted-id".to_owned();
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let built = || {
            let gone = cx.own(referred.create, &format!("{id} (gone)"), Detail::Minimal, 1, None)?;
            let removal = accepted(&referred.call_for(cx, delete, &id, &gone)?.0);
            Ok((gone, removal))
        };
        let Some((gone, removal)) = sink.made(&id, spot.method, built()) else { return };
        let mut expect = vec![refusal(cx, spot, Vec::new())];
        if spot.inside_element() {
            // An element that names nothing leaves out the one that it stands for.
            expect.push(refused(cx, Violation::InvalidValue, None));
        }
        let probe = Probe {
            check: self.name(),
            kind,
            fact: "on_missing_reference",
            plain: "names something that exists".to_owned(),
            does: format!("deletes an entity, and sends its id as `{}`", spot.path),
            change: Change::Set(value(cx, spot, &id, &gone)),
            expect,
        };
        let before = sink.cases.len();
        sink.probe(cx, spot, probe);
        let Some(case) = sink.cases.get_mut(before) else { return };
        // Whether it can be deleted is the question of another case.
        case.exchanges.insert(0, removal);
        case.setting = 1;
        case.after = vec![gone.slot];
    }
}

/// The id of what is gone; in a list behind one that exists, if there is any.
fn value<'a>(cx: &Context<'a>, spot: &Spot<'a>, id: &str, gone: &Made) -> Draft {
    let gone = Draft::Made(gone.slot.clone());
    if spot.schema.kind != Type::Array {
        return gone;
    }
    let existing = cx.elements(spot, id, 1).unwrap_or_default();
    Draft::List(existing.into_iter().chain([gone]).collect())
}
