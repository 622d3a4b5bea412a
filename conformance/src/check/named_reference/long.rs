//! A row names what it refers to with the whole of its name, however long that is.

use super::Run;
use crate::case::Level;
use crate::check::created::texts;
use crate::check::odd_texts::long;
use crate::claim::Claim;
use crate::plan::Sink;

/// Plans the case of an entity with long texts that another one refers to from the beginning.
pub(super) fn plan(run: &Run<'_, '_>, sink: &mut Sink) {
    let (cx, naming) = (run.cx, run.naming);
    let path = naming.within.member(&naming.member);
    let kind = format!("{path}/long-name");
    let id = format!("{}/{kind}", run.object.list.method.name);
    let whole = |text: &str, most: usize| Some(long(text)).filter(|odd| odd.chars().count() <= most);
    let built = || {
        let other = texts(cx, run.other, &format!("{id} (other)"), |text, most| {
            whole(text, most).unwrap_or_else(|| text.to_owned())
        })?;
        let user = run.user(&id, &other)?;
        let theirs = run.other.read(cx, &id, &[&other.slot])?;
        let ours = run.object.read(cx, &id, &[&user.slot])?;
        Ok((other, user, vec![theirs, ours]))
    };
    let Some((other, user, exchanges)) = sink.made(&id, run.object.list.method, built()) else { return };
    let does = format!("reads `{}` beside the long name of the entity that it refers to", naming.member);
    let case = sink.whole(run.check, run.object.list.method, &kind, &does, exchanges);
    // No document says that such names are taken; what is taken is named so.
    (case.param, case.level) = (Some(path), Level::Should);
    case.after = vec![user.slot.clone()];
    case.claims.push(Claim { exchange: 1, promise: run.agrees(&user, &other, 0) });
}
