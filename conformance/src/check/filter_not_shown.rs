//! Rows are chosen by a field whether or not it comes back: what is shown of a row and which rows there are, are two questions.

use doctract_spec::ir::Role;

use super::Check;
use crate::case::{Exchange, Outcome, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink};

/// See the module.
pub struct FilterNotShown;

impl Check for FilterNotShown {
    fn name(&self) -> &'static str {
        "filter_not_shown"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "role"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            self.one(cx, sink, &object);
        }
    }
}

impl FilterNotShown {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let (list, kind) = (&object.list, "filter/not-shown");
        let id = format!("{}/{kind}", list.method.name);
        let Some(fields) = list.param(Role::Fields) else { return };
        let made = cx.own(object.create, &id, Detail::Minimal, 1, None);
        let Some(made) = sink.made(&id, list.method, made) else { return };
        let Draft::Members(args) = made.args.opened() else { return };
        let Some(marker) = object.marker(cx, &args) else { return };
        let Some(mut call) = sink.made(&id, list.method, list.call(cx, &id)) else { return };
        list.choose(&mut call, &marker);
        call.set(&Path::top(&fields.name), Draft::List(vec![Draft::text(&object.key)]));
        let shown = Outcome::Accepted { fields: Some(vec![object.key.clone()]) };
        let does = format!("looks for an entity by what it was made with, and asks for its `{}` alone", object.key);
        let exchange = Exchange { request: call.request(), expect: vec![shown] };
        let case = sink.whole(self.name(), list.method, kind, &does, vec![exchange]);
        case.sentence = Sentence { text: fields.description.clone(), source: fields.source.clone() };
        let ids = Draft::List(vec![Draft::Made(made.slot.clone())]);
        case.after = vec![made.slot];
        case.claims.push(Claim { exchange: 0, promise: Promise::Exactly { key: object.key.clone(), ids } });
    }
}
