//! Texts without a documented rule are read back as they were sent, whatever is in them: lines and tabs, signs that mean something in an address or in
//! HTML, digits with zeros ahead, a text longer than a common limit, and texts that somebody takes for nothing. What a target refuses of these shows
//! nothing: the case is missing.

use std::cell::Cell;

use doctract_spec::ir::Type;
use serde_json::Value;

use super::Check;
use super::created::{is_free_text, texts};
use crate::case::{Exchange, Level};
use crate::claim::{Claim, Promise};
use crate::draft::Draft;
use crate::plan::{Context, Detail, Effect, Made, Object, Sink, Spot, is_reference, spots};
use crate::unique::hash;

/// See the module.
pub struct OddTexts;

/// How long the long text is: a database cuts off at 255 more often than anywhere else.
const LONG: usize = 300;

/// What becomes of a text in a case: its kind, what it does, and how the text is made from another one.
type Kind = (&'static str, &'static str, fn(&str) -> String);

const KINDS: &[Kind] = &[
    ("created/lines", "makes an entity with texts of several lines, then reads it", |text| format!("{text}\n2\tb")),
    ("created/signs", "makes an entity with `+` and `%41` in its texts, then reads it", |text| {
        format!("{text} %41 a+b +7 (495)")
    }),
    ("created/entities", "makes an entity with `&amp;` and `&#65;` in its texts, then reads it", |text| {
        format!("{text} &amp; &#65; &lt;b&gt;")
    }),
    ("created/nought", "makes an entity with the text `0`, then reads it", |_| "0".to_owned()),
    ("created/null-text", "makes an entity with the text `null`, then reads it", |_| "null".to_owned()),
    ("created/zeros", "makes an entity with texts of digits, zeros ahead, then reads it", |text| {
        format!("00{}", hash(text.as_bytes()))
    }),
    ("created/long", "makes an entity with texts of 300 characters, then reads it", long),
];

/// An address: the end of the id of its case, what it is, and how it is made from a plain one.
type Address = (&'static str, &'static str, fn(&str) -> Option<String>);

const ADDRESSES: &[Address] = &[
    // With a tag it is another address than without (RFC 5322, section 3.4.1).
    ("created-tag", "an address with a tag", |text| text.contains('@').then(|| text.replacen('@', "+tag@", 1))),
    // Country codes begin with an 8, too (ITU-T E.164, annex D), which some take for a prefix of their own country.
    ("created-far", "a telephone number of another country", |text| {
        let number = (10..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        number.then(|| format!("86{}", &text[2..]))
    }),
    // There are 64 octets for the name (RFC 5321, section 4.5.3.1.1), and the host comes behind.
    ("created-long", "a long address", |text| {
        let (name, host) = text.split_once('@')?;
        name.is_ascii().then(|| format!("{name:-<60.60}z@{host}"))
    }),
];

/// What becomes of a text inside an object.
const INSIDE: &[Kind] = &[
    // Digits with a `+` ahead are telephone numbers as they are written.
    ("created-signs", "`+` and other signs", |text| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { format!("+{text}") } else { format!("{text} %41 a+b &amp;") }
    }),
    ("created-long", "300 characters", long),
];

/// The text as the beginning of a long one.
pub(super) fn long(text: &str) -> String {
    text.chars().chain(" long".chars().cycle()).take(LONG - 1).chain(['z']).collect()
}

impl Check for OddTexts {
    fn name(&self) -> &'static str {
        "odd_texts"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "max_length", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for kind in KINDS {
                self.one(cx, sink, &object, kind);
            }
            for spot in spots(object.create) {
                if is_free(cx, &spot) {
                    for kind in INSIDE {
                        self.nested(cx, sink, &object, &spot, kind);
                    }
                }
                if may_be_address(&spot) {
                    for address in ADDRESSES {
                        self.addressed(cx, sink, &object, &spot, address);
                    }
                }
            }
        }
    }
}

/// Whether a text stands inside an object or an element, and nothing that is documented decides what it is made of.
fn is_free(cx: &Context<'_>, spot: &Spot<'_>) -> bool {
    let plain = is_free_text(spot.param) && !spot.is_item && !spot.ancestors.is_empty();
    plain && !is_reference(spot.param) && !cx.loose.is_loose(&spot.param.name, spot.schema)
}

