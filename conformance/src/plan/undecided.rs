//! Documented conditions that are told in words: no case can be planned from them, so that each is noted as missing.

use doctract_spec::ir::{Api, Param};

use super::sink::Sink;
use super::spot::spots;

/// The name under which they are noted.
const CHECK: &str = "condition";

/// Notes every condition of every parameter.
pub(super) fn note(api: &Api, sink: &mut Sink) {
    sink.check = CHECK;
    for method in &api.methods {
        for spot in spots(method).iter().filter(|spot| !spot.is_item) {
            for (kind, words) in conditions(spot.param) {
                let id = format!("{}/{}/{kind}", method.name, spot.path);
                sink.miss(id, method, format!("the suite cannot evaluate a condition that is told in words: {words}"));
            }
        }
    }
}

/// The conditions of a parameter, each with the last part of the id of its case.
fn conditions(param: &Param) -> Vec<(String, String)> {
    let single = [("required-when", &param.required_when), ("allowed-when", &param.allowed_when)];
    let single = single.into_iter().filter_map(|(kind, words)| Some((kind.to_owned(), words.clone()?)));
    let alternatives = (!param.alternatives.is_empty())
        .then(|| ("alternatives".to_owned(), format!("one of `{}`", param.alternatives.join("`, `"))));
    let others =
        param.conditions.iter().enumerate().map(|(at, words)| (format!("condition-{}", at + 1), words.clone()));
    single.chain(alternatives).chain(others).collect()
}
