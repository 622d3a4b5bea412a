//! What exists is not of every kind: the id of an entity of one kind is refused where one of another kind is referred to.
//!
//! Kinds may count their ids each for itself: the case begins by looking whether there is an entity of the right kind with that id, and asks for
//! nothing where there is one.

use doctract_spec::Deed;
use doctract_spec::ir::{Protocol, Type, Violation};
use doctract_spec::naming::words;

use super::unknown_reference::{is_aimed, refusal};
use super::{Check, targets};
use crate::claim::{Claim, Promise};
use crate::draft::Draft;
use crate::names::all_params;
use crate::plan::{Change, Context, Detail, Object, Probe, Sink, Spot, act, maker_of, object, refused};

/// See the module.
pub struct ForeignReference;

impl Check for ForeignReference {
    fn name(&self) -> &'static str {
        "foreign_reference"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["on_missing_reference", "see_methods", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        if cx.api.protocol != Protocol::JsonRpc {
            // There an id stands in the path, which says of what kind it is.
            return;
        }
        let objects = Object::all(cx);
        let writes = |spot: &Spot<'_>| matches!(act(spot.method), Some(Deed::Create | Deed::Update | Deed::Delete));
        for spot in targets(cx).filter(|spot| writes(spot) && is_aimed(cx, spot)) {
            let maker = maker_of(cx.api, &spot);
            let Some(referred) = maker.and_then(|maker| Object::made_by(&objects, maker)) else { continue };
            let others = objects
                .iter()
                .filter(|other| other.create.name != referred.create.name && other.create.name != spot.method.name);
            for (kind, other) in kinds(referred, others) {
                self.one(cx, sink, &spot, kind, (referred, other));
            }
        }
    }
}

/// The kind of which a run makes the most, so that its ids are past those of other kinds; and one of a like name, as groups of other things.
fn kinds<'o, 'a>(
    referred: &Object<'a>,
    others: impl Iterator<Item = &'o Object<'a>> + Clone,
) -> Vec<(&'static str, &'o Object<'a>)>
where
    'a: 'o,
{
    let own = words(object(referred.list.method));
    let alike = |other: &&Object<'a>| words(object(other.list.method)).iter().any(|word| own.contains(word));
    let most = others.clone().max_by_key(|other| all_params(other.create).len());
    let like = others.filter(alike).find(|like| most.is_none_or(|most| most.create.name != like.create.name));
    let kinds = [("foreign-id", most), ("foreign-id-of-like-name", like)];
    kinds.into_iter().filter_map(|(word, kind)| Some((word, kind?))).collect()
}

impl ForeignReference {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        spot: &Spot<'a>,
        kind: &str,
        (referred, other): (&Object<'a>, &Object<'a>),
    ) {
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let built = || {
            let foreign = cx.own(other.create, &format!("{id} (foreign)"), Detail::Minimal, 1, None)?;
            let look = referred.read(cx, &id, &[&foreign.slot])?;
            Ok((foreign, look))
        };
        let Some((foreign, look)) = sink.made(&id, spot.method, built()) else { return };
        let mut expect = vec![refusal(cx, spot, Vec::new())];
        if spot.inside_element() {
            // An element that names nothing leaves out the one that it stands for.
            expect.push(refused(cx, Violation::InvalidValue, None));
        }
        let made = Draft::Made(foreign.slot.clone());
        let list = spot.schema.kind == Type::Array;
        let probe = Probe {
            check: self.name(),
            kind: kind.to_owned(),
            fact: "on_missing_reference",
            plain: "names something that exists".to_owned(),
            does: format!("sends the id of another kind of entity as `{}`", spot.path),
            change: Change::Set(if list { Draft::List(vec![made]) } else { made }),
            expect,
        };
        let before = sink.cases.len();
        sink.probe(cx, spot, probe);
        let Some(case) = sink.cases.get_mut(before) else { return };
        case.exchanges.insert(0, look);
        // Nobody else may make one of that id in between.
        (case.setting, case.alone) = (1, true);
        case.unfit = Some("there is an entity of the right kind with the id of one of another kind");
        case.after = vec![foreign.slot.clone()];
        let nothing = Promise::NoRow(referred.subject(cx, &foreign.slot));
        case.claims.push(Claim { exchange: 0, promise: nothing });
    }
}
