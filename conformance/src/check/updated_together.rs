//! An update of all parameters at once stores each of them; and a parameter that was changed can be changed again.

use doctract_spec::ir::Method;

use super::Check;
use super::updated::change;
use crate::claim::{Claim, Promise};
use crate::draft::Path;
use crate::plan::{Context, Detail, ELSEWHERE, Object, Sink, seen_as, stands_alone};

/// See the module.
pub struct UpdatedTogether;

/// The values of one update after the other: of any two that follow each other all flags differ.
const CHANGES: [usize; 2] = [2, ELSEWHERE];

impl Check for UpdatedTogether {
    fn name(&self) -> &'static str {
        "updated_together"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update else { continue };
            let free = object.written(update).map(|(param, _)| param).filter(|param| stands_alone(param));
            let names: Vec<&str> = free.map(|param| param.name.as_str()).collect();
            if names.len() > 1 {
                self.one(cx, sink, (&object, update), "updated/together", &names);
            }
            for name in &names {
                self.one(cx, sink, (&object, update), &format!("{name}/updated-again"), &[name]);
            }
        }
    }
}

impl UpdatedTogether {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        (object, update): (&Object<'a>, &'a Method),
        kind: &str,
        names: &[&str],
    ) {
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Full, ELSEWHERE, None)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            let (mut exchanges, mut claims) = (Vec::new(), Vec::new());
            for (nth, variant) in CHANGES.into_iter().enumerate() {
                let (mut values, mut fields) = (Vec::new(), Vec::new());
                for (param, field) in object.written(update).filter(|(param, _)| names.contains(&param.name.as_str())) {
                    let Ok(value) = cx.fresh(update, param, &format!("{id} {nth}"), variant) else { continue };
                    fields.extend(
                        seen_as(&param.schema, &field.schema, &value).map(|shown| (Path::top(&param.name), shown)),
                    );
                    values.push((param.name.clone(), value));
                }
                if fields.is_empty() {
                    return Ok(None);
                }
                exchanges.extend([change(cx, (object, update), &id, &made, values)?, read.clone()]);
                let promise = Promise::Row(object.subject(cx, &made.slot), fields);
                claims.push(Claim { exchange: exchanges.len() - 1, promise });
            }
            Ok(Some((exchanges, claims)))
        };
        let Some(Some((exchanges, claims))) = sink.made(&id, update, built()) else { return };
        let words: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let does = format!("changes {} twice, and reads the entity each time", words.join(", "));
        let case = sink.whole(self.name(), update, kind, &does, exchanges);
        if let [name] = names {
            case.param = Some(Path::top(name));
        }
        case.claims = claims;
    }
}
