//! What an element stands for may belong to several entities: what is sent of it with one of them holds for the others, what is not sent stays, and it
//! stays when one of them is deleted.

use doctract_spec::ir::{Param, Type};
use serde_json::Value;

use super::Check;
use super::updated::VARIANTS;
use crate::case::{Exchange, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::names::element;
use crate::plan::{Call, Context, Detail, Effect, Made, Object, Sink, accepted, is_reference, named};

/// See the module.
pub struct SharedElements;

impl Check for SharedElements {
    fn name(&self) -> &'static str {
        "shared_elements"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["shared_elements", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for array in object.create.params.iter().filter(|param| param.shared_elements) {
                let id = format!("{}/{}/shared", object.create.name, array.name);
                let shown = named(&object.list.fields, &array.name);
                let run = shown.and_then(|shown| Run::of(cx, &object, array, shown));
                let why =
                    || "the documents do not tell by which member an element is known, or the rows do not show it";
                let Some(run) = sink.made(&id, object.create, run.ok_or_else(|| why().to_owned())) else { continue };
                run.case(self.name(), sink, &id);
            }
        }
    }
}

/// An array whose elements several entities may have.
struct Run<'r, 'a> {
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    array: &'a Param,
    /// The member that tells which element it is.
    key: &'a Param,
    /// The members that say something of it, and that rows show.
    settings: Vec<&'a Param>,
}

/// The first entity that has the element, the requests, and after which of them it says the same of the element as which entity.
struct Ground {
    first: Made,
    exchanges: Vec<Exchange>,
    rows: Vec<(usize, Made)>,
}

impl<'r, 'a> Run<'r, 'a> {
    /// None where not a single required member is what an element is known by.
    fn of(cx: &'r Context<'a>, object: &'r Object<'a>, array: &'a Param, shown: &Param) -> Option<Self> {
        let shown = &element(&shown.schema).fields;
        let scalar = |param: &&Param| !matches!(param.schema.kind, Type::Array | Type::Object);
        let members = element(&array.schema).fields.iter().filter(|param| named(shown, &param.name).is_some());
        let (required, optional): (Vec<&Param>, Vec<&Param>) =
            members.filter(scalar).partition(|param| param.is_required());
        let [key] = required[..] else { return None };
        let free = key.schema.values.is_empty() && !is_reference(key);
        (free && !optional.is_empty()).then_some(Self { cx, object, array, key, settings: optional })
    }

    /// The element with settings, of which each that can be is unlike those of another one and the default.
    fn element(&self, id: &str, identity: &Draft, unlike: Option<&Draft>) -> Draft {
        let cx = self.cx;
        let made = |variant: &usize| {
            let value = cx.fresh(self.object.create, self.array, id, *variant).ok()?.opened();
            if let Draft::List(items) = value { items.into_iter().next() } else { None }
        };
        let candidates: Vec<Draft> = VARIANTS.iter().filter_map(made).collect();
        let mut members = vec![(self.key.name.clone(), identity.clone())];
        for setting in &self.settings {
            let at = Path::top(&setting.name);
            let value = |element: &Draft| element.clone().at_mut(&at.0).and_then(|value| value.known());
            let other = unlike.and_then(value).or_else(|| setting.default.clone());
            let mut values = candidates.iter().filter_map(value).chain(setting.schema.values.iter().cloned());
            let new: Option<Value> = values.find(|value| Some(value) != other.as_ref());
            members.extend(new.map(|value| (setting.name.clone(), Draft::Known(value))));
        }
        Draft::Members(members)
    }

    /// An entity that has this element and no other.
    fn entity(&self, id: &str, element: Draft) -> Result<Made, String> {
        let create = self.object.create;
        let mut args = self.cx.own(create, id, Detail::Minimal, 1, Some(self.array))?.args;
        args.set(&Path::top(&self.array.name), Draft::List(vec![element]));
        self.cx.sent(create, id, args)
    }

    /// The request that makes an entity like this one.
    fn making(&self, id: &str, like: &Made) -> Result<Exchange, String> {
        let call = self.cx.call(self.object.create, id, Detail::Minimal, Effect::Shares)?.call;
        Ok(accepted(&Call { args: like.args.clone(), ..call }))
    }

    fn ground(&self, id: &str) -> Result<Ground, String> {
        let (cx, object) = (self.cx, self.object);
        let path = Path::top(&self.array.name).item().member(&self.key.name);
        let mut own = cx.own(object.create, &format!("{id} (element)"), Detail::Minimal, 1, Some(self.array))?.args;
        let identity = own.at_mut(&path.0).map(|value| value.clone());
        let identity = identity.ok_or_else(|| format!("no request can be made that reaches `{path}`"))?;
        let one = self.element(id, &identity, None);
        let other = self.element(id, &identity, Some(&one));
        let first = self.entity(id, one)?;
        let second = self.entity(&format!("{id} (second)"), other)?;
        let third = Draft::Members(vec![(self.key.name.clone(), identity)]);
        let third = self.entity(&format!("{id} (third)"), third)?;
        let read = |made: &Made| object.read(cx, id, &[&made.slot]);
        let (mut exchanges, mut rows) = (vec![read(&first)?], Vec::new());
        // The one that says nothing comes while the settings are others than the defaults.
        let chosen = object.list.own(cx, &object.key, std::slice::from_ref(&first.slot)).is_some();
        for (new, like) in [(&third, &first), (&second, &second)] {
            // Whoever asks for the row by its id makes the entity; where rows cannot be chosen, it is made and left to the end of the run.
            exchanges.extend([if chosen { read(new)? } else { self.making(id, new)? }, read(&first)?]);
            rows.push((exchanges.len() - 1, like.clone()));
            if let Some(delete) = object.delete.filter(|_| chosen) {
                exchanges.extend([accepted(&object.call_for(cx, delete, id, new)?.0), read(&first)?]);
                rows.push((exchanges.len() - 1, like.clone()));
            }
        }
        Ok(Ground { first, exchanges, rows })
    }

    fn case(&self, check: &'static str, sink: &mut Sink, id: &str) {
        let (object, create) = (self.object, self.object.create);
        let Some(Ground { first, exchanges, rows }) = sink.made(id, create, self.ground(id)) else { return };
        let kind = format!("{}/shared", self.array.name);
        let does = format!("makes entities with the same element of `{}`, and takes them away again", self.array.name);
        let case = sink.whole(check, create, &kind, &does, exchanges);
        case.param = Some(Path::top(&self.array.name));
        if let Some(rule) = self.array.rule("shared_elements") {
            case.sentence = Sentence { text: rule.text.clone(), source: rule.source.clone() };
        }
        (case.after, case.setting) = (vec![first.slot.clone()], 1);
        let elements = |made: &Made| {
            let shown = object.shown(&made.args).into_iter();
            shown.filter(|(path, _)| *path == Path::top(&self.array.name)).collect::<Vec<_>>()
        };
        let row = |like: &Made| Promise::Row(object.subject(self.cx, &first.slot), elements(like));
        let begun = Claim { exchange: 0, promise: row(&first) };
        let later = rows.iter().map(|(exchange, like)| Claim { exchange: *exchange, promise: row(like) });
        case.claims = std::iter::once(begun).chain(later).collect();
    }
}
