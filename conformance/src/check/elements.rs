//! A method that changes the elements of an array, each named by an id that stands in the rows: all of them come back as they were sent, in the
//! order in which they were sent where the documents say that it matters. A list that leaves one out, where that is an error, and any other
//! list that is refused change nothing.

use doctract_spec::Deed;
use doctract_spec::ir::{ErrorRef, Method, Param, Type, Violation};
use serde_json::json;

use super::Check;
use super::unknown_reference::NOTHING;
use crate::case::{Exchange, Outcome, Refusal, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::names::element;
use crate::plan::{
    Call, Context, Detail, ELSEWHERE, Effect, Made, Object, Sink, accepted, act, impersonated, is_reference, maker,
    named, refused, whole,
};

/// See the module.
pub struct Elements;

/// Lists that are not the whole one: the end of the name of the case, what it does, and the positions of the elements that are sent.
const INCOMPLETE: [(&str, &str, &[usize]); 2] = [
    ("incomplete", "leaves out an element, then reads the entity", &[2, 0]),
    ("incomplete-none", "sends no element, then reads the entity", &[]),
];

/// Orders of the elements, each with the places where the flag is on: the last time it is off wherever it was on.
const TURNS: [([usize; COUNT], &[usize]); 3] = [([2, 0, 1], &[0, 2]), ([1, 2, 0], &[0, 2]), ([0, 1, 2], &[])];

/// The first of the variants of which another entity has its elements: past all those that are unlike in a way of their own.
const APART: usize = ELSEWHERE + 1;

/// How many elements there are.
pub(super) const COUNT: usize = 3;

impl Check for Elements {
    fn name(&self) -> &'static str {
        "elements"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "ordered", "on_incomplete"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for run in runs(self.name(), cx, &objects) {
            run.changed(sink);
            run.incomplete(sink);
            run.refused(sink);
            run.foreign(sink);
            run.of_others(sink);
        }
    }
}

/// All arrays whose elements a method changes.
pub(super) fn runs<'r, 'a>(
    check: &'static str,
    cx: &'r Context<'a>,
    objects: &'r [Object<'a>],
) -> impl Iterator<Item = Run<'r, 'a>> {
    let changes = |method: &&Method| act(method) == Some(Deed::Update) && !cx.leaves_out(method);
    cx.api.methods.iter().filter(changes).filter_map(move |method| Run::of(check, cx, objects, method))
}

/// The array whose elements a method changes.
pub(super) struct Run<'r, 'a> {
    check: &'static str,
    pub(super) cx: &'r Context<'a>,
    pub(super) method: &'a Method,
    pub(super) object: &'r Object<'a>,
    pub(super) array: &'a Param,
    /// The member of the elements with the id.
    pub(super) id: &'a Param,
    /// The flag of the elements, which is sent on for some and off for others.
    flag: &'a Param,
    /// Whether the order of the elements says something.
    pub(super) ordered: bool,
}

/// An entity with such elements.
pub(super) struct Ground<'a> {
    pub(super) made: Made,
    pub(super) ids: Vec<Slot>,
    call: Call<'a>,
    pub(super) read: Exchange,
}

