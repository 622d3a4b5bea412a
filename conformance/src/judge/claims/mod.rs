//! Judging what answers must hold beyond their shape: one file for each kind of promise.

mod agrees;
mod alike;
mod chosen;
mod counted;
mod derived;
mod entity;
mod exactly;
mod filtered;
mod followed;
mod indexed;
mod kept;
mod last;
mod left_out;
mod length;
mod located;
mod merged;
mod not_before;
mod numbered;
mod ordered;
mod pages;
mod says;
mod sorted;
mod stay;

pub use last::size as last_page_size;

use std::sync::Arc;

use doctract_spec::ir::{Api, Method, Role};
use serde_json::Value;

use super::listing::{Listing, Row};
use super::{Hearing, Problem, Symptom};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Fill, Slot};
use crate::wire::Answer;

/// The rows that the run made for a list method, as they were first seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowsMade {
    /// The field that holds the id.
    pub key: String,
    /// The ids and the rows.
    pub rows: Vec<(Value, Row)>,
}

/// What a claim is judged by, beside the answer itself.
pub struct Evidence<'e> {
    /// What fills the holes.
    pub fill: &'e dyn Fill,
    /// The rows that the run made, by list method.
    pub known: &'e dyn Fn(&str) -> Option<Arc<RowsMade>>,
    /// The answers of the case so far, by exchange; that under judgement is the last.
    pub answers: &'e [Answer],
    /// What was found of the entity's row on all pages, where the answer is only one of them.
    pub searched: Option<&'e Listing>,
    /// The rows of the account that were remembered earlier in the case.
    pub before: Option<&'e Listing>,
    /// The ids of what the run made, where a promise is about all of it.
    pub own: &'e [Value],
    /// The pages that were read one after the other.
    pub followed: &'e [Listing],
}

/// A claim in judgement.
struct Held<'h> {
    hearing: &'h Hearing<'h>,
    evidence: &'h Evidence<'h>,
    listing: Listing,
}

/// Everything that is wrong with an answer by this claim.
pub(crate) fn problems(hearing: &Hearing<'_>, claim: &Claim, evidence: &Evidence<'_>) -> Vec<Problem> {
    if let Promise::SameAs { of, wholly } = &claim.promise {
        return alike::judge(hearing, evidence, *of, *wholly);
    }
    if let Promise::Says(fields) = &claim.promise {
        return says::judge(hearing, evidence, fields);
    }
    if let Promise::Located { required } = claim.promise {
        return located::judge(hearing, required);
    }
    // An answer without rows has a finding of its own.
    let listed = || Listing::of(hearing.api, hearing.method, hearing.answer);
    let Some(listing) = evidence.searched.cloned().or_else(listed) else {
        return Vec::new();
    };
    of_rows(&Held { hearing, evidence, listing }, &claim.promise)
}

