//! A refused request to take several entities away takes none: neither one without a credential, nor one in whose list an element is wrong. Asked in
//! earnest at the end, the method answers the entity that they named.

use doctract_spec::ir::{AuthPlace, Violation};
use serde_json::json;

use super::Check;
use crate::case::{Exchange, Level};
use crate::claim::Promise;
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Presented, Several, Sink, accepted, refused, takes_away};

/// See the module.
pub struct RefusedIds;

impl Check for RefusedIds {
    fn name(&self) -> &'static str {
        "refused_ids"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "conventions.auth", "description"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for several in Several::all(cx).iter().filter(|several| takes_away(several.method)) {
            self.one(cx, sink, several);
        }
    }
}

impl RefusedIds {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, several: &Several<'a>) {
        let kind = format!("{}/refused", several.ids.name);
        let id = format!("{}/{kind}", several.method.name);
        let Some((call, ids)) = sink.made(&id, several.method, several.call(cx, &id, 1)) else { return };
        let mut exchanges = refusals(cx, several, &call, &ids);
        let setting = exchanges.len();
        exchanges.push(accepted(&call));
        let does = "names an entity in requests that are refused, then takes it away";
        let case = sink.whole(self.name(), several.method, &kind, does, exchanges);
        // That the rows are those of the entities named is not said in so many words.
        case.level = Level::Should;
        // Whether they are refused is the question of other cases. The entity may be one that these name, too.
        (case.setting, case.alone) = (setting, true);
        sink.claim(setting, Promise::Exactly { key: several.key.clone(), ids });
    }
}

fn refusals<'a>(cx: &Context<'a>, several: &Several<'a>, call: &Call<'a>, ids: &Draft) -> Vec<Exchange> {
    let exchange = |call: Call<'a>, outcome| Exchange { request: call.request(), expect: vec![outcome] };
    let mut wrong = match ids {
        Draft::List(ids) => ids.clone(),
        _ => Vec::new(),
    };
    wrong.push(Draft::Known(json!({})));
    let path = Path::top(&several.ids.name);
    let partial = exchange(several.naming(call, wrong), refused(cx, Violation::WrongType, Some(&path)));
    let in_header = cx.api.conventions.auth.as_ref().is_some_and(|auth| auth.place == AuthPlace::Header);
    let unknown = (in_header && several.method.requires_authentication != Some(false)).then(|| {
        let call = Call { presented: Presented::Nothing, ..call.clone() };
        exchange(call, refused(cx, Violation::Unauthenticated, None))
    });
    unknown.into_iter().chain([partial]).collect()
}
