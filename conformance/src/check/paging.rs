//! Pages have the size that was asked for, together are all rows, each once, and say the same total.
//!
//! That holds under an order that leaves rows equal, too: an offset counts the rows of one sequence, and a sequence that is another one for each
//! page loses rows and repeats others. In which order the equal ones stand is nobody's question, so that only what is lost or repeated is told.

use doctract_spec::ir::{Param, Role, Type};

use super::Check;
use crate::case::{Exchange, Outcome};
use crate::claim::{Claim, Promise, SortKey};
use crate::draft::{Path, Slot};
use crate::plan::{Call, Context, FIRST, List, Sink, creator, named, number, object};

/// See the module.
pub struct Paging;

impl Check for Paging {
    fn name(&self) -> &'static str {
        "paging"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["role", "conventions.list"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx).iter().filter(|list| list.param(Role::Limit).is_some()) {
            let id = format!("{}/paging/pages", list.method.name);
            let Some((key, entities)) = sink.made(&id, list.method, cx.fixture(list.method)) else {
                continue;
            };
            let apart = entities.get(..FIRST).unwrap_or(&entities);
            let Some(own) = list.own(cx, &key, apart) else {
                self.whole_account(cx, sink, list, entities);
                continue;
            };
            let rows = apart.len() as u64;
            let chosen = || -> Result<(Call<'_>, bool), String> {
                let mut call = list.call(cx, &id)?;
                list.choose(&mut call, &own);
                let ordered = list.order(&mut call, &steady(cx, list));
                Ok((call, ordered))
            };
            let Some((call, ordered)) = sink.made(&id, list.method, chosen()) else {
                continue;
            };
            self.pages(sink, list, &call, rows, ("paging/pages", ordered, 2));
            let mut back = call.clone();
            let descending = |(key, ordered): (SortKey, bool)| (SortKey { descending: true, ..key }, ordered);
            let keys: Vec<_> = steady(cx, list).into_iter().map(descending).collect();
            if ordered && list.order(&mut back, &keys) {
                self.pages(sink, list, &back, rows, ("paging/pages-descending", ordered, 2));
            }
            if let (Some(tied), Some(own)) = (tied(cx, list), list.own(cx, &key, &entities)) {
                let mut call = call.clone();
                list.choose(&mut call, &own);
                list.order(&mut call, &[tied]);
                self.pages(sink, list, &call, entities.len() as u64, ("paging/ties", false, 1));
            }
            self.parts(sink, list, &call, rows);
        }
    }
}

/// Keys by which no two rows of the run are equal, so that pages have one order only: every field, and first a text that no row can do without.
fn steady(cx: &Context<'_>, list: &List<'_>) -> Vec<(SortKey, bool)> {
    let mut fields: Vec<&Param> = sortable(list).collect();
    fields.sort_by_key(|field| !(field.schema.kind == Type::String && is_needed(cx, list, field)));
    fields.into_iter().map(ascending).collect()
}

/// A key by which several rows of the run are equal: a text that some rows do without, or one of few values.
fn tied(cx: &Context<'_>, list: &List<'_>) -> Option<(SortKey, bool)> {
    let flag = |field: &Param| matches!(field.schema.kind, Type::Boolean | Type::Enum);
    let made = |field: &Param| {
        creator(cx.api, object(list.method)).is_some_and(|maker| named(&maker.params, &field.name).is_some())
    };
    let mut fields = sortable(list).filter(|field| made(field));
    fields
        .find(|field| flag(field) || (field.schema.kind == Type::String && !is_needed(cx, list, field)))
        .map(ascending)
}

fn sortable<'l>(list: &'l List<'_>) -> impl Iterator<Item = &'l Param> {
    list.fields.iter().filter(|field| field.sortable == Some(true))
}

fn ascending(field: &Param) -> (SortKey, bool) {
    (SortKey { field: field.name.clone(), descending: false }, true)
}

/// Whether no row can do without a field.
fn is_needed(cx: &Context<'_>, list: &List<'_>, field: &Param) -> bool {
    let maker = creator(cx.api, object(list.method));
    maker.and_then(|maker| named(&maker.params, &field.name)).is_some_and(Param::is_required)
}

/// A page: how many rows, and how many ahead of it are left out.
fn page<'a>(list: &List<'a>, call: &Call<'a>, limit: Option<u64>, offset: Option<u64>) -> Call<'a> {
    let mut call = call.clone();
    for (role, value) in [(Role::Limit, limit), (Role::Offset, offset)] {
        if let (Some(param), Some(value)) = (list.param(role), value) {
            call.set(&Path::top(&param.name), number(value));
        }
    }
    call
}

fn accepted(call: &Call<'_>) -> Exchange {
    Exchange { request: call.request(), expect: vec![Outcome::Accepted { fields: None }] }
}