/// Everything that is wrong with the rows of an answer by what is promised of them.
fn of_rows(held: &Held<'_>, promise: &Promise) -> Vec<Problem> {
    match promise {
        Promise::Filtered(condition) => filtered::judge(held, condition),
        Promise::Chosen { key, from, condition } => chosen::judge(held, key, *from, condition),
        Promise::Sorted(keys) => sorted::judge(held, keys),
        Promise::Flags(key) => sorted::judge_flags(held, key),
        Promise::Reversed { of, field } => sorted::judge_reversed(held, *of, field),
        Promise::Arranged { of, field } => sorted::judge_arranged(held, *of, field),
        Promise::Ordered { field, descending, ranked } => ordered::judge(held, field, *descending, *ranked),
        Promise::Ahead { of, field } => ordered::judge_ahead(held, *of, field),
        Promise::Pages { whole, pages, ordered, again } => pages::judge(held, *whole, pages, (*ordered, *again)),
        Promise::Length { limit, offset } => length::judge(held, *limit, *offset),
        Promise::Numbered => numbered::judge(held),
        Promise::Second { key } => numbered::judge_second(held, key),
        Promise::Counted { page, size } => counted::judge(held, *page, *size),
        Promise::Last { .. } => last::judge(held),
        Promise::Followed { size } => followed::judge(held, *size),
        Promise::Past { page } => counted::judge_past(held, *page),
        Promise::Whole { size } => counted::judge_whole(held, *size),
        Promise::Defaulted { of, size } => length::judge_default(held, *of, *size),
        Promise::Total => length::judge_total(held),
        Promise::Turned { of, field } => sorted::judge_turned(held, *of, field),
        Promise::Count(rows) => length::judge_count(held, *rows),
        Promise::Row(of, fields) => entity::judge_row(held, of, fields),
        Promise::NoRow(of) => entity::judge_absence(held, of),
        Promise::Unchanged { of, since, fields } => entity::judge_unchanged(held, of, *since, fields),
        Promise::Merged { of, since, object, members } => merged::judge(held, of, *since, (object, members)),
        Promise::LeftOut { of, fields, sent } => left_out::judge(held, of, fields, sent),
        Promise::Reset(of, fields) => entity::judge_reset(held, of, fields),
        Promise::Filled(of, field) => entity::judge_filled(held, of, field),
        Promise::Holds(of, field, parts) => entity::judge_parts(held, of, field, parts),
        Promise::Agrees { of, within, id, member, other, read, field, certain } => {
            let naming = agrees::Naming { within, id, member, certain: *certain };
            agrees::judge(held, of, &naming, other, (*read, field))
        }
        Promise::Indexed { of, read, condition } => indexed::judge(held, of, *read, condition).into_iter().collect(),
        Promise::Exchanged { of, field } => sorted::judge_exchanged(held, *of, field),
        Promise::Derived(of, derived) => derived::judge(held, of, derived),
        Promise::Nowhere { field, value } => exactly::judge_nowhere(held, field, value),
        Promise::Exactly { key, ids } => exactly::judge(held, key, ids),
        Promise::Without { key, ids } => exactly::judge_absence(held, key, ids),
        Promise::Each { field, value, .. } => exactly::judge_each(held, field, value),
        Promise::SameAs { .. } | Promise::Says(_) | Promise::Remembered | Promise::Located { .. } => Vec::new(),
        Promise::Kept { key, but, fields, .. } => kept::judge(held, &kept::Kept { key, but: but.as_ref(), fields }),
        Promise::Element { of, array, id, other, present } => {
            entity::judge_element(held, of, array, id, (other, *present))
        }
        Promise::InOrder { of, array, elements } => entity::judge_order(held, of, array, elements),
        Promise::Unlike { of, other } => entity::judge_unlike(held, of, other),
        Promise::NotBefore { of, earlier, later } => not_before::judge(held, of, earlier, later),
        Promise::Stay { of, array, id, elements, gone, ordered } => {
            stay::judge(held, of, (array, id), (elements, *gone, *ordered))
        }
    }
}

impl Held<'_> {
    fn api(&self) -> &Api {
        self.hearing.api
    }

    fn method(&self) -> &Method {
        self.hearing.method
    }

    /// The rows that the run made for the method under test.
    fn known(&self) -> Option<Arc<RowsMade>> {
        (self.evidence.known)(&self.method().name)
    }

    /// The rows in the answer to an earlier exchange.
    fn earlier(&self, exchange: usize) -> Option<Listing> {
        let called = self.hearing.case.exchanges.get(exchange).and_then(|exchange| exchange.request.calls(self.api()));
        Listing::of(self.api(), called.unwrap_or(self.method()), self.evidence.answers.get(exchange)?)
    }

    /// Whether there may be more rows than came: the answer says so, or it says nothing and the page is full.
    fn is_cut(&self) -> bool {
        let rows = self.listing.rows.len() as u64;
        match (self.listing.total, self.evidence.searched) {
            (Some(total), _) => total > rows,
            (None, Some(_)) => false,
            (None, None) => self.listing.next.is_some() || self.asked_size().is_some_and(|size| rows >= size),
        }
    }

    /// The size of the page that was asked for, or the documented one where none was.
    fn asked_size(&self) -> Option<u64> {
        let limit = self.method().params.iter().find(|param| param.role == Some(Role::Limit))?;
        let query = &self.hearing.exchange.request.query;
        let asked = query.iter().find(|(name, _)| *name == limit.name).and_then(|(_, value)| value.known());
        asked.as_ref().or(limit.default.as_ref())?.as_u64()
    }

    fn made(&self, entity: &Slot) -> Option<Value> {
        self.evidence.fill.made(entity)
    }

    fn value(&self, draft: &Draft) -> Option<Value> {
        draft.value(self.evidence.fill).ok()
    }

    fn problem(&self, expected: impl Into<String>, got: impl Into<String>) -> Problem {
        Problem::new(self.hearing.own_cause(), expected, got).showing(Symptom::Rows)
    }
}
