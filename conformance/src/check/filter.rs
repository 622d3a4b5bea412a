//! A filter by each field that may be filtered by, with each operator that its type allows, returns exactly the rows that meet it.

mod texts;

use doctract_spec::ir::{FilterOperation, Format, Param, Role, Type};
use serde_json::Value;

use super::{Check, malformed};
use crate::case::{Exchange, Level, Outcome};
use crate::claim::{Claim, Promise, Subject};
use crate::condition::Condition;
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, List, Sink, accepted};
use crate::seen::{Form, SeenValue};

/// See the module.
pub struct Filter;

impl Check for Filter {
    fn name(&self) -> &'static str {
        "filter"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "operators", "conventions.filter"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx) {
            for field in list.fields.iter().filter(|field| field.filterable == Some(true)) {
                self.field(cx, sink, &list, field);
            }
            self.not_kept(cx, sink, &list);
            self.limited(cx, sink, &list);
        }
    }
}

/// The ends of the names of trials whose values may be refused: an empty list, and a number with more digits than the field may have.
const DOUBTFUL: &[&str] = &["-none", "-more-digits"];

/// So many values ahead of the one that tells, in a long list.
const MANY: usize = 20;

/// A comparison to try: the last part of the id, the operation, and the value.
type Trial = (&'static str, FilterOperation, Draft);

impl Filter {
    /// The filter of one request does not stay for the next one.
    fn not_kept<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>) {
        let (kind, Ok((key, entities))) = ("filter/not-kept", cx.fixture(list.method)) else { return };
        let id = format!("{}/{kind}", list.method.name);
        let Some((first, others)) = entities.split_first() else { return };
        let Some(one) = list.own(cx, &key, std::slice::from_ref(first)) else { return };
        let Some(mut whole) = sink.made(&id, list.method, list.call(cx, &id)) else { return };
        let mut chosen = whole.clone();
        list.choose(&mut chosen, &one);
        cx.whole_page(&mut whole);
        let does = "filters, then lists without a filter";
        let case = sink.whole(self.name(), list.method, kind, does, vec![accepted(&chosen), accepted(&whole)]);
        case.alone = true;
        case.after = others.to_vec();
        let of = |entity: &Slot| Subject {
            list: list.method.name.clone(),
            key: key.clone(),
            entity: entity.clone(),
            searched: false,
        };
        let row = |entity| Claim { exchange: 1, promise: Promise::Row(of(entity), Vec::new()) };
        case.claims = others.iter().map(row).collect();
    }

    /// Rows are chosen first and counted afterwards: a page of one has the last row, too, if that is the only one that meets the filter.
    fn limited<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>) {
        let (kind, Ok((key, entities))) = ("filter/with-limit", cx.fixture(list.method)) else { return };
        let id = format!("{}/{kind}", list.method.name);
        let (Some(limit), Some(end)) = (list.param(Role::Limit), entities.last()) else { return };
        let Some(mut call) = sink.made(&id, list.method, list.call(cx, &id)) else { return };
        let exchanges = [&entities[0], end].into_iter().filter_map(|entity| {
            list.choose(&mut call, &list.own(cx, &key, std::slice::from_ref(entity))?);
            call.set(&Path::top(&limit.name), Draft::Known(Value::from(1)));
            Some(accepted(&call))
        });
        let exchanges: Vec<Exchange> = exchanges.collect();
        if exchanges.len() < 2 {
            return;
        }
        let case =
            sink.whole(self.name(), list.method, kind, "filters by the id of a row, on a page of one", exchanges);
        case.after.clone_from(&entities);
        for (exchange, entity) in [entities[0].clone(), end.clone()].into_iter().enumerate() {
            let of = Subject { list: list.method.name.clone(), key: key.clone(), entity, searched: false };
            case.claims.push(Claim { exchange, promise: Promise::Row(of, Vec::new()) });
        }
    }

    fn field<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, field: &Param) {
        let id = |kind: &str| format!("{}/filter.{}/{kind}", list.method.name, field.name);
        let missing = |sink: &mut Sink, reason: &str| sink.miss(id("any"), list.method, reason.to_owned());
        let Some((_, names)) = list.filter else {
            return missing(sink, "the dialect does not tell how a filter is written");
        };
        let trials = trials(&list.method.name, field, names.wildcard.as_deref(), names.case_sensitive == Some(true));
        let trials: Vec<Trial> =
            trials.into_iter().filter(|(_, operation, _)| list.applies(cx, field, *operation)).collect();
        if trials.is_empty() {
            if list.applies(cx, field, FilterOperation::Jsquery) {
                // A check of its own asks for what stands inside.
                return;
            }
            return missing(sink, "the suite cannot evaluate an operator that the documents list for its type");
        }
        if let Err(reason) = cx.fixture(list.method) {
            return missing(sink, &reason);
        }
        for trial in trials.into_iter().chain(nulls(cx, list, field)) {
            self.trial(cx, sink, list, field, &id(trial.0), trial);
        }
    }

    fn trial<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, field: &Param, id: &str, trial: Trial) {
        let (name, operation, value) = trial;
        let condition = Condition::leaf(&field.name, operation, value);
        let Some(mut call) = sink.made(id, list.method, list.call(cx, id)) else {
            return;
        };
        list.choose(&mut call, &condition);
        let written = list.filter.and_then(|(_, names)| names.operations.get(&operation));
        let does = format!("filters by `{}` with `{}`", field.name, written.map_or("", String::as_str));
        let mut exchange = Exchange { request: call.request(), expect: vec![Outcome::Accepted { fields: None }] };
        if DOUBTFUL.iter().any(|doubtful| name.ends_with(doubtful)) {
            exchange.expect.extend(malformed(cx));
        }
        let case = sink.whole(self.name(), list.method, "", &does, vec![exchange]);
        id.clone_into(&mut case.id);
        case.level = Level::Must;
        case.param = Some(Path::top(&field.name));
        case.sentence = list.filterable(cx, field, operation);
        case.claims.push(Claim { exchange: 0, promise: Promise::Filtered(condition) });
    }
}

