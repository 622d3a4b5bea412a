//! An update that passes one member of an object, alone or beside those that are required, stores it. The other members all stay, or all of them are gone: whether the object is merged or replaced no
//! document tells, but nothing between the two is either. A second update that passes what was there before stores that, too.

use doctract_spec::ir::{Method, Param, Type, Violation};

use super::Check;
use super::reset_member::with_object;
use super::updated::{VARIANTS, change, written};
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Made, Object, Sink, named, refused, seen_as};

/// See the module.
pub struct UpdatedMember;

impl Check for UpdatedMember {
    fn name(&self) -> &'static str {
        "updated_member"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["partial_update", "params", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update.filter(|update| update.partial_update) else { continue };
            for (param, field) in object.written(update).filter(|(param, _)| param.schema.kind == Type::Object) {
                for member in &param.schema.fields {
                    let Some(shown) = named(&field.schema.fields, &member.name) else { continue };
                    let run = Run { check: self.name(), cx, object: &object, update, param, member, shown };
                    run.case(sink, "alone", &[]);
                    let others = param.schema.fields.iter().filter(|other| other.is_required());
                    let others = others.map(|other| other.name.as_str()).filter(|name| *name != member.name);
                    let others: Vec<&str> = others.collect();
                    if !others.is_empty() {
                        run.case(sink, "beside-required", &others);
                    }
                    run.back(sink, &others);
                }
            }
        }
    }
}

/// One member of an object that an update writes.
struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    update: &'a Method,
    param: &'a Param,
    member: &'a Param,
    shown: &'r Param,
}

impl Run<'_, '_> {
    fn path(&self) -> Path {
        Path::top(&self.param.name).member(&self.member.name)
    }

    /// The value of the member that the entity has not got, where there is one.
    fn new_value(&self, id: &str, made: &Made) -> Option<Draft> {
        let old = made.args.clone().at_mut(&self.path().0).map(|old| old.clone());
        let fresh = |variant: &usize| {
            let mut value = self.cx.fresh(self.update, self.param, id, *variant).ok()?;
            value.at_mut(&Path::top(&self.member.name).0).map(|value| value.clone())
        };
        VARIANTS.iter().filter_map(fresh).find(|new| old.as_ref() != Some(new))
    }

    /// A request that passes a value of the member beside these others, as they are.
    fn passing(&self, id: &str, made: &Made, beside: &[&str], value: &Draft) -> Result<Exchange, String> {
        let present = |name: &&str| {
            let path = Path::top(&self.param.name).member(name);
            made.args.clone().at_mut(&path.0).map(|value| ((*name).to_owned(), value.clone()))
        };
        let passed = beside.iter().filter_map(present).chain([(self.member.name.clone(), value.clone())]);
        let part = vec![(self.param.name.clone(), Draft::Members(passed.collect()))];
        let mut change = change(self.cx, (self.object, self.update), id, made, part)?;
        // The table may be read to insist on members that it calls required, and the others may lean on what is replaced.
        let open = [Violation::MissingRequired, Violation::InvalidCombination];
        change.expect.extend(open.map(|violation| refused(self.cx, violation, None)));
        Ok(change)
    }

    /// The entity, the new value, and the requests.
    fn ground(&self, id: &str, beside: &[&str]) -> Result<Option<(Made, Draft, Vec<Exchange>)>, String> {
        let (cx, object) = (self.cx, self.object);
        let made = with_object(cx, object, id, self.param)?;
        let Some(new) = self.new_value(id, &made) else { return Ok(None) };
        let change = self.passing(id, &made, beside, &new)?;
        let read = object.read(cx, id, &[&made.slot])?;
        Ok(Some((made, new, vec![read.clone(), change, read])))
    }

    /// The entity, the value that it had of the member, and the requests that change it there and back.
    fn way_back(&self, id: &str, beside: &[&str]) -> Result<Option<(Made, Draft, Vec<Exchange>)>, String> {
        let Some((made, _, mut exchanges)) = self.ground(id, beside)? else { return Ok(None) };
        let Some(old) = made.args.clone().at_mut(&self.path().0).map(|old| old.clone()) else { return Ok(None) };
        exchanges[0] = self.passing(id, &made, beside, &old)?;
        exchanges.swap(0, 1);
        Ok(Some((made, old, exchanges)))
    }

    fn back(&self, sink: &mut Sink, beside: &[&str]) {
        let (path, update) = (self.path(), self.update);
        let kind = format!("{path}/update-back");
        let id = format!("{}/{kind}", update.name);
        let Some(Some((made, old, exchanges))) = sink.made(&id, update, self.way_back(&id, beside)) else { return };
        let Some(value) = seen_as(&self.member.schema, &self.shown.schema, &old) else { return };
        let does = format!("passes another `{path}`, then the former one, and reads the entity");
        let case = sink.whole(self.check, update, &kind, &does, exchanges);
        (case.sentence, case.setting) = (written(update, self.member), 2);
        let promise = Promise::Row(self.object.subject(self.cx, &made.slot), vec![(path.clone(), value)]);
        case.claims.push(Claim { exchange: 2, promise });
        case.param = Some(path);
    }

    fn case(&self, sink: &mut Sink, word: &str, beside: &[&str]) {
        let (path, update) = (self.path(), self.update);
        let kind = format!("{path}/update-{word}");
        let id = format!("{}/{kind}", update.name);
        let Some(Some((made, new, exchanges))) = sink.made(&id, update, self.ground(&id, beside)) else { return };
        let does = format!("passes `{path}` {}, and reads the entity before and after", word.replace('-', " "));
        let case = sink.whole(self.check, update, &kind, &does, exchanges);
        (case.sentence, case.setting) = (written(update, self.member), 2);
        let of = || self.object.subject(self.cx, &made.slot);
        let stored = seen_as(&self.member.schema, &self.shown.schema, &new);
        let stored = stored.map(|value| Promise::Row(of(), vec![(path.clone(), value)]));
        let passed = |name: &str| name == self.member.name || beside.contains(&name);
        let members = self.param.schema.fields.iter().map(|other| other.name.clone()).filter(|name| !passed(name));
        let merged =
            Promise::Merged { of: of(), since: 0, object: self.param.name.clone(), members: members.collect() };
        case.claims = stored.into_iter().chain([merged]).map(|promise| Claim { exchange: 2, promise }).collect();
        case.param = Some(path);
    }
}
