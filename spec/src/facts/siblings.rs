//! Which items of a list of parameters begin none: what stands beside a parameter in one list is no word about it.

use super::Context;
use super::items::{depth, item};
use crate::document::Text;
use crate::lint;
use crate::stats::Fate;

/// A list in which a parameter was read.
struct Open {
    depth: usize,
    /// The item that was read last, or that could not be read.
    item: Option<u32>,
    lost: bool,
}

/// The lists that are open, from the outermost in.
#[derive(Default)]
pub(super) struct Siblings {
    open: Vec<Open>,
}

/// Reports the items right ahead of the first parameter of a list: they stand beside it and were not read. What ends with a colon only
/// heads what follows.
pub(super) fn report_ahead(cx: &mut Context, ahead: Vec<&Text>, first: &Text) {
    let (depth_of_list, mut known) = (depth(first), item(first));
    for text in ahead.into_iter().rev().take_while(|text| depth(text) >= depth_of_list) {
        if depth(text) > depth_of_list || item(text) == known || text.folded().ends_with(':') {
            continue;
        }
        known = item(text);
        cx.cells.add("item", Fate::Reported);
        cx.report(lint::unread_list::report_item(text));
    }
}

impl Siblings {
    /// Notes that a parameter begins with a text. Gives how deep it stands: as deep as the item that could not be read, where it
    /// stands in such a one, for that is nobody's member.
    pub(super) fn taken(&mut self, cx: &mut Context, text: &Text) -> usize {
        let depth = self.close(text);
        if depth > 0 {
            cx.cells.add("item", Fate::Understood);
        }
        if self.open.last().is_some_and(|open| open.depth == depth) {
            self.open.pop();
        }
        let lost = self.open.iter().find(|open| open.lost).map(|open| open.depth);
        self.open.push(Open { depth, item: item(text), lost: false });
        lost.unwrap_or(depth)
    }

    /// Whether a text that begins no parameter goes on about none either. Where such an item begins beside parameters, it is
    /// reported.
    pub(super) fn lost(&mut self, cx: &mut Context, text: &Text) -> bool {
        let depth = self.close(text);
        let within = self.open.iter().any(|open| open.lost && open.depth < depth);
        let Some(open) = self.open.last_mut().filter(|open| depth > 0 && open.depth == depth) else { return within };
        if open.item != item(text) {
            (open.item, open.lost) = (item(text), true);
            cx.cells.add("item", Fate::Reported);
            cx.report(lint::unread_list::report_item(text));
        }
        open.lost
    }

    /// Closes the lists that have ended where a text stands; gives how deep it does.
    fn close(&mut self, text: &Text) -> usize {
        let depth = depth(text);
        self.open.retain(|open| open.depth <= depth);
        depth
    }
}
