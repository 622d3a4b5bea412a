//! Running a plan against a target: entities are made when a case needs them and taken away at the end, cases run side by side, and what
//! happens is told to a [`Reporter`] as it happens.

mod entities;
mod outcome;
mod pool;
mod summary;

use std::sync::Arc;

pub use entities::Leftover;
pub use outcome::{Failure, Outcome, Status};
pub use summary::{Coverage, Finding, Ratio, Summary};

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
    /// Some request needs a credential and none was given.
    #[error("the API {0} asks for a credential: name the environment variable that holds it, and set it")]
    NoCredential(String),
    /// The HTTP client cannot be set up.
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
}

/// What all cases of a run share.
struct Session {
    plan: Plan,
    loose: LooseNames,
    target: Target,
    wire: Wire,
    entities: entities::Entities,
}

/// Runs all cases of a plan. The error tells that nothing was tested; everything that a target gets wrong is part of the summary.
///
/// It must be called from a Tokio runtime with its I/O and time drivers on.
pub async fn run(plan: Plan, target: &Target, reporter: &mut dyn Reporter) -> Result<Summary, RunError> {
    let needs_credential =
        plan.cases.iter().flat_map(|case| &case.exchanges).any(|exchange| exchange.request.holds_secret());
    if needs_credential && target.credential.is_none() {
        return Err(RunError::NoCredential(plan.api.name.clone()));
    }
    let wire = Wire::new(target).map_err(RunError::Client)?;
    if !plan.cases.is_empty() {
        let unreachable = |reason| RunError::Unreachable { url: target.base_url.clone(), reason };
        wire.probe().await.map_err(unreachable)?;
    }
    let loose = LooseNames::of(&plan.api);
    let entities = entities::Entities::new(&plan);
    let session = Arc::new(Session { plan, loose, target: target.clone(), wire, entities });
    reporter.started(session.plan.cases.len());
    let outcomes = Pool::new(Arc::clone(&session)).run(reporter).await;
    let leftovers = session.remove_entities().await;
    Ok(Summary::of(&session.plan, outcomes, leftovers, session.entities.requests()))
}

impl Session {
    fn judge(&self) -> Judge<'_> {
        Judge { api: &self.plan.api, loose: &self.loose }
    }
}
