//! What two listed entities share stays in the row when one of them is deleted.

use super::Run;
use crate::case::Exchange;
use crate::claim::Claim;
use crate::draft::{Draft, Path};
use crate::plan::{Detail, Made, Sink, accepted};

/// Plans the case of an array whose elements several entities may have.
pub(super) fn plan(run: &Run<'_, '_>, check: &'static str, sink: &mut Sink) {
    if !run.source.shared_elements || run.other.delete.is_none() {
        return;
    }
    let method = run.object.list.method;
    let kind = format!("{}/shared-with-deleted", run.array.name);
    let id = format!("{}/{kind}", method.name);
    let Some((made, one, exchanges)) = sink.made(&id, method, ground(run, &id)) else { return };
    let does = format!("lists two entities with the same `{}`, and deletes one of them", run.source.name);
    let case = sink.whole(check, method, &kind, &does, exchanges);
    case.param = Some(Path::top(&run.array.name));
    (case.after, case.setting) = (vec![made.slot.clone()], 3);
    case.sentence = crate::check::updated::written(method, run.array);
    case.claims.push(Claim { exchange: 3, promise: run.promise(&made, (&one, true), 0, [&one, &made]) });
}

/// The entity that lists, one of those that are listed, and the requests.
fn ground(run: &Run<'_, '_>, id: &str) -> Result<(Made, Made, Vec<Exchange>), String> {
    let (cx, create) = (run.cx, run.other.create);
    let delete = run.other.delete.ok_or("nothing deletes the entity")?;
    let shared = run.elements(create, id, 1)?;
    let entity = |case: &str| {
        let mut args = cx.own(create, case, Detail::Minimal, 1, None)?.args;
        args.set(&Path::top(&run.source.name), shared.clone());
        cx.sent(create, case, args)
    };
    let [one, two] = [entity(&format!("{id} (one)"))?, entity(&format!("{id} (two)"))?];
    let mut args = cx.own(run.object.create, id, Detail::Minimal, 1, None)?.args;
    let listed = [&one, &two].map(|made| Draft::Made(made.slot.clone()));
    args.set(&Path::top(&run.list.name), Draft::List(listed.into()));
    let made = cx.sent(run.object.create, id, args)?;
    let ours = run.object.read(cx, id, &[&made.slot])?;
    let removal = accepted(&run.other.call_for(cx, delete, id, &two)?.0);
    Ok((made, one.clone(), vec![run.other.read(cx, id, &[&one.slot])?, ours.clone(), removal, ours]))
}
