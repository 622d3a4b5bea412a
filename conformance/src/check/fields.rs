//! A list returns the fields that were asked for and no others: each by itself, two together, and none that does not exist.

use doctract_spec::ir::{Role, Violation};
use serde_json::{Value, json};

use super::Check;
use crate::case::{Outcome, Sentence};
use crate::draft::Draft;
use crate::plan::{Ask, Context, List, NO_FIELD, Sink, refused};

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
