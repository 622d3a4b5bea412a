//! From the IR to an ordered list of cases. Planning sends nothing, and gives the same plan for the same IR, facts and seed.

mod below;
mod beside;
mod by_value;
mod call;
mod components;
mod context;
mod dated;
mod doubts;
mod entity;
mod facts;
mod fixture;
mod listing;
mod narrow;
mod object;
mod ordering;
mod read_only;
mod reading;
mod reference;
mod resource;
mod select;
mod several;
mod shown;
mod sink;
mod spot;
mod undecided;
mod values;
mod verbs;
mod wording;

use std::collections::BTreeMap;

use doctract_spec::ir::Api;

pub use below::Below;
pub use beside::{beside, decides_alone, restated, stands_alone};
pub use by_value::by_value;
pub use call::{Call, Presented, envelope};
pub use context::{Built, Context, Effect};
pub use entity::{CREATED, Creation, Setup, below_slot};
pub use facts::{fact_keys, lookup};
pub(crate) use fixture::SEARCHED;
pub use fixture::{FIRST, Fixture};
pub use listing::{Ask, List, NO_FIELD, NO_MEMBER, number};
pub use narrow::{Filter, Shard};
pub use object::{Made, Object, accepted};
pub use ordering::Ordering;
pub use reading::Reading;
pub use reference::{
    creator, id_field, id_in, is_action, is_number, is_reference, maker, maker_of, path_id, path_maker, refers, whole,
};
pub use resource::{Resource, acts_on_one};
pub use select::{BadPattern, Select};
pub use several::Several;
pub use shown::{id_member, named, seen_as, shown};
pub use sink::{Change, Probe, Sink, error_sentence, impersonated, refused, tolerated};
pub use spot::{Spot, spots};
pub use values::{Detail, ELSEWHERE};
pub use verbs::{act, object, takes_away};

use crate::case::{Case, Missing};
use crate::check;
use crate::draft::Slot;
use crate::target::Facts;

/// What a plan is made from, beside the API.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the owner of the target told.
    pub facts: Facts,
    /// Which methods the target has, and which cases are wanted.
    pub select: Select,
    /// The seed of all made-up values. Two runs against one target need two seeds, for their rows to differ.
    pub seed: u64,
    /// Whether the run may make rows by the hundreds, where only as many show that a bound is kept.
    pub bulk: bool,
    /// Whether the target can be brought back to the state in which a run begins.
    pub resets: bool,
}

/// What is to be run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The API under test.
    pub api: Api,
    /// The cases, in the order of the checks, within a check in the order of the documents.
    pub cases: Vec<Case>,
    /// The cases that cannot be run, with the reasons.
    pub missing: Vec<Missing>,
    /// How the entities are made that cases work on.
    pub setups: BTreeMap<Slot, Setup>,
    /// The rows that the run makes for list methods, by the names of the methods.
    pub fixtures: BTreeMap<String, Fixture>,
    /// What each create method leaves behind, by its name.
    pub creations: BTreeMap<String, Creation>,
    /// The seed of all made-up values.
    pub seed: u64,
}

/// Plans all cases for an API.
pub fn plan(api: &Api, options: &Options) -> Plan {
    let cx = Context::new(api, options);
    let mut sink = Sink::default();
    for check in check::ALL {
        sink.check = check.name();
        check.plan(&cx, &mut sink);
    }
    sink::place(api, &mut sink.cases);
    undecided::note(api, &mut sink);
    components::tolerate(&cx, &mut sink.cases);
    facts::note_taken(&cx.taken.borrow(), &mut sink.cases);
    // What judges a whole account comes last, so that it can run by itself.
    sink.cases.sort_by_key(|case| (case.alone, !case.resets.is_empty()));
    let (left_out, kept): (Vec<Case>, Vec<Case>) = sink
        .cases
        .into_iter()
        .filter(|case| options.select.wants(&case.id))
        .partition(|case| options.select.leaves_out(&case.method));
    let reason = "left out by the configuration";
    let configured = left_out.into_iter().map(|case| case.not_run(reason.to_owned()));
    let unmade = sink.missing.into_iter().filter(|missing| options.select.wants(&missing.id)).map(|missing| {
        let left_out = options.select.leaves_out(&missing.method);
        if left_out { Missing { reason: reason.to_owned(), ..missing } } else { missing }
    });
    let missing = configured.chain(unmade).collect();
    let creations = cx.creations().collect();
    let (setups, fixtures) = (cx.setups.into_inner(), cx.fixtures.into_inner());
    Plan { api: api.clone(), cases: kept, missing, setups, fixtures, creations, seed: options.seed }
}
