//! What is known of the answers of a method when all of it was read.

use crate::facts::{BodyFacts, MethodFacts, ResponseFacts};

/// Gives what was read under the status of the dialect, which has one for all methods, to the only success that the page tells of
/// itself: `201 Created` ahead of an example of an answer, or behind it.
pub(super) fn by_the_page(facts: &mut MethodFacts) {
    let is_assumed = |known: &ResponseFacts| !known.told && known.status == 200;
    let is_success = |known: &ResponseFacts| known.told && known.class.is_none() && (200..300).contains(&known.status);
    let Some(assumed) = facts.responses.iter().position(is_assumed) else { return };
    let mut told = facts.responses.iter().enumerate().filter(|(_, known)| is_success(known));
    let (Some((at, _)), None) = (told.next(), told.next()) else { return };
    let from = facts.responses[assumed].clone();
    let into = &mut facts.responses[at];
    into.headers.extend(from.headers);
    join(&mut into.body, from.body);
    facts.responses.remove(assumed);
}

fn join(into: &mut BodyFacts, from: BodyFacts) {
    into.rows.extend(from.rows);
    into.shown.extend(from.shown);
    into.media.extend(from.media.into_iter().filter(|media| !into.media.contains(media)).collect::<Vec<_>>());
    into.kind = into.kind.take().or(from.kind);
}

/// Whether no message of it is known, and nothing of what comes back.
pub(super) fn shows_nothing(facts: &MethodFacts) -> bool {
    let is_blank = |body: &BodyFacts| body.rows.is_empty() && body.shown.is_empty() && body.kind.is_none();
    facts.request.shown.is_empty()
        && is_blank(&facts.result)
        && facts.responses.iter().all(|response| is_blank(&response.body))
}
