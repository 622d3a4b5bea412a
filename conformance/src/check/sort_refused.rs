//! An order that the documents do not allow is refused: by a field that may not be sorted by, by one that does not exist, in a direction that
//! is none.

use doctract_spec::ir::Violation;

use super::Check;
use crate::case::{Exchange, Outcome, Sentence};
use crate::draft::{Draft, Path};
use crate::plan::{Context, List, Sink, refused};

/// See the module.
pub struct SortRefused;

impl Check for SortRefused {
    fn name(&self) -> &'static str {
        "sort_refused"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["sortable", "conventions.sort"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx).iter().filter(|list| list.sort.is_some()) {
            for field in list.fields.iter().filter(|field| field.sortable == Some(false)) {
                let expect = vec![refused(cx, Violation::SortProhibited, None)];
                let kind = format!("sort.{}/prohibited", field.name);
                let does = format!("sorts by `{}`, which may not be sorted by", field.name);
                let text = format!("`{}` is not sortable", field.name);
                let sentence = Sentence { text, source: field.source.clone() };
                self.case(cx, sink, list, &kind, &does, (&field.name, None), expect, Some(sentence));
            }
            let expect = vec![refused(cx, Violation::Unexpected, None)];
            let unknown = ("no_such_field", None);
            self.case(cx, sink, list, "sort/unknown-field", "sorts by an unknown field", unknown, expect, None);
            if let Some(field) = list.fields.iter().find(|field| field.sortable == Some(true)) {
                let faults = [Violation::InvalidValue, Violation::WrongType, Violation::Unexpected];
                let expect = faults.into_iter().map(|violation| refused(cx, violation, None)).collect();
                let key = (field.name.as_str(), Some("sideways"));
                self.case(cx, sink, list, "sort/unknown-order", "sorts in an unknown direction", key, expect, None);
            }
        }
    }
}

impl SortRefused {
    #[allow(clippy::too_many_arguments, reason = "each is a part of the case, and a struct would name them twice")]
    fn case<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        list: &List<'a>,
        kind: &str,
        does: &str,
        (field, order): (&str, Option<&str>),
        expect: Vec<Outcome>,
        sentence: Option<Sentence>,
    ) {
        let id = format!("{}/{kind}", list.method.name);
        let (Some(mut call), Some((param, names))) = (sink.made(&id, list.method, list.call(cx, &id)), list.sort)
        else {
            return;
        };
        let mut key = vec![(names.field.clone(), Draft::text(field))];
        key.push((names.order.clone(), Draft::text(order.unwrap_or(&names.ascending))));
        call.set(&Path::top(&param.name), Draft::List(vec![Draft::Members(key)]));
        let exchange = Exchange { request: call.request(), expect };
        let case = sink.whole(self.name(), list.method, kind, does, vec![exchange]);
        case.param = Some(Path::top(&param.name));
        if let Some(sentence) = sentence {
            case.sentence = sentence;
        }
    }
}
