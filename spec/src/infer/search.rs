//! Which of many ideas make a proposal better: each is tried on the documents, and what reads more of them is taken in.

use rayon::prelude::*;

use super::draft::Draft;
use super::sample::Sample;

/// A change to a proposal.
pub(super) type Idea = Box<dyn Fn(&mut Draft) + Send + Sync>;

/// Ideas that exclude each other.
pub(super) type Choice = Vec<Idea>;

/// How much better a proposal must be for an idea to be taken in, so that no idea is that changes next to nothing.
const LEAST: i64 = 10;

/// Takes in, one choice after the other, the idea that reads most, if it reads more than was read without it. Gives the proposal
/// and how well it reads.
pub(super) fn improve(mut draft: Draft, choices: &[Choice], sample: &Sample) -> (Draft, i64) {
    let mut best = sample.try_on(&draft).unwrap_or(i64::MIN);
    for choice in choices {
        let tried = choice.par_iter().map(|idea| {
            let mut changed = draft.clone();
            idea(&mut changed);
            let worth = sample.try_on(&changed).unwrap_or(i64::MIN);
            (worth, changed)
        });
        let tried: Vec<_> = tried.collect();
        // Of two that read as much, the first is the plainer one.
        let most = tried.into_iter().reduce(|one, other| if other.0 > one.0 { other } else { one });
        if let Some((worth, changed)) = most.filter(|(worth, _)| *worth >= best.saturating_add(LEAST)) {
            (draft, best) = (changed, worth);
        }
    }
    (draft, best)
}

/// How many beginnings are followed up.
const MOST: usize = 3;

/// The proposals that a choice gives and that read most, the best first; the proposal itself where there is no choice.
pub(super) fn promising(draft: &Draft, choice: &Choice, sample: &Sample) -> Vec<Draft> {
    let tried = choice.par_iter().map(|idea| {
        let mut changed = draft.clone();
        idea(&mut changed);
        (sample.try_on(&changed).unwrap_or(i64::MIN), changed)
    });
    let mut tried: Vec<_> = tried.collect();
    tried.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
    let mut best: Vec<_> = tried.into_iter().take(MOST).map(|(_, draft)| draft).collect();
    if best.is_empty() {
        best.push(draft.clone());
    }
    best
}
