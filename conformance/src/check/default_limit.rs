//! A list without a limit has as many rows as the documented default, and with the documented maximum all of them.
//!
//! This shows only where there are more rows than the default: they are made for it, for one list of each default.

use std::collections::BTreeSet;

use doctract_spec::Deed;
use doctract_spec::ir::{Method, Role};

use super::Check;
use crate::case::{Exchange, Outcome};
use crate::claim::{Claim, Promise, Subject};
use crate::draft::{Path, Slot};
use crate::plan::{Context, Detail, Effect, List, Sink, act, creator, number, object};

/// See the module.
pub struct DefaultLimit;

/// A default above this is not worth as many rows.
const WORTHWHILE: u64 = 2000;

impl Check for DefaultLimit {
    fn name(&self) -> &'static str {
        "default_limit"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["default", "role"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let mut lists: Vec<(List<'_>, u64, &Method)> = List::all(cx)
            .into_iter()
            .filter_map(|list| {
                let default = list.param(Role::Limit)?.default.as_ref()?.as_u64().filter(|default| *default > 0)?;
                let maker = creator(cx.api, object(list.method)).filter(|maker| act(maker) == Some(Deed::Create))?;
                Some((list, default, maker))
            })
            .collect();
        for (list, default, _) in &lists {
            self.account(cx, sink, list, *default);
        }
        // What takes the fewest words to make is made.
        lists.sort_by_key(|(_, _, maker)| maker.params.iter().filter(|param| param.is_required()).count());
        let mut seen = BTreeSet::new();
        for (list, default, maker) in lists {
            if seen.insert(default) {
                self.one(cx, sink, &list, default, maker);
            } else {
                let id = format!("{}/paging/default-limit", list.method.name);
                let reason = format!(
                    "needs {} rows, which are made for one list of this default alone",
                    default.saturating_add(1)
                );
                sink.miss(id, list.method, reason);
            }
        }
    }
}

impl DefaultLimit {
    /// What the account holds when all else has run: as many rows as the default allows come without a limit, and as many as the greatest one.
    fn account<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, default: u64) {
        let id = format!("{}/paging/default", list.method.name);
        let bare = cx.call(list.method, &id, Detail::Minimal, Effect::Shares).map(|built| built.call);
        let Some(bare) = sink.made(&id, list.method, bare) else { return };
        let mut whole = bare.clone();
        let most = cx.whole_page(&mut whole);
        let mut exchanges = vec![crate::plan::accepted(&bare)];
        exchanges.extend(most.map(|_| crate::plan::accepted(&whole)));
        let own = most.and_then(|_| cx.fixture(list.method).ok());
        let does = "lists an account without a limit, then with the greatest";
        let case = sink.whole(self.name(), list.method, "paging/default", does, exchanges);
        case.alone = true;
        case.param = list.param(Role::Limit).map(|limit| Path::top(&limit.name));
        let lengths = [default].into_iter().chain(most).enumerate();
        let promise = |limit| Promise::Length { limit, offset: 0 };
        case.claims = lengths.map(|(exchange, limit)| Claim { exchange, promise: promise(limit) }).collect();
        if most.is_some_and(|most| most >= default) {
            case.claims.push(Claim { exchange: 1, promise: Promise::Defaulted { of: 0, size: default } });
        }
        // The rows of the run are among all that there are.
        for (key, entity) in own.iter().flat_map(|(key, entities)| entities.iter().map(move |entity| (key, entity))) {
            let (list, key, entity) = (list.method.name.clone(), key.clone(), entity.clone());
            let promise = Promise::Row(Subject { list, key, entity, searched: false }, Vec::new());
            case.claims.push(Claim { exchange: 1, promise });
        }
    }

    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, default: u64, maker: &'a Method) {
        let id = format!("{}/paging/default-limit", list.method.name);
        if !cx.bulk || default > WORTHWHILE {
            let reason = format!("needs {} rows, which the run is not to make", default.saturating_add(1));
            return sink.miss(id, list.method, reason);
        }
        let taken = |method: &&Method| act(method) == Some(Deed::Delete) && object(method) == object(maker);
        if maker.http.is_some() && !cx.api.methods.iter().any(|method| taken(&method)) {
            let reason = format!("needs {} rows, which no documented method takes away", default.saturating_add(1));
            return sink.miss(id, list.method, reason);
        }
        let rows = (0..=default).map(|row| cx.entity(maker, &format!("many rows, {row}"), Detail::Minimal));
        let Some(rows) = sink.made(&id, list.method, rows.collect::<Result<Vec<Slot>, String>>()) else { return };
        let Some(requests) = sink.made(&id, list.method, requests(cx, list, &id, &rows)) else { return };
        let does = "lists more rows than the default without a limit, then with the greatest";
        let exchanges = requests.exchanges;
        let case = sink.whole(self.name(), list.method, "paging/default-limit", does, exchanges);
        case.alone = true;
        case.after = rows;
        let limit = list.param(Role::Limit);
        case.param = limit.map(|limit| Path::top(&limit.name));
        if let Some(limit) = limit {
            case.sentence.text = limit
                .rule("default")
                .map_or_else(|| format!("`{}` is {default} by default", limit.name), |rule| rule.text.clone());
            case.sentence.source = limit.source.clone();
        }
        case.claims = claims(case.exchanges.len() - 1, default, requests.most);
    }
}

/// That the list without a limit has as many rows as the default allows, and the last one as many as the greatest limit.
fn claims(end: usize, default: u64, most: u64) -> Vec<Claim> {
    let length = |exchange, limit| Claim { exchange, promise: Promise::Length { limit, offset: 0 } };
    let defaulted = Claim { exchange: end, promise: Promise::Defaulted { of: end - 1, size: default } };
    [length(end - 1, default), length(end, most)].into_iter().chain((most >= default).then_some(defaulted)).collect()
}

struct Requests {
    exchanges: Vec<Exchange>,
    most: u64,
}

/// A look at the last of the rows, where it can be chosen, so that the case does not pass where they could not be made; a list without a limit; and
/// one with the greatest.
fn requests<'a>(cx: &Context<'a>, list: &List<'a>, id: &str, rows: &[Slot]) -> Result<Requests, String> {
    let accepted = |request| Exchange { request, expect: vec![Outcome::Accepted { fields: None }] };
    let mut look = list.call(cx, id)?;
    let key = creator(cx.api, object(list.method)).and_then(crate::plan::id_field).map(|id| id.name.clone());
    let newest = rows.last().map(std::slice::from_ref).unwrap_or_default();
    let own = key.and_then(|key| list.own(cx, &key, newest));
    let chosen = own.is_some_and(|own| list.choose(&mut look, &own));
    let bare = cx.call(list.method, id, Detail::Minimal, Effect::Shares)?.call;
    let mut whole = bare.clone();
    let most = cx.whole_page(&mut whole).ok_or("the documents tell no greatest limit")?;
    if let Some(limit) = list.param(Role::Limit) {
        whole.set(&Path::top(&limit.name), number(most));
    }
    let requests = chosen.then_some(look).into_iter().chain([bare, whole]);
    Ok(Requests { exchanges: requests.map(|call| accepted(call.request())).collect(), most })
}
