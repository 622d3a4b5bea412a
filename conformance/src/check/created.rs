//! What was sent to make an entity is read back: with everything, with what is required, and with each parameter that depends on a component
//! of the product.

use doctract_spec::ir::{Param, Type};

use super::Check;
use crate::case::Level;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, named, refers};
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
            self.twin(cx, sink, &object);
            self.read_back(cx, sink, &object, "created/characters", |id| texts(cx, &object, id, with_characters));
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
                    // What is sent beside it is stored all the same.
                    let kind = format!("{}/created-full-{variant}", param.name);
                    self.read_back(cx, sink, &object, &kind, |id| {
                        cx.own(object.create, id, Detail::Full, variant, with)
                    });
                }
            }
        }
    }
}

/// The status of a method by which it may refuse an entity that is like another one (RFC 9110, section 15.5.10).
pub(super) const CONFLICT: u16 = 409;

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

    /// A second entity that says the same says the same. Where the target takes no two such, the case cannot be tested.
    fn twin<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let kind = "created/twin";
        if object.create.responses.iter().any(|response| response.status == CONFLICT) {
            return;
        }
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let first = cx.own(object.create, &format!("{id} (first)"), Detail::Minimal, 1, None)?;
            let made = cx.sent(object.create, &id, first.args.clone())?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((first.slot, made, read))
        };
        let Some((first, made, read)) = sink.made(&id, object.create, built()) else { return };
        let of = object.subject(cx, &made.slot);
        if of.searched {
            return;
        }
        let does = "makes two entities that say the same, then reads the second";
        let case = sink.whole(self.name(), object.create, kind, does, vec![read]);
        case.after = vec![first.clone(), made.slot.clone()];
        case.claims.push(Claim { exchange: 0, promise: Promise::Unlike { of: of.clone(), other: first } });
        case.claims.push(Claim { exchange: 0, promise: Promise::Row(of, object.shown(&made.args)) });
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
        self.read_back(cx, sink, object, "created/blanks", |id| {
            texts(
                cx,
                object,
                id,
                |text, most| if text.chars().count() + 2 <= most { format!(" {text} ") } else { text.to_owned() },
            )
        });
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
pub(super) const CHARACTERS: &str = "Ёж ё Öl \"q\" 'a' & <b> \\ % _ 😀  Z";

/// A text with as many of the characters behind it as there is room for; of a text that fills the room, its end makes it unlike others.
pub(super) fn with_characters(text: &str, most: usize) -> String {
    let more: String = CHARACTERS.chars().take(most.saturating_sub(OWN)).collect();
    let skipped = (text.chars().count() + 1 + more.chars().count()).saturating_sub(most);
    let own: String = text.chars().skip(skipped).collect();
    format!("{own} {more}").trim_end().to_owned()
}

/// How many characters of a text are its own at least: nine of them are unlike any others.
const OWN: usize = 10;

/// An entity whose texts, as far as the documents leave them open, are other ones.
pub(super) fn texts<'a>(
    cx: &Context<'a>,
    object: &Object<'a>,
    id: &str,
    other: impl Fn(&str, usize) -> String,
) -> Result<Made, String> {
    let mut args = cx.own(object.create, id, Detail::Minimal, 1, None)?.args;
    for param in object.create.params.iter().filter(|param| param.requires_component.is_none()) {
        let schema = &param.schema;
        let free = schema.format.is_none() && schema.pattern.is_none() && schema.values.is_empty();
        let open = schema.kind == Type::String && free && !refers(cx.api, object.create, param);
        let most = schema.max_length.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        let text = cx.sampler(id).scalar(&param.name, schema, false);
        // An address of mail is told by its name alone, sometimes.
        let plain = is_own_text(&text) && !text.as_str().is_some_and(|text| text.contains('@'));
        if open && param.role.is_none() && plain && named(&object.list.fields, &param.name).is_some() {
            let text = other(text.as_str().unwrap_or_default(), most);
            args.set(&Path::top(&param.name), Draft::text(text));
        }
    }
    cx.sent(object.create, id, args)
}

/// Whether nothing that is documented decides which characters a text is made of.
pub(super) fn is_free_text(param: &Param) -> bool {
    let schema = &param.schema;
    let plain = schema.kind == Type::String && schema.format.is_none() && schema.pattern.is_none();
    let decided = !schema.values.is_empty() || param.role.is_some() || param.requires_component.is_some();
    plain && !decided && param.required_for.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_all_kinds_go_into_what_room_there_is() {
        let own = "dt35ktw-339a7oypsfk84";
        assert_eq!(with_characters(own, usize::MAX), format!("{own} {CHARACTERS}"));
        for most in [16, 24, 40] {
            let text = with_characters(own, most);
            assert!(text.chars().count() <= most && text.contains("Ёж"), "{text}");
            assert!(own.ends_with(&text.chars().take_while(|char| *char != ' ').collect::<String>()), "{text}");
        }
    }
}
