//! Running a plan against a target: entities are made when a case needs them and taken away at the end, cases run side by side, and what
//! happens is told to a [`Reporter`] as it happens.

mod conflict;
mod consequences;
mod coverage;
mod deliver;
mod entities;
mod finding;
mod fixtures;
mod folding;
mod ledger;
mod limits;
mod outcome;
mod pace;
mod pages;
mod pool;
mod seen;
mod sought;
mod stop;
mod summary;
mod verdict;

use std::sync::Arc;
use std::time::Instant;

pub use coverage::{Coverage, Gap, Ratio};
pub use entities::Leftover;
pub use finding::{Finding, Folded};
pub use ledger::{Entry, Ledger};
pub use outcome::{Failure, Outcome, Status};
pub use stop::{Ending, Stop};
pub use summary::Summary;
pub use verdict::{Ended, Verdict};

use crate::judge::{Judge, mistaken};
use crate::names::LooseNames;
use crate::plan::Plan;
use crate::target::Target;
use crate::wire::Wire;
use pool::Pool;

/// Hears what happens in a run. All methods do nothing unless they are written.
pub trait Reporter {
    /// The run begins, with so many cases.
    fn started(&mut self, cases: usize) {
        let _ = cases;
    }

    /// A case is done. Cases end in no particular order.
    fn case_done(&mut self, outcome: &Outcome) {
        let _ = outcome;
    }
}

/// A reporter that hears and says nothing.
impl Reporter for () {}

/// Why a run could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The target takes no connections.
    #[error("the target {url} cannot be reached: {reason}; start it, or correct its base URL")]
    Unreachable {
        /// The base URL.
        url: String,
        /// What the connection met.
        reason: String,
    },
    /// The target takes connections and answers nothing.
    #[error(
        "the target {url} takes connections, but did not answer {count} requests in a row; see whether it hangs, or pass a longer --timeout"
    )]
    Silent {
        /// The base URL.
        url: String,
        /// How many requests were not answered.
        count: usize,
    },
    /// Some request needs a credential and none was given.
    #[error("the API {api} asks for a credential: {}", set(variable.as_ref()))]
    NoCredential {
        /// The API.
        api: String,
        /// The environment variable that was to hold it.
        variable: Option<String>,
    },
    /// The request that should bring the target into its first state did not.
    #[error("the target {url} was not reset: {reason}")]
    NotReset {
        /// Where the request was sent.
        url: String,
        /// What came back.
        reason: String,
    },
    /// The HTTP client cannot be set up.
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
}

fn set(variable: Option<&String>) -> String {
    match variable {
        Some(variable) => format!("set the environment variable {variable} to it"),
        None => "name the environment variable that holds it, and set it".to_owned(),
    }
}

/// What all cases of a run share.
struct Session {
    plan: Plan,
    loose: LooseNames,
    target: Target,
    wire: Wire,
    entities: entities::Entities,
    traffic: deliver::Traffic,
    pace: pace::Pace,
    seen: seen::Sightings,
    stop: Stop,
    leave: Stop,
}

/// How a caller keeps a hold on a run.
#[derive(Clone)]
pub struct Control {
    /// Ends the run.
    pub stop: Stop,
    /// Ends the taking away of what the run made: what is left by then stays where it is.
    pub leave: Stop,
    /// Keeps what the run makes.
    pub ledger: Arc<dyn Ledger>,
}

/// Nobody ends the run, and nobody keeps what it makes.
impl Default for Control {
    fn default() -> Self {
        Self { stop: Stop::default(), leave: Stop::default(), ledger: Arc::new(()) }
    }
}

/// Runs all cases of a plan. The error tells that nothing was tested; everything that a target gets wrong is part of the summary.
///
/// It must be called from a Tokio runtime with its I/O and time drivers on.
pub async fn run(plan: Plan, target: &Target, reporter: &mut dyn Reporter) -> Result<Summary, RunError> {
    run_under(plan, target, &Control::default(), reporter).await
}

