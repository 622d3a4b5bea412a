//! The times at which an entity was made and changed, which nobody sends: reading does not move them, and nothing is changed before it is made.
//!
//! What time it is when something is made, a target may take from any clock.

use doctract_spec::ir::{Format, Param};
use doctract_spec::{Telling, tells};

use super::Check;
use crate::case::Level;
use crate::claim::{Claim, Promise};
use crate::plan::{Context, Detail, Object, Sink, named};

/// See the module.
pub struct Stamps;

impl Check for Stamps {
    fn name(&self) -> &'static str {
        "stamps"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["result.fields", "responses.fields", "format"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let stamps = |telling| {
                let told = |field: &&Param| is_date_time(field) && tells(&field.name, telling);
                let sent = |field: &Param| named(&object.create.params, &field.name).is_some();
                let fields = object.list.fields.iter().filter(told).filter(|field| !sent(field));
                fields.map(|field| field.name.clone()).collect::<Vec<_>>()
            };
            self.one(cx, sink, &object, stamps(Telling::Made), stamps(Telling::Changed));
        }
    }
}

fn is_date_time(field: &Param) -> bool {
    field.schema.format.as_deref().and_then(Format::named) == Some(Format::DateTime)
}

impl Stamps {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        made_at: Vec<String>,
        changed_at: Vec<String>,
    ) {
        if made_at.is_empty() && changed_at.is_empty() {
            return;
        }
        let kind = "stamps";
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Minimal, 1, None)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, read))
        };
        let Some((made, read)) = sink.made(&id, object.create, built()) else { return };
        let does = "makes an entity, and reads twice when it was made and changed";
        let case = sink.whole(self.name(), object.create, kind, does, vec![read.clone(), read]);
        // What the times are of, their names tell.
        case.level = Level::Should;
        (case.after, case.alone) = (vec![made.slot.clone()], true);
        let of = object.subject(cx, &made.slot);
        let fields = made_at.iter().chain(&changed_at).cloned().collect();
        let kept = Promise::Kept { key: object.key.clone(), maker: object.create.name.clone(), but: None, fields };
        let ordered = Promise::NotBefore { of, earlier: made_at, later: changed_at };
        let claims = [(0, Promise::Remembered), (1, kept), (1, ordered)];
        case.claims.extend(claims.map(|(exchange, promise)| Claim { exchange, promise }));
    }
}
