//! A text of a documented length may hold any characters: it is read back as it was sent. Its length is counted in characters, of however many bytes
//! (JSON Schema 2020-12, section 6.3.1).
//!
//! Each text has cases of its own, so that one which is refused by a rule that no page tells hides none of the others. Texts without a length are
//! sent together by the check of what is created; that they are refused for letters in which the pages themselves are written, no page tells either.

use doctract_spec::ir::Param;

use super::Check;
use super::created::{CHARACTERS, is_free_text};
use crate::case::Level;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Effect, Object, Sink, accepted, named, refers};
use crate::unique::is_own_text;

/// See the module.
pub struct Characters;

/// So many characters of a text tell it from others.
const OWN: usize = 8;

/// A text longer than this is not worth being sent once more.
const LONG: usize = 4096;

/// A letter of two bytes in UTF-8.
const WIDE: char = 'é';

impl Check for Characters {
    fn name(&self) -> &'static str {
        "characters"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["max_length", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for (param, most) in bounded(cx, &object) {
                self.read_back(cx, sink, &object, param, most);
                self.wide(cx, sink, &object, param, most);
            }
            for param in free(cx, &object).filter(|param| param.schema.max_length.is_none()) {
                self.letters(cx, sink, &object, param);
            }
        }
    }
}

/// The texts at the top that rows show and that have a documented length with room for other characters.
fn bounded<'a>(cx: &Context<'a>, object: &Object<'a>) -> Vec<(&'a Param, usize)> {
    let length = |param: &&'a Param| usize::try_from(param.schema.max_length?).ok().filter(|most| *most <= LONG);
    free(cx, object).filter_map(|param| Some((param, length(&param)?))).filter(|(_, most)| *most > 2 * OWN).collect()
}

/// The texts at the top that rows show.
fn free<'a, 'c>(cx: &'c Context<'a>, object: &'c Object<'a>) -> impl Iterator<Item = &'a Param> + 'c {
    let shown = |param: &&Param| named(&object.list.fields, &param.name).is_some_and(is_free_text);
    let free = object.create.params.iter().filter(|param| is_free_text(param) && param.name != object.key);
    free.filter(shown).filter(|param| !refers(cx.api, object.create, param))
}

/// A word of a text in letters other than those of ASCII.
fn foreign_word(text: &str) -> Option<&str> {
    let is_foreign = |word: &&str| word.chars().count() >= 3 && word.chars().all(|char| !char.is_ascii());
    text.split(|char: char| !char.is_alphabetic()).find(is_foreign)
}

impl Characters {
    /// What somebody loses on the way is there when the entity is read.
    fn read_back<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, param: &'a Param, most: usize) {
        let (kind, path) = (format!("{}/characters", param.name), Path::top(&param.name));
        let id = format!("{}/{kind}", object.create.name);
        let room = most.min(CHARACTERS.chars().count() + 1 + 2 * OWN);
        let other: String = CHARACTERS.chars().take(room - OWN - 1).collect();
        let own = cx.sampler(&id).text_of(room - other.chars().count() - 1);
        let built = || {
            let mut args = cx.own(object.create, &id, Detail::Minimal, 1, None)?.args;
            args.set(&path, Draft::text(format!("{own} {}", other.trim_end())));
            let made = cx.sent(object.create, &id, args)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, read))
        };
        let Some((made, read)) = sink.made(&id, object.create, built()) else { return };
        let does = format!("makes an entity with all kinds of characters in `{}`, then reads it", param.name);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        case.param = Some(path);
        let promise = Promise::Row(object.subject(cx, &made.slot), object.shown(&made.args));
        case.claims.push(Claim { exchange: 0, promise });
    }

    /// A word in letters of the page is accepted as part of the text that the page describes.
    fn letters<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, param: &'a Param) {
        let Some(word) = foreign_word(&param.description) else { return };
        let (kind, path) = (format!("{}/letters", param.name), Path::top(&param.name));
        let id = format!("{}/{kind}", object.create.name);
        let usual = cx.sampler(&id).scalar(&param.name, &param.schema, false);
        // An address of mail, a telephone number is told by its name alone, sometimes.
        if !is_own_text(&usual) || usual.as_str().is_some_and(|text| text.contains('@')) {
            return;
        }
        let built = || {
            let mut call = cx.call(object.create, &id, Detail::Minimal, Effect::Takes)?.call;
            let own = cx.sampler(&format!("{id}#value")).text_of(OWN);
            call.set(&path, Draft::text(format!("{word} {own}")));
            Ok(accepted(&call))
        };
        let Some(exchange) = sink.made(&id, object.create, built()) else { return };
        let does = format!("sends letters in which the page is written as `{}`", param.name);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![exchange]);
        (case.param, case.level) = (Some(path), Level::Should);
        case.sentence = super::updated::written(object.create, param);
    }

    /// The longest text is accepted in characters of several bytes, too. That those are characters like others is inferred.
    fn wide<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, param: &'a Param, most: usize) {
        let (kind, path) = (format!("{}/max-length.wide", param.name), Path::top(&param.name));
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let mut call = cx.call(object.create, &id, Detail::Minimal, Effect::Takes)?.call;
            let own = cx.sampler(&format!("{id}#value")).text_of(OWN);
            call.set(&path, Draft::text(format!("{}{own}", WIDE.to_string().repeat(most - OWN))));
            Ok(accepted(&call))
        };
        let Some(exchange) = sink.made(&id, object.create, built()) else { return };
        let does = format!("sends {most} characters of several bytes as `{}`", param.name);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![exchange]);
        (case.param, case.level) = (Some(path), Level::Should);
        case.sentence = super::updated::written(object.create, param);
    }
}
