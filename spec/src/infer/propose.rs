//! A proposal, made of what is known of the words of documents and of the ideas that read them best.

use super::count::Found;
use super::draft::Draft;
use super::sample::Sample;
use super::search::{Choice, improve, promising};
use super::{components, methods, roles, rows, sections, types, words};
use crate::Input;
use crate::ir::Protocol;

/// How often all ideas are gone through: what begins a method shows when its parameters are read, and the other way round.
const ROUNDS: usize = 2;

/// Proposes a dialect of a name. The protocol is guessed where it is not given.
pub(super) fn propose(name: &str, inputs: &[Input], protocol: Option<Protocol>) -> String {
    let sample = Sample::of(inputs);
    let mut found = Found::default();
    for document in &sample.documents {
        found.add(document);
    }
    let rpc = protocol.map_or_else(|| speaks_rpc(&found), |protocol| protocol == Protocol::JsonRpc);
    let mut draft = begin(name, &found, &sample, rpc);
    let choices = ideas(&mut draft, &found, &sample);
    let begun = promising(&draft, &methods::choice(&sample, &found, rpc), &sample);
    let tried = begun.into_iter().map(|draft| refined(draft, &choices, &sample));
    let best = tried.reduce(|one, other| if other.1 > one.1 { other } else { one });
    let mut best = best.map_or(draft, |(draft, _)| draft);
    roles::roles(&mut best, &sample);
    best.to_toml()
}

/// The proposal with what its ideas make of it.
fn refined(draft: Draft, choices: &[Choice], sample: &Sample) -> (Draft, i64) {
    let mut best = (draft, i64::MIN);
    for _ in 0..ROUNDS {
        let (draft, worth) = improve(best.0.clone(), choices, sample);
        if worth <= best.1 {
            break;
        }
        best = (draft, worth);
    }
    best
}

/// Whether the documents are those of JSON-RPC.
fn speaks_rpc(found: &Found) -> bool {
    found.json_rpc * 2 > found.documents || found.json_rpc > 0 && found.requests.is_empty() && found.card.is_empty()
}

/// What stands in the documents and is known.
fn begin(name: &str, found: &Found, sample: &Sample, rpc: bool) -> Draft {
    let mut draft = Draft { name: name.to_owned(), rpc, ..Draft::default() };
    draft.head = vec![
        format!("A proposal from {} documents. Numbers tell how often a text was found;", found.documents),
        "`unsure` marks what is a guess. Check it, then run `doctract dialect check --docs` with it.".to_owned(),
    ];
    words::types(&mut draft, found);
    words::required(&mut draft, found, sample);
    words::phrases(&mut draft, sample);
    components::components(&mut draft, sample);
    draft
}

/// The ideas, in the order in which they are tried.
fn ideas(draft: &mut Draft, found: &Found, sample: &Sample) -> Vec<Choice> {
    let columns = words::columns(draft, found);
    let (known, headings) = sections::known(sample);
    draft.sections = known;
    let mut all = types::choices(sample, found);
    all.extend(rows::choices(draft, sample));
    all.extend(headings);
    all.extend(columns);
    all
}
