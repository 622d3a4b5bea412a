//! Equal elements are refused where the documents say that the elements must differ.

use doctract_spec::ir::{Type, Violation};
use serde_json::Value;

use super::{Check, targets};
use crate::case::{Outcome, Refusal};
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot};

/// See the module.
pub struct UniqueItems;

impl Check for UniqueItems {
    fn name(&self) -> &'static str {
        "unique_items"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["unique_items", "on_duplicate"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| spot.param.unique_items && spot.schema.kind == Type::Array) {
            let id = format!("{}/{}/unique-items", spot.method.name, spot.path);
            // The other element shows whether the answer lists the duplicates alone.
            let elements = match cx.elements(&spot, &id, 2) {
                Ok(elements) => elements,
                Err(reason) => {
                    sink.miss(id, spot.method, reason);
                    continue;
                }
            };
            let duplicates: Vec<Value> = elements.iter().take(1).filter_map(Draft::known).collect();
            let twice = elements.iter().chain(elements.first()).cloned().collect();
            let probe = Probe {
                check: self.name(),
                kind: "unique-items".to_owned(),
                fact: "unique_items",
                plain: "the elements differ".to_owned(),
                does: format!("sends the same element twice in `{}`", spot.path),
                change: Change::Set(Draft::List(twice)),
                expect: vec![duplicate(cx, &spot, duplicates)],
            };
            sink.probe(cx, &spot, probe);
        }
    }
}

/// The documented refusal: the parameter's own, otherwise the one of the convention.
fn duplicate(cx: &Context<'_>, spot: &Spot<'_>, listed: Vec<Value>) -> Outcome {
    let mut error = cx.api.conventions.violation(Violation::Duplicate);
    if let Some(mnemonic) = &spot.param.on_duplicate {
        error.mnemonic = Some(mnemonic.clone());
        error.code = cx.api.error(mnemonic).and_then(|documented| documented.code).or(error.code);
    }
    if error == doctract_spec::ir::ErrorRef::default() {
        error = cx.api.conventions.violation(Violation::InvalidValue);
    }
    // Only the documents of the parameter itself promise a list.
    let listed = if spot.param.on_duplicate.is_some() { listed } else { Vec::new() };
    Outcome::Refused(Refusal { violation: Violation::Duplicate, error, field: Some(spot.path.clone()), listed })
}
