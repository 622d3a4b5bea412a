//! A list returns the fields that were asked for and no others: each by itself, two together, and none that does not exist.

use doctract_spec::ir::{Role, Violation};
use serde_json::{Value, json};

use super::Check;
use crate::case::{Exchange, Outcome, Sentence};
use crate::draft::{Draft, Path};
use crate::plan::{Context, List, Sink, refused};

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
            }
            if let [first, ..] = names[..] {
                let expect = vec![refused(cx, Violation::Unexpected, None)];
                self.case(cx, sink, list, "fields/unknown", &[first, "no_such_field"], expect);
            }
        }
    }
}

impl Fields {
    fn chosen<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, kind: &str, names: &[&str]) {
        let fields = Some(names.iter().map(|name| (*name).to_owned()).collect());
        self.case(cx, sink, list, kind, names, vec![Outcome::Accepted { fields }]);
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
        let id = format!("{}/{kind}", list.method.name);
        let call = sink.made(&id, list.method, list.call(cx, &id));
        let (Some(mut call), Some(param)) = (call, list.param(Role::Fields)) else { return };
        call.set(&Path::top(&param.name), Draft::Known(Value::from(names)));
        let does = format!("asks for {}", json!(names));
        // Without a row nothing would tell which fields come back.
        let rows = cx.fixture(list.method);
        let exchange = Exchange { request: call.request(), expect };
        let case = sink.whole(self.name(), list.method, kind, &does, vec![exchange]);
        case.param = Some(Path::top(&param.name));
        case.sentence = Sentence { text: param.description.clone(), source: param.source.clone() };
        case.after.extend(rows.into_iter().flat_map(|(_, entities)| entities).take(1));
    }
}
