//! A value that no two entities may have is refused for a second one, be it made or changed, and an entity that has it keeps it when it is changed.

use doctract_spec::Deed;
use doctract_spec::ir::{ErrorRef, Method, Param, Violation};

use super::Check;
use super::updated::tolerated;
use crate::case::{Exchange, Outcome, Refusal};
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, Made, Object, Resource, Sink, Spot, accepted, act, id_field, spots};

/// See the module.
pub struct Taken;

impl Check for Taken {
    fn name(&self) -> &'static str {
        "taken"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["unique", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let creates = |method: &&Method| act(method) == Some(Deed::Create) && id_field(method).is_some();
        for create in cx.api.methods.iter().filter(|method| !cx.leaves_out(method)).filter(creates) {
            for spot in unique(create) {
                self.made(cx, sink, &spot);
            }
        }
        for object in Object::all(cx).iter().filter(|object| object.create.http.is_none()) {
            let Some(update) = object.update else { continue };
            let call = |id: &str, made: &Made| object.call_for(cx, update, id, made).map(|(call, _)| call);
            self.changed(cx, sink, (object.create, update), &call);
        }
        for resource in &Resource::all(cx) {
            for method in [resource.patch, resource.put].into_iter().flatten() {
                let call = |id: &str, made: &Made| resource.call(cx, method, id, &made.slot);
                self.changed(cx, sink, (resource.create, method), &call);
            }
        }
    }
}

/// The parameters at the top of a method whose values no two entities may share.
fn unique(method: &Method) -> impl Iterator<Item = Spot<'_>> {
    spots(method).into_iter().filter(|spot| spot.param.unique && spot.ancestors.is_empty() && !spot.is_item)
}

/// How a value is refused that another entity has; any refusal, where nothing tells.
fn taken(cx: &Context<'_>, param: &Param) -> Outcome {
    let mut error = cx.api.conventions.violation(Violation::Duplicate);
    if let Some(mnemonic) = &param.on_duplicate {
        error.mnemonic = Some(mnemonic.clone());
        error.code = cx.api.error(mnemonic).and_then(|documented| documented.code).or(error.code);
    }
    if error == ErrorRef::default() {
        return Outcome::NoResult;
    }
    Outcome::Refused(Refusal { violation: Violation::Duplicate, error, field: None, listed: Vec::new() })
}

impl Taken {
    fn made<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>) {
        let (create, path) = (spot.method, &spot.path);
        let kind = format!("{path}/taken");
        let id = format!("{}/{kind}", create.name);
        let built = || {
            let first = with_value(cx, spot, &format!("{id} (first)"))?;
            let value = first.args.clone().at_mut(&path.0).map(|value| value.clone());
            let mut second = with_value(cx, spot, &id)?;
            second.set(path, value.ok_or_else(|| format!("no value can be made for `{path}`"))?);
            Ok([first, second])
        };
        let Some([first, second]) = sink.made(&id, create, built()) else { return };
        let again = Exchange { request: second.request(), expect: vec![taken(cx, spot.param)] };
        let does = format!("makes two entities with one `{path}`");
        let case = sink.whole(self.name(), create, &kind, &does, vec![accepted(&first), again]);
        case.setting = 1;
        case.param = Some(path.clone());
        case.sentence = spot.sentence("unique", "unique");
    }

    fn changed<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        (create, method): (&'a Method, &'a Method),
        call: &dyn Fn(&str, &Made) -> Result<Call<'a>, String>,
    ) {
        for spot in unique(method) {
            let kind = format!("{}/taken", spot.path);
            let id = format!("{}/{kind}", method.name);
            let same = create.params.iter().find(|param| param.name == spot.param.name);
            let built = || {
                let own = |word: &str| cx.own(create, &format!("{id} ({word})"), Detail::Minimal, 1, same);
                let (first, second) = (own("first")?, own("second")?);
                let value = first.args.clone().at_mut(&spot.path.0).map(|value| value.clone());
                let value: Draft = value.ok_or_else(|| format!("no value can be made for `{}`", spot.path))?;
                let with = |made: &Made| {
                    let mut call = call(&id, made)?;
                    call.set(&spot.path, value.clone());
                    Ok::<_, String>(call)
                };
                Ok([with(&first)?, with(&second)?])
            };
            let Some([first, second]) = sink.made(&id, method, built()) else { continue };
            let mut own = accepted(&first);
            own.expect.extend(tolerated(cx, method, std::slice::from_ref(&spot.param.name), false));
            let again = Exchange { request: second.request(), expect: vec![taken(cx, spot.param)] };
            let does = format!("sends an entity its own `{}`, then another one the same", spot.path);
            let case = sink.whole(self.name(), method, &kind, &does, vec![own, again]);
            case.param = Some(spot.path.clone());
            case.sentence = spot.sentence("unique", "unique");
        }
    }
}

/// A call with a value at the spot.
fn with_value<'a>(cx: &Context<'a>, spot: &Spot<'a>, id: &str) -> Result<Call<'a>, String> {
    let mut call = cx.call_with(spot, id, Effect::Takes)?;
    if call.args.at_mut(&spot.path.0).is_none() {
        let value = cx.fresh(spot.method, spot.param, id, 1)?;
        call.set(&Path::top(&spot.param.name), value);
    }
    Ok(call)
}
