//! What a method has changed in the elements of an array stays when something else is changed: another field of the entity, the list of those that it
//! refers to, one of these itself, or that one of these is deleted.

use doctract_spec::ir::{Method, Param, Type, Violation};

use super::Check;
use super::elements::{COUNT, Ground, Run, runs};
use super::updated::change;
use crate::case::{Exchange, Outcome};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, Spot, accepted, is_reference, maker, named, refused, spots};

/// See the module.
pub struct ElementsKept;

/// The variant of an entity that is none of those to which the first refers.
const ANOTHER: usize = 7;

impl Check for ElementsKept {
    fn name(&self) -> &'static str {
        "elements_kept"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "ordered"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for run in runs(self.name(), cx, &objects) {
            run.beside(sink);
            for (list, other) in run.others(&objects) {
                run.more(sink, list, other);
                run.other_changed(sink, list, other);
                run.other_grown(sink, list, other);
                run.other_deleted(sink, list, other);
            }
        }
    }
}

/// What a case changes after the elements, and how many of these may be gone then.
struct Step {
    exchange: Exchange,
    gone: usize,
}

impl<'a> Run<'_, 'a> {
    /// The parameters of the create method that list others, and these.
    fn others<'o>(&self, objects: &'o [Object<'a>]) -> Vec<(&'a Param, &'o Object<'a>)> {
        let create = self.object.create;
        let lists = create.params.iter().filter(|param| param.schema.kind == Type::Array && is_reference(param));
        lists
            .filter_map(|list| Some((list, Object::made_by(objects, maker(self.cx.api, create, list, true)?)?)))
            .collect()
    }

    /// An update of the entity by its own method that says nothing of the elements.
    fn beside(&self, sink: &mut Sink) {
        let Some(update) = self.object.update.filter(|update| update.partial_update) else { return };
        let Some(param) = texts(self.object, update).next() else { return };
        let does = "changes what the elements say, then something else of the entity";
        self.stays(sink, ("elements-kept", does), None, |id, made, _| {
            let new = vec![(param.name.clone(), self.cx.fresh(update, param, id, 2)?)];
            Ok(Step { exchange: change(self.cx, (self.object, update), id, made, new)?, gone: 0 })
        });
    }

    /// One more in the list of those that the entity refers to.
    fn more(&self, sink: &mut Sink, list: &'a Param, other: &Object<'a>) {
        let writes = |update: &&Method| update.params.iter().any(|param| param.name == list.name);
        let Some(update) = self.object.update.filter(writes) else { return };
        let kind = format!("elements-kept-with-{}", list.name);
        let does = format!("changes what the elements say, then adds one to `{}`", list.name);
        self.stays(sink, (&kind, &does), Some((list, other)), |id, made, listed| {
            let another = self.cx.own(other.create, &format!("{id} (another)"), Detail::Minimal, ANOTHER, None)?.slot;
            let listed = listed.iter().map(|made| &made.slot).chain([&another]).cloned().map(Draft::Made).collect();
            let new = vec![(list.name.clone(), Draft::List(listed))];
            Ok(Step { exchange: change(self.cx, (self.object, update), id, made, new)?, gone: 0 })
        });
    }

    /// Another field of one of those that the entity refers to.
    fn other_changed(&self, sink: &mut Sink, list: &'a Param, other: &Object<'a>) {
        let Some(update) = other.update.filter(|update| update.partial_update) else { return };
        let Some(param) = texts(other, update).next() else { return };
        let kind = format!("elements-kept-through-{}/{}", list.name, update.name);
        let does = format!("changes what the elements say, then one of `{}`", list.name);
        self.stays(sink, (&kind, &does), Some((list, other)), |id, _, listed| {
            let new = vec![(param.name.clone(), self.cx.fresh(update, param, id, 2)?)];
            let first = listed.first().ok_or_else(String::new)?;
            Ok(Step { exchange: change(self.cx, (other, update), id, first, new)?, gone: 0 })
        });
    }

    /// One element more in an array of one of those that the entity refers to.
    fn other_grown(&self, sink: &mut Sink, list: &'a Param, other: &Object<'a>) {
        let Some(update) = other.update.filter(|update| update.partial_update) else { return };
        let all = spots(update);
        let arrays =
            all.iter().filter(|spot| spot.ancestors.is_empty() && spot.schema.kind == Type::Array && !spot.is_item);
        let required = |spot: &&Spot<'a>| named(&other.create.params, &spot.param.name).is_some_and(Param::is_required);
        for spot in arrays.filter(|spot| !is_reference(spot.param)).filter(required) {
            let kind = format!("elements-kept-through-{}/{}.{}", list.name, update.name, spot.path);
            let does = format!("changes what the elements say, then adds to `{}` of one of `{}`", spot.path, list.name);
            self.stays(sink, (&kind, &does), Some((list, other)), |id, _, listed| {
                let first = listed.first().ok_or_else(String::new)?;
                let present = first.args.clone().at_mut(&spot.path.0).map(|present| present.opened());
                let Some(Draft::List(mut items)) = present else {
                    return Err(format!("nothing is sent as `{}`", spot.path));
                };
                items.extend(self.cx.elements(spot, id, 1)?);
                let new = vec![(spot.param.name.clone(), Draft::List(items))];
                Ok(Step { exchange: change(self.cx, (other, update), id, first, new)?, gone: 0 })
            });
        }
    }

    /// One of those that the entity refers to is deleted, and takes its own element with it.
    fn other_deleted(&self, sink: &mut Sink, list: &'a Param, other: &Object<'a>) {
        let Some(delete) = other.delete else { return };
        let kind = format!("elements-kept-through-{}/{}", list.name, delete.name);
        let does = format!("changes what the elements say, then deletes one of `{}`", list.name);
        self.stays(sink, (&kind, &does), Some((list, other)), |id, _, listed| {
            let first = listed.first().ok_or_else(String::new)?;
            let mut removal = accepted(&other.call_for(self.cx, delete, id, first)?.0);
            // Whether what is referred to may be deleted is the question of other cases.
            removal.expect.push(refused(self.cx, Violation::InUse, None));
            Ok(Step { exchange: removal, gone: 1 })
        });
    }

    /// An entity that refers to others which nothing else refers to, and these.
    fn ground_with(&self, id: &str, list: Option<(&Param, &Object<'a>)>) -> Result<(Ground<'a>, Vec<Made>), String> {
        let mut args = self.listing(id, 1)?;
        let mut others = Vec::new();
        if let Some((list, other)) = list {
            let one = |nth| self.cx.own(other.create, &format!("{id} (other {nth})"), Detail::Minimal, nth, None);
            others = (1..=COUNT).map(one).collect::<Result<Vec<_>, _>>()?;
            let slots = others.iter().map(|other| Draft::Made(other.slot.clone())).collect();
            args.set(&Path::top(&list.name), Draft::List(slots));
        }
        Ok((self.ground_of(id, args)?, others))
    }

    fn stays(
        &self,
        sink: &mut Sink,
        (kind, does): (&str, &str),
        list: Option<(&Param, &Object<'a>)>,
        step: impl Fn(&str, &Made, &[Made]) -> Result<Step, String>,
    ) {
        let id = format!("{}/{}/{kind}", self.method.name, self.array.name);
        let built = || {
            let (ground, others) = self.ground_with(&id, list)?;
            let step = step(&id, &ground.made, &others)?;
            Ok((ground, step))
        };
        let Some((ground, Step { exchange, gone })) = sink.made(&id, self.method, built()) else { return };
        self.case_on(sink, (kind, does, "params"), 3, &ground, |ground| {
            let sent = self.flagged(&ground.ids, &[2, 0, 1], |at| at == 2);
            let changed = self.update(ground, sent.clone(), vec![Outcome::Accepted { fields: None }]);
            let exchanges = vec![changed, ground.read.clone(), exchange.clone(), ground.read.clone()];
            let stay = Promise::Stay {
                of: self.object.subject(self.cx, &ground.made.slot),
                array: self.array.name.clone(),
                id: self.id.name.clone(),
                elements: sent.clone(),
                gone,
                ordered: self.ordered,
            };
            (exchanges, vec![self.row(ground, 2, sent), Claim { exchange: 4, promise: stay }])
        });
    }
}

/// The texts that an update writes and that depend on nothing.
fn texts<'a>(object: &Object<'a>, update: &'a Method) -> impl Iterator<Item = &'a Param> {
    let text = |param: &&Param| param.schema.kind == Type::String && param.requires_component.is_none();
    object.written(update).map(|(param, _)| param).filter(text)
}
