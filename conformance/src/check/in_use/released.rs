//! What an entity referred to may be deleted once the entity refers to another, or to nothing.

use doctract_spec::ir::Param;
use serde_json::Value;

use super::Run;
use crate::case::Exchange;
use crate::check::updated::tolerated;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Detail, Made, Sink, accepted, named};

/// What the entity refers to after the change: the end of the name of the case, and whether it is another entity.
const AFTER: [(&str, bool); 2] = [("moved", true), ("reset", false)];

/// Plans the cases of a reference that stands at the top of a create method, and that the update method changes.
pub(super) fn plan(run: &Run<'_, '_>, sink: &mut Sink, path: &Path) {
    let update = run.object.update.filter(|update| update.partial_update);
    let same = update.and_then(|update| named(&update.params, &run.with.name)).filter(|_| path.0.len() == 1);
    let Some(same) = same else { return };
    for (word, another) in AFTER {
        if another || !same.is_required() {
            one(run, sink, (path, same), (word, another));
        }
    }
}

/// The entity that is no longer referred to, the one that did, and the requests.
type Ground = (Made, Slot, Vec<Exchange>);

fn ground(run: &Run<'_, '_>, id: &str, path: &Path, another: bool) -> Result<Ground, String> {
    let (cx, object, referred) = (run.cx, run.object, run.used);
    let update = object.update.ok_or("nothing changes the entity")?;
    let own = cx.own(referred.create, &format!("{id} (used)"), Detail::Minimal, 1, None)?;
    let user = run.user(id, &own, path)?.0;
    let (mut call, mut changed) = object.call_for(cx, update, id, &user)?;
    let value = if another {
        Draft::Made(cx.own(referred.create, &format!("{id} (another)"), Detail::Minimal, 2, None)?.slot)
    } else {
        Draft::Known(Value::Null)
    };
    call.set(path, value);
    changed.push(run.with.name.clone());
    let mut change = accepted(&call);
    change.expect.extend(tolerated(cx, update, &changed, false));
    let read = object.read(cx, id, &[&user.slot])?;
    let removal = accepted(&referred.call_for(cx, run.delete, id, &own)?.0);
    let there = referred.read(cx, id, &[&own.slot])?;
    Ok((own, user.slot, vec![change, read, removal, there]))
}

fn one(run: &Run<'_, '_>, sink: &mut Sink, (path, param): (&Path, &Param), (word, another): (&str, bool)) {
    let kind = format!("in-use-{word}/{}.{path}", run.method.name);
    let id = format!("{}/{kind}", run.delete.name);
    let Some((own, user, exchanges)) = sink.made(&id, run.delete, ground(run, &id, path, another)) else { return };
    let does = format!("deletes an entity to which another referred before its `{}` was changed", param.name);
    let case = sink.whole(run.check, run.delete, &kind, &does, exchanges);
    // Whether the change is made is the question of other cases.
    (case.after, case.setting) = (vec![user.clone()], 2);
    let gone = Promise::NoRow(run.used.subject(run.cx, &own.slot));
    let changed = Promise::Row(run.object.subject(run.cx, &user), Vec::new());
    case.claims = vec![Claim { exchange: 1, promise: changed }, Claim { exchange: 3, promise: gone }];
}
