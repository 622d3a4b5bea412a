//! What is wrong in an array is refused behind elements that are right, too.
//!
//! Of the requests that the other checks plan to be refused for what stands in the first element of an array, it sends one of each check and each
//! place again, with right elements ahead.

use doctract_spec::ir::Role;

use super::Check;
use crate::case::{Case, Level};
use crate::draft::{Draft, Path, Step};
use crate::plan::{Context, Sink, Spot, spots};
use crate::request::Body;

/// See the module.
pub struct FurtherElement;

impl Check for FurtherElement {
    fn name(&self) -> &'static str {
        "further_element"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["items", "params"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let mut done: Vec<(String, Path, &'static str)> = Vec::new();
        let refused = |case: &&Case| matches!(&case.exchanges[..], [exchange] if exchange.refuses());
        let planned: Vec<Case> = sink.cases.iter().filter(refused).cloned().collect();
        for case in planned.into_iter().filter(|case| case.level != Level::Info) {
            let Some(path) = case.param.clone().filter(|path| path.0.contains(&Step::Item)) else { continue };
            // That check sends a second element itself.
            let own = case.check == "wrong_type" && path.0.last() == Some(&Step::Item);
            let sort = (case.method.clone(), path.clone(), case.check);
            if !own && !done.contains(&sort) && self.one(cx, sink, case, &path) {
                done.push(sort);
            }
        }
    }
}

impl FurtherElement {
    /// Plans the case with an element more. Tells whether there can be one.
    fn one(&self, cx: &Context<'_>, sink: &mut Sink, mut case: Case, path: &Path) -> bool {
        let Some(method) = cx.api.methods.iter().find(|method| method.name == case.method) else { return false };
        let Some(array) = array_of(path) else { return false };
        let all = spots(method);
        let Some(spot) = all.iter().find(|spot| spot.path == array && !spot.is_item) else { return false };
        // Where all elements must be there, one more is none of them.
        let whole = spot.param.on_incomplete.is_some();
        if whole || spot.schema.max_items.is_some_and(|most| most < 2) || spot.has_role(&[Role::Filter]) {
            return false;
        }
        let id = format!("{}-further", case.id);
        // Who looks at two elements looks at all of them, more often than not: there are two right ones ahead where there may be.
        let ahead = if spot.schema.max_items.is_some_and(|most| most < 3) { 1 } else { 2 };
        let Some(right) = sink.made(&id, method, right(cx, spot, &id, ahead)) else { return true };
        let Body::Json(body) = &mut case.exchanges[0].request.body else { return false };
        // The arguments of a JSON-RPC request stand one step down.
        let down = method.http.is_none().then(|| Step::Name("params".to_owned()));
        let place: Vec<Step> = down.into_iter().chain(array.0).collect();
        let Some(Draft::List(items)) = body.at_mut(&place) else { return false };
        items.splice(0..0, right);
        case.does = format!("{}, behind right elements", case.does);
        (case.id, case.check) = (id, self.name());
        sink.cases.push(case);
        true
    }
}

/// The array in whose elements the last part of a path stands.
fn array_of(path: &Path) -> Option<Path> {
    let last = path.0.iter().rposition(|step| *step == Step::Item)?;
    Some(Path(path.0[..last].to_vec()))
}

/// At most so many elements in which nothing is wrong.
fn right<'a>(cx: &Context<'a>, spot: &Spot<'a>, id: &str, count: u64) -> Result<Vec<Draft>, String> {
    let elements = if spot.param.role.is_some() {
        // What it means tells its elements.
        match cx.fresh(spot.method, spot.param, id, 0)?.opened() {
            Draft::List(items) => items.into_iter().take(1).collect(),
            _ => Vec::new(),
        }
    } else {
        cx.elements(spot, id, count).or_else(|_| cx.elements(spot, id, 1))?.into_iter().take(2).collect()
    };
    if elements.is_empty() { Err(format!("no element can be made for `{}`", spot.path)) } else { Ok(elements) }
}
