//! Rows come in the order that the query asks for: by each field that a value of the parameter names, each way that is documented, and in the
//! documented order where nothing is asked for.
//!
//! All rows of a page are held to it, whoever made them, so that it does not matter who else writes. Where empty values stand, how texts
//! compare that differ in capitals alone, and how values of a list rank is nowhere said.

use doctract_spec::Direction;
use doctract_spec::ir::{Param, Role, Type};

use super::Check;
use super::updated::written;
use crate::case::{Case, Exchange, Level};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, List, Ordering, Sink, accepted, number};

/// See the module.
pub struct QuerySort;

/// The size of the pages at both ends of an order.
const ENDS: u64 = 2;

impl Check for QuerySort {
    fn name(&self) -> &'static str {
        "query_sort"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["in", "role", "values", "default", "responses.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx) {
            let orderings: Vec<Ordering<'_>> = list.orderings().into_iter().filter(is_of_values).collect();
            let Some(first) = orderings.first() else { continue };
            let id = format!("{}/{}/ordered", list.method.name, first.param.name);
            let Some((_, entities)) = sink.made(&id, list.method, cx.fixture(list.method)) else { continue };
            let run = Run { check: self.name(), cx, list: &list, entities: &entities };
            for ordering in &orderings {
                run.asked(sink, ordering);
            }
            if let Some(default) = list.default_ordering().filter(is_of_values) {
                run.case(sink, "default", &default);
            }
            let down = |ordering: &&Ordering<'_>| ordering.direction == Some(Direction::Descending);
            for descending in orderings.iter().filter(down) {
                let up = |other: &&Ordering<'_>| {
                    other.field.name == descending.field.name && other.direction == Some(Direction::Ascending)
                };
                if let Some(ascending) = orderings.iter().find(up).filter(|_| is_ranked(descending.field)) {
                    run.ends(sink, [ascending, descending]);
                }
            }
        }
    }
}

/// Whether the values of the field are such that one can be ahead of another.
fn is_of_values(ordering: &Ordering<'_>) -> bool {
    !matches!(ordering.field.schema.kind, Type::Array | Type::Object)
}

/// Whether everybody ranks the values of a field alike.
fn is_ranked(field: &Param) -> bool {
    let schema = &field.schema;
    match schema.kind {
        Type::Boolean | Type::Enum => false,
        Type::Integer | Type::Number => true,
        _ => schema.values.is_empty(),
    }
}

/// The values that are asked for, as the end of the id of a case.
fn kind(ordering: &Ordering<'_>) -> String {
    let words = ordering.asked.iter().map(|(_, value)| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    words.collect::<Vec<_>>().join(".")
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    list: &'r List<'a>,
    entities: &'r [Slot],
}

impl Run<'_, '_> {
    fn asked(&self, sink: &mut Sink, ordering: &Ordering<'_>) {
        self.case(sink, &kind(ordering), ordering);
    }

    fn request(&self, id: &str, ordering: &Ordering<'_>, size: Option<u64>) -> Result<Exchange, String> {
        let mut call = self.list.call(self.cx, id)?;
        if let Some((limit, size)) = self.list.param(Role::Limit).zip(size) {
            call.set(&Path::top(&limit.name), number(size));
        }
        for (param, value) in &ordering.asked {
            call.set(&Path::top(&param.name), Draft::Known(value.clone()));
        }
        Ok(accepted(&call))
    }

    fn case(&self, sink: &mut Sink, word: &str, ordering: &Ordering<'_>) {
        let kind = format!("{}/ordered.{word}", ordering.param.name);
        let id = format!("{}/{kind}", self.list.method.name);
        let Some(exchange) = sink.made(&id, self.list.method, self.request(&id, ordering, None)) else { return };
        let way = match ordering.direction {
            Some(Direction::Ascending) => ", the least first",
            Some(Direction::Descending) => ", the greatest first",
            None => "",
        };
        let asks =
            if ordering.asked.is_empty() { "asks for no order, which is documented as that" } else { "asks for rows" };
        let does = format!("{asks} by `{}`{way}", ordering.field.name);
        let case = sink.whole(self.check, self.list.method, &kind, &does, vec![exchange]);
        self.about(case, ordering);
        let descending = ordering.direction.map(|direction| direction == Direction::Descending);
        let (field, ranked) = (ordering.field.name.clone(), is_ranked(ordering.field));
        case.claims = vec![Claim { exchange: 0, promise: Promise::Ordered { field, descending, ranked } }];
    }

    /// Small pages at both ends of an order: who orders each page by itself does not find them.
    fn ends(&self, sink: &mut Sink, [up, down]: [&Ordering<'_>; 2]) {
        if self.list.param(Role::Limit).is_none() {
            return;
        }
        let kind = format!("{}/ends.{}", down.param.name, kind(down));
        let id = format!("{}/{kind}", self.list.method.name);
        let built = || [up, down].into_iter().map(|way| self.request(&id, way, Some(ENDS))).collect();
        let Some(exchanges) = sink.made(&id, self.list.method, built()) else { return };
        let does =
            format!("asks for the {ENDS} rows with the least `{}`, then for those with the greatest", down.field.name);
        let case = sink.whole(self.check, self.list.method, &kind, &does, exchanges);
        self.about(case, down);
        let promise = Promise::Ahead { of: 0, field: down.field.name.clone() };
        case.claims = vec![Claim { exchange: 1, promise }];
    }

    fn about(&self, case: &mut Case, ordering: &Ordering<'_>) {
        case.param = Some(Path::top(&ordering.param.name));
        // That equal names mean the same is not written.
        case.level = if ordering.certain { Level::Must } else { Level::Should };
        case.sentence = written(self.list.method, ordering.param);
        case.after = self.entities.to_vec();
    }
}
