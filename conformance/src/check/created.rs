//! What was sent to make an entity is read back: with everything, with what is required, and with each parameter that depends on a component
//! of the product.

use doctract_spec::ir::{Param, Type};

use super::Check;
use crate::case::Level;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, named};
use crate::unique::is_own_text;

/// See the module.
pub struct Created;

/// How many unlike entities are made: enough for every value of a list of five, and for flags to differ from each other.
const VARIANTS: usize = 5;

impl Check for Created {
    fn name(&self) -> &'static str {
        "created"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "requires_component"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            self.read_back(cx, sink, &object, "created/minimal", |id| {
                cx.own(object.create, id, Detail::Minimal, 1, None)
            });
            self.left_out(cx, sink, &object);
            self.once(cx, sink, &object);
            self.read_back(cx, sink, &object, "created/characters", |id| {
                texts(cx, &object, id, |text| format!("{text} {CHARACTERS}"))
            });
            self.blanks(cx, sink, &object);
            for variant in 1..=VARIANTS {
                let kind = format!("created/full-{variant}");
                self.read_back(cx, sink, &object, &kind, |id| cx.own(object.create, id, Detail::Full, variant, None));
            }
            let depends = |param: &&Param| param.requires_component.is_some() && !param.is_required();
            for param in object.create.params.iter().filter(depends) {
                for variant in 1..=VARIANTS {
                    let kind = format!("{}/created-{variant}", param.name);
                    let with = Some(param);
                    self.read_back(cx, sink, &object, &kind, |id| {
                        cx.own(object.create, id, Detail::Minimal, variant, with)
                    });
                }
            }
        }
    }
}

impl Created {
    /// One request makes one entity.
    fn once<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let id = format!("{}/created/once", object.create.name);
        let made = cx.own(object.create, &id, Detail::Minimal, 1, None);
        let Some(made) = sink.made(&id, object.create, made) else { return };
        let Draft::Members(args) = made.args.opened() else { return };
        let Some(marker) = object.marker(cx, &args) else { return };
        let Some(mut call) = sink.made(&id, object.create, object.list.call(cx, &id)) else { return };
        object.list.choose(&mut call, &marker);
        let does = "makes an entity, then looks for all that are like it";
        let case = sink.whole(self.name(), object.create, "created/once", does, vec![accepted(&call)]);
        case.after = vec![made.slot];
        case.claims.push(Claim { exchange: 0, promise: Promise::Length { limit: 1, offset: 0 } });
    }

    /// What one request sends does not stay for the next one.
    fn left_out<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let kind = "created/minimal-after-full";
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let full = cx.own(object.create, &format!("{id} (full)"), Detail::Full, 1, None)?.slot;
            let made = cx.own(object.create, &id, Detail::Minimal, 2, None)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((full, made, read))
        };
        let Some((full, made, read)) = sink.made(&id, object.create, built()) else { return };
        let fields = object.left_out(&made.args);
        if fields.is_empty() {
            return;
        }
        let does = "makes an entity with everything, then one with what is required, and reads that";
        let case = sink.whole(self.name(), object.create, kind, does, vec![read]);
        case.after = vec![full];
        case.alone = true;
        let of = object.subject(cx, &made.slot);
        case.claims.push(Claim { exchange: 0, promise: Promise::LeftOut { of, fields, sent: made.args.texts() } });
    }

    /// Blanks at the ends of a text are part of it: no documented rule takes them away.
    fn blanks<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let planned = sink.cases.len();
        self.read_back(cx, sink, object, "created/blanks", |id| texts(cx, object, id, |text| format!(" {text} ")));
        for case in &mut sink.cases[planned..] {
            case.level = Level::Should;
            // What joins texts may tidy them up.
            case.claims.truncate(1);
        }
    }

    fn read_back<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        kind: &str,
        entity: impl Fn(&str) -> Result<Made, String>,
    ) {
        let id = format!("{}/{kind}", object.create.name);
        let Some(made) = sink.made(&id, object.create, entity(&id)) else { return };
        let Some(read) = sink.made(&id, object.create, object.read(cx, &id, &[&made.slot])) else { return };
        let case = sink.whole(self.name(), object.create, kind, "makes an entity, then reads it", vec![read]);
        let promise = Promise::Row(object.subject(cx, &made.slot), object.shown(&made.args));
        case.claims.push(Claim { exchange: 0, promise });
        let promise =
            Promise::LeftOut { of: object.subject(cx, &made.slot), fields: Vec::new(), sent: made.args.texts() };
        case.claims.push(Claim { exchange: 0, promise });
        for composed in &cx.api.conventions.composed {
            if let Some(promise) = super::composed(object, cx, &made, composed) {
                sink.claim(0, promise);
            }
        }
    }
}

/// What a text may hold that somebody loses on the way: letters of another script and of both cases, what has a meaning in JSON, HTML, SQL or
/// patterns, a character outside of the first plane of Unicode, two spaces.
const CHARACTERS: &str = "Ёж Öl \"q\" 'a' & <b> \\ % _ 😀  Z";

/// An entity whose texts, as far as the documents leave them open, are other ones.
fn texts<'a>(cx: &Context<'a>, object: &Object<'a>, id: &str, other: impl Fn(&str) -> String) -> Result<Made, String> {
    let mut args = cx.own(object.create, id, Detail::Minimal, 1, None)?.args;
    for param in object.create.params.iter().filter(|param| param.requires_component.is_none()) {
        let schema = &param.schema;
        let open = schema.kind == Type::String && schema.max_length.is_none() && schema.pattern.is_none();
        let text = cx.sampler(id).scalar(&param.name, schema, false);
        if open && param.role.is_none() && is_own_text(&text) && named(&object.list.fields, &param.name).is_some() {
            let text = other(text.as_str().unwrap_or_default());
            args.set(&Path::top(&param.name), Draft::text(text));
        }
    }
    cx.sent(object.create, id, args)
}
