//! Rows come in the order that was asked for: by each field that may be sorted by, both ways, without a direction, and by two fields.

mod letters;

use doctract_spec::ir::{FilterOperation, Param, Role, Type};

use super::Check;
use crate::case::{Exchange, Level, Outcome, Sentence};
use crate::claim::{Claim, Promise, SortKey};
use crate::condition::Condition;
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, List, Sink, accepted};

/// See the module.
pub struct Sort;

/// How many fields of few values stand first in an order by two.
const TIED: usize = 3;

impl Check for Sort {
    fn name(&self) -> &'static str {
        "sort"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["sortable", "conventions.sort"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        letters::plan(self.name(), cx, sink);
        for list in List::all(cx) {
            let sortable: Vec<&Param> = list.fields.iter().filter(|field| field.sortable == Some(true)).collect();
            let Some(first) = sortable.first() else { continue };
            let id = format!("{}/sort.{}", list.method.name, first.name);
            if list.sort.is_none() {
                sink.miss(id, list.method, "the dialect does not tell how an order is written".to_owned());
                continue;
            }
            let Some((key, entities)) = sink.made(&id, list.method, cx.fixture(list.method)) else {
                continue;
            };
            let run = Run { check: self.name(), cx, list: &list, key: &key, entities: &entities };
            for field in &sortable {
                run.field(sink, field);
            }
            for pair in pairs(&sortable) {
                run.pair(sink, pair);
            }
            run.three(sink, &sortable);
            if let Some(field) = sortable.iter().rev().find(|field| field.name != key) {
                run.unshown(sink, field);
                let down = SortKey { field: field.name.clone(), descending: true };
                run.case(sink, field, IN_TREE, &[vec![(down, true)]]);
            }
        }
    }
}

/// Pairs of fields: those of which the first is likely to have equal values in several rows show that the second counts, and one of which the
/// first has none shows that the first does.
fn pairs<'f>(sortable: &[&'f Param]) -> Vec<[&'f Param; 2]> {
    let texts = || sortable.iter().filter(|field| field.schema.kind == Type::String);
    let last = texts().next_back().or_else(|| sortable.last());
    let few = |field: &&&Param| matches!(field.schema.kind, Type::Boolean | Type::Enum | Type::Number | Type::Integer);
    let tied = sortable.iter().filter(few).take(TIED).chain(texts().take(1));
    let other = |first: &Param, field: &&&Param| field.name != first.name;
    let second = |first: &Param| last.into_iter().chain(sortable.iter().rev()).find(|field| other(first, field));
    tied.filter_map(|first| Some([*first, *second(first)?])).collect()
}

/// The end of the name of the case that chooses its rows by a tree.
const IN_TREE: &str = "in-tree";

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    list: &'r List<'a>,
    key: &'r str,
    entities: &'r [Slot],
}

impl Run<'_, '_> {
    fn field(&self, sink: &mut Sink, field: &Param) {
        let key = |descending| SortKey { field: field.name.clone(), descending };
        self.case(sink, field, "ascending", &[vec![(key(false), true)]]);
        self.case(sink, field, "descending", &[vec![(key(true), true)]]);
        if field.schema.kind == Type::Boolean {
            self.flags(sink, field, &key(false));
        }
        self.case(sink, field, "both-ways", &[vec![(key(false), true)], vec![(key(true), true)]]);
        let default = self.list.sort.and_then(|(_, names)| Some((names.default.as_ref()?, names)));
        if let Some((default, names)) = default {
            self.case(sink, field, "default", &[vec![(key(*default == names.descending), false)]]);
        }
    }

    /// That off comes ahead of on, which is usual and nowhere said.
    fn flags(&self, sink: &mut Sink, field: &Param, key: &SortKey) {
        let planned = sink.cases.len();
        self.case(sink, field, "off-first", &[vec![(key.clone(), true)]]);
        for case in &mut sink.cases[planned..] {
            case.level = Level::Info;
            case.claims = vec![Claim { exchange: 0, promise: Promise::Flags(key.clone()) }];
        }
    }

    fn pair(&self, sink: &mut Sink, [first, second]: [&Param; 2]) {
        let key = |field: &Param, descending| (SortKey { field: field.name.clone(), descending }, true);
        self.case(sink, first, "then-ascending", &[vec![key(first, false), key(second, false)]]);
        self.case(sink, first, "then-descending", &[vec![key(first, false), key(second, true)]]);
        self.case(sink, first, "both-descending", &[vec![key(first, true), key(second, true)]]);
        let default = self.list.sort.and_then(|(_, names)| Some((names.default.as_ref()?, &names.descending)));
        if let Some((default, descending)) = default {
            let untold = SortKey { field: second.name.clone(), descending: default == descending };
            for (kind, down) in [("then-default", false), ("descending-then-default", true)] {
                self.case(sink, first, kind, &[vec![key(first, down), (untold.clone(), false)]]);
            }
        }
    }

