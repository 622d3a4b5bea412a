//! A method that is given the ids of several entities answers the rows of exactly these. What it took away is gone: asked again, it refuses or
//! leaves them out.

use super::{Check, any_refusal};
use crate::case::Level;
use crate::claim::Promise;
use crate::plan::{Context, Several, Sink, accepted, takes_away};

/// See the module.
pub struct AnsweredIds;

/// How many entities are named at once.
const COUNT: usize = 2;

impl Check for AnsweredIds {
    fn name(&self) -> &'static str {
        "answered_ids"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "description"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for several in Several::all(cx) {
            self.one(cx, sink, &several);
        }
    }
}

impl AnsweredIds {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, several: &Several<'a>) {
        let kind = format!("{}/answered", several.ids.name);
        let id = format!("{}/{kind}", several.method.name);
        let Some((call, ids)) = sink.made(&id, several.method, several.call(cx, &id, COUNT)) else { return };
        let gone = takes_away(several.method);
        let mut exchanges = vec![accepted(&call)];
        if gone {
            let mut again = accepted(&call);
            again.expect.push(any_refusal());
            exchanges.push(again);
        }
        let does = if gone { "takes two entities away, and again" } else { "names two entities" };
        let case = sink.whole(self.name(), several.method, &kind, does, exchanges);
        // That the rows are those of the entities named is not said in so many words.
        case.level = Level::Should;
        let key = || several.key.clone();
        sink.claim(0, Promise::Exactly { key: key(), ids: ids.clone() });
        if gone {
            sink.claim(1, Promise::Without { key: key(), ids });
        }
    }
}
