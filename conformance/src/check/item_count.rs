//! `min_items` and `max_items`: an array of that size is accepted, one element past it is refused, and so are many. Where no number is documented,
//! several are accepted.

use doctract_spec::Deed;
use doctract_spec::ir::{Location, Type, Violation};

use super::{Check, targets};
use crate::case::{Level, Outcome};
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, act, is_reference, refused};

/// Larger arrays are not sent: they would test the limits of the transport.
const MOST: u64 = 10_000;

/// Of arrays of at most so many elements, one of more than twice as many is sent, too: who cuts arrays off does so at some place past the bound.
const FEW: u64 = 20;

/// How many elements are sent where no number is documented.
const SEVERAL: u64 = 5;

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
            if spot.schema.max_items.is_none() && least.is_none_or(|least| least <= SEVERAL) && is_stored(&spot) {
                self.several(cx, sink, &spot);
            }
        }
    }
}

/// Whether the elements are what an entity is made of, rather than what a request asks for or refers to.
fn is_stored(spot: &Spot<'_>) -> bool {
    let element = spot.schema.items.as_deref();
    let free = element.is_some_and(|element| match element.kind {
        // An element that names something stands for what is there already, of which there may be fewer.
        Type::Object => !element.fields.is_empty() && !element.fields.iter().any(is_reference),
        Type::String => element.values.is_empty(),
        _ => false,
    });
    let in_body = spot.param.location.is_none_or(|location| location == Location::Body);
    let writes = matches!(act(spot.method), Some(Deed::Create | Deed::Update));
    let plain = spot.param.role.is_none() && spot.param.on_incomplete.is_none() && !is_reference(spot.param);
    free && in_body && writes && plain && !spot.inside_element()
}

impl ItemCount {
    /// That no bound is documented says that there is none, if not in words.
    fn several<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>) {
        let kind = "several".to_owned();
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let Some(elements) = sink.made(&id, spot.method, cx.elements(spot, &id, SEVERAL)) else { return };
        let probe = Probe {
            check: self.name(),
            kind,
            fact: "type",
            plain: "takes elements".to_owned(),
            does: format!("sends {SEVERAL} elements as `{}`", spot.path),
            change: Change::Set(Draft::List(elements)),
            expect: vec![Outcome::Accepted { fields: None }],
        };
        let planned = sink.cases.len();
        sink.probe(cx, spot, probe);
        sink.cases[planned..].iter_mut().for_each(|case| case.level = Level::Should);
    }

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
