//! Two rows whose texts differ by letters of another script stand the other way round in the opposite order. Which of them comes first no document tells.

use doctract_spec::ir::Param;

use crate::case::Sentence;
use crate::check::created::is_free_text;
use crate::claim::{Claim, Promise, SortKey};
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, Detail, Object, Sink, accepted, named, refers};

/// The ends of the two texts.
const ENDS: [&str; 2] = [" Барсук", " Ястреб"];

/// Plans the cases of all objects whose rows can be ordered.
pub(super) fn plan(check: &'static str, cx: &Context<'_>, sink: &mut Sink) {
    for object in Object::all(cx).iter().filter(|object| object.list.sort.is_some()) {
        for field in object.list.fields.iter().filter(|field| field.sortable == Some(true)) {
            let param = named(&object.create.params, &field.name).filter(|param| is_free_text(param));
            let room = |param: &&Param| param.schema.max_length.is_none_or(|most| most >= 40);
            if let Some(param) = param.filter(room).filter(|param| !refers(cx.api, object.create, param)) {
                one(check, cx, sink, object, (param, field));
            }
        }
    }
}

fn one<'a>(
    check: &'static str,
    cx: &Context<'a>,
    sink: &mut Sink,
    object: &Object<'a>,
    (param, field): (&'a Param, &Param),
) {
    let (list, kind) = (&object.list, format!("sort.{}/letters", field.name));
    let id = format!("{}/{kind}", list.method.name);
    let text = cx.sampler(&id).text_of(16);
    let built = || {
        let make = |end: &&str| -> Result<Slot, String> {
            let case = format!("{id} ({})", end.trim());
            let mut args =
                cx.own(object.create, &case, Detail::Minimal, 1, named(&object.create.params, &param.name))?.args;
            args.set(&Path::top(&param.name), Draft::text(format!("{text}{end}")));
            Ok(cx.sent(object.create, &case, args)?.slot)
        };
        let slots = ENDS.iter().map(make).collect::<Result<Vec<Slot>, String>>()?;
        let Some(own) = list.own(cx, &object.key, &slots) else { return Ok(None) };
        let mut call = list.call(cx, &id)?;
        list.choose(&mut call, &own);
        let ordered = |descending| {
            let mut call = call.clone();
            let key = SortKey { field: field.name.clone(), descending };
            list.order(&mut call, &[(key, true)]).then(|| accepted(&call))
        };
        let exchanges = [false, true].into_iter().filter_map(ordered).collect::<Vec<_>>();
        Ok((exchanges.len() == ENDS.len()).then_some((slots, exchanges)))
    };
    let Some(Some((slots, exchanges))) = sink.made(&id, list.method, built()) else { return };
    let does = format!("asks for two rows by `{}`, whose letters are of another script, both ways", field.name);
    let case = sink.whole(check, list.method, &kind, &does, exchanges);
    case.param = Some(Path::top(&field.name));
    case.sentence = Sentence { text: format!("`{}` is sortable", field.name), source: field.source.clone() };
    case.after = slots;
    let turned = Promise::Turned { of: 0, field: field.name.clone() };
    case.claims.push(Claim { exchange: 1, promise: turned });
}
