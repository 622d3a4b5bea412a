//! Who lists several others is listed by each of them, and by none of them once it lists nobody or is deleted. All else of them stays as it is.

use doctract_spec::ir::{Param, Violation};

use super::Check;
use super::membership::for_each_pair;
use super::updated::change;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, named, refused};

/// See the module.
pub struct MembershipSeveral;

/// How many others are listed.
const SEVERAL: usize = 3;

impl Check for MembershipSeveral {
    fn name(&self) -> &'static str {
        "membership_several"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "see_methods"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for_each_pair(cx, |object, param, other, seen| {
            let run = Run { check: self.name(), cx, object, param, other, seen };
            run.listed(sink);
            run.filled(sink);
            run.joined(sink);
            run.emptied(sink);
            run.deleted(sink);
        });
    }
}

/// An object that lists others, and the array of these in which it is seen, with the member that holds its id.
struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    param: &'a Param,
    other: &'r Object<'a>,
    seen: (&'r str, &'r str),
}

impl Run<'_, '_> {
    /// An entity that lists several others, and the request that reads these.
    fn ground(&self, id: &str) -> Result<(Made, Vec<Slot>, Exchange), String> {
        let one = |nth: usize| {
            let case = format!("{id} (other {nth})");
            self.cx.own(self.other.create, &case, Detail::Full, 1 + nth, None).map(|made| made.slot)
        };
        let others: Vec<Slot> = (1..=SEVERAL).map(one).collect::<Result<_, _>>()?;
        let mut args = self.cx.own(self.object.create, id, Detail::Minimal, 1, None)?.args;
        args.set(&Path::top(&self.param.name), Draft::List(others.iter().cloned().map(Draft::Made).collect()));
        let made = self.cx.sent(self.object.create, id, args)?;
        let read = self.other.read(self.cx, id, &others.iter().collect::<Vec<_>>())?;
        Ok((made, others, read))
    }

    fn listed(&self, sink: &mut Sink) {
        let create = self.object.create;
        let id = format!("{}/{}", create.name, self.kind("listed"));
        let built = || self.ground(&id).map(|(made, others, read)| (made, others, vec![read]));
        let Some(ground) = sink.made(&id, create, built()) else { return };
        self.case(sink, (create, "listed", "makes an entity that lists several others"), (ground, true));
    }

    /// The same for one that listed nobody when it was made.
    fn filled(&self, sink: &mut Sink) {
        let Some(update) = self.object.update else { return };
        let Some(same) = named(&update.params, &self.param.name) else { return };
        let id = format!("{}/{}", update.name, self.kind("filled"));
        let built = || {
            let (_, others, read) = self.ground(&format!("{id} (others)"))?;
            let made = self.cx.own(self.object.create, &id, Detail::Minimal, 1, None)?;
            let all = Draft::List(others.iter().cloned().map(Draft::Made).collect());
            let change = change(self.cx, (self.object, update), &id, &made, vec![(same.name.clone(), all)])?;
            Ok((made, others, vec![read.clone(), change, read]))
        };
        let Some(ground) = sink.made(&id, update, built()) else { return };
        self.case(sink, (update, "filled", "lets an entity list several others"), (ground, true));
    }

    /// One more beside those that it listed already.
    fn joined(&self, sink: &mut Sink) {
        let Some(update) = self.object.update else { return };
        let Some(same) = named(&update.params, &self.param.name) else { return };
        let id = format!("{}/{}", update.name, self.kind("joined"));
        let built = || {
            let (made, others, read) = self.ground(&id)?;
            let all: Vec<Draft> = others.iter().cloned().map(Draft::Made).collect();
            let mut args = made.args.clone();
            let first = all.len().saturating_sub(1);
            args.set(&Path::top(&self.param.name), Draft::List(all[..first].to_vec()));
            let made = self.cx.sent(self.object.create, &format!("{id} (joined)"), args)?;
            let new = vec![(same.name.clone(), Draft::List(all))];
            let change = change(self.cx, (self.object, update), &id, &made, new)?;
            Ok((made, others, vec![read.clone(), change, read]))
        };
        let Some(ground) = sink.made(&id, update, built()) else { return };
        let does = "lets an entity that lists several others list one more";
        self.case(sink, (update, "joined", does), (ground, true));
    }

    fn emptied(&self, sink: &mut Sink) {
        let Some(update) = self.object.update else { return };
        let Some(same) = named(&update.params, &self.param.name).filter(|same| !same.is_required()) else { return };
        let id = format!("{}/{}", update.name, self.kind("emptied"));
        let built = || {
            let (made, others, read) = self.ground(&id)?;
            let nobody = vec![(same.name.clone(), Draft::List(Vec::new()))];
            let change = change(self.cx, (self.object, update), &id, &made, nobody)?;
            Ok((made, others, vec![read.clone(), change, read]))
        };
        let Some(ground) = sink.made(&id, update, built()) else { return };
        self.case(
            sink,
            (update, "emptied", "empties the list of an entity that lists several others"),
            (ground, false),
        );
    }

    fn deleted(&self, sink: &mut Sink) {
        let Some(delete) = self.object.delete else { return };
        let id = format!("{}/{}", delete.name, self.kind("deleted"));
        let built = || {
            let (made, others, read) = self.ground(&id)?;
            let mut removal = accepted(&self.object.call_for(self.cx, delete, &id, &made)?.0);
            // Whether an entity that is listed may be deleted is nowhere said.
            removal.expect.push(refused(self.cx, Violation::InUse, None));
            Ok((made, others, vec![read.clone(), removal, read]))
        };
        let Some(ground) = sink.made(&id, delete, built()) else { return };
        self.case(sink, (delete, "deleted", "deletes an entity that lists several others"), (ground, false));
    }

    fn kind(&self, word: &str) -> String {
        format!("{}/{word}-for-{}", self.param.name, self.seen.0)
    }

    fn case(
        &self,
        sink: &mut Sink,
        (method, word, deed): (&doctract_spec::ir::Method, &str, &str),
        ((made, others, exchanges), present): ((Made, Vec<Slot>, Vec<Exchange>), bool),
    ) {
        let last = exchanges.len() - 1;
        let does = format!("{deed}, and reads these{}", if last > 0 { " before and after" } else { "" });
        let case = sink.whole(self.check, method, &self.kind(word), &does, exchanges);
        case.param = Some(Path::top(&self.param.name));
        (case.after, case.setting) = (vec![made.slot.clone()], last);
        let others_fields = self.other.written(self.other.create).map(|(param, _)| param.name.clone());
        let fields: Vec<String> = others_fields.filter(|name| *name != self.seen.0).collect();
        for other in &others {
            if last > 0 {
                let kept =
                    Promise::Unchanged { of: self.other.subject(self.cx, other), since: 0, fields: fields.clone() };
                case.claims.push(Claim { exchange: last, promise: kept });
            }
            let promise = Promise::Element {
                of: self.other.subject(self.cx, other),
                array: self.seen.0.to_owned(),
                id: self.seen.1.to_owned(),
                other: made.slot.clone(),
                present,
            };
            case.claims.push(Claim { exchange: last, promise });
        }
    }
}
