//! A parameter that may be set only together with another one: refused alone, accepted with it, and of no matter while it is off.

use doctract_spec::ir::{Type, Violation};
use serde_json::{Value, json};

use super::refused_beside::BESIDE;
use super::{Check, targets};
use crate::case::{Exchange, Outcome};
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, Sink, Spot, refused, spots, tolerated};

/// See the module.
pub struct RequiresParameter;

impl Check for RequiresParameter {
    fn name(&self) -> &'static str {
        "requires_parameter"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["requires_parameter"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| !spot.is_item && spot.param.requires_parameter.is_some()) {
            let Some(other) = other(&spot) else {
                let id = format!("{}/{}/requires", spot.method.name, spot.path);
                sink.miss(id, spot.method, "the documents name no such parameter".to_owned());
                continue;
            };
            self.alone(cx, sink, &spot, &other, false);
            self.alone(cx, sink, &spot, &other, true);
            self.beside(cx, sink, &spot, &other);
            self.together(cx, sink, &spot, &other);
            if spot.schema.kind == Type::Boolean && !other.param.is_required() {
                self.off(cx, sink, &spot, &other);
            }
        }
    }
}

impl RequiresParameter {
    /// Without the other one, or with nothing for it.
    fn alone<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, other: &Spot<'a>, null: bool) {
        let expect = refusals(cx, spot, other, null);
        let (kind, with) = if null { ("requires.null", "with nothing as") } else { ("requires.alone", "without") };
        let does = format!("sets `{}` {with} `{}`", spot.path, other.path);
        let built = |id: &str| {
            let mut call = cx.call_with(spot, id, Effect::Takes)?;
            if null {
                call.set(&other.path, Draft::Known(Value::Null));
            } else {
                call.args.remove(&other.path);
            }
            set_on(cx, spot, &mut call);
            Ok(call)
        };
        self.case(cx, sink, spot, (kind, does), expect, &built);
    }

    /// Without the other one, among all other parameters of the method: which error comes first there is another question.
    fn beside<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, other: &Spot<'a>) {
        let kind = format!("requires.alone{BESIDE}");
        let built = |id: &str| {
            let mut call = cx.call_with(spot, id, Effect::Takes)?;
            call.args.remove(&other.path);
            set_on(cx, spot, &mut call);
            Ok::<_, String>(call)
        };
        // Why no such request can be made is told by the case without the others.
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let (Ok(alone), Ok(whole)) = (built(&id), cx.call(spot.method, &id, Detail::Full, Effect::Shares)) else {
            return;
        };
        let (Draft::Members(alone), Draft::Members(others)) = (alone.args.opened(), whole.call.args.opened()) else {
            return;
        };
        let top = Path(other.path.0[..1].to_vec());
        let is_new = |name: &str| alone.iter().all(|(sent, _)| sent != name) && Path::top(name) != top;
        let others: Vec<_> = others.into_iter().filter(|(name, _)| is_new(name)).collect();
        if others.is_empty() {
            return;
        }
        let does = format!("sets `{}` without `{}`, beside all other parameters", spot.path, other.path);
        let among = |id: &str| {
            let mut call = built(id)?;
            for (name, value) in &others {
                call.set(&Path::top(name), value.clone());
            }
            Ok(call)
        };
        let mut expect = refusals(cx, spot, other, false);
        expect.push(Outcome::NoResult);
        self.case(cx, sink, spot, (&kind, does), expect, &among);
    }

    fn together<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, other: &Spot<'a>) {
        let does = format!("sets `{}` together with `{}`", spot.path, other.path);
        let built = |id: &str| {
            let mut call = cx.call_with(other, id, Effect::Takes)?;
            set_on(cx, spot, &mut call);
            Ok(call)
        };
        self.case(cx, sink, spot, ("requires.together", does), accepted(), &built);
    }

    fn off<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, other: &Spot<'a>) {
        let does = format!("leaves `{}` off without `{}`", spot.path, other.path);
        let built = |id: &str| {
            let mut call = cx.call_with(spot, id, Effect::Takes)?;
            call.args.remove(&other.path);
            call.set(&spot.path, Draft::Known(json!(false)));
            Ok(call)
        };
        self.case(cx, sink, spot, ("requires.off", does), accepted(), &built);
    }

    fn case<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        spot: &Spot<'a>,
        (kind, does): (&str, String),
        mut expect: Vec<Outcome>,
        built: &dyn Fn(&str) -> Result<Call<'a>, String>,
    ) {
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let Some(call) = sink.made(&id, spot.method, built(&id)) else {
            return;
        };
        expect.extend(tolerated(cx, spot));
        let case =
            sink.whole(self.name(), spot.method, kind, &does, vec![Exchange { request: call.request(), expect }]);
        case.id = id;
        case.param = Some(spot.path.clone());
        case.level = spot.level("requires_parameter");
        case.sentence = spot.sentence("requires_parameter", "needs another parameter");
    }
}

/// How a parameter is refused without the other one, or with nothing for it.
fn refusals<'a>(cx: &Context<'a>, spot: &Spot<'a>, other: &Spot<'a>, null: bool) -> Vec<Outcome> {
    let violation = Violation::InvalidCombination;
    // The documents do not say which of the two is at fault.
    let around = spot.path.0.split_last().map(|(_, around)| Path(around.to_vec())).filter(|path| !path.0.is_empty());
    let fields = [Some(spot.path.clone()), Some(other.path.clone()), around];
    let mut expect: Vec<Outcome> = fields.iter().flatten().map(|field| refused(cx, violation, Some(field))).collect();
    if expect.iter().all(|outcome| !names_error(outcome)) {
        expect = vec![refused(cx, Violation::InvalidValue, None)];
    }
    if null {
        let open = [Violation::WrongType, Violation::InvalidValue, Violation::MissingRequired];
        expect.extend(open.map(|violation| refused(cx, violation, None)));
    } else if other.param.is_required() {
        // It is left out in either sense, and the documents do not say which of the two errors comes first.
        expect.push(refused(cx, Violation::MissingRequired, Some(&other.path)));
    }
    expect
}

fn accepted() -> Vec<Outcome> {
    vec![Outcome::Accepted { fields: None }]
}

fn names_error(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Refused(refusal) if refusal.error != doctract_spec::ir::ErrorRef::default())
}

/// Turns the parameter on: `true`, or the valid value that it has.
fn set_on(cx: &Context<'_>, spot: &Spot<'_>, call: &mut Call<'_>) {
    if spot.schema.kind == Type::Boolean {
        call.set(&spot.path, Draft::Known(json!(true)));
    } else if call.args.at_mut(&spot.path.0).is_none() {
        let value = cx.sampler(&spot.path.to_string()).scalar(&spot.param.name, spot.schema, false);
        call.set(&spot.path, Draft::Known(value));
    }
}

/// The parameter that must be there: beside this one, otherwise at the top.
fn other<'a>(spot: &Spot<'a>) -> Option<Spot<'a>> {
    let name = spot.param.requires_parameter.as_deref()?;
    let name = name.rsplit('.').next().unwrap_or(name);
    let around = spot.path.0.split_last().map(|(_, around)| Path(around.to_vec())).unwrap_or_default();
    let places = [around.member(name), Path::top(name)];
    let all = spots(spot.method);
    places.iter().find_map(|place| all.iter().find(|other| other.path == *place && !other.is_item).cloned())
}
