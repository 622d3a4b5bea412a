//! What a promise needs beyond the answer that it is about: all rows of the account, the row of an entity wherever it stands, the pages that follow.

use std::collections::BTreeSet;

use doctract_spec::ir::Method;
use serde_json::{Map, Value};

use super::Session;
use super::entities::KnownValues;
use super::pages::Pages;
use crate::case::Case;
use crate::claim::{Claim, Promise, Subject};
use crate::draft::Draft;
use crate::judge::{Listing, last_page_size};

/// What was found.
#[derive(Default)]
pub(super) struct Sought {
    /// The rows among which the promise is judged, in place of those of the answer.
    pub(super) searched: Option<Listing>,
    /// The ids of what the run made.
    pub(super) own: Vec<Value>,
    /// The pages that follow the one that was asked for.
    pub(super) followed: Vec<Listing>,
}

impl Session {
    /// Looks for what a promise needs. The error is why it cannot be found.
    pub(super) async fn sought(
        &self,
        case: &Case,
        claim: &Claim,
        method: &Method,
        known: &KnownValues,
        remembered: &mut Option<Listing>,
    ) -> Result<Sought, String> {
        let mut sought = Sought::default();
        match &claim.promise {
            Promise::Remembered => *remembered = Some(self.account(&method.name).await?),
            Promise::Nowhere { .. } => sought.searched = Some(self.account(&method.name).await?),
            Promise::Kept { maker, key, .. } => {
                sought.own = self.entities.ids_of(maker);
                sought.searched = Some(self.account_again(&method.name, key, remembered.as_ref()).await?);
            }
            Promise::Last { page, size } => {
                sought.followed = self.last_pages(case, claim.exchange, method, (page, size)).await?;
            }
            Promise::Followed { .. } => sought.followed = self.followed(case, claim.exchange, method).await?,
            promise => {
                if let Some(of) = promise.subject().filter(|of| of.searched) {
                    let (id, gone) = (known.made.get(&of.entity), matches!(promise, Promise::NoRow(_)));
                    let mut found = self.searched(of, id).await?;
                    if !gone && id.is_some_and(|id| found.row(&of.key, id).is_none()) {
                        // While others take rows away, a row may move to a page that was read already.
                        found = self.searched(of, id).await?;
                    }
                    sought.searched = Some(found);
                }
            }
        }
        Ok(sought)
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

    /// The last page but one and the last, of a size that leaves the last one not full; nothing where there are too few rows, or where the
    /// answer does not count them.
    async fn last_pages(
        &self,
        case: &Case,
        position: usize,
        method: &Method,
        (page, size): (&str, &str),
    ) -> Result<Vec<Listing>, String> {
        let Some(request) = case.exchanges.get(position).map(|exchange| &exchange.request) else {
            return Ok(Vec::new());
        };
        let total = self.listing(&method.name, request).await?.total.unwrap_or_default();
        let Some(rows) = last_page_size(total) else { return Ok(Vec::new()) };
        let last = total.div_ceil(rows);
        let mut read = Vec::new();
        for number in [last - 1, last] {
            let mut request = request.clone();
            request.query.retain(|(name, _)| name != page && name != size);
            request.query.push((page.to_owned(), Draft::Known(number.into())));
            request.query.push((size.to_owned(), Draft::Known(rows.into())));
            read.push(self.listing(&method.name, &request).await?);
        }
        Ok(read)
    }

    /// All rows of the account, read twice where some are not there any more: while others write, a row may move to a page that was read already.
    async fn account_again(&self, list: &str, key: &str, before: Option<&Listing>) -> Result<Listing, String> {
        let mut now = self.account(list).await?;
        let mut rows = before.iter().flat_map(|before| &before.rows);
        if rows.any(|row| row.get(key).is_some_and(|id| now.row(key, id).is_none())) {
            now.rows.extend(self.account(list).await?.rows);
        }
        Ok(now)
    }

    /// All rows of the account. The error is that they are too many to be looked through.
    async fn account(&self, list: &str) -> Result<Listing, String> {
        let fixture = self.plan.fixtures.get(list).ok_or_else(|| format!("nothing lists the rows of {list}"))?;
        let (mut all, mut pages) = (Listing::default(), Pages::all(self, list, fixture));
        let (mut met, alone) = (BTreeSet::new(), fixture.requests.len() == 1 && fixture.cursor.is_none());
        while let Some(page) = pages.page().await? {
            let ended = page.rows.is_empty() || (fixture.cursor.is_some() && page.next.is_none());
            // A page may come twice, under two numbers.
            let is_new = |row: &Map<String, Value>| row.get(&fixture.key).is_none_or(|id| met.insert(id.to_string()));
            all.rows.extend(page.rows.into_iter().filter(is_new));
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
