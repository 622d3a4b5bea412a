//! An array of as many elements as are allowed comes back with all of them, each as it was sent: a capital letter of the name in an address of
//! mail is not another's (RFC 5321, section 2.4).

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::updated::{tolerated, written};
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, is_reference, named, seen_as, spots};

/// See the module.
pub struct StoredWhole;

/// How many elements are sent where the documents bound their number by a great one, and how many entities are referred to.
const SEVERAL: u64 = 3;

/// How many elements are sent where no number is documented.
const MANY: u64 = 12;

/// The most elements that are sent because the documents allow them.
const MOST: u64 = 50;

impl Check for StoredWhole {
    fn name(&self) -> &'static str {
        "stored_whole"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "max_items"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for method in std::iter::once(object.create).chain(object.update) {
                for (param, field) in object.written(method) {
                    if param.schema.kind == Type::Array && field.schema.kind == Type::Array {
                        self.one(cx, sink, &object, (method, param, field));
                    }
                }
            }
        }
    }
}

impl StoredWhole {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        (method, param, field): (&'a Method, &'a Param, &Param),
    ) {
        let (kind, path) = (format!("{}/stored-whole", param.name), Path::top(&param.name));
        let id = format!("{}/{kind}", method.name);
        let built = || {
            let sent = elements(cx, method, param, &id)?;
            let first = elements(cx, method, param, &format!("{id} (first)"))?.into_iter().take(1).collect();
            // That one element is stored is the question of another case: this one goes on from it.
            let (mut exchanges, mut claims) = (Vec::new(), Vec::new());
            for (word, list) in [(" (one)", Draft::List(first)), ("", Draft::List(sent))] {
                let Some(shown) = seen_as(&param.schema, &field.schema, &list) else { return Ok(None) };
                let (made, mut requests) = written_as(cx, object, (method, param), &format!("{id}{word}"), list)?;
                requests.push(object.read(cx, &id, &[&made.slot])?);
                exchanges.extend(requests);
                let promise = Promise::Row(object.subject(cx, &made.slot), vec![(path.clone(), shown)]);
                claims.push(Claim { exchange: exchanges.len() - 1, promise });
            }
            Ok(Some((exchanges, claims)))
        };
        let Some(Some((exchanges, claims))) = sink.made(&id, method, built()) else { return };
        let does = format!("sends several elements as `{}`, then reads the entity", param.name);
        let case = sink.whole(self.name(), method, &kind, &does, exchanges);
        case.param = Some(path);
        case.sentence = written(method, param);
        // Whether so many are taken where no number is documented is nowhere said.
        let open = param.schema.max_items.is_none();
        case.setting = if open { case.exchanges.len() - 1 } else { case.exchanges.len() / 2 };
        case.claims = claims;
    }
}

/// An entity whose array is made, or becomes, such a list, and the request by which it becomes that.
fn written_as<'a>(
    cx: &Context<'a>,
    object: &Object<'a>,
    (method, param): (&'a Method, &'a Param),
    id: &str,
    list: Draft,
) -> Result<(Made, Vec<Exchange>), String> {
    let (create, path) = (object.create, Path::top(&param.name));
    if method.name == create.name {
        let mut args = cx.own(create, id, Detail::Minimal, 1, named(&create.params, &param.name))?.args;
        args.set(&path, list);
        return Ok((cx.sent(create, id, args)?, Vec::new()));
    }
    let made = cx.own(create, id, Detail::Minimal, 1, None)?;
    let (mut call, mut changed) = object.call_for(cx, method, id, &made)?;
    call.set(&path, list);
    changed.push(param.name.clone());
    let mut update = accepted(&call);
    update.expect.extend(tolerated(cx, method, &changed, false));
    Ok((made, vec![update]))
}

/// As many unlike elements as may be sent.
pub(super) fn elements<'a>(
    cx: &Context<'a>,
    method: &'a Method,
    param: &'a Param,
    id: &str,
) -> Result<Vec<Draft>, String> {
    let most = param.schema.max_items.unwrap_or(SEVERAL);
    if is_reference(param) {
        let one = |variant| match cx.fresh(method, param, &format!("{id} {variant}"), variant)?.opened() {
            Draft::List(items) => Ok(items),
            _ => Err(format!("the documents do not tell the elements of `{}`", param.name)),
        };
        let count = usize::try_from(most.min(SEVERAL)).unwrap_or(1);
        let mut unlike: Vec<Draft> = Vec::new();
        for item in (1..=count).map(one).collect::<Result<Vec<_>, String>>()?.into_iter().flatten() {
            if !unlike.contains(&item) {
                unlike.push(item);
            }
        }
        return Ok(unlike);
    }
    let spots = spots(method);
    let spot = spots.iter().find(|spot| !spot.is_item && spot.path == Path::top(&param.name));
    let count = param.schema.max_items.map_or(MANY, |most| if most <= MOST { most } else { SEVERAL });
    let mut elements = cx.elements(spot.ok_or("the array is no parameter")?, id, count)?;
    elements.iter_mut().skip(1).step_by(2).for_each(with_capitals);
    Ok(elements)
}

/// Writes the name in an address of mail in capital letters.
fn with_capitals(element: &mut Draft) {
    if let Draft::Known(serde_json::Value::String(text)) = element
        && let Some((name, host)) = text.rsplit_once('@')
    {
        *text = format!("{}@{host}", name.to_ascii_uppercase());
    }
}