/// Like [`run()`], with a hold on it.
pub async fn run_under(
    plan: Plan,
    target: &Target,
    control: &Control,
    reporter: &mut dyn Reporter,
) -> Result<Summary, RunError> {
    let session = Arc::new(Session::open(plan, target, control).await?);
    session.reset().await?;
    let begun = Instant::now();
    reporter.started(session.plan.cases.len());
    let outcomes = Pool::new(Arc::clone(&session)).run(reporter).await;
    let seconds = begun.elapsed().as_secs_f64();
    let leftovers = session.remove_entities().await;
    let mut summary = Summary::of(&session.plan, outcomes, &session.seen);
    (summary.requests, summary.retries) = session.traffic.counts();
    (summary.leftovers, summary.seconds) = (leftovers, seconds);
    summary.target.clone_from(&target.base_url);
    summary.url.clone_from(&target.base_url);
    summary.ending = session.stop.ending().cloned();
    match summary.ending {
        Some(Ending::Silent(count)) if summary.ran() == 0 => {
            Err(RunError::Silent { url: target.base_url.clone(), count })
        }
        _ => Ok(summary),
    }
}

/// Takes away what earlier runs made and left, the newest first; gives what is still there. The plan tells how: its cases are not run.
pub async fn cleanup(
    mut plan: Plan,
    target: &Target,
    control: &Control,
    entries: Vec<Entry>,
) -> Result<Vec<Leftover>, RunError> {
    let needs_credential = |request: &crate::request::Request| request.holds_secret();
    let removals = plan.creations.values().filter_map(|creation| creation.remove.as_ref());
    if target.credential.is_none() && removals.clone().any(needs_credential) {
        return Err(RunError::NoCredential { api: plan.api.name.clone(), variable: target.variable.clone() });
    }
    plan.cases.truncate(1);
    let session = Session::open(plan, target, control).await?;
    session.entities.adopt(entries);
    Ok(session.remove_entities().await)
}

impl Session {
    async fn open(plan: Plan, target: &Target, control: &Control) -> Result<Self, RunError> {
        let exchanges = plan.cases.iter().flat_map(|case| &case.exchanges);
        let needs_credential = exchanges.map(|exchange| &exchange.request).any(crate::request::Request::holds_secret);
        if needs_credential && target.credential.is_none() {
            return Err(RunError::NoCredential { api: plan.api.name.clone(), variable: target.variable.clone() });
        }
        let wire = Wire::new(target).map_err(RunError::Client)?;
        if !plan.cases.is_empty() {
            let unreachable = |reason| RunError::Unreachable { url: target.base_url.clone(), reason };
            wire.probe().await.map_err(unreachable)?;
        }
        Ok(Self {
            loose: LooseNames::of(&plan.api),
            entities: entities::Entities::new(&plan, Arc::clone(&control.ledger)),
            traffic: deliver::Traffic::default(),
            pace: pace::Pace::new(target.rate),
            seen: seen::Sightings::new(&plan.api),
            stop: control.stop.clone(),
            leave: control.leave.clone(),
            target: target.clone(),
            wire,
            plan,
        })
    }

    /// Brings the target into the state in which a run begins.
    async fn reset(&self) -> Result<(), RunError> {
        let Some(reset) = self.target.reset.as_ref().filter(|_| !self.plan.cases.is_empty()) else {
            return Ok(());
        };
        let credential = self.target.credential.as_ref();
        let variable = credential.map(|credential| credential.variable.as_str());
        let request = reset.rendered(variable, &self.secret());
        let reason = match self.deliver_now(&request).await {
            Ok(answer) if answer.is_success() => return Ok(()),
            Ok(answer) => format!("HTTP {}", answer.status),
            Err(lost) => lost.to_string(),
        };
        Err(RunError::NotReset { url: format!("{}{}", self.target.base_url, reset.path), reason })
    }

    fn judge(&self) -> Judge<'_> {
        Judge { api: &self.plan.api, loose: &self.loose }
    }
}
