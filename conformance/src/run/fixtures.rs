//! The rows that the run makes for list methods, as the target shows them: made and looked up when a case first needs them.

use std::sync::Arc;

use doctract_spec::ir::Method;
use serde_json::Value;

use super::Session;
use super::entities::KnownValues;
use super::pages::Pages;
use super::sought::Sought;
use crate::case::Case;
use crate::claim::{Claim, Promise};
use crate::judge::{Evidence, Listing, Problem, RowsMade};
use crate::plan::Fixture;
use crate::wire::Answer;

impl Session {
    /// The rows of a list method that the run made. The error is why there are none to be seen.
    pub(super) async fn rows(&self, list: &str) -> Result<Arc<RowsMade>, String> {
        let cell = self.entities.rows.get(list);
        let (Some(cell), Some(fixture)) = (cell, self.plan.fixtures.get(list)) else {
            return Err(format!("nothing makes rows for {list}"));
        };
        cell.get_or_init(|| Box::pin(self.make_rows(list, fixture))).await.clone()
    }

    /// Makes the rows that the claims of a case speak of, ahead of its first request: an answer that was given before them cannot hold them.
    pub(super) async fn prepare_rows(&self, case: &Case) {
        for claim in &case.claims {
            let called = case.exchanges.get(claim.exchange).and_then(|exchange| self.method_of(case, exchange));
            let called = called.map_or(case.method.as_str(), |method| method.name.as_str());
            let own = claim.promise.subject().is_none().then_some(called);
            let drafts = claim.promise.drafts();
            for list in drafts.iter().flat_map(|draft| draft.lists()).chain(own) {
                // What keeps them from being made is told when the claim is judged.
                let _ = self.rows(list).await;
            }
        }
    }

    async fn make_rows(&self, list: &str, fixture: &Fixture) -> Result<Arc<RowsMade>, String> {
        let mut ids = Vec::new();
        for entity in &fixture.entities {
            ids.push(self.ensure(entity).await?);
        }
        let mut rows = RowsMade { key: fixture.key.clone(), rows: Vec::new() };
        let mut pages = Pages::all(self, list, fixture);
        while let Some(listing) = pages.page().await? {
            let missing = ids.iter().filter(|id| !rows.rows.iter().any(|(known, _)| known == *id));
            let found: Vec<_> =
                missing.filter_map(|id| listing.row(&fixture.key, id).map(|row| (id.clone(), row.clone()))).collect();
            rows.rows.extend(found);
            if rows.rows.len() == ids.len() || listing.rows.is_empty() {
                break;
            }
        }
        if rows.rows.is_empty() {
            return Err(format!("{list} lists none of the rows that were made for it"));
        }
        Ok(Arc::new(rows))
    }

    pub(super) async fn listing(&self, list: &str, request: &crate::request::Request) -> Result<Listing, String> {
        let mut known = KnownValues { secret: self.secret(), ..KnownValues::default() };
        for slot in request.slots() {
            let id = self.ensure(&slot).await?;
            known.made.insert(slot, id);
        }
        let answer = self.send(request, &known).await?.map_err(|lost| format!("{list}: {lost}"))?;
        let method = self.plan.api.methods.iter().find(|method| method.name == list);
        // What it answered instead is a finding of its own cases.
        let none = || format!("needs rows, but {list} answered none");
        method.and_then(|method| Listing::of(&self.plan.api, method, &answer)).ok_or_else(none)
    }

    /// What the claims on an exchange find. The outer error is a hole in them that could not be filled.
    pub(super) async fn claimed(
        &self,
        case: &Case,
        position: usize,
        known: &KnownValues,
        answers: &[Answer],
        remembered: &mut Option<Listing>,
    ) -> Result<Vec<Problem>, String> {
        let claims: Vec<&Claim> = case.claims.iter().filter(|claim| claim.exchange == position).collect();
        let exchange = case.exchanges.get(position);
        let Some(method) = exchange.and_then(|exchange| self.method_of(case, exchange)).filter(|_| !claims.is_empty())
        else {
            return Ok(Vec::new());
        };
        let mut known = known.clone();
        let mut problems = Vec::new();
        for claim in claims {
            if let Promise::Pages { whole, again: true, .. } = claim.promise {
                self.still(method, answers.get(whole), answers.get(position))?;
            }
            self.fill(claim, method, &mut known).await?;
            let Sought { searched, own, followed } = self.sought(case, claim, method, &known, remembered).await?;
            let rows = |list: &str| known.rows.get(list).cloned();
            let evidence = Evidence {
                fill: &known,
                known: &rows,
                answers,
                searched: searched.as_ref(),
                before: remembered.as_ref(),
                own: &own,
                followed: &followed,
            };
            problems.extend(self.judge().claim(case, method, claim, &evidence));
        }
        Ok(problems)
    }

    /// Fills the holes of a promise.
    async fn fill(&self, claim: &Claim, method: &Method, known: &mut KnownValues) -> Result<(), String> {
        let drafts = claim.promise.drafts();
        let slots = drafts.iter().flat_map(|draft| draft.slots()).chain(claim.promise.entities());
        for slot in slots {
            let id: Value = self.ensure(slot).await?;
            known.made.insert(slot.clone(), id);
        }
        let own = claim.promise.needs_rows().then_some(method.name.as_str());
        for list in drafts.iter().flat_map(|draft| draft.lists()).chain(own) {
            let rows = self.rows(list).await?;
            known.rows.insert(list.to_owned(), rows);
        }
        Ok(())
    }

    /// That the same request gave the same rows twice. The error is that somebody else wrote in between.
    fn still(&self, method: &Method, before: Option<&Answer>, after: Option<&Answer>) -> Result<(), String> {
        let rows = |answer: &Answer| {
            let mut listing = Listing::of(&self.plan.api, method, answer)?;
            listing.rows.sort_by_cached_key(|row| Value::Object(row.clone()).to_string());
            Some(listing)
        };
        let written = before.zip(after).is_some_and(|(before, after)| rows(before) != rows(after));
        if written { Err(format!("the rows of {} changed while its pages were read", method.name)) } else { Ok(()) }
    }
}