impl Paging {
    fn pages<'a>(
        &self,
        sink: &mut Sink,
        list: &List<'a>,
        call: &Call<'a>,
        rows: u64,
        (kind, ordered, size): (&str, bool, u64),
    ) {
        if list.param(Role::Offset).is_none() {
            return;
        }
        let mut exchanges = vec![accepted(call)];
        let mut claims = Vec::new();
        let full = rows.div_ceil(size);
        for at in 0..=full {
            let position = exchanges.len();
            exchanges.push(accepted(&page(list, call, Some(size), Some(at * size))));
            let promise = Promise::Length { limit: size, offset: at * size };
            claims.push(Claim { exchange: position, promise });
        }
        let end = exchanges.len() - 1;
        let promise = Promise::Pages { whole: 0, pages: (1..end).collect(), ordered, again: false };
        claims.push(Claim { exchange: end, promise });
        let case = sink.whole(self.name(), list.method, kind, "reads all rows page by page", exchanges);
        case.claims = claims;
    }

    /// Each bound by itself.
    fn parts<'a>(&self, sink: &mut Sink, list: &List<'a>, call: &Call<'a>, rows: u64) {
        let bounds = [
            ("limit", "asks for three rows", Some(3), None),
            ("limit-1", "asks for one row", Some(1), None),
            ("limit-all", "asks for as many rows as there are", Some(rows), None),
            ("offset", "leaves out two rows", None, Some(2)),
            ("past-the-end", "leaves out all rows and more", None, Some(rows + 5)),
        ];
        for (kind, does, limit, offset) in bounds {
            if offset.is_some() && list.param(Role::Offset).is_none() {
                continue;
            }
            let exchange = accepted(&page(list, call, limit, offset));
            let kind = format!("paging/{kind}");
            let case = sink.whole(self.name(), list.method, &kind, does, vec![exchange]);
            let promise = Promise::Length { limit: limit.unwrap_or(rows), offset: offset.unwrap_or(0) };
            case.claims.push(Claim { exchange: 0, promise });
        }
        self.offset_alone(sink, list, call, rows);
        let exchange = accepted(call);
        let case = sink.whole(self.name(), list.method, "paging/total", "counts the rows of the run", vec![exchange]);
        case.claims.push(Claim { exchange: 0, promise: Promise::Total });
    }

    /// Rows are left out whether or not the request tells how many are to come.
    fn offset_alone<'a>(&self, sink: &mut Sink, list: &List<'a>, call: &Call<'a>, rows: u64) {
        let (Some(limit), Some(_)) = (list.param(Role::Limit), list.param(Role::Offset)) else { return };
        let default = limit.default.as_ref().and_then(serde_json::Value::as_u64);
        if limit.is_required() || default.is_none_or(|most| most < rows) {
            return;
        }
        let offset = 2;
        let mut call = page(list, call, None, Some(offset));
        call.args.remove(&Path::top(&limit.name));
        let does = "leaves out two rows, without a limit";
        let case = sink.whole(self.name(), list.method, "paging/offset-alone", does, vec![accepted(&call)]);
        case.claims.push(Claim { exchange: 0, promise: Promise::Length { limit: rows, offset } });
    }

    /// Where a page can have a size, but no place.
    fn limit_alone<'a>(&self, sink: &mut Sink, list: &List<'a>, call: &Call<'a>) {
        let limit = 2;
        let exchange = accepted(&page(list, call, Some(limit), None));
        let case = sink.whole(self.name(), list.method, "paging/limit", "asks for two rows", vec![exchange]);
        case.claims.push(Claim { exchange: 0, promise: Promise::Length { limit, offset: 0 } });
    }

    /// Where rows cannot be chosen, the pages are those of the whole account, while the run does nothing else. Asking for all of them again at the
    /// end tells whether somebody else wrote meanwhile. Pages by number have a check of their own.
    fn whole_account<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, entities: Vec<Slot>) {
        if list.param(Role::Page).is_some() {
            return;
        }
        let id = format!("{}/paging/account", list.method.name);
        let Some(call) = sink.made(&id, list.method, list.call(cx, &id)) else {
            return;
        };
        if list.param(Role::Offset).is_none() {
            return self.limit_alone(sink, list, &call);
        }
        let sized = |size: u64, number_of_page: u64| page(list, &call, Some(size), Some((number_of_page - 1) * size));
        let size = 2;
        let whole = accepted(&sized(2 * size, 1));
        let exchanges = vec![whole.clone(), accepted(&sized(size, 1)), accepted(&sized(size, 2)), whole];
        let case =
            sink.whole(self.name(), list.method, "paging/account", "reads four rows at once and two by two", exchanges);
        case.alone = true;
        // Made before the first request, not when the second is judged: the account must not grow in between.
        case.after = entities;
        case.claims = vec![
            Claim { exchange: 0, promise: Promise::Length { limit: 2 * size, offset: 0 } },
            Claim { exchange: 1, promise: Promise::Length { limit: size, offset: 0 } },
            Claim { exchange: 2, promise: Promise::Length { limit: size, offset: size } },
            Claim { exchange: 3, promise: Promise::Pages { whole: 0, pages: vec![1, 2], ordered: false, again: true } },
        ];
    }
}