    /// Three keys, of which the first two leave rows equal.
    fn three(&self, sink: &mut Sink, sortable: &[&Param]) {
        let few = |field: &&&Param| matches!(field.schema.kind, Type::Boolean | Type::Enum);
        let ties: Vec<&&Param> = sortable.iter().filter(few).take(2).collect();
        let last = sortable.iter().rev().find(|field| field.schema.kind == Type::String);
        let ([first, second], Some(last)) = (&ties[..], last) else { return };
        for descending in [false, true] {
            let key = |field: &Param, descending| (SortKey { field: field.name.clone(), descending }, true);
            let keys = vec![key(first, false), key(second, true), key(last, descending)];
            let kind = if descending { "then-two-descending" } else { "then-two" };
            self.case(sink, first, kind, &[keys]);
        }
    }

    /// The order and the total are the same where the rows do not show the field that they go by.
    fn unshown(&self, sink: &mut Sink, field: &Param) {
        let kind = format!("sort.{}/not-shown", field.name);
        let id = format!("{}/{kind}", self.list.method.name);
        let Some(chosen) = self.list.param(Role::Fields) else { return };
        let Some(own) = self.list.own(self.cx, self.key, self.entities) else { return };
        let Some(mut call) = sink.made(&id, self.list.method, self.list.call(self.cx, &id)) else { return };
        self.list.choose(&mut call, &own);
        let key = SortKey { field: field.name.clone(), descending: true };
        self.list.order(&mut call, &[(key.clone(), true)]);
        let mut fewer = call.clone();
        fewer.set(&Path::top(&chosen.name), Draft::List(vec![Draft::text(self.key)]));
        let shown = Outcome::Accepted { fields: Some(vec![self.key.to_owned()]) };
        let exchanges = vec![accepted(&call), Exchange { request: fewer.request(), expect: vec![shown] }];
        let does = format!("asks for rows by `{}`, then for their `{}` alone", field.name, self.key);
        let case = sink.whole(self.check, self.list.method, &kind, &does, exchanges);
        case.param = Some(Path::top(&field.name));
        case.sentence = Sentence { text: chosen.description.clone(), source: chosen.source.clone() };
        let arranged = Promise::Arranged { of: 0, field: field.name.clone() };
        let pages = Promise::Pages { whole: 0, pages: Vec::new(), ordered: false, again: false };
        case.claims = vec![
            Claim { exchange: 0, promise: Promise::Sorted(vec![key]) },
            Claim { exchange: 1, promise: arranged },
            Claim { exchange: 1, promise: pages },
        ];
    }

    /// The condition that chooses the rows of the run, as a tree if so asked and the key may be compared.
    fn chosen(&self, tree: bool) -> Option<Condition> {
        let by_key = |field: &&Param| field.name == self.key && field.filterable == Some(true);
        let key = self.list.fields.iter().find(by_key).filter(|_| tree);
        match key.filter(|key| self.list.applies(self.cx, key, FilterOperation::Equal)) {
            Some(_) => {
                let is = |slot: &Slot| Condition::leaf(self.key, FilterOperation::Equal, Draft::Made(slot.clone()));
                Some(Condition::Node { all: false, parts: self.entities.iter().map(is).collect() })
            }
            None => self.list.own(self.cx, self.key, self.entities),
        }
    }

    fn case(&self, sink: &mut Sink, field: &Param, kind: &str, orders: &[Vec<(SortKey, bool)>]) {
        let kind = format!("sort.{}/{kind}", field.name);
        let id = format!("{}/{kind}", self.list.method.name);
        let mut exchanges = Vec::new();
        let mut claims = Vec::new();
        for (position, keys) in orders.iter().enumerate() {
            let Some(mut call) = sink.made(&id, self.list.method, self.list.call(self.cx, &id)) else {
                return;
            };
            if let Some(own) = self.chosen(kind.ends_with(IN_TREE)) {
                self.list.choose(&mut call, &own);
            }
            self.list.order(&mut call, keys);
            exchanges.push(Exchange { request: call.request(), expect: vec![Outcome::Accepted { fields: None }] });
            let promise = match position {
                0 => Promise::Sorted(keys.iter().map(|(key, _)| key.clone()).collect()),
                _ => Promise::Reversed { of: position - 1, field: field.name.clone() },
            };
            claims.push(Claim { exchange: position, promise });
        }
        let does = format!("asks for rows by `{}`, {}", field.name, kind.rsplit('/').next().unwrap_or_default());
        let case = sink.whole(self.check, self.list.method, &kind, &does, exchanges);
        case.param = Some(Path::top(&field.name));
        case.sentence = Sentence { text: format!("`{}` is sortable", field.name), source: field.source.clone() };
        case.claims = claims;
    }
}
