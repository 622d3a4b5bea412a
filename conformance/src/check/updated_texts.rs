//! A text that an update brings is stored as it was sent: letters of any script and case, what has a meaning in JSON, HTML or SQL, blanks at its
//! ends, and all of a long one.

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::created::{is_free_text, with_characters};
use super::odd_texts::long;
use super::reset_member::with_object;
use super::updated::{change, written};
use crate::case::Level;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink, named, refers};

/// See the module.
pub struct UpdatedTexts;

impl Check for UpdatedTexts {
    fn name(&self) -> &'static str {
        "updated_texts"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "max_length"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update else { continue };
            for (path, top, param) in texts(cx, &object, update) {
                let run = Run { check: self.name(), cx, object: &object, update, path, top, param };
                run.read_back(sink, "updated-characters", |text| with_characters(text, run.most()));
                run.read_back(sink, "updated-blanks", |text| format!(" {text} "));
                run.read_back(sink, "updated-long", long);
            }
        }
    }
}

/// The texts that an update brings and rows show, of which nothing that is documented decides the characters: at the top and in objects there.
fn texts<'a>(cx: &Context<'a>, object: &Object<'a>, update: &'a Method) -> Vec<(Path, &'a Param, &'a Param)> {
    let mut found = Vec::new();
    for (top, field) in object.written(update) {
        let path = Path::top(&top.name);
        if top.schema.kind != Type::Object {
            found.push((path, top, top, field));
            continue;
        }
        let members =
            top.schema.fields.iter().filter_map(|member| Some((member, named(&field.schema.fields, &member.name)?)));
        found.extend(members.map(|(member, field)| (path.member(&member.name), top, member, field)));
    }
    let free = |param: &Param| is_free_text(param) && !refers(cx.api, update, param);
    found.retain(|(_, _, param, field)| free(param) && is_free_text(field));
    found.into_iter().map(|(path, top, param, _)| (path, top, param)).collect()
}

/// A text of an object that an update brings.
struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    update: &'a Method,
    path: Path,
    top: &'a Param,
    param: &'a Param,
}

impl Run<'_, '_> {
    /// The number of characters for which there is room.
    fn most(&self) -> usize {
        self.param.schema.max_length.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX)
    }

    fn read_back(&self, sink: &mut Sink, word: &str, other: impl Fn(&str) -> String) {
        let (kind, update) = (format!("{}/{word}", self.path), self.update);
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let text = self.cx.sampler(&id).scalar(&self.param.name, &self.param.schema, false);
            let text = text.as_str().filter(|text| !text.contains('@')).map(other);
            let Some(text) = text.filter(|text| text.chars().count() <= self.most()) else { return Ok(None) };
            let made = match self.path.0.len() {
                1 => self.cx.own(self.object.create, &id, Detail::Minimal, 1, None)?,
                _ => with_object(self.cx, self.object, &id, self.top)?,
            };
            let mut args = made.args.clone();
            args.set(&self.path, Draft::text(&text));
            let Some(value) = args.at_mut(&Path::top(&self.top.name).0).map(|value| value.clone()) else {
                return Ok(None);
            };
            let values = vec![(self.top.name.clone(), value)];
            let change = change(self.cx, (self.object, update), &id, &made, values)?;
            let read = self.object.read(self.cx, &id, &[&made.slot])?;
            Ok(Some((made.slot, text, vec![change, read])))
        };
        let Some(Some((slot, text, exchanges))) = sink.made(&id, update, built()) else { return };
        let what = if word == "updated-long" { "a long text" } else { "a text of all kinds of characters" };
        let does = format!("changes `{}` to {what}, then reads the entity", self.path);
        let case = sink.whole(self.check, update, &kind, &does, exchanges);
        (case.param, case.sentence) = (Some(self.path.clone()), written(update, self.param));
        // Whether such a text is taken at all may be decided by a rule that no page tells.
        case.setting = 1;
        if matches!(word, "updated-blanks" | "updated-long") {
            case.level = Level::Should;
        }
        let fields = vec![(self.path.clone(), Draft::text(text))];
        case.claims.push(Claim { exchange: 1, promise: Promise::Row(self.object.subject(self.cx, &slot), fields) });
    }
}
