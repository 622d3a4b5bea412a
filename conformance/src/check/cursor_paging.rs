//! Pages that each tell how to ask for the next have the size that was asked for, come to an end, and together hold every row once.

use doctract_spec::ir::Role;

use super::Check;
use crate::case::Sentence;
use crate::claim::{Claim, Promise};
use crate::draft::Path;
use crate::plan::{Context, List, Sink, accepted, number};

/// See the module.
pub struct CursorPaging;

/// The size of the pages.
const SIZE: u64 = 2;

impl Check for CursorPaging {
    fn name(&self) -> &'static str {
        "cursor_paging"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["role", "conventions.list.next"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx) {
            let Some(cursor) = list.param(Role::Cursor) else { continue };
            let kind = format!("{}/followed", cursor.name);
            let id = format!("{}/{kind}", list.method.name);
            if cx.cursor(list.method).is_none() {
                let reason = "the dialect does not tell which member of an answer tells of the next page";
                sink.miss(id, list.method, reason.to_owned());
                continue;
            }
            let built = || {
                let (_, rows) = cx.fixture(list.method)?;
                let mut call = list.call(cx, &id)?;
                let limit = list.param(Role::Limit);
                limit.inspect(|limit| _ = call.set(&Path::top(&limit.name), number(SIZE)));
                Ok((rows, limit.map(|_| SIZE), accepted(&call)))
            };
            let Some((rows, size, exchange)) = sink.made(&id, list.method, built()) else { continue };
            let does = "reads all pages, each by what the one before tells";
            let case = sink.whole(self.name(), list.method, &kind, does, vec![exchange]);
            case.param = Some(Path::top(&cursor.name));
            case.sentence = Sentence { text: cursor.description.clone(), source: cursor.source.clone() };
            case.after = rows;
            // While the run does nothing else, so that its own rows stay as many as they are.
            case.alone = true;
            case.claims.push(Claim { exchange: 0, promise: Promise::Followed { size } });
        }
    }
}
