//! Pages that are asked for by number together hold all rows, each once; each says which page of which size it is, and how many there are.
//!
//! Whether the first page is 0 or 1 is often nowhere said: what comes without a number is the first. The pages are those of the whole account,
//! so that nobody else should write meanwhile; where somebody does, nothing is judged.

use doctract_spec::ir::{Location, Role};

use super::{Check, any_refusal};
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::Path;
use crate::plan::{Context, Detail, Effect, List, Sink, accepted, number};

/// See the module.
pub struct PageNumbers;

/// The size of the small pages.
const SIZE: u64 = 2;

/// A number past all pages that there may be.
const PAST: u64 = 1_000_000;

/// A page that holds most accounts wholly.
const MANY: u64 = 1000;

impl Check for PageNumbers {
    fn name(&self) -> &'static str {
        "page_numbers"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["role", "conventions.list", "responses.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let numbered = |list: &&List<'_>| list.param(Role::Page).is_some() && list.param(Role::Limit).is_some();
        for list in List::all(cx).iter().filter(numbered) {
            self.small(cx, sink, list);
            self.second(cx, sink, list);
            self.last(cx, sink, list);
            self.edges(cx, sink, list);
        }
    }
}

impl PageNumbers {
    fn small<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>) {
        let kind = "pages/numbered";
        let id = format!("{}/{kind}", list.method.name);
        let least =
            list.param(Role::Limit).and_then(|limit| limit.schema.minimum.as_ref()?.as_u64()).unwrap_or(1).max(1);
        // Pages of one row are as many as there are rows: no number of rows leaves a page that is not full.
        let asked = [
            (None, 3 * SIZE),
            (None, SIZE),
            (Some(1), SIZE),
            (Some(2), SIZE),
            (Some(3), SIZE),
            (None, 3 * SIZE),
            (None, least),
        ];
        let built = || {
            let (_, entities) = cx.fixture(list.method)?;
            let exchanges: Result<Vec<Exchange>, String> =
                asked.iter().map(|(page, size)| paged(cx, list, &id, *page, Some(*size))).collect();
            Ok((entities, exchanges?))
        };
        let Some((entities, exchanges)) = sink.made(&id, list.method, built()) else { return };
        let does = "reads six rows at once, and two by two by the numbers of the pages";
        let case = sink.whole(self.name(), list.method, kind, does, exchanges);
        case.alone = true;
        // Made before the first request: the account must not grow in between.
        case.after = entities;
        case.claims.push(Claim { exchange: 5, promise: Promise::Numbered });
        for (exchange, (page, size)) in asked.into_iter().enumerate() {
            case.claims.push(Claim { exchange, promise: Promise::Counted { page, size } });
        }
    }

    /// A page of the default size is told by its number alone.
    fn second<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>) {
        let kind = "pages/second";
        let id = format!("{}/{kind}", list.method.name);
        let built = || {
            let page = |number: Option<u64>| {
                let mut call = cx.call(list.method, &id, Detail::Minimal, Effect::Shares)?.call;
                if let Some((param, number)) = list.param(Role::Page).zip(number) {
                    call.set(&Path::top(&param.name), crate::plan::number(number));
                }
                Ok::<_, String>(accepted(&call))
            };
            let (key, entities) = cx.fixture(list.method)?;
            Ok((key, entities, vec![page(None)?, page(Some(2))?, page(None)?]))
        };
        let Some((key, entities, exchanges)) = sink.made(&id, list.method, built()) else { return };
        let does = "asks for a page by its number, and for no size";
        let case = sink.whole(self.name(), list.method, kind, does, exchanges);
        case.alone = true;
        case.after = entities;
        case.claims.push(Claim { exchange: 2, promise: Promise::Second { key } });
    }

    /// The last page, which is not full.
    fn last<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>) {
        let name = |role: Role| list.param(role).filter(|param| param.location == Some(Location::Query));
        let Some((page, size)) = name(Role::Page).zip(name(Role::Limit)) else { return };
        let kind = "pages/last";
        let id = format!("{}/{kind}", list.method.name);
        let built = || Ok((cx.fixture(list.method)?.1, paged(cx, list, &id, None, Some(SIZE))?));
        let Some((entities, exchange)) = sink.made(&id, list.method, built()) else { return };
        let does = "reads the last page and the one ahead of it";
        let case = sink.whole(self.name(), list.method, kind, does, vec![exchange]);
        case.alone = true;
        case.after = entities;
        let promise = Promise::Last { page: page.name.clone(), size: size.name.clone() };
        case.claims.push(Claim { exchange: 0, promise });
    }

    /// A page past the end, and one that may hold everything. That such are refused is nowhere excluded.
    fn edges<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>) {
        let many = list.param(Role::Limit).and_then(|limit| limit.schema.maximum.as_ref()?.as_u64()).unwrap_or(MANY);
        let edges = [
            ("pages/past-the-end", "asks for a page past all others", Some(PAST), Some(SIZE)),
            ("pages/whole", "asks for all rows on one page", None, Some(many)),
        ];
        for (kind, does, page, size) in edges {
            let id = format!("{}/{kind}", list.method.name);
            let Some(mut exchange) = sink.made(&id, list.method, paged(cx, list, &id, page, size)) else { continue };
            exchange.expect.push(any_refusal());
            let case = sink.whole(self.name(), list.method, kind, does, vec![exchange]);
            case.alone = true;
            let whole = |size| [Promise::Whole { size }, Promise::Counted { page: None, size }];
            let promises = match (page, size) {
                (None, Some(size)) => whole(size).into(),
                _ => vec![Promise::Past { page: PAST }],
            };
            case.claims = promises.into_iter().map(|promise| Claim { exchange: 0, promise }).collect();
        }
    }
}

fn paged<'a>(
    cx: &Context<'a>,
    list: &List<'a>,
    id: &str,
    page: Option<u64>,
    size: Option<u64>,
) -> Result<Exchange, String> {
    let mut call = list.call(cx, id)?;
    for (role, value) in [(Role::Page, page), (Role::Limit, size)] {
        if let (Some(param), Some(value)) = (list.param(role), value) {
            call.set(&Path::top(&param.name), number(value));
        }
    }
    Ok(accepted(&call))
}
