//! A list returns the fields that were asked for and no others: each by itself, two together, all but one, and none that does not exist. Each has the value
//! that it has among all others.

use doctract_spec::ir::{FilterOperation, Role, Violation};
use serde_json::{Value, json};

use super::Check;
use crate::case::{Exchange, Outcome, Sentence};
use crate::claim::{Claim, Promise, SortKey, Subject};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::plan::{Ask, Call, Context, List, NO_FIELD, Sink, accepted, refused};

/// See the module.
pub struct Fields;

impl Check for Fields {
    fn name(&self) -> &'static str {
        "fields"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["role", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx).iter().filter(|list| list.param(Role::Fields).is_some()) {
            let names: Vec<&str> = list.fields.iter().map(|field| field.name.as_str()).collect();
            for name in &names {
                self.chosen(cx, sink, list, &format!("fields.{name}/alone"), &[name]);
            }
            if let [first, .., last] = names[..] {
                self.chosen(cx, sink, list, "fields/first-and-last", &[first, last]);
                self.chosen(cx, sink, list, "fields/last-and-first", &[last, first]);
                self.chosen(cx, sink, list, "fields/all-but-last", &names[..names.len() - 1]);
            }
            for name in &names {
                self.same_value(cx, sink, list, name);
            }
            if let [first, .., last] = names[..] {
                self.beside(cx, sink, list, &[first, last]);
            }
            if let [first, ..] = names[..] {
                let expect = vec![refused(cx, Violation::Unexpected, None)];
                self.case(cx, sink, list, "fields/unknown", &[first, NO_FIELD], expect);
            }
        }
    }
}

impl Fields {
    fn chosen<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, kind: &str, names: &[&str]) {
        let fields = Some(names.iter().map(|name| (*name).to_owned()).collect());
        self.case(cx, sink, list, kind, names, vec![Outcome::Accepted { fields }]);
    }

    /// A field beside the id alone says what it says among all others, although what it is made of does not come back.
    fn same_value<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, name: &str) {
        let Some((param, Ok((key, rows)))) = list.param(Role::Fields).zip(Some(cx.fixture(list.method))) else {
            return;
        };
        let Some(own) = list.own(cx, &key, &rows).filter(|_| name != key) else { return };
        let kind = format!("fields.{name}/same-value");
        let id = format!("{}/{kind}", list.method.name);
        let Some(mut whole) = sink.made(&id, list.method, list.call(cx, &id)) else { return };
        list.choose(&mut whole, &own);
        let mut chosen = whole.clone();
        let names = vec![key.clone(), name.to_owned()];
        chosen.set(&Path::top(&param.name), Draft::Known(Value::from(names.clone())));
        let fewer = Exchange { request: chosen.request(), expect: vec![Outcome::Accepted { fields: Some(names) }] };
        let does = format!("asks for `{name}` beside all other fields, then beside the id alone");
        let case = sink.whole(self.name(), list.method, &kind, &does, vec![accepted(&whole), fewer]);
        case.param = Some(Path::top(name));
        case.sentence = Sentence { text: param.description.clone(), source: param.source.clone() };
        for entity in rows {
            let of = Subject { list: list.method.name.clone(), key: key.clone(), entity, searched: false };
            let promise = Promise::Unchanged { of, since: 0, fields: vec![name.to_owned()] };
            case.claims.push(Claim { exchange: 1, promise });
        }
    }

    /// The fields are as they were asked for, whatever else is asked for beside them: a page, an order, one row.
    fn beside<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &[&str]) {
        let Some((param, Ok((key, rows)))) = list.param(Role::Fields).zip(Some(cx.fixture(list.method))) else {
            return;
        };
        let mut plan = |kind: &str, does: &str, with: &dyn Fn(&mut Call<'a>) -> bool| {
            let (kind, id) = (format!("fields/{kind}"), format!("{}/fields/{kind}", list.method.name));
            let Some(mut call) = sink.made(&id, list.method, list.call(cx, &id)) else { return };
            if !with(&mut call) {
                return;
            }
            call.set(&Path::top(&param.name), Draft::Known(Value::from(names)));
            let shown = Outcome::Accepted { fields: Some(names.iter().map(|name| (*name).to_owned()).collect()) };
            let exchange = Exchange { request: call.request(), expect: vec![shown] };
            let case = sink.whole(self.name(), list.method, &kind, does, vec![exchange]);
            case.sentence = Sentence { text: param.description.clone(), source: param.source.clone() };
            case.after.clone_from(&rows);
        };
        plan("of-a-page", "asks for fields of a page", &|call| {
            let numbers = [(Role::Limit, 2), (Role::Offset, 1)];
            let params = numbers.map(|(role, number)| list.param(role).map(|param| (param, number)));
            params
                .iter()
                .flatten()
                .for_each(|(param, number)| _ = call.set(&Path::top(&param.name), Draft::Known(json!(number))));
            params.iter().any(Option::is_some)
        });
        plan("of-one", "asks for fields of one row", &|call| {
            let one = rows.first().and_then(|first| list.own(cx, &key, std::slice::from_ref(first)));
            if let Some(one) = &one {
                list.choose(call, one);
            }
            one.is_some()
        });
        plan("of-one-by-id", "asks for fields of the row with an id", &|call| {
            let equal = FilterOperation::Equal;
            let field = list.fields.iter().find(|field| field.name == key && field.filterable == Some(true));
            let field = field.filter(|field| list.applies(cx, field, equal));
            let one =
                field.zip(rows.first()).map(|(_, first)| Condition::leaf(&key, equal, Draft::Made(first.clone())));
            one.is_some_and(|one| list.choose(call, &one))
        });
        plan("of-rows-in-order", "asks for fields of rows in an order", &|call| {
            let field = list.fields.iter().find(|field| field.sortable == Some(true)).filter(|_| list.sort.is_some());
            let key = field.map(|field| (SortKey { field: field.name.clone(), descending: true }, true));
            if let Some(key) = &key {
                list.order(call, std::slice::from_ref(key));
            }
            key.is_some()
        });
    }

    fn case<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        list: &List<'a>,
        kind: &str,
        names: &[&str],
        expect: Vec<Outcome>,
    ) {
        let Some(param) = list.param(Role::Fields) else { return };
        let does = &format!("asks for {}", json!(names));
        let value = Draft::Known(Value::from(names));
        let ask = Ask { check: self.name(), kind, does, role: Role::Fields, value, expect };
        let Some(case) = list.ask(cx, sink, ask) else { return };
        case.sentence = Sentence { text: param.description.clone(), source: param.source.clone() };
        // Without a row nothing would tell which fields come back.
        let rows = cx.fixture(list.method);
        case.after.extend(rows.into_iter().flat_map(|(_, entities)| entities).take(1));
    }
}
