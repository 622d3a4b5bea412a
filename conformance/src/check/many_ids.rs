//! A request that takes many entities away takes all of them: the last that it names, asked for alone, is not answered any more.

use super::{Check, any_refusal};
use crate::case::Level;
use crate::claim::Promise;
use crate::draft::Draft;
use crate::plan::{Context, Several, Sink, accepted, takes_away};

/// See the module.
pub struct ManyIds;

/// How many entities are named at once, or else how few. What is configured serves once, and the other cases have taken of it before.
const COUNTS: [usize; 2] = [7, 2];

impl Check for ManyIds {
    fn name(&self) -> &'static str {
        "many_ids"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "description"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for several in Several::all(cx).iter().filter(|several| takes_away(several.method)) {
            self.one(cx, sink, several);
        }
    }
}

impl ManyIds {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, several: &Several<'a>) {
        let kind = format!("{}/many", several.ids.name);
        let id = format!("{}/{kind}", several.method.name);
        let [many, few] = COUNTS;
        let most = several.ids.schema.max_items.and_then(|most| usize::try_from(most).ok()).unwrap_or(many);
        let built = several.call(cx, &id, many.min(most)).or_else(|_| several.call(cx, &id, few));
        let Some((call, Draft::List(ids))) = sink.made(&id, several.method, built) else { return };
        let Some(last) = ids.last().cloned() else { return };
        let mut again = accepted(&several.naming(&call, vec![last.clone()]));
        again.expect.push(any_refusal());
        let does = format!("takes {} entities away at once, then asks for the last of them", ids.len());
        let case = sink.whole(self.name(), several.method, &kind, &does, vec![accepted(&call), again]);
        // That the rows are those of the entities named is not said in so many words.
        case.level = Level::Should;
        sink.claim(1, Promise::Without { key: several.key.clone(), ids: Draft::List(vec![last]) });
    }
}
