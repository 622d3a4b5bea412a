//! The rows that the run makes for list methods, as the target shows them: made and looked up when a case first needs them.

use std::sync::Arc;

use doctract_spec::ir::Method;
use serde_json::Value;

use super::Session;
use super::entities::Known;
use super::pages::Pages;
use crate::case::Case;
use crate::claim::{Claim, Promise, Subject};
use crate::judge::{Evidence, Known as Rows, Listing, Problem};
use crate::plan::Fixture;
use crate::wire::Answer;

impl Session {
    /// The rows of a list method that the run made. The error is why there are none to be seen.
    pub(super) async fn rows(&self, list: &str) -> Result<Arc<Rows>, String> {
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

    async fn make_rows(&self, list: &str, fixture: &Fixture) -> Result<Arc<Rows>, String> {
        let mut ids = Vec::new();
        for entity in &fixture.entities {
            ids.push(self.ensure(entity).await?);
        }
        let mut rows = Rows { key: fixture.key.clone(), rows: Vec::new() };
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
        let mut known = Known { secret: self.secret(), ..Known::default() };
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
        known: &Known,
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
            let mut own = Vec::new();
            let searched = match (&claim.promise, claim.promise.subject().filter(|of| of.searched)) {
                (Promise::Remembered, _) => {
                    *remembered = Some(self.account(&method.name).await?);
                    continue;
                }
                (Promise::Nowhere { .. }, _) => Some(self.account(&method.name).await?),
                (Promise::Kept { maker, .. }, _) => {
                    own = self.entities.ids_of(maker);
                    Some(self.account(&method.name).await?)
                }
                (_, Some(of)) => Some(self.searched(of, known.made.get(&of.entity)).await?),
                (_, None) => None,
            };
            let followed = match &claim.promise {
                Promise::Followed { .. } => self.followed(case, position, method).await?,
                _ => Vec::new(),
            };
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

    /// The pages that begin with the one that an exchange asks for.
    async fn followed(&self, case: &Case, position: usize, method: &Method) -> Result<Vec<Listing>, String> {
        let fixture = self.plan.fixtures.get(&method.name).zip(case.exchanges.get(position));
        let (fixture, exchange) = fixture.ok_or_else(|| format!("nothing lists the rows of {}", method.name))?;
        let (mut pages, mut read) = (Pages::from(self, &method.name, fixture, &exchange.request), Vec::new());
        while let Some(page) = pages.page().await? {
            read.push(page);
        }
        Ok(read)
    }

    /// All rows of the account. The error is that they are too many to be looked through.
    async fn account(&self, list: &str) -> Result<Listing, String> {
        let fixture = self.plan.fixtures.get(list).ok_or_else(|| format!("nothing lists the rows of {list}"))?;
        let (mut all, mut pages) = (Listing::default(), Pages::all(self, list, fixture));
        let alone = fixture.requests.len() == 1 && fixture.cursor.is_none();
        while let Some(page) = pages.page().await? {
            let ended = page.rows.is_empty() || (fixture.cursor.is_some() && page.next.is_none());
            all.rows.extend(page.rows);
            let total = page.total.or(alone.then_some(0));
            if ended || total.is_some_and(|total| all.rows.len() as u64 >= total) {
                return Ok(all);
            }
        }
        Err(format!("the rows of {list} are too many to be looked through"))
    }

    /// The row of an entity, looked for page by page. Where the pages do not end, the rows that came and a total that is greater.
    async fn searched(&self, of: &Subject, id: Option<&Value>) -> Result<Listing, String> {
        let fixture =
            self.plan.fixtures.get(&of.list).ok_or_else(|| format!("nothing lists the rows of {}", of.list))?;
        let (mut pages, alone) = (Pages::all(self, &of.list, fixture), fixture.requests.len() == 1);
        while let Some(listing) = pages.page().await? {
            if listing.rows.is_empty() || id.is_some_and(|id| listing.row(&of.key, id).is_some()) {
                return Ok(Listing { total: None, ..listing });
            }
            if alone && !pages.are_left() {
                return Ok(listing);
            }
        }
        Ok(Listing { total: Some(u64::MAX), ..Listing::default() })
    }
}
