//! A row that comes to refer to another entity says the name of that one.

use doctract_spec::ir::{Param, Type};

use super::Run;
use crate::case::Exchange;
use crate::check::updated::{change, written};
use crate::claim::Claim;
use crate::draft::{Draft, Path};
use crate::plan::{Detail, Made, Sink, named};

/// Plans the case of a single id that the update method changes, at the top or inside an object.
pub(super) fn plan(run: &Run<'_, '_>, sink: &mut Sink) {
    let naming = run.naming;
    let update = run.object.update.filter(|update| update.partial_update);
    let same = update.and_then(|update| Some((update, named(&update.params, &naming.top.name)?)));
    let Some((update, same)) = same.filter(|_| naming.top.schema.kind != Type::Array) else { return };
    let path = naming.within.member(&naming.member);
    let kind = format!("{path}/name-of-another");
    let id = format!("{}/{kind}", update.name);
    let Some((user, another, exchanges)) = sink.made(&id, update, ground(run, &id, same)) else { return };
    let does = format!("refers to another entity by `{}`, and reads its name", naming.path);
    let case = sink.whole(run.check, update, &kind, &does, exchanges);
    (case.param, case.sentence) = (Some(naming.path.clone()), written(update, same));
    // Whether the id is stored is the question of other cases.
    (case.after, case.setting) = (vec![user.slot.clone()], 2);
    case.claims.push(Claim { exchange: 3, promise: run.agrees(&user, &another, 2) });
}

/// The entity that refers, the one to which it comes to refer, and the requests.
fn ground(run: &Run<'_, '_>, id: &str, same: &Param) -> Result<(Made, Made, Vec<Exchange>), String> {
    let (cx, object, naming) = (run.cx, run.object, run.naming);
    let update = object.update.ok_or("nothing changes the entity")?;
    let (_, user) = run.pair(id)?;
    let another = cx.own(run.other.create, &format!("{id} (another)"), Detail::Full, 4, None)?;
    let mut args = user.args.clone();
    args.set(&naming.path, Draft::Made(another.slot.clone()));
    let value = args.at_mut(&Path::top(&same.name).0).map(|value| value.clone());
    let value = value.ok_or_else(|| format!("no request can be made that reaches `{}`", naming.path))?;
    let change = change(cx, (object, update), id, &user, vec![(same.name.clone(), value)])?;
    let ours = object.read(cx, id, &[&user.slot])?;
    let theirs = run.other.read(cx, id, &[&another.slot])?;
    Ok((user, another, vec![ours.clone(), change, theirs, ours]))
}
