//! Every method refuses a caller that does not prove who it is: with no credential, with an empty one, with a wrong one, with one that is
//! nearly right, with one of another type or scheme.

use doctract_spec::ir::{Auth, AuthPlace, Method, Violation};
use serde_json::{Value, json};

use super::Check;
use crate::case::{Exchange, Level, Outcome, Sentence};
use crate::draft::{Alteration, Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, Presented, Sink, error_sentence, refused};

/// A credential that nobody was given.
const WRONG: &str = "no-such-credential";

/// Registered schemes (RFC 9110, section 16.4.1), the first of which is presented in place of the documented one.
const SCHEMES: &[&str] = &["Basic", "Digest"];

/// The case in which the credential is right and its scheme is not.
const OTHER_SCHEME: &str = "other-scheme";

/// See the module.
pub struct Authentication;

impl Check for Authentication {
    fn name(&self) -> &'static str {
        "authentication"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["conventions.auth", "requires_authentication"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let Some(auth) = &cx.api.conventions.auth else {
            return;
        };
        let in_param = |method: &Method| method.params.iter().any(|param| param.name == auth.name);
        let needs = |method: &&Method| match auth.place {
            AuthPlace::Param => in_param(method),
            AuthPlace::Header => method.requires_authentication != Some(false),
        };
        for method in cx.api.methods.iter().filter(needs) {
            for (kind, presented) in presented(auth) {
                self.one(cx, sink, method, kind, presented);
            }
        }
    }
}

impl Authentication {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, method: &'a Method, kind: &str, presented: Presented) {
        let id = format!("{}/auth.{kind}", method.name);
        let built = cx.call(method, &id, Detail::Minimal, Effect::Shares);
        let Some(built) = sink.made(&id, method, built) else {
            return;
        };
        let mut call = built.call;
        present(&mut call, presented);
        let expect = answers(cx, method, kind);
        let exchange = Exchange { request: call.request(), expect };
        let does = match kind {
            "none" => "presents no credential".to_owned(),
            kind => format!("presents a credential that is wrong: {}", kind.replace('-', " ")),
        };
        let sentence = sentence(cx, method);
        let case = sink.whole(self.name(), method, &format!("auth.{kind}"), &does, vec![exchange]);
        case.sentence = sentence.unwrap_or_else(|| case.sentence.clone());
        if kind == OTHER_SCHEME {
            // That a credential is refused under the name of another scheme is good sense; reference pages do not state it.
            case.level = Level::Info;
        }
    }
}

/// What is presented in place of the credential, each with a word for it.
fn presented(auth: &Auth) -> Vec<(&'static str, Presented)> {
    let instead = |value: Value| Presented::Instead(Draft::Known(value));
    let altered = |how: Alteration| Presented::Instead(Draft::Altered(how));
    let mut presented = vec![
        ("none", Presented::Nothing),
        ("empty", instead(json!(""))),
        ("wrong", instead(json!(WRONG))),
        ("longer", altered(Alteration::Longer)),
        ("other-case", altered(Alteration::OtherCase)),
        ("short", altered(Alteration::Shorter)),
    ];
    match (auth.place, &auth.scheme) {
        (AuthPlace::Param, _) => {
            presented.push(("number", instead(json!(12))));
            presented.push(("null", instead(Value::Null)));
        }
        // Schemes are compared without regard to case (RFC 9110, section 11.1), so that only another one is wrong.
        (AuthPlace::Header, Some(documented)) => {
            let other = SCHEMES.iter().find(|scheme| !scheme.eq_ignore_ascii_case(documented));
            presented.extend(other.map(|scheme| (OTHER_SCHEME, Presented::OfScheme((*scheme).to_owned()))));
        }
        (AuthPlace::Header, None) => {}
    }
    presented
}

fn present(call: &mut Call<'_>, presented: Presented) {
    let auth = call.api.conventions.auth.as_ref().filter(|auth| auth.place == AuthPlace::Param);
    let Some(auth) = auth else {
        call.presented = presented;
        return;
    };
    let path = Path::top(&auth.name);
    match presented {
        Presented::Nothing => _ = call.args.remove(&path),
        Presented::Instead(value) => _ = call.set(&path, value),
        Presented::Right | Presented::OfScheme(_) => {}
    }
}

/// In a parameter a credential is one of the required values too, and the documents do not say which of the two errors comes first.
fn answers(cx: &Context<'_>, method: &Method, kind: &str) -> Vec<Outcome> {
    let mut outcomes = vec![refused(cx, Violation::Unauthenticated, None)];
    let conventions = &cx.api.conventions;
    let auth = conventions.auth.as_ref();
    if let Some(auth) = auth.filter(|auth| auth.place == AuthPlace::Param) {
        let path = Path::top(&auth.name);
        let required = method.params.iter().any(|param| param.name == auth.name && param.is_required());
        if matches!(kind, "none" | "empty" | "null") && required {
            outcomes.push(refused(cx, Violation::MissingRequired, Some(&path)));
        }
        if matches!(kind, "empty" | "null") {
            outcomes.push(refused(cx, Violation::InvalidValue, Some(&path)));
        }
        if matches!(kind, "number" | "null") {
            outcomes.push(refused(cx, Violation::WrongType, Some(&path)));
        }
    }
    outcomes
}

fn sentence(cx: &Context<'_>, method: &Method) -> Option<Sentence> {
    let status = cx.api.conventions.violation(Violation::Unauthenticated).status;
    let response = method.responses.iter().find(|response| Some(response.status) == status);
    let by_status =
        response.map(|response| Sentence { text: response.description.clone(), source: response.source.clone() });
    error_sentence(cx, Violation::Unauthenticated).or(by_status)
}
