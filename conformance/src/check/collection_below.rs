//! What stands below an entity stands below that one alone: its list shows nothing of another, its answers name it, it is not found below another
//! (RFC 3986, section 1.2.3), and what is taken away leaves the others where they are.

use doctract_spec::ir::{Method, Violation};

use super::Check;
use crate::case::{Exchange, Level};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot, Step};
use crate::judge::entity_of;
use crate::plan::{Below, Context, Sink, accepted, named, refused};

/// See the module.
pub struct CollectionBelow;

impl Check for CollectionBelow {
    fn name(&self) -> &'static str {
        "collection_below"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["http.path", "methods", "responses.fields", "responses.status"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for below in Below::all(cx) {
            let run = Run { check: self.name(), cx, below: &below };
            run.apart(sink);
            run.named(sink);
            if let Some(delete) = below.delete() {
                run.siblings(sink, delete);
            }
            let not_found = cx.api.conventions.violation(Violation::NotFound).status;
            let tells = |method: &Method| method.responses.iter().any(|response| Some(response.status) == not_found);
            for method in below.on_one.iter().copied().filter(|method| tells(method)) {
                run.elsewhere(sink, method);
            }
        }
    }
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    below: &'r Below<'a>,
}

impl<'a> Run<'_, 'a> {
    /// An entity, and something below it.
    fn pair(&self, id: &str, word: &str) -> Result<(Slot, Slot), String> {
        let parent = self.below.parent(self.cx, &format!("{id} ({word})"))?;
        let made = self.below.own(self.cx, &format!("{id} ({word})"), &parent)?;
        Ok((parent, made.slot))
    }

    fn read(&self, id: &str, parent: &Slot) -> Result<Exchange, String> {
        self.below.listing(self.cx, id, parent).map(|call| accepted(&call))
    }

    /// Each list shows its own and nothing of the other.
    fn apart(&self, sink: &mut Sink) {
        let (kind, list) = ("apart", self.below.list.method);
        let id = format!("{}/{kind}", list.name);
        let built = || {
            let (one, other) = (self.pair(&id, "one")?, self.pair(&id, "other")?);
            let exchanges = vec![self.read(&id, &one.0)?, self.read(&id, &other.0)?];
            Ok((one, other, exchanges))
        };
        let Some((one, other, exchanges)) = sink.made(&id, list, built()) else { return };
        let does = format!("makes something below two values of `{}`, then lists each", self.below.around.name);
        let case = sink.whole(self.check, list, kind, &does, exchanges);
        case.level = Level::Should;
        case.after = vec![one.1.clone(), other.1.clone()];
        for (exchange, own, foreign) in [(0, &one, &other), (1, &other, &one)] {
            let shown = named(&self.below.list.fields, &self.below.around.name);
            let fields = shown.map(|field| (Path::top(&field.name), Draft::Made(own.0.clone())));
            let row = Promise::Row(self.below.subject(&own.1), fields.into_iter().collect());
            let none = Promise::NoRow(self.below.subject(&foreign.1));
            case.claims.extend([row, none].map(|promise| Claim { exchange, promise }));
        }
    }

    /// A member of the answer with the name of the parameter in the path has its value.
    fn named(&self, sink: &mut Sink) {
        let (kind, create) = ("below-named", self.below.create);
        let id = format!("{}/{kind}", create.name);
        let Some((place, fields)) = entity_of(create) else { return };
        if named(fields, &self.below.around.name).is_none() {
            return;
        }
        let steps = place.iter().chain([&self.below.around.name]).cloned().map(Step::Name);
        let built = || {
            let parent = self.below.parent(self.cx, &id)?;
            let exchange = accepted(&self.below.making(self.cx, &id, &parent)?);
            Ok((parent, exchange))
        };
        let Some((parent, exchange)) = sink.made(&id, create, built()) else { return };
        let does = format!("makes something below a value of `{}`", self.below.around.name);
        sink.whole(self.check, create, kind, &does, vec![exchange]);
        sink.claim(0, Promise::Says(vec![(Path(steps.collect()), Draft::Made(parent))]));
    }

    /// What is taken away leaves what stands beside it.
    fn siblings(&self, sink: &mut Sink, delete: &'a Method) {
        let kind = "siblings-kept";
        let id = format!("{}/{kind}", delete.name);
        let built = || {
            let (parent, gone) = self.pair(&id, "gone")?;
            let kept = self.below.own(self.cx, &format!("{id} (kept)"), &parent)?.slot;
            let call = self.below.on(self.cx, delete, &id, (&parent, &gone))?;
            let read = self.read(&id, &parent)?;
            Ok((gone, kept, vec![read.clone(), accepted(&call), read]))
        };
        let Some((gone, kept, exchanges)) = sink.made(&id, delete, built()) else { return };
        let does = "takes one of two away, then lists what is left";
        let case = sink.whole(self.check, delete, kind, does, exchanges);
        case.after = vec![gone.clone(), kept.clone()];
        case.claims = [(0, &gone), (0, &kept), (2, &kept)]
            .map(|(exchange, slot)| (exchange, Promise::Row(self.below.subject(slot), Vec::new())))
            .into_iter()
            .chain([(2, Promise::NoRow(self.below.subject(&gone)))])
            .map(|(exchange, promise)| Claim { exchange, promise })
            .collect();
    }

    /// It is not found below another entity, and stays where it is.
    fn elsewhere(&self, sink: &mut Sink, method: &'a Method) {
        let kind = "below-another";
        let id = format!("{}/{kind}", method.name);
        let built = || {
            let (parent, made) = self.pair(&id, "own")?;
            let other = self.below.parent(self.cx, &format!("{id} (other)"))?;
            let call = self.below.on(self.cx, method, &id, (&other, &made))?;
            let expect = vec![refused(self.cx, Violation::NotFound, None)];
            let wrong = Exchange { expect, ..accepted(&call) };
            Ok((made, vec![wrong, self.read(&id, &parent)?]))
        };
        let Some((made, exchanges)) = sink.made(&id, method, built()) else { return };
        let does = format!("names an entity below another value of `{}`, then lists its own", self.below.around.name);
        let case = sink.whole(self.check, method, kind, &does, exchanges);
        case.level = Level::Should;
        case.after = vec![made.clone()];
        let promise = Promise::Row(self.below.subject(&made), Vec::new());
        case.claims.push(Claim { exchange: 1, promise });
    }
}
