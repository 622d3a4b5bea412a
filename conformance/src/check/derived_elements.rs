//! An array of a row that holds something of each entity which the row lists, as the telephones of the members of a group: it follows when an
//! entity is added to the list or taken out of it, and when the entity has more of it.
//!
//! Which entities show there is not assumed: where the row shows exactly what the first listed entity has, it must go on doing so.

mod shared;

use doctract_spec::ir::{Method, Param, Type, Violation};

use super::Check;
use crate::claim::{Claim, Derived, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::names::element;
use crate::plan::{
    Context, Detail, Made, Object, Sink, accepted, id_member, is_reference, maker, named, refused, spots,
};

/// See the module.
pub struct DerivedElements;

impl Check for DerivedElements {
    fn name(&self) -> &'static str {
        "derived_elements"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["result.fields", "see_methods", "conventions.named_references"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for object in &objects {
            let Some(update) = object.update else { continue };
            for (list, _) in object.written(update).filter(|(param, _)| param.schema.kind == Type::Array) {
                for run in runs(cx, &objects, object, (update, list)) {
                    run.case(self.name(), sink);
                    shared::plan(&run, self.name(), sink);
                }
            }
        }
    }
}

/// A list of entities, the array of the same row with something of each, and where each has that itself.
struct Run<'r, 'a> {
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    other: &'r Object<'a>,
    updates: [&'a Method; 2],
    list: &'a Param,
    array: &'r Param,
    /// The member of the elements of the list, and of those of the array, that holds the id of the entity.
    id: String,
    /// The member of the elements of the array that holds what is the entity's.
    member: String,
    /// The array of the entity, which can be written.
    source: &'a Param,
    /// The member of its elements.
    own: String,
    /// The list of the entity by which it leaves those that list it, where it has one.
    leaves: Option<&'a Param>,
}

fn runs<'r, 'a>(
    cx: &'r Context<'a>,
    objects: &'r [Object<'a>],
    object: &'r Object<'a>,
    (update, list): (&'a Method, &'a Param),
) -> Vec<Run<'r, 'a>> {
    let listed = || {
        let sent = list.schema.items.as_deref().filter(|_| is_reference(list))?;
        let shown = named(&object.list.fields, &list.name)?.schema.items.as_deref()?;
        let other = Object::made_by(objects, maker(cx.api, update, list, true)?)?;
        Some((id_member(sent, shown)?, other, other.update?))
    };
    let Some((id, other, change)) = listed() else { return Vec::new() };
    let written = |field: &Param| named(&update.params, &field.name).or(named(&object.create.params, &field.name));
    let arrays = object.list.fields.iter().filter(|field| field.schema.kind == Type::Array && written(field).is_none());
    let stems: Vec<&str> =
        cx.api.conventions.named_references.iter().filter_map(|names| id.strip_suffix(&names.id)).collect();
    let back = |param: &&Param| {
        let list = param.schema.kind == Type::Array && is_reference(param) && !param.is_required();
        list && maker(cx.api, change, param, true).is_some_and(|maker| maker.name == object.create.name)
    };
    let leaves = other.written(change).map(|(param, _)| param).find(back);
    let mut found = Vec::new();
    for array in arrays.filter(|array| named(&element(&array.schema).fields, &id).is_some()) {
        let pair = element(&array.schema).fields.iter().find_map(|member| {
            let own = stems.iter().find_map(|stem| member.name.strip_prefix(stem)?.strip_prefix('_'))?;
            let has = |source: &&Param| named(&element(&source.schema).fields, own).is_some();
            let source = other.written(change).map(|(param, _)| param);
            let mut source =
                source.filter(|param| param.schema.kind == Type::Array && param.requires_component.is_none());
            Some((member.name.clone(), source.find(has)?, own.to_owned()))
        });
        let Some((member, source, own)) = pair else { continue };
        let (updates, id) = ([update, change], id.clone());
        found.push(Run { cx, object, other, updates, list, array, id, member, source, own, leaves });
    }
    found
}

/// Two entities, the one that lists them, and the requests.
struct Ground {
    made: Made,
    /// Another one that lists both of them.
    second: Made,
    others: [Made; 2],
    exchanges: Vec<crate::case::Exchange>,
}

impl Run<'_, '_> {
    /// Unlike elements for the array of an entity.
    fn elements(&self, of: &Method, case: &str, count: u64) -> Result<Draft, String> {
        let methods = [self.other.create, self.updates[1]];
        let method = methods.into_iter().find(|method| method.name == of.name).ok_or("no such method")?;
        let spots = spots(method);
        let spot = spots.iter().find(|spot| !spot.is_item && spot.path == Path::top(&self.source.name));
        let most = self.source.schema.max_items.unwrap_or(count).min(count);
        Ok(Draft::List(self.cx.elements(spot.ok_or("the array is no parameter")?, case, most)?))
    }

    fn entity(&self, case: &str, count: u64) -> Result<Made, String> {
        let create = self.other.create;
        let mut args = self.cx.own(create, case, Detail::Minimal, 1, None)?.args;
        args.set(&Path::top(&self.source.name), self.elements(create, case, count)?);
        self.cx.sent(create, case, args)
    }

    fn ground(&self, id: &str) -> Result<Ground, String> {
        let cx = self.cx;
        let one = self.entity(&format!("{id} (one)"), 1)?;
        let two = self.entity(&format!("{id} (two)"), 2)?;
        let list = |slots: &[&Slot]| Draft::List(slots.iter().map(|slot| Draft::Made((*slot).clone())).collect());
        let mut args = cx.own(self.object.create, id, Detail::Minimal, 1, None)?.args;
        args.set(&Path::top(&self.list.name), list(&[&one.slot]));
        let made = cx.sent(self.object.create, id, args.clone())?;
        // What is listed from the beginning may have several, and what an entity has more of shows wherever it is listed.
        args.set(&Path::top(&self.list.name), list(&[&one.slot, &two.slot]));
        let second = cx.sent(self.object.create, &format!("{id} (second)"), args)?;
        let listing = |slots: &[&Slot]| {
            let mut call = self.object.call_for(cx, self.updates[0], id, &made)?.0;
            call.set(&Path::top(&self.list.name), list(slots));
            Ok::<_, String>(accepted(&call))
        };
        let mut more = self.other.call_for(cx, self.updates[1], id, &one)?.0;
        more.set(&Path::top(&self.source.name), self.elements(self.updates[1], id, 2)?);
        let theirs = self.other.read(cx, id, &[&one.slot, &two.slot])?;
        let ours = self.object.read(cx, id, &[&made.slot])?;
        let mut exchanges = vec![
            theirs.clone(),
            ours.clone(),
            listing(&[&one.slot, &two.slot])?,
            ours.clone(),
            accepted(&more),
            theirs,
            ours.clone(),
            listing(&[&two.slot])?,
            ours,
            self.object.read(cx, id, &[&second.slot])?,
        ];
        if let Some(list) = self.leaves {
            let mut call = self.other.call_for(cx, self.updates[1], id, &one)?.0;
            call.set(&Path::top(&list.name), Draft::List(Vec::new()));
            exchanges.extend([accepted(&call), self.object.read(cx, id, &[&second.slot])?]);
        }
        if let Some(delete) = self.other.delete {
            let mut removal = accepted(&self.other.call_for(cx, delete, id, &two)?.0);
            // Whether what is listed may be deleted is the question of other cases.
            removal.expect.push(refused(cx, Violation::InUse, None));
            exchanges.extend([removal, self.object.read(cx, id, &[&made.slot, &second.slot])?]);
        }
        Ok(Ground { made, second, others: [one, two], exchanges })
    }

    fn case(&self, check: &'static str, sink: &mut Sink) {
        let kind = format!("{}/of-{}", self.array.name, self.list.name);
        let method = self.object.list.method;
        let id = format!("{}/{kind}", method.name);
        let Some(Ground { made, second, others, exchanges }) = sink.made(&id, method, self.ground(&id)) else { return };
        let does =
            format!("lists an entity, then another, gives the first more `{}`, and takes it out", self.source.name);
        let gone = if self.other.delete.is_some() { exchanges.len() - 1 } else { usize::MAX };
        let case = sink.whole(check, method, &kind, &does, exchanges);
        case.param = Some(Path::top(&self.array.name));
        // Where rows cannot be chosen, no request for them says which must be there.
        case.after = others.iter().chain([&made, &second]).map(|made| made.slot.clone()).collect();
        case.sentence = super::updated::written(method, self.array);
        // The row, the rows of the others as they were read last, and who is in the list.
        let [one, two] = &others;
        let left = if self.leaves.is_some() { 11 } else { usize::MAX };
        let steps = [
            (3, 0, &made, one, true),
            (3, 0, &made, two, true),
            (6, 5, &made, one, true),
            (6, 5, &made, two, true),
            (8, 5, &made, one, false),
            (8, 5, &made, two, true),
            (9, 5, &second, one, true),
            (9, 5, &second, two, true),
            (left, 5, &second, one, false),
            (left, 5, &second, two, true),
            (gone, 5, &made, two, false),
            (gone, 5, &second, two, false),
        ];
        for (exchange, read, holder, other, listed) in steps.into_iter().filter(|step| step.0 != usize::MAX) {
            let promise = self.promise(holder, (other, listed), read, [one, &made]);
            case.claims.push(Claim { exchange, promise });
        }
    }

    /// That the row of an entity holds of another what that has as it was read, or nothing where it is not listed. The first entity and the one that
    /// lists it are read by the first two exchanges.
    fn promise(&self, holder: &Made, (other, listed): (&Made, bool), read: usize, premise: [&Made; 2]) -> Promise {
        let derived = Derived {
            array: self.array.name.clone(),
            id: self.id.clone(),
            member: self.member.clone(),
            list: self.list.name.clone(),
            other: self.other.subject(self.cx, &other.slot),
            source: self.source.name.clone(),
            own: self.own.clone(),
            read,
            listed,
            premise: ([0, 1], premise.map(|made| made.slot.clone())),
        };
        Promise::Derived(self.object.subject(self.cx, &holder.slot), derived)
    }
}
