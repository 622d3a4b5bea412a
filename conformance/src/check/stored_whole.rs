//! An array of as many elements as are allowed comes back with all of them, each as it was sent: a capital letter of the name in an address of
//! mail is not another's (RFC 5321, section 2.4).

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::updated::{tolerated, written};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink, accepted, is_reference, named, seen_as, spots};

/// See the module.
pub struct StoredWhole;

/// How many elements are sent where the documents bound their number by none or by a great one, and how many entities are referred to.
const SEVERAL: u64 = 3;

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
            let sent = Draft::List(elements(cx, method, param, &id)?);
            let Some(shown) = seen_as(&param.schema, &field.schema, &sent) else { return Ok(None) };
            let with = named(&object.create.params, &param.name).filter(|_| method.name == object.create.name);
            let mut made = cx.own(object.create, &id, Detail::Minimal, 1, with)?;
            let mut exchanges = Vec::new();
            if method.name == object.create.name {
                made.args.set(&path, sent);
                made = cx.sent(object.create, &id, made.args)?;
            } else {
                let (mut call, mut changed) = object.call_for(cx, method, &id, &made)?;
                call.set(&path, sent);
                changed.push(param.name.clone());
                let mut update = accepted(&call);
                update.expect.extend(tolerated(cx, method, &changed, false));
                exchanges.push(update);
            }
            exchanges.push(object.read(cx, &id, &[&made.slot])?);
            Ok(Some((made, shown, exchanges)))
        };
        let Some(Some((made, shown, exchanges))) = sink.made(&id, method, built()) else { return };
        let last = exchanges.len() - 1;
        let does = format!("sends several elements as `{}`, then reads the entity", param.name);
        let case = sink.whole(self.name(), method, &kind, &does, exchanges);
        case.param = Some(path.clone());
        case.sentence = written(method, param);
        let promise = Promise::Row(object.subject(cx, &made.slot), vec![(path, shown)]);
        case.claims.push(Claim { exchange: last, promise });
    }
}

/// As many unlike elements as may be sent.
fn elements<'a>(cx: &Context<'a>, method: &'a Method, param: &'a Param, id: &str) -> Result<Vec<Draft>, String> {
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
    let count = if most <= MOST { most } else { SEVERAL };
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
