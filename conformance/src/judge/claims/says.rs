//! What a method answers of the entity that it just made or changed is what it was sent.

use serde_json::Value;

use super::Evidence;
use super::entity::{at, holds};
use crate::draft::{Draft, Path};
use crate::judge::listing::body_of;
use crate::judge::{Hearing, Problem};

pub(super) fn judge(hearing: &Hearing<'_>, evidence: &Evidence<'_>, fields: &[(Path, Draft)]) -> Vec<Problem> {
    let body = body_of(hearing.api, hearing.method, hearing.answer).filter(|_| hearing.answer.status < 400);
    let Some(body) = body else {
        return Vec::new();
    };
    let differing = fields.iter().filter_map(|(path, draft)| {
        let wanted = draft.value(evidence.fill).ok()?;
        let seen = at(&body, path);
        let fine = seen.is_some_and(|seen| holds(seen, &wanted));
        let cause = format!("{} at {path}", hearing.own_cause());
        let got = || seen.map_or("nothing".to_owned(), Value::to_string);
        (!fine).then(|| Problem::new(cause, format!("`{path}` {wanted} in the answer, as sent"), got()))
    });
    differing.collect()
}
