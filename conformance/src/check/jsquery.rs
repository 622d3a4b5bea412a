//! A filter by an array or an object with an expression of `jsquery` returns exactly the rows that meet it: by a value of theirs, and by the beginning
//! of one, which is another value.
//!
//! What a target takes for an expression, the documents leave to another manual. So each case first asks by another field of the same form, and
//! goes on only where that is answered: a target that knows no expressions at all is told as missing, one that knows them heeds them everywhere.

use doctract_spec::ir::{FilterOperation, Param, Type};

use super::{Check, malformed};
use crate::case::{Exchange, Level, Outcome};
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::jsquery::is_plain;
use crate::names::element;
use crate::plan::{Context, List, Sink, named};
use crate::seen::{Form, SeenValue};

/// See the module.
pub struct Jsquery;

impl Check for Jsquery {
    fn name(&self) -> &'static str {
        "jsquery"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "operators", "conventions.filter"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let lists = List::all(cx);
        let fields = || lists.iter().flat_map(|list| asked(cx, list).map(move |field| (list, field)));
        let mut questions = Vec::new();
        for (list, field) in fields() {
            let members = members(field);
            if members.is_empty() {
                let id = format!("{}/filter.{}/jsquery", list.method.name, field.name);
                sink.miss(
                    id,
                    list.method,
                    "the documents tell no member of it that an expression could ask for".to_owned(),
                );
            }
            questions.extend(members.into_iter().map(|member| Question { list, field, member }));
        }
        for question in &questions {
            let alike = |other: &&Question<'_, '_>| other.form() == question.form() && !other.same_field(question);
            let same_list = |other: &&Question<'_, '_>| other.list.method.name == question.list.method.name;
            let others = || questions.iter().filter(alike);
            let other = others().find(same_list).or_else(|| others().next()).unwrap_or(question);
            self.ask(cx, sink, (question, Form::Query, ""), other);
            if question.is_textual() {
                self.ask(cx, sink, (question, Form::QueryHead, "-beginning"), other);
                if question.list.filter.is_some_and(|(_, names)| names.case_sensitive == Some(true)) {
                    self.ask(cx, sink, (question, Form::QueryOtherCase, "-other-case"), other);
                }
            }
        }
    }
}

/// The fields that may be filtered by with an expression.
fn asked<'l>(cx: &'l Context<'_>, list: &'l List<'_>) -> impl Iterator<Item = &'l Param> {
    let nests = |field: &&Param| matches!(field.schema.kind, Type::Array | Type::Object);
    let fields = list.fields.iter().filter(nests).filter(|field| field.filterable == Some(true));
    fields.filter(|field| list.applies(cx, field, FilterOperation::Jsquery))
}

/// The members that an expression asks for; of plain elements, none.
fn members(field: &Param) -> Vec<Option<&str>> {
    let inner = element(&field.schema);
    let nests = |kind: Type| matches!(kind, Type::Array | Type::Object | Type::Any);
    let plain = |kind: Type| matches!(kind, Type::Number | Type::Integer | Type::String);
    if inner.kind != Type::Object {
        return if plain(inner.kind) { vec![None] } else { Vec::new() };
    }
    let scalars = inner.fields.iter().filter(|member| !nests(member.schema.kind));
    scalars.map(|member| member.name.as_str()).filter(|name| is_plain(name)).map(Some).collect()
}

/// What an expression asks for.
struct Question<'l, 'a> {
    list: &'l List<'a>,
    field: &'l Param,
    member: Option<&'l str>,
}

impl Question<'_, '_> {
    /// What decides how an expression is written.
    fn form(&self) -> (Type, bool) {
        (self.field.schema.kind, self.member.is_some())
    }

    /// Whether it asks for a text, whose beginning is a text, too.
    fn is_textual(&self) -> bool {
        let inner = element(&self.field.schema);
        let asked = self.member.and_then(|member| named(&inner.fields, member)).map_or(inner, |member| &member.schema);
        asked.kind == Type::String
    }

    fn same_field(&self, other: &Self) -> bool {
        self.list.method.name == other.list.method.name && self.field.name == other.field.name
    }

    /// The condition that some element, or member, has the value of this position among those of the rows of the run.
    fn condition(&self, nth: usize, form: Form) -> Condition {
        let query = SeenValue::query(&self.list.method.name, &self.field.name, self.member, nth);
        let seen = SeenValue { form, ..query };
        Condition::leaf(&self.field.name, FilterOperation::Jsquery, Draft::Seen(seen))
    }

    fn exchange(
        &self,
        cx: &Context<'_>,
        case: &str,
        condition: &Condition,
        expect: Vec<Outcome>,
    ) -> Result<Exchange, String> {
        let mut call = self.list.call(cx, case)?;
        self.list.choose(&mut call, condition);
        Ok(Exchange { request: call.request(), expect })
    }
}

impl Jsquery {
    fn ask(
        &self,
        cx: &Context<'_>,
        sink: &mut Sink,
        (question, form, end): (&Question<'_, '_>, Form, &str),
        other: &Question<'_, '_>,
    ) {
        let (list, field) = (question.list, question.field);
        let member = question.member.map(|member| format!(".{member}")).unwrap_or_default();
        let kind = format!("filter.{}/jsquery{member}{end}", field.name);
        let id = format!("{}/{kind}", list.method.name);
        let accepted = Outcome::Accepted { fields: None };
        let built = || {
            cx.fixture(list.method)?;
            cx.fixture(other.list.method)?;
            let either = [accepted.clone()].into_iter().chain(malformed(cx)).collect();
            let known = other.exchange(cx, &id, &other.condition(1, Form::Query), either)?;
            let asked = question.exchange(cx, &id, &question.condition(0, form), vec![accepted.clone()])?;
            Ok(vec![known, asked])
        };
        let Some(exchanges) = sink.made(&id, list.method, built()) else { return };
        let does = format!("filters by `{}{member}` with an expression", field.name);
        let case = sink.whole(self.name(), list.method, &kind, &does, exchanges);
        case.level = Level::Must;
        case.param = Some(Path::top(&field.name));
        case.setting = 1;
        case.sentence = list.filterable(cx, field, FilterOperation::Jsquery);
        case.claims.push(Claim { exchange: 1, promise: Promise::Filtered(question.condition(0, form)) });
    }
}
