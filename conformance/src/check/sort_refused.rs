//! An order that the documents do not allow is refused: by a field that may not be sorted by, by one that does not exist, in a direction that
//! is none.

use doctract_spec::ir::{Param, Role, SortConvention, Violation};
use serde_json::json;

use super::{Check, malformed, unknown_field};
use crate::case::{Level, Outcome, Sentence};
use crate::draft::{Draft, Path, Step};
use crate::plan::{Ask, Context, List, NO_FIELD, NO_MEMBER, Sink, refused};

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
        for list in List::all(cx) {
            let Some((_, names)) = list.sort else { continue };
            for field in list.fields.iter().filter(|field| field.sortable == Some(false)) {
                let key = Key { field: &field.name, order: &names.ascending };
                let kind = format!("sort.{}/prohibited", field.name);
                let does = format!("sorts by `{}`, which may not be sorted by", field.name);
                let expect = vec![refused(cx, Violation::SortProhibited, None)];
                let text = format!("`{}` is not sortable", field.name);
                let ask = ask(&kind, &does, key.draft(names), expect);
                if let Some(case) = list.ask(cx, sink, ask) {
                    case.sentence = Sentence { text, source: field.source.clone() };
                }
            }
            second_key(cx, sink, &list, names);
            let nameless =
                Draft::List(vec![Draft::Members(vec![(names.order.clone(), Draft::text(&names.ascending))])]);
            list.ask(cx, sink, ask("sort/no-field", "sorts by no field", nameless, malformed(cx)));
            let unknown = Key { field: NO_FIELD, order: &names.ascending }.draft(names);
            let expect = unknown_field(cx, Violation::SortProhibited);
            list.ask(cx, sink, ask("sort/unknown-field", "sorts by an unknown field", unknown, expect));
            if let Some(field) = list.fields.iter().find(|field| field.sortable == Some(true)) {
                keys(cx, sink, &list, field, names);
            }
        }
    }
}

/// The same behind a key that is right.
fn second_key<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &SortConvention) {
    let of = |sortable| list.fields.iter().find(|field| field.sortable == Some(sortable));
    let Some(right) = of(true) else { return };
    let prohibited =
        of(false).map(|field| ("prohibited", field.name.as_str(), vec![refused(cx, Violation::SortProhibited, None)]));
    let unknown = ("unknown-field", NO_FIELD, unknown_field(cx, Violation::SortProhibited));
    for (kind, field, expect) in prohibited.into_iter().chain([unknown]) {
        let key = |field: &str| Key { field, order: &names.ascending }.draft(names);
        let (Draft::List(first), Draft::List(second)) = (key(&right.name), key(field)) else { return };
        let keys = Draft::List(first.into_iter().chain(second).collect());
        let (kind, does) = (format!("sort/{kind}-second"), format!("sorts by `{}`, then by `{field}`", right.name));
        list.ask(cx, sink, ask(&kind, &does, keys, expect));
    }
}

/// Keys of a field that may be sorted by, each with something wrong beside it.
fn keys<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, field: &Param, names: &SortConvention) {
    let directions = [("unknown-order", "sideways".to_owned()), ("order-case", other_case(&names.descending))];
    for (kind, order) in directions {
        let key = Key { field: &field.name, order: &order }.draft(names);
        // It is of the right type, and there.
        let expect = [Violation::InvalidValue, Violation::Unexpected].map(|fault| refused(cx, fault, None));
        let (kind, does) = (format!("sort/{kind}"), format!("sorts in the direction `{order}`"));
        if let Some(case) = list.ask(cx, sink, ask(&kind, &does, key, expect.to_vec())) {
            case.level = if kind.ends_with("case") { Level::Should } else { Level::Must };
        }
    }
    let mut more = Key { field: &field.name, order: &names.ascending }.draft(names);
    more.set(&Path(vec![Step::Item]).member(NO_MEMBER), Draft::Known(json!(1)));
    let does = "sorts by a key with one more member";
    if let Some(case) = list.ask(cx, sink, ask("sort/unknown-member", does, more, malformed(cx))) {
        // The documents show what a key holds, and do not say whether it may hold more.
        case.level = Level::Info;
    }
}

/// A word with its letters in the other case.
fn other_case(word: &str) -> String {
    let upper = word.to_uppercase();
    if upper == word { word.to_lowercase() } else { upper }
}

/// What rows are ordered by, and in which direction.
struct Key<'k> {
    field: &'k str,
    order: &'k str,
}

impl Key<'_> {
    /// The order as it is written.
    fn draft(&self, names: &SortConvention) -> Draft {
        let members = [(&names.field, self.field), (&names.order, self.order)];
        let members = members.map(|(name, value)| (name.clone(), Draft::text(value)));
        Draft::List(vec![Draft::Members(members.to_vec())])
    }
}

fn ask<'c>(kind: &'c str, does: &'c str, value: Draft, expect: Vec<Outcome>) -> Ask<'c> {
    Ask { check: SortRefused.name(), kind, does, role: Role::Sort, value, expect }
}
