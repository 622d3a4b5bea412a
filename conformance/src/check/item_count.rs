//! `min_items` and `max_items`: an array of that size is accepted, one element past it is refused, and so are many.

use doctract_spec::ir::{Type, Violation};

use super::{Check, targets};
use crate::case::Outcome;
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, is_reference, refused};

/// Larger arrays are not sent: they would test the limits of the transport.
const MOST: u64 = 10_000;

/// Of arrays of at most so many elements, one of more than twice as many is sent, too: who cuts arrays off does so at some place past the bound.
const FEW: u64 = 20;

/// See the module.
pub struct ItemCount;

impl Check for ItemCount {
    fn name(&self) -> &'static str {
        "item_count"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["min_items", "max_items"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| spot.schema.kind == Type::Array) {
            let least = spot.schema.min_items.filter(|least| (1..MOST).contains(least));
            let most = spot.schema.max_items.filter(|most| *most < MOST);
            let sizes =
                [("min_items", least, least.map(|least| least - 1)), ("max_items", most, most.map(|most| most + 1))];
            if let Some(most) = most.filter(|most| *most <= FEW) {
                self.one(cx, sink, &spot, "max_items", most, 2 * most + 1);
            }
            for (fact, bound, past) in sizes {
                for count in [bound, past].into_iter().flatten() {
                    self.one(cx, sink, &spot, fact, bound.unwrap_or_default(), count);
                }
            }
        }
    }
}

impl ItemCount {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, fact: &str, bound: u64, count: u64) {
        let at = count == bound;
        let end = match () {
            () if at => ".at",
            () if count > bound + 1 => ".far",
            () => "",
        };
        let kind = format!("{}{end}", fact.replace('_', "-"));
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let several = is_reference(spot.param) && count > 1;
        let elements = if several { cx.referred_elements(spot, &id, count) } else { cx.elements(spot, &id, count) };
        let Some(elements) = sink.made(&id, spot.method, elements) else { return };
        let mut expect = vec![Outcome::Accepted { fields: None }];
        if !at {
            expect = vec![refused(cx, Violation::InvalidValue, Some(&spot.path))];
            if count == 0 {
                // An array without elements is as good as none.
                expect.push(refused(cx, Violation::MissingRequired, Some(&spot.path)));
            }
        }
        let probe = Probe {
            check: self.name(),
            kind,
            fact,
            plain: format!("{fact} {bound}"),
            does: format!("sends {count} elements as `{}`", spot.path),
            change: Change::Set(Draft::List(elements)),
            expect,
        };
        sink.probe(cx, spot, probe);
    }
}