/// The comparison with `null`, where the documents list `null` among the types of the operator.
fn nulls<'a>(cx: &Context<'a>, list: &List<'a>, field: &Param) -> Vec<Trial> {
    let takes = |operation: &FilterOperation| {
        let written = list.filter.and_then(|(_, names)| names.operations.get(operation));
        cx.api.operators.iter().any(|operator| operator.nulls && Some(&operator.operator) == written)
    };
    let null = || Draft::Known(Value::Null);
    let trials =
        [("equal-null", FilterOperation::Equal, null()), ("not-equal-null", FilterOperation::NotEqual, null())];
    let scalar = !matches!(field.schema.kind, Type::Array | Type::Object);
    trials.into_iter().filter(|(_, operation, _)| scalar && takes(operation)).collect()
}

fn trials(list: &str, field: &Param, wildcard: Option<&str>, case_sensitive: bool) -> Vec<Trial> {
    use FilterOperation as Op;
    let whole = |nth| Draft::Seen(SeenValue::whole(list, &field.name, nth));
    let mut trials = vec![
        ("equal", Op::Equal, whole(0)),
        ("equal-other", Op::Equal, whole(1)),
        ("not-equal", Op::NotEqual, whole(0)),
        ("less", Op::Less, whole(1)),
        ("greater", Op::Greater, whole(1)),
        ("less-or-equal", Op::LessOrEqual, whole(1)),
        ("greater-or-equal", Op::GreaterOrEqual, whole(1)),
        ("in", Op::In, Draft::List(vec![whole(0), whole(2), whole(3)])),
        ("in-one", Op::In, Draft::List(vec![whole(1)])),
        ("in-none", Op::In, Draft::List(Vec::new())),
        ("in-many", Op::In, Draft::List((0..MANY).map(|_| whole(0)).chain([whole(2)]).collect())),
    ];
    if matches!(field.schema.kind, Type::Number | Type::Integer) {
        // Whoever compares numbers as texts takes 10 for less than 9.
        let few = || Draft::Known(Value::from(9));
        let more = || Draft::Seen(SeenValue { form: Form::Longer, ..SeenValue::whole(list, &field.name, 0) });
        trials.extend([
            ("less-few-digits", Op::Less, few()),
            ("greater-few-digits", Op::Greater, few()),
            ("less-or-equal-few-digits", Op::LessOrEqual, few()),
            ("greater-or-equal-few-digits", Op::GreaterOrEqual, few()),
            ("less-more-digits", Op::Less, more()),
            ("greater-more-digits", Op::Greater, more()),
            ("less-or-equal-more-digits", Op::LessOrEqual, more()),
            ("greater-or-equal-more-digits", Op::GreaterOrEqual, more()),
        ]);
    }
    // A part of a text is no longer of its form, and who reads it refuses it.
    let formed = field.schema.pattern.is_some() || field.schema.format.as_deref().is_some_and(is_strict);
    let textual = matches!(field.schema.kind, Type::String) && !formed;
    if textual {
        trials.extend(texts::trials(list, &field.name, wildcard, case_sensitive));
    }
    trials
}

/// Whether any change to a text in a format takes it out of the format.
fn is_strict(format: &str) -> bool {
    !matches!(Format::named(format), None | Some(Format::Email | Format::E164 | Format::Hostname))
}