/// Another address in place of a plain one, of its type, if it is no longer than that.
fn changed(plain: &Value, other: fn(&str) -> Option<String>, most: usize) -> Option<Value> {
    let fits = |odd: &String| odd.chars().count() <= most;
    match plain {
        Value::String(text) => other(text).filter(fits).map(Value::String),
        Value::Number(digits) => {
            other(&digits.to_string()).filter(fits).and_then(|odd| odd.parse::<u64>().ok()).map(Value::from)
        }
        _ => None,
    }
}

/// Whether an address of mail or a telephone number may stand at a spot: the value that is made for it tells.
fn may_be_address(spot: &Spot<'_>) -> bool {
    let schema = spot.schema;
    let dialled =
        matches!(schema.kind, Type::Integer | Type::Number) && schema.maximum.is_none() && !is_reference(spot.param);
    let plain = (schema.kind == Type::String || dialled) && schema.values.is_empty() && schema.pattern.is_none();
    plain && spot.param.role.is_none() && !spot.depends_on_component() && !spot.depends_on_caller()
}

impl OddTexts {
    /// An address as few have one.
    fn addressed<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        spot: &Spot<'a>,
        (word, does, other): &Address,
    ) {
        let kind = format!("{}/{word}", spot.path);
        let id = format!("{}/{kind}", object.create.name);
        let most = spot.schema.max_length.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        let built = || -> Result<Option<(Made, Exchange)>, String> {
            let mut args = cx.call_with(spot, &id, Effect::Shares)?.args;
            let plain = args.at_mut(&spot.path.0).and_then(|plain| plain.known());
            let Some(odd) = plain.and_then(|plain| changed(&plain, *other, most)) else { return Ok(None) };
            if !args.set(&spot.path, Draft::Known(odd)) {
                return Ok(None);
            }
            let made = cx.sent(object.create, &id, args)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok(Some((made, read)))
        };
        // That nothing can be made is told by the case of the plain value: whether this one would be an address is not known then.
        let Ok(Some((made, read))) = built() else { return };
        let does = format!("makes an entity with {does} as `{}`, then reads it", spot.path);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        (case.param, case.level) = (Some(spot.path.clone()), Level::Should);
        let promise = Promise::Row(object.subject(cx, &made.slot), object.shown(&made.args));
        case.claims.push(Claim { exchange: 0, promise });
    }

    /// An odd text in an object or in an element.
    fn nested<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        spot: &Spot<'a>,
        (word, holds, other): &Kind,
    ) {
        let kind = format!("{}/{word}", spot.path);
        let id = format!("{}/{kind}", object.create.name);
        let most = spot.schema.max_length.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        let built = || {
            let mut args = cx.own(object.create, &id, Detail::Minimal, 1, spot.ancestors.first().copied())?.args;
            let Some(Value::String(text)) = args.at_mut(&spot.path.0).and_then(|text| text.known()) else {
                return Ok(None);
            };
            let odd = other(&text);
            // An address of mail is told by its name alone, sometimes.
            if odd.chars().count() > most || text.contains('@') || !args.set(&spot.path, Draft::text(odd)) {
                return Ok(None);
            }
            let made = cx.sent(object.create, &id, args)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok(Some((made, read)))
        };
        let Some(Some((made, read))) = sink.made(&id, object.create, built()) else { return };
        let does = format!("makes an entity with {holds} in `{}`, then reads it", spot.path);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        (case.param, case.level) = (Some(spot.path.clone()), Level::Should);
        let promise = Promise::Row(object.subject(cx, &made.slot), object.shown(&made.args));
        case.claims.push(Claim { exchange: 0, promise });
    }

    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, (kind, does, other): &Kind) {
        let id = format!("{}/{kind}", object.create.name);
        let any = Cell::new(false);
        let changed = |text: &str, most: usize| {
            let odd = other(text);
            // A documented length leaves room for it, or the text stays as it is.
            if odd.chars().count() > most {
                return text.to_owned();
            }
            any.set(true);
            odd
        };
        let built = || {
            let made = texts(cx, object, &id, changed)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, read))
        };
        let Some((made, read)) = sink.made(&id, object.create, built()).filter(|_| any.get()) else { return };
        let case = sink.whole(self.name(), object.create, kind, does, vec![read]);
        // No document says that such texts are taken; what is taken is kept.
        case.level = Level::Should;
        let promise = Promise::Row(object.subject(cx, &made.slot), object.shown(&made.args));
        case.claims.push(Claim { exchange: 0, promise });
    }
}