impl<'r, 'a> Run<'r, 'a> {
    /// The array that a method changes; none where it changes no such one.
    pub(super) fn of(
        check: &'static str,
        cx: &'r Context<'a>,
        objects: &'r [Object<'a>],
        method: &'a Method,
    ) -> Option<Self> {
        let object = Object::made_by(objects, whole(cx.api, method)?)?;
        let own = object.update.is_some_and(|update| update.name == method.name);
        named(&method.params, &object.key).filter(|_| !own)?;
        method.params.iter().find_map(|array| {
            let field = named(&object.list.fields, &array.name)?;
            let shown = &element(&field.schema).fields;
            let both = |member: &&Param| named(shown, &member.name).is_some();
            let nested = array.schema.kind == Type::Array && field.schema.kind == Type::Array;
            let members = || element(&array.schema).fields.iter().filter(both);
            let id = members().find(|member| is_reference(member)).filter(|_| nested)?;
            let flag = members().find(|member| member.schema.kind == Type::Boolean)?;
            // An id that some method makes is not one that only the row tells.
            let told = maker(cx.api, method, id, false).is_none();
            let ordered = array.ordered || field.ordered;
            told.then_some(Self { check, cx, method, object, array, id, flag, ordered })
        })
    }

    /// An entity with several elements: it refers to as many others wherever it lists any.
    fn ground(&self, case: &str) -> Result<Ground<'a>, String> {
        self.ground_from(case, 1)
    }

    /// The same with others from this variant on, so that two entities have no elements in common.
    fn ground_from(&self, case: &str, first: usize) -> Result<Ground<'a>, String> {
        self.ground_of(case, self.listing(case, first)?)
    }

    /// The arguments of an entity that refers to several others wherever it lists any, from this variant on.
    pub(super) fn listing(&self, case: &str, first: usize) -> Result<Draft, String> {
        let (cx, create) = (self.cx, self.object.create);
        let mut args = cx.own(create, case, Detail::Minimal, 1, None)?.args;
        for param in create.params.iter().filter(|param| param.schema.kind == Type::Array && is_reference(param)) {
            let one = |variant| cx.fresh(create, param, &format!("{case} (element {variant})"), variant);
            let many: Vec<Draft> = (first..first + COUNT).map(one).collect::<Result<_, _>>()?;
            let many =
                many.iter().flat_map(|list| if let Draft::List(items) = list.opened() { items } else { Vec::new() });
            args.set(&Path::top(&param.name), Draft::List(many.collect()));
        }
        Ok(args)
    }

    /// An entity that is made with these arguments.
    pub(super) fn ground_of(&self, case: &str, args: Draft) -> Result<Ground<'a>, String> {
        let (cx, create) = (self.cx, self.object.create);
        let made = cx.sent(create, case, args)?;
        let at = Path::top(&self.array.name).item().member(&self.id.name);
        let one = |nth| cx.element_id(self.object.list.method, create, &made.slot, (at.clone(), nth));
        let ids = (0..COUNT).map(one).collect::<Result<_, _>>()?;
        let mut call = cx.call(self.method, case, Detail::Minimal, Effect::Shares)?.call;
        call.set(&Path::top(&self.object.key), Draft::Made(made.slot.clone()));
        let read = self.object.read(cx, case, &[&made.slot])?;
        Ok(Ground { made, ids, call, read })
    }

    /// The elements at these positions; the flags alternate, the first being this.
    pub(super) fn elements(&self, ids: &[Slot], positions: &[usize], first: bool) -> Draft {
        self.flagged(ids, positions, |at| (at % 2 == 0) == first)
    }

    /// The elements at these positions, each with a flag.
    pub(super) fn flagged(&self, ids: &[Slot], positions: &[usize], flag: impl Fn(usize) -> bool) -> Draft {
        let sampler = self.cx.sampler(&self.method.name);
        let one = |(at, position): (usize, &usize)| {
            let members = element(&self.array.schema).fields.iter().map(|member| {
                let value = match member.name.as_str() {
                    name if name == self.id.name => Draft::Made(ids[*position].clone()),
                    name if name == self.flag.name => Draft::Known(json!(flag(at))),
                    name => Draft::Known(sampler.scalar(name, &member.schema, false)),
                };
                (member.name.clone(), value)
            });
            Draft::Members(members.collect())
        };
        Draft::List(positions.iter().enumerate().map(one).collect())
    }

    pub(super) fn update(&self, ground: &Ground<'a>, elements: Draft, expect: Vec<Outcome>) -> Exchange {
        let mut call = ground.call.clone();
        call.set(&Path::top(&self.array.name), elements);
        let mut exchange = Exchange { expect, ..accepted(&call) };
        exchange.expect.extend(impersonated(self.cx, self.method));
        exchange
    }

    /// That the row has these elements, and no others: what the case goes on from.
    fn there(&self, ground: &Ground<'a>, exchange: usize) -> Claim {
        self.row(ground, exchange, Draft::List(ground.ids.iter().map(|id| self.named(id)).collect()))
    }

    /// An element of which only the id is told.
    fn named(&self, id: &Slot) -> Draft {
        Draft::Members(vec![(self.id.name.clone(), Draft::Made(id.clone()))])
    }

    pub(super) fn row(&self, ground: &Ground<'a>, exchange: usize, elements: Draft) -> Claim {
        let of = self.object.subject(self.cx, &ground.made.slot);
        Claim { exchange, promise: Promise::Row(of, vec![(Path::top(&self.array.name), elements)]) }
    }

    fn in_order(&self, ground: &Ground<'a>, exchange: usize, positions: &[usize]) -> Option<Claim> {
        let of = self.object.subject(self.cx, &ground.made.slot);
        let elements = positions.iter().map(|position| self.named(&ground.ids[*position])).collect();
        let promise = Promise::InOrder { of, array: self.array.name.clone(), elements: Draft::List(elements) };
        self.ordered.then_some(Claim { exchange, promise })
    }

    fn unchanged(&self, ground: &Ground<'a>, (since, exchange): (usize, usize)) -> Claim {
        let of = self.object.subject(self.cx, &ground.made.slot);
        Claim { exchange, promise: Promise::Unchanged { of, since, fields: vec![self.array.name.clone()] } }
    }

    /// Plans a case: what the row holds before, which exchanges follow, and what they promise beside it.
    fn case(
        &self,
        sink: &mut Sink,
        words: (&str, &str, &str),
        setting: usize,
        steps: impl Fn(&Ground<'a>) -> (Vec<Exchange>, Vec<Claim>),
    ) {
        let id = format!("{}/{}/{}", self.method.name, self.array.name, words.0);
        let Some(ground) = sink.made(&id, self.method, self.ground(&id)) else { return };
        self.case_on(sink, words, setting, &ground, steps);
    }

    /// The same with an entity that is there.
    pub(super) fn case_on(
        &self,
        sink: &mut Sink,
        (kind, does, fact): (&str, &str, &str),
        setting: usize,
        ground: &Ground<'a>,
        steps: impl Fn(&Ground<'a>) -> (Vec<Exchange>, Vec<Claim>),
    ) {
        let kind = format!("{}/{kind}", self.array.name);
        let (steps, claims) = steps(ground);
        let exchanges = std::iter::once(ground.read.clone()).chain(steps).collect();
        let case = sink.whole(self.check, self.method, &kind, does, exchanges);
        case.param = Some(Path::top(&self.array.name));
        let text = if self.array.description.is_empty() { &case.sentence.text } else { &self.array.description };
        case.sentence = self.array.rule(fact).map_or_else(
            || Sentence { text: text.clone(), source: self.array.source.clone() },
            |rule| Sentence { text: rule.text.clone(), source: rule.source.clone() },
        );
        case.setting = setting;
        case.claims = std::iter::once(self.there(ground, 0)).chain(claims).collect();
    }

    fn changed(&self, sink: &mut Sink) {
        let does = "changes the order of the elements and what they say, three times";
        let planned = sink.cases.len();
        self.case(sink, ("elements", does, "ordered"), 1, |ground| {
            let (mut exchanges, mut claims) = (Vec::new(), Vec::new());
            for (turn, (positions, on)) in TURNS.iter().enumerate() {
                let sent = self.flagged(&ground.ids, positions, |at| on.contains(&at));
                exchanges.push(self.update(ground, sent.clone(), vec![Outcome::Accepted { fields: None }]));
                exchanges.push(ground.read.clone());
                let exchange = 2 * turn + 2;
                claims.push(self.row(ground, exchange, sent));
                claims.extend(self.in_order(ground, exchange, positions));
            }
            (exchanges, claims)
        });
        // An answer that is kept from before the change would be forgotten for any other write.
        sink.cases[planned..].iter_mut().for_each(|case| case.alone = true);
    }

    /// How a list that is not the whole one is refused; none where the documents do not say that it is.
    fn refusal(&self) -> Option<Outcome> {
        let mnemonic = self.array.on_incomplete.as_ref()?;
        let mut error = self.cx.api.conventions.violation(Violation::InvalidValue);
        if let Some(documented) = self.cx.api.error(mnemonic) {
            error = ErrorRef { mnemonic: documented.mnemonic.clone(), code: documented.code, ..error };
        }
        Some(Outcome::Refused(Refusal { violation: Violation::InvalidValue, error, field: None, listed: Vec::new() }))
    }

    fn incomplete(&self, sink: &mut Sink) {
        let Some(refusal) = self.refusal() else { return };
        for (kind, does, positions) in INCOMPLETE {
            self.case(sink, (kind, does, "on_incomplete"), 1, |ground| {
                let sent = self.elements(&ground.ids, positions, true);
                // A list without elements may be taken for none at all.
                let missing = refused(self.cx, Violation::MissingRequired, None);
                let expect = std::iter::once(refusal.clone()).chain(positions.is_empty().then_some(missing)).collect();
                let exchanges = vec![self.update(ground, sent, expect), ground.read.clone()];
                (exchanges, vec![self.unchanged(ground, (0, 2))])
            });
        }
        self.incomplete_off(sink, &refusal);
    }

    /// An element that is off is still one of those that must not be left out.
    fn incomplete_off(&self, sink: &mut Sink, refusal: &Outcome) {
        let does = "turns an element off, leaves it out, then reads the entity";
        self.case(sink, ("incomplete-off", does, "on_incomplete"), 3, |ground| {
            let accepted = vec![Outcome::Accepted { fields: None }];
            let off = self.update(ground, self.elements(&ground.ids, &[0, 1, 2], true), accepted);
            let without = self.update(ground, self.elements(&ground.ids, &[0, 2], true), vec![refusal.clone()]);
            let exchanges = vec![off, ground.read.clone(), without, ground.read.clone()];
            (exchanges, vec![self.unchanged(ground, (2, 4))])
        });
    }

    /// An id that is none of the entity's, beside all of its own.
    fn foreign(&self, sink: &mut Sink) {
        let unknown = [Violation::MissingReference, Violation::NotFound, Violation::InvalidValue];
        let expect: Vec<Outcome> = unknown.map(|violation| refused(self.cx, violation, None)).into_iter().collect();
        let id = format!("{}, foreign", self.method.name);
        let theirs = self.ground_from(&id, APART).ok().map(|other| Draft::Made(other.ids[0].clone()));
        let nothing = Some(Draft::Known(json!(NOTHING[0])));
        for (kind, foreign) in [("elements-unknown", nothing), ("elements-foreign", theirs)] {
            let Some(foreign) = foreign else { continue };
            self.beside_own(sink, kind, &foreign, &expect);
        }
    }

    fn beside_own(&self, sink: &mut Sink, kind: &str, foreign: &Draft, expect: &[Outcome]) {
        let does = "names an element that is none of the entity's beside its own, then reads the entity";
        self.case(sink, (kind, does, "ordered"), 1, |ground| {
            let Draft::List(mut items) = self.elements(&ground.ids, &[0, 1, 2], true) else {
                return Default::default();
            };
            if let Some(mut more) = items.first().cloned() {
                more.set(&Path::top(&self.id.name), foreign.clone());
                items.push(more);
            }
            let expect = expect.iter().cloned().chain(self.refusal()).collect();
            let exchanges = vec![self.update(ground, Draft::List(items), expect), ground.read.clone()];
            (exchanges, vec![self.unchanged(ground, (0, 2))])
        });
    }

    /// The elements of another entity stay as they are.
    fn of_others(&self, sink: &mut Sink) {
        let id = format!("{}, others", self.method.name);
        let Ok(other) = self.ground_from(&id, APART) else { return };
        let does = "changes the elements of one entity, and reads another";
        self.case(sink, ("elements-of-others", does, "params"), 4, |ground| {
            let accepted = || vec![Outcome::Accepted { fields: None }];
            let theirs = self.update(&other, self.elements(&other.ids, &[2, 0, 1], false), accepted());
            let ours = self.update(ground, self.elements(&ground.ids, &[1, 2, 0], true), accepted());
            let exchanges = vec![theirs, other.read.clone(), ours, other.read.clone()];
            let of = self.object.subject(self.cx, &other.made.slot);
            let kept = Promise::Unchanged { of, since: 2, fields: vec![self.array.name.clone()] };
            let order = self.in_order(&other, 4, &[2, 0, 1]);
            (exchanges, std::iter::once(Claim { exchange: 4, promise: kept }).chain(order).collect())
        });
    }

    /// Whether the list is refused is the question of other cases.
    fn refused(&self, sink: &mut Sink) {
        let path = Path::top(&self.array.name).item().member(&self.flag.name);
        let expect = vec![refused(self.cx, Violation::WrongType, Some(&path))];
        let does = "sends elements of which the last is wrong, then reads the entity";
        self.case(sink, ("elements-refused", does, "ordered"), 3, |ground| {
            let mut exchanges = Vec::new();
            // Which flags the elements have is not known: one of the two lists differs in the first.
            for first in [true, false] {
                let Draft::List(mut items) = self.elements(&ground.ids, &[0, 1, 2], first) else { continue };
                if let Some(last) = items.last_mut() {
                    last.set(&Path::top(&self.flag.name), Draft::text("neither"));
                }
                exchanges.push(self.update(ground, Draft::List(items), expect.clone()));
            }
            exchanges.push(ground.read.clone());
            (exchanges, vec![self.unchanged(ground, (0, 3))])
        });
    }
}
